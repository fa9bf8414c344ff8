"""Who gave a value in conflict, told from the values that the commits before it have."""

from datetime import UTC, datetime

import pytest
from problem_cases import BASE

from jimoplan.core.changes.changes import Ref, Subject
from jimoplan.core.history.commits import Commit, Identity
from jimoplan.core.merge.setters import find_setter
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

ITEM = Ref(Subject.MEASURE, "1-1")
TASK_3 = BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")]
DUE = "due: 2024-06-30"
JULY = DUE, "due: 2024-07-31"
AUGUST = DUE, "due: 2024-08-31"
NOTE = "note: 指导12件", "note: 指导13件"
FIGURE = "progress: 40", "progress: 60"
DELETED = TASK_3, ""
MOVED = "    title: 公共法律服务\n", f"    title: 公共法律服务\n    tasks:\n{TASK_3}"

Edits = tuple[tuple[str, str], ...]
SOMEBODY = Identity("张三", "zhang@example.cn")
NOW = datetime(2024, 5, 1, tzinfo=UTC)


def plan_of(edits: Edits | None) -> Plan | None:
    text = BASE
    for old, new in edits or ():
        text = text.replace(old, new)
    return None if edits is None else load(text, with_advice=False).plan


def setter(
    *commits: tuple[str, str, Edits | None], item: Ref = ITEM, field: str = "due"
) -> str | None:
    """Who set a field, of commits newest first: each its name, its parents' and what it says."""
    plans = {name: plan_of(edits) for name, _, edits in commits}
    walk = (
        Commit(name, tuple(parents), SOMEBODY, NOW, SOMEBODY, NOW, "")
        for name, parents, _ in commits
    )
    found = find_setter(walk, plans.get, item, field)
    return found.id if found else None


def test_it_is_the_commit_that_changed_this_very_field() -> None:
    assert setter(("c", "b", (JULY, NOTE)), ("b", "a", (JULY,)), ("a", "", ())) == "b"


def test_the_last_who_changed_it_counts_also_when_it_was_changed_back_and_forth() -> None:
    walk = (("d", "c", (JULY,)), ("c", "b", (AUGUST,)), ("b", "a", (JULY,)), ("a", "", ()))

    assert setter(*walk) == "d"


def test_a_merge_that_has_a_parent_s_value_has_set_nothing() -> None:
    sides = ("c", "a", (NOTE,)), ("b", "a", (JULY,)), ("a", "", ())

    assert setter(("m", "bc", (JULY, NOTE)), *sides) == "b"
    assert setter(("m", "bc", (AUGUST, NOTE)), *sides) == "m"


def test_of_two_lines_that_set_it_the_one_counts_whose_value_stands() -> None:
    sides = ("c", "a", (AUGUST,)), ("b", "a", (JULY,)), ("a", "", ())

    assert setter(("m", "bc", (JULY,)), *sides) == "b"
    assert setter(("m", "bc", (AUGUST,)), *sides) == "c"


@pytest.mark.parametrize(
    ("edits", "item", "field"),
    [
        ((FIGURE,), ITEM, "progress"),
        ((DELETED, MOVED), Ref(Subject.TASK, "3"), "tasks"),
        ((DELETED, MOVED), Ref(Subject.TASK, "3"), ""),
        ((DELETED,), Ref(Subject.TASK, "3"), ""),
    ],
    ids=["a figure of a report", "where a task stands", "a task moved", "a task removed"],
)
def test_whatever_a_conflict_can_be_about_has_a_setter(edits: Edits, item: Ref, field: str) -> None:
    walk = ("c", "b", (*edits, NOTE)), ("b", "a", edits), ("a", "", ())

    assert setter(*walk, item=item, field=field) == "b"


def test_what_stands_as_it_was_registered_was_set_by_nobody() -> None:
    assert setter(("b", "a", (NOTE,)), ("a", "", ())) is None
    assert setter(("b", "a", (NOTE,)), ("a", "x", ()), ("x", "", None)) is None
