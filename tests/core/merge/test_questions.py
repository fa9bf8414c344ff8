"""Which of the changes between two views a place left open is about."""

from datetime import date

import pytest
from problem_cases import BASE

from jimoplan.core.changes.changes import Change, Ref, Set, Subject
from jimoplan.core.changes.diff import diff
from jimoplan.core.merge.questions import share_out
from jimoplan.core.merge.result import Conflict
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

ONE, TASK_3 = Ref(Subject.MEASURE, "1-1"), Ref(Subject.TASK, "3")


def plan_of(text: str) -> Plan:
    plan = load(text, with_advice=False).plan
    assert plan is not None
    return plan


VIEWS = (
    plan_of(BASE),
    plan_of(
        BASE.replace("2024-06-30", "2024-07-31")
        .replace("progress: 40", "progress: 60")
        .replace("印发白皮书", "编白皮书")
    ),
)
CHANGES = diff(*VIEWS)
DUE = Set(ONE, "due", date(2024, 6, 30), date(2024, 7, 31))


def about(item: Ref, field: str) -> tuple[Conflict, ...]:
    return (Conflict(item, field, None, None, None),)


def words(changes: tuple[Change, ...]) -> list[str]:
    return [f"{change.item.id} {type(change).__name__}" for change in changes]


@pytest.mark.parametrize(
    ("item", "field", "shown"),
    [
        (ONE, "due", ["1-1 Set"]),
        (ONE, "progress", ["1-1 Remove", "1-1 Insert"]),
        (TASK_3, "", ["3-1 Set"]),
        (TASK_3, "tasks", []),
    ],
    ids=["a field", "a figure of a report", "what stands in an item", "where an item stands"],
)
def test_a_place_shows_what_its_conflicts_are_over(item: Ref, field: str, shown: list[str]) -> None:
    (share,) = share_out(CHANGES, [about(item, field)], VIEWS)

    assert words(share) == shown


def test_what_two_places_could_show_is_said_of_neither() -> None:
    shares = share_out(CHANGES, [about(ONE, "due"), about(ONE, ""), about(TASK_3, "")], VIEWS)

    assert [words(share) for share in shares] == [[], [], ["3-1 Set"]]
    assert share_out((DUE,), [about(ONE, "due"), about(ONE, "progress")], VIEWS) == [(DUE,), ()]
