"""Every code has its cases, and each case yields its code alone, at its place, by both parsers."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from problem_cases import BASE, CASES, MARK, Case, FileCase
from problem_page import build_page

from jimoplan.core.text.problems import CODES
from jimoplan.core.text.reading.load import load

ADVISED = (
    {f"W30{n}" for n in range(1, 9)} | {f"W31{n}" for n in (0, 1, 2, 3, 6, 7)} | {"I401", "I402"}
)
REPOSITORY = Path(__file__).parents[4]
PARSERS = [yaml.CSafeLoader, yaml.SafeLoader]
IDS = [f"{case.code} {number} {case.what[:12]}" for number, case in enumerate(CASES)]


@pytest.mark.parametrize("parser", PARSERS)
def test_the_right_way_has_no_problem_at_all(parser: type[Any]) -> None:
    loaded = load(BASE, parser)

    assert loaded.plan is not None
    assert loaded.problems == ()


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_wrong_way_has_one_problem_at_its_place(
    case: Case | FileCase, parser: type[Any]
) -> None:
    if case.code == "E006" and parser is yaml.SafeLoader:
        pytest.skip("two million values take the Python parser a minute")

    problems = case.problems(parser)

    assert [(p.code, (p.line, p.column)) for p in problems] == [(case.code, case.place)]


@pytest.mark.parametrize("case", [c for c in CASES if type(c) is Case], ids=lambda c: c.what[:12])
def test_without_advice_every_error_and_no_advice_is_told(case: Case) -> None:
    text = case.marked.replace(MARK, "")
    told = [p for p in load(text).problems if p.code not in ADVISED]

    assert list(load(text, with_advice=False).problems) == told


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_case_differs_from_the_right_way_at_one_place(case: Case | FileCase) -> None:
    if isinstance(case, Case):
        assert BASE.count(case.right) == 1
        assert case.wrong.count(MARK) == 1


def test_every_code_has_a_case() -> None:
    assert {case.code for case in CASES} == set(CODES)


def test_cases_stand_in_the_order_of_the_codes() -> None:
    codes = [case.code for case in CASES]

    assert codes == sorted(codes, key=list(CODES).index)


def test_every_code_in_the_source_has_a_title() -> None:
    core = (REPOSITORY / "src" / "jimoplan" / "core").rglob("*.py")
    used = {
        code
        for file in core
        if file.name != "problems.py"
        for code in re.findall(r'"([EWI]\d{3})"', file.read_text("utf-8"))
    }

    assert used == set(CODES)


def test_the_page_of_problems_is_up_to_date(golden: Callable[[Path, str], None]) -> None:
    golden(REPOSITORY / "docs" / "problems.md", build_page())
