"""What is owed in a period and not given, 未报送, and what comes next, 下周计划."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from jimoplan.core.assessment import wording
from jimoplan.core.assessment.alarms import Alarm, AlarmSort
from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.assessment.clock import Clock, item_clock
from jimoplan.core.assessment.judging import stale_days
from jimoplan.core.assessment.lights import Light
from jimoplan.core.assessment.rhythm import OwedPeriod, Rhythm, name_periods
from jimoplan.core.plan.departments import is_group
from jimoplan.core.plan.model import Department
from jimoplan.core.plan.words import OPEN
from jimoplan.core.reports.outcomes import main_owners
from jimoplan.core.reports.period_view import Coming, Owed, Unreported
from jimoplan.core.views.query import Row

_DAY = timedelta(days=1)


class Window(NamedTuple):
    """The days of a report, from the first of its period to the one it is as of.

    What falls on days off is asked for on the next working day: `after` is the last working day
    before it begins, `until` the last one in it, so that neither is lost nor asked for twice, and a
    week without working days owes nothing new.
    """

    start: date
    as_of: date
    after: date
    until: date


def make_window(start: date, as_of: date, calendar: WorkCalendar) -> Window:
    """The window of a report from a day to another."""
    before = start - _DAY if start > date.min else start
    return Window(start, as_of, _last_worked(before, calendar), _last_worked(as_of, calendar))


def find_unreported(
    departments: Iterable[Department],
    measures: Iterable[Row],
    reported: Collection[str],
    window: Window,
    assessment: Assessment,
) -> Iterator[Unreported]:
    """The departments that owe a report on a measure they have 主责 for; groups owe none.

    `reported` are the ids of the measures on which an owner reported in the period.
    """
    by_name: dict[str, list[Owed]] = {}
    for row in measures:
        why = tuple(_reasons(row, row.item.id in reported, window, assessment))
        for name in main_owners(row) if why else ():
            by_name.setdefault(name, []).append(Owed(row, why))
    for department in departments:
        owed = by_name.get(department.name, [])
        if owed and not is_group(department):
            rows = tuple(each.row for each in owed)
            days = [row.assessment.last_update for row in rows if row.assessment.last_update]
            yield Unreported(department.name, rows, max(days, default=None), tuple(owed))


def find_coming(measures: Iterable[Row], as_of: date, until: date) -> Iterator[Coming]:
    """What is due after a day and up to another: deadlines, and periods to be reported by then.

    A period that has ended is among them as long as its grace lasts.
    """
    for row in filter(_is_live, measures):
        rhythm = row.assessment.rhythm
        periods = tuple(_awaited(rhythm, until)) if rhythm else ()
        found = row.assessment
        steps = tuple(s for s in found.steps if not s.reached and as_of < s.due <= until)
        if periods or steps or (as_of < found.due <= until and not found.undated):
            yield Coming(row, periods, steps)


def _awaited(rhythm: Rhythm, until: date) -> Iterator[OwedPeriod]:
    for each in rhythm.owed:
        if each.end <= until and each.number not in rhythm.reported and each not in rhythm.late:
            yield each


def _is_live(row: Row) -> bool:
    """Whether a measure is still to be worked on, as it is not where its task has been dropped."""
    return row.item.status in OPEN and row.assessment.light is not Light.NONE


def _reasons(row: Row, reported: bool, window: Window, assessment: Assessment) -> Iterator[str]:  # noqa: FBT001
    """What is owed of a measure, in words."""
    if not _is_live(row):
        return
    clock = item_clock(row.item, row.task, assessment.frame.period)
    if row.assessment.rhythm:
        yield from _missing_periods(row, clock, window, assessment)
        return
    last = row.assessment.last_update
    if not reported and not (last and last >= window.start):
        yield from _deadlines_in(row, window)
    stale = stale_days(row.item, row.task, assessment.frame)
    if clock.silent_days(last, window.after) < stale <= clock.silent_days(last, window.until):
        silent = Alarm(AlarmSort.STALE, clock.silent_days(last, window.as_of), last is None)
        yield wording.say_alarm(silent)


def _deadlines_in(row: Row, window: Window) -> Iterator[str]:
    """The milestones and the deadline that fall into the window, in words."""
    found = row.assessment
    for step in found.steps:
        if window.after < step.due <= window.until and not step.reached:
            yield f"节点{step.words}"
    if window.after < found.due <= window.until and not found.undated:
        day = f"{found.due.month}月{found.due.day}日"
        yield wording.say_deadline(day, by_default=found.due_is_default)


def _missing_periods(
    row: Row, clock: Clock, window: Window, assessment: Assessment
) -> Iterator[str]:
    late = row.assessment.rhythm.late if row.assessment.rhythm else ()
    policy = assessment.frame.policy
    owed = [
        each
        for each in late
        if clock.days(each.end, window.after)
        <= each.grace(policy)
        < clock.days(each.end, window.until)
    ]
    if owed:
        yield wording.say_missing(name_periods(owed))


def _last_worked(day: date, calendar: WorkCalendar) -> date:
    while not calendar.is_working_day(day):
        day -= _DAY
    return day
