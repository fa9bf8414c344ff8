"""What a report shows of the past: what became of each item, and where all of them stood when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.model import Status
from jimoplan.core.query import TaskView


class HistoryEntry(NamedTuple):
    """One change to an item: the day, who made it, the commit's short id, and what in words."""

    day: date
    who: str
    commit: str
    words: str


class ItemEntry(NamedTuple):
    """A change with the id of the item it was made to."""

    id: str
    entry: HistoryEntry


class StatusPoint(NamedTuple):
    """How many items had which status from a day on, until the next point's day."""

    day: date
    by_status: Mapping[Status, int]


def task_history(
    view: TaskView, histories: Mapping[str, Sequence[HistoryEntry]]
) -> tuple[ItemEntry, ...]:
    """The changes to a task and its measures, the latest first.

    `histories` holds each item's changes by its id, the earliest first; items without any may be
    missing there.
    """
    if not histories:
        return ()
    rows = (view.row, *view.measures)
    found = [
        ItemEntry(row.item.id, entry) for row in rows for entry in histories.get(row.item.id, ())
    ]
    found.sort(key=lambda known: known.entry.day)
    return tuple(found[::-1])
