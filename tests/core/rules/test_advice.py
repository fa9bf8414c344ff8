"""Advice on who answers for what."""

import pytest
from problem_cases import BASE
from reading import miswrite, problems_of

MEASURE = "{id: 3-1, kind: 一次性, title: 印发白皮书,"


@pytest.mark.parametrize(
    ("owners", "advised"),
    [("", True), (" support: [甲科],", True), (" responsible: [甲科],", False)],
    ids=["nobody", "a supporter only", "somebody who answers for it"],
)
def test_a_task_without_owners_is_in_order_where_each_measure_has_its_own(
    owners: str, *, advised: bool
) -> None:
    bare = miswrite("        responsible: [乙科]\n", "", BASE)
    text = miswrite(MEASURE, f"{MEASURE}{owners}", bare)
    assert ("W313" in {problem.code for problem in problems_of(text)}) is advised
