"""What falls due in the next days, week by week."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.words import OPEN
from jimoplan.core.views.query import Row, TaskView

DAYS = 60
"""How many days ahead one looks."""


class DueEntry(NamedTuple):
    """Something of an item that falls due on a day, and in words what: 时限, 节点, 应报."""

    day: date
    row: Row
    words: str

    @property
    def weekday(self) -> str:
        """The day of the week, as in 周一."""
        return f"周{'一二三四五六日'[self.day.weekday()]}"


class DueWeek(NamedTuple):
    """What falls due in a week that begins on a Monday, by day and in plan order."""

    start: date
    dues: tuple[DueEntry, ...]

    @property
    def end(self) -> date:
        """The week's Sunday."""
        return min(self.start + timedelta(days=6), date.max)


class Upcoming(NamedTuple):
    """What falls due up to a day, that day included.

    `by_default` counts the items among them that nobody set a deadline for: they end with the plan
    and stand in no week.
    """

    until: date
    weeks: tuple[DueWeek, ...]
    by_default: int


def find_upcoming(views: Iterable[TaskView], as_of: date) -> Upcoming:
    """What of open items falls due from a day on, itself included.

    A deadline that measures have from their task stands there once, as the task's.
    """
    until = as_of + min(timedelta(days=DAYS), date.max - as_of)
    rows = (row for view in views for row in (view.row, *view.measures))
    live = [row for row in rows if _is_live(row)]
    found = [due for row in live for due in _dues(row)]
    dues = sorted((due for due in found if as_of <= due.day <= until), key=lambda due: due.day)
    by_default = sum(
        row.leaf is not None
        and row.assessment.due_is_default
        and not row.assessment.undated
        and as_of <= row.assessment.due <= until
        for row in live
    )
    return Upcoming(until, tuple(_by_week(dues)), by_default)


def _is_live(row: Row) -> bool:
    """Whether an item is still to be worked on, as it is not where its task has been dropped."""
    return row.item.status in OPEN and row.assessment.light is not Light.NONE


def _dues(row: Row) -> Iterator[DueEntry]:
    found = row.assessment
    if row.item.due:
        yield DueEntry(found.due, row, "时限")
    for step in found.steps:
        if not step.reached:
            yield DueEntry(step.due, row, f"节点{step.words}")
    if rhythm := found.rhythm:
        waiting = (each for each in rhythm.owed if each.number not in rhythm.reported)
        yield from (DueEntry(each.end, row, f"应报{each.words}") for each in waiting)


def _by_week(dues: Sequence[DueEntry]) -> Iterator[DueWeek]:
    for start, found in groupby(dues, key=lambda due: _monday(due.day)):
        yield DueWeek(start, tuple(found))


def _monday(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))
