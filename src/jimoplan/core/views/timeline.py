"""What became of items: their changes one by one, and by commit for a task with its measures."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.views.query import TaskView


class HistoryEntry(NamedTuple):
    """One change to an item: the day, who made it, the commit's short id, and what in words."""

    day: date
    who: str
    commit: str
    words: str


class ItemChange(NamedTuple):
    """What was done to an item, in words."""

    id: str
    words: str


class TaskChange(NamedTuple):
    """What one commit did to a task and its measures.

    Where a report of progress is of the commit's day and by its author, the words repeat neither.
    """

    day: date
    who: str
    commit: str
    changes: tuple[ItemChange, ...]


def task_history(
    view: TaskView, histories: Mapping[str, Sequence[HistoryEntry]]
) -> tuple[TaskChange, ...]:
    """The changes to a task and its measures by commit, the latest first.

    `histories` holds each item's changes by its id, the earliest first; items without any may be
    missing there.
    """
    if not histories:
        return ()
    ids = (row.item.id for row in (view.row, *view.measures))
    found = [(id_, entry) for id_ in ids for entry in histories.get(id_, ())]
    found.sort(key=lambda known: known[1].day)
    commits: dict[str, list[tuple[str, HistoryEntry]]] = {}
    for id_, entry in reversed(found):
        commits.setdefault(entry.commit, []).append((id_, entry))
    return tuple(_together(known[::-1]) for known in commits.values())


def _together(found: Sequence[tuple[str, HistoryEntry]]) -> TaskChange:
    _, first = found[0]
    said = f"新增填报记录 {first.day} {first.who}:"
    changes = (ItemChange(id_, entry.words.replace(said, "填报:", 1)) for id_, entry in found)
    return TaskChange(first.day, first.who, first.commit, tuple(changes))
