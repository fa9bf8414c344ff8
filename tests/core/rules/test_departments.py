"""Departments of whatever kind, by whatever name they have."""

import pytest
from audited import change
from problem_cases import BASE

from jimoplan.core.text.reading.load import load

OFFICES = "  - {name: 甲科, kind: 科室}\n"
SUPPORT = "support: [各科室]"


def codes(*edits: tuple[str, str]) -> list[str]:
    return [problem.code for problem in load(change(BASE, *edits), with_advice=False).problems]


@pytest.mark.parametrize("kind", ["镇街", "国企", "垂管单位", "股室", "council department"])
def test_a_department_is_of_any_kind(kind: str) -> None:
    assert codes((OFFICES, OFFICES.replace("科室", kind))) == []


@pytest.mark.parametrize(
    "name", ["各区、县级市", "各县(市、区)政府", "Planning, Housing (North)", "省、市科技局"]
)
def test_a_name_has_the_marks_that_it_has(name: str) -> None:
    quoted = f"'{name}'"
    named = f"{OFFICES}  - {{name: {quoted}, kind: 镇街}}\n"

    assert codes((OFFICES, named), (SUPPORT, f"support: [各科室, {quoted}]")) == []


@pytest.mark.parametrize("written", ["甲科、乙科", "甲科，乙科", "丙科、", "丙科，丁科"])
def test_names_glued_together_and_marks_around_one_are_asked_about(written: str) -> None:
    assert codes((OFFICES, f"{OFFICES}  - {{name: '{written}', kind: 科室}}\n")) == ["E009"]


def test_a_list_that_is_no_declared_name_is_taken_for_several() -> None:
    assert codes((SUPPORT, "support: [甲科、乙科]")) == ["E009"]
