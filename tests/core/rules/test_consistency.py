"""What is refused although each value is allowed."""

import pytest
from problem_cases import BASE
from reading import miswrite, problems_of

ONE = BASE[BASE.index("          - {id: 3-1") : BASE.index("  - number: 二")]
TWO = f"{ONE}          - {{id: 3-2, kind: 一次性, title: 宣讲, text: 宣讲。, due: 2024-09-30}}\n"


@pytest.mark.parametrize(
    ("measures", "remedies"),
    [
        (ONE, ["编号改成 4-1,或移到任务 3 下面"]),
        (TWO, ["任务编号改成 3,或把举措编号逐个改成 4-"]),
    ],
    ids=["one measure", "two measures"],
)
def test_measures_that_agree_on_another_number_speak_against_their_task_s(
    measures: str, remedies: list[str]
) -> None:
    text = miswrite("- id: '3'", "- id: '4'", miswrite(ONE, measures))
    errors = [p for p in problems_of(text) if p.code.startswith("E")]

    assert [(p.code, p.remedy) for p in errors] == [("E202", remedy) for remedy in remedies]


@pytest.mark.parametrize(("number", "refused"), [(8, False), (9, True)])
def test_periods_go_on_to_a_deadline_beyond_the_plan(number: int, *, refused: bool) -> None:
    text = miswrite("cadence: 双月", "cadence: 双月\n            due: 2025-03-31")
    text = miswrite("period: 1,", f"period: {number},", text)
    assert ("E215" in {problem.code for problem in problems_of(text)}) is refused
