"""What a plan says of its documents' heads: the code of their numbers and who signs them."""

import pytest
from problem_cases import BASE
from reading import codes_of, miswrite, only_problem

from jimoplan.core.text.reading.load import load

GAPS = "known_gaps: ['2']"


def written(key: str, value: str) -> str:
    return miswrite(GAPS, f"{key}: {value}\n  {GAPS}", BASE)


def test_a_plan_says_with_what_its_document_numbers_begin_and_who_signs() -> None:
    plan = load(written("signer", "王五\n  doc_code: 即司督")).plan
    assert plan is not None
    assert (plan.plan.doc_code, plan.plan.signer) == ("即司督", "王五")


@pytest.mark.parametrize(
    "code", ["即司督〔2024〕1号", "即司督[2024]", "即司督（2024）", "即司督〔〕"]
)
def test_year_and_number_are_no_part_of_the_code(code: str) -> None:
    problem = only_problem(written("doc_code", f"'{code}'"))
    assert problem.code == "E117"
    assert "只写代字:即司督" in problem.remedy


@pytest.mark.parametrize("code", ["2024", "即 司督", "〔2024〕", "即司督" * 5])
def test_a_code_is_a_few_characters_or_letters(code: str) -> None:
    assert codes_of(written("doc_code", f"'{code}'")) == ["E117"]


def test_a_telephone_number_signs_nothing() -> None:
    assert codes_of(written("signer", "0532-8888888")) == ["E116"]
