"""What departments owe a report on as of a day, the most pressing first, and why."""

from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from jimoplan.core.assessment import wording
from jimoplan.core.assessment.alarms import Alarm, AlarmSort
from jimoplan.core.assessment.assess import Assessment, ItemAssessment
from jimoplan.core.assessment.lights import Light
from jimoplan.core.assessment.rhythm import OwedPeriod, name_periods
from jimoplan.core.assessment.said import say_return
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.items import Owners
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import OPEN
from jimoplan.core.views.query import Level, Row, TaskView, list_rows


class Urgency(Enum):
    """Why something is owed, the most pressing first."""

    MISSING = "应报未报"
    OVERDUE = "逾期"
    RETURNED = "退回"
    SILENT = "久未填报"
    DUE_SOON = "临期"
    OTHER = "其他"


class Owed(NamedTuple):
    """An open item that one of some departments reports on.

    `row.via` is the group through which the duty reaches them, None where it is their own;
    `departments` are those of them whose report counts. `why` says why it stands here, `last` is
    the last report of an owner, `awaited` the periods that have ended without a report, the oldest
    first.
    """

    row: Row
    departments: tuple[str, ...]
    urgency: Urgency
    why: str
    last: Update | None
    awaited: tuple[OwedPeriod, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the duty is a department's own and does not come through a group."""
        return self.row.via is None


def find_owed(
    views: Iterable[TaskView], assessment: Assessment, names: Collection[str]
) -> tuple[Owed, ...]:
    """What departments of those full names owe: their own duties first, then those of groups.

    Of either come the periods owed first, then what is overdue, returned, silent, due soon, and
    last whatever else is open, the worst of each first. Each item stands there once.
    """
    rows = list_rows(views, Level.MEASURE)
    found = [owed for row in rows if (owed := _owed(row, assessment, names))]
    return tuple(sorted(found, key=lambda owed: (not owed.is_own, *_rank(owed))))


def _owed(row: Row, assessment: Assessment, names: Collection[str]) -> Owed | None:
    if row.item.status not in OPEN or row.assessment.light is Light.NONE:
        return None
    duty = find_duty(row.owners, assessment.frame.departments, names)
    if duty is None:
        return None
    departments, via = duty
    found = row.assessment
    awaited = _awaited(found, assessment)
    urgency = _urgency(found, awaited)
    why = ";".join(_reasons(found, urgency, awaited))
    row = row._replace(via=via)
    return Owed(row, departments, urgency, why, found.last_report, awaited)


def find_duty(
    owners: Owners, known: Departments, names: Collection[str]
) -> tuple[tuple[str, ...], str | None] | None:
    """Which of the departments report on an item, and the group through which; None for none.

    Whoever supports an item answers for it where nobody has 主责, as reports are counted.
    """
    answering = (*owners.lead, *owners.responsible) or owners.support
    if own := tuple(name for name in names if name in answering):
        return own, None
    for group in answering:
        if meant := tuple(name for name in names if name in known.members(group)):
            return meant, group
    return None


def _awaited(found: ItemAssessment, assessment: Assessment) -> tuple[OwedPeriod, ...]:
    rhythm = found.rhythm
    if rhythm is None:
        return ()
    ended = (each for each in rhythm.owed if each.end < assessment.as_of)
    return tuple(each for each in ended if each.number not in rhythm.reported)


_SORTS = {
    Urgency.MISSING: {AlarmSort.MISSING},
    Urgency.OVERDUE: {AlarmSort.OVERDUE, AlarmSort.STEP_MISSED},
    Urgency.SILENT: {AlarmSort.STALE},
    Urgency.DUE_SOON: {AlarmSort.DUE_SOON, AlarmSort.STEP_DUE, AlarmSort.REPORT_DUE},
}
"""The alarms by which an item is owed as it is."""


def _urgency(found: ItemAssessment, awaited: Collection[OwedPeriod]) -> Urgency:
    sorts = {alarm.sort for alarm in found.alarms}
    for urgency in Urgency:
        returned = urgency is Urgency.RETURNED and found.returned
        graced = urgency is Urgency.DUE_SOON and awaited
        if returned or graced or sorts & _SORTS.get(urgency, set()):
            return urgency
    return Urgency.OTHER


def _reasons(
    found: ItemAssessment, urgency: Urgency, awaited: Collection[OwedPeriod]
) -> Iterator[str]:
    """Why an item is owed: what makes it so first, then whatever else there is to say."""
    if found.returned:
        yield say_return(found.returned).words
    yield from map(wording.say_alarm, _by_weight(found.alarms, urgency))
    late = {each.number for each in found.rhythm.late} if found.rhythm else set()
    if graced := [each for each in awaited if each.number not in late]:
        yield wording.say_awaited(name_periods(graced))
    if not found.alarms and not found.returned and not awaited:
        yield wording.say_deadline(found.due_words, by_default=found.due_is_default)


def _by_weight(alarms: Iterable[Alarm], urgency: Urgency) -> list[Alarm]:
    return sorted(alarms, key=lambda alarm: alarm.sort not in _SORTS.get(urgency, set()))


def _rank(owed: Owed) -> tuple[int, int, int]:
    """Where something owed stands among the others; what ranks alike stays in plan order."""
    found = owed.row.assessment
    sorts = _SORTS.get(owed.urgency, set())
    amounts = [alarm.amount for alarm in found.alarms if alarm.sort in sorts]
    worst = (
        min(amounts, default=0) if owed.urgency is Urgency.DUE_SOON else -max(amounts, default=0)
    )
    return list(Urgency).index(owed.urgency), _LIGHTS.index(found.light), worst


_LIGHTS = list(Light)
