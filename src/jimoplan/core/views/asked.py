"""What a department owes and what is asked of it, from how its items stand."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.assessment.alarms import AlarmSort
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.records import Remark
from jimoplan.core.plan.words import MAIN_ROLES, OPEN, Verdict
from jimoplan.core.views.matters import each_matter
from jimoplan.core.views.people import without_address
from jimoplan.core.views.query import Row, TaskView


class Demand(StrEnum):
    """What an item that is red or yellow calls for, the most pressing first."""

    OVERDUE = "逾期"
    EXCEEDED = "超过上限"
    UNREPORTED = "应报未报"
    SILENT = "久未填报"
    DUE_SOON = "临期"
    BEHIND = "滞后"


_DEMANDS: Mapping[AlarmSort, Demand] = MappingProxyType(
    {
        AlarmSort.OVERDUE: Demand.OVERDUE,
        AlarmSort.STEP_MISSED: Demand.OVERDUE,
        AlarmSort.EXCEEDED: Demand.EXCEEDED,
        AlarmSort.MISSING: Demand.UNREPORTED,
        AlarmSort.STALE: Demand.SILENT,
        AlarmSort.DUE_SOON: Demand.DUE_SOON,
        AlarmSort.STEP_DUE: Demand.DUE_SOON,
        AlarmSort.REPORT_DUE: Demand.DUE_SOON,
        AlarmSort.BEHIND: Demand.BEHIND,
    }
)


class Pressing(NamedTuple):
    """An item that is owed, and what it calls for, each once."""

    row: Row
    demands: tuple[Demand, ...]

    @property
    def words(self) -> str:
        """What it calls for, in words."""
        return "、".join(self.demands)


class Unanswered(NamedTuple):
    """What somebody wants answered: a return or a remark (`what`), when, by whom, in what words."""

    row: Row
    what: str
    day: date
    by: str
    text: str


def find_pressing(views: Iterable[TaskView]) -> tuple[Pressing, ...]:
    """What a department is to do next of what it answers for, the most pressing first."""
    found = [
        Pressing(row, demands)
        for view in views
        for row in each_matter(view)
        if _answers(row) and (demands := _demands(row))
    ]
    return tuple(sorted(found, key=lambda each: list(Demand).index(each.demands[0])))


def find_unanswered(views: Iterable[TaskView], as_of: date) -> tuple[Unanswered, ...]:
    """What a department that answers for it has not answered yet by a report, the oldest first."""
    rows = (row for view in views for row in (view.row, *view.measures))
    live = (row for row in rows if _answers(row) and _is_live(row))
    return tuple(sorted((a for row in live for a in _asked(row, as_of)), key=lambda a: a.day))


def unanswered_remarks(row: Row, as_of: date) -> Iterator[Remark]:
    """What others said of an item since its owner's last report.

    A remark of the day of that report counts as unanswered: nobody knows which came first.
    """
    last = row.assessment.last_update
    for remark in row.item.remarks:
        if remark.date <= as_of and (last is None or remark.date >= last):
            yield remark


def _answers(row: Row) -> bool:
    """Whether a department's role is to report: 主责, or 配合 where nobody has 主责."""
    return row.role in MAIN_ROLES or not (row.owners.lead or row.owners.responsible)


def _is_live(row: Row) -> bool:
    return row.item.status in OPEN and row.assessment.light is not Light.NONE


def _demands(row: Row) -> tuple[Demand, ...]:
    found = {_DEMANDS[a.sort] for a in row.assessment.alarms if a.sort in _DEMANDS}
    return tuple(demand for demand in Demand if demand in found)


def _asked(row: Row, as_of: date) -> Iterator[Unanswered]:
    found = row.assessment
    if returned := found.returned:
        yield Unanswered(
            row,
            Verdict.RETURNED,
            returned.date,
            without_address(returned.by),
            returned.reason or "",
        )
    for remark in unanswered_remarks(row, as_of):
        yield Unanswered(
            row, remark.kind, remark.date, without_address(remark.by or ""), remark.text
        )
