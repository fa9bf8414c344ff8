"""Letters to a department: 提醒函, 督办通知单 with 催办单, and the 反馈单 it fills in.

Yellow leads to a 提醒函, red to a 督办通知单, and what was red before to a 催办单. They go to
whoever leads an item or is responsible for it, and name departments, never people.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.assessment.alarms import AlarmSort
from jimoplan.core.assessment.assess import Assessment, Light, assess
from jimoplan.core.assessment.rhythm import OwedPeriod, name_periods
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.records import Remark, Update
from jimoplan.core.plan.words import MAIN_ROLES, OPEN, Kind
from jimoplan.core.reports.outcomes import main_owners
from jimoplan.core.views.leaders import view_led
from jimoplan.core.views.query import Row, TaskView, view_duties, view_tasks
from jimoplan.core.views.views import Heading, make_heading

_FROM_REPORTS = frozenset({Kind.CONTINUOUS, Kind.PERIODIC})
_TO_HURRY = frozenset(
    {AlarmSort.OVERDUE, AlarmSort.EXCEEDED, AlarmSort.DUE_SOON}
    | {AlarmSort.STEP_MISSED, AlarmSort.STEP_DUE}
)
_TO_REPORT = frozenset({AlarmSort.STALE, AlarmSort.MISSING, AlarmSort.REPORT_DUE})
_REMINDER_DAYS = 3
_SUPERVISION_DAYS = 5


class Matter(NamedTuple):
    """An item that a letter is about.

    `row` is the measure's row, or a task's that is late by itself. `last` is its owners' latest
    report on it, None where there is none. `expected` is what is asked of the department: 抓紧办理,
    填报进展. `remarks` are what others said since that report; those on a task stand with the first
    of its measures in the letter. `periods` wait for a report, up to the current one.
    """

    row: Row
    last: Update | None
    expected: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    periods: tuple[OwedPeriod, ...] = ()

    @property
    def asked(self) -> str:
        """The periods that wait for a report, by name; '' where there are none."""
        return name_periods(self.periods)


class ReminderLetter(NamedTuple):
    """提醒函: what is yellow of what a department leads or is responsible for.

    `matters` are its yellow items in plan order; `reply_by` is three working days from the day it
    is as of.
    """

    heading: Heading
    department: Department
    matters: tuple[Matter, ...]
    reply_by: date

    @property
    def empty(self) -> bool:
        """Whether there is nothing to remind of."""
        return not self.matters


class Notice(NamedTuple):
    """A notice of its own: 督办通知单 or, where `again` is true, 催办单, with its red items.

    `matters` are in plan order.
    """

    title: str
    again: bool
    matters: tuple[Matter, ...]

    @property
    def why(self) -> str:
        """What is wrong with its matters, in words: not all are past their deadline."""
        sorts = ({alarm.sort for alarm in m.row.assessment.alarms} for m in self.matters)
        steps = any(AlarmSort.STEP_MISSED in each for each in sorts)
        return "逾期未办结或没有按时做到节点" if steps else "逾期未办结"


class SupervisionNotice(NamedTuple):
    """督办通知单 and 催办单: what is red of what a department leads or is responsible for.

    `notices` are the 督办通知单 with what has turned red since `last_week`, a Sunday, and the
    催办单 with what was red by then; either is left out where it would say nothing. `reply_by` is
    five working days from the day they are as of.
    """

    heading: Heading
    department: Department
    notices: tuple[Notice, ...]
    last_week: date
    reply_by: date

    @property
    def empty(self) -> bool:
        """Whether nothing is red."""
        return not self.notices


class FeedbackForm(NamedTuple):
    """反馈单: what a department is to report on, filled in as far as it is known.

    `own` are the open measures that it leads or is responsible for, `others` those that it supports
    or that reach it through a group: each matter's `row.role` and `row.via` say which. `commands`
    report the same on the command line, one for each kind of measure in the form.
    """

    heading: Heading
    department: Department
    own: tuple[Matter, ...]
    others: tuple[Matter, ...]
    commands: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to report on."""
        return not self.own and not self.others


Letter = ReminderLetter | SupervisionNotice | FeedbackForm


class Grounds(NamedTuple):
    """A plan assessed as of a day; `last_week` is the Sunday before, by the plan as it was then.

    `views` are as of the day.
    """

    plan: Plan
    now: Assessment
    last_week: Assessment
    views: tuple[TaskView, ...]


def gather_grounds(
    plan: Plan, as_of: date, last_week: Plan | None = None, leader: str | None = None
) -> Grounds:
    """What the letters to all of a plan's departments go by.

    `last_week` is the plan as it was on the Sunday before; None where only this one is known. A
    分管领导 restricts them to what he is in charge of.
    """
    now, before = assess(plan, as_of), assess(last_week or plan, sunday_before(as_of))
    return Grounds(plan, now, before, view_led(view_tasks(plan, now), now, leader))


def sunday_before(day: date) -> date:
    """The last day of the week before a day's own."""
    return date.fromordinal(max(1, day.toordinal() - day.isoweekday()))


def write_reminder(grounds: Grounds, department: Department) -> ReminderLetter:
    """The department's 提醒函."""
    as_of = grounds.now.as_of
    return ReminderLetter(
        heading=make_heading(grounds.plan, grounds.now),
        department=department,
        matters=tuple(_matters(grounds, department, Light.YELLOW)),
        reply_by=grounds.now.calendar.add_working_days(as_of, _REMINDER_DAYS),
    )


def write_supervision(grounds: Grounds, department: Department) -> SupervisionNotice:
    """The department's 督办通知单 and 催办单."""
    before = grounds.last_week.items
    was_red = {id_ for id_, found in before.items() if found.light is Light.RED}
    red = list(_matters(grounds, department, Light.RED))
    lasting = tuple(m for m in red if m.row.item.id in was_red)
    new = tuple(m for m in red if m.row.item.id not in was_red)
    notices = (
        Notice("督办通知单", again=False, matters=new),
        Notice("催办单", again=True, matters=lasting),
    )
    return SupervisionNotice(
        heading=make_heading(grounds.plan, grounds.now),
        department=department,
        notices=tuple(notice for notice in notices if notice.matters),
        last_week=grounds.last_week.as_of,
        reply_by=grounds.now.calendar.add_working_days(grounds.now.as_of, _SUPERVISION_DAYS),
    )


def write_feedback(grounds: Grounds, department: Department) -> FeedbackForm:
    """The department's 反馈单."""
    duties = view_duties(grounds.views, grounds.now, department.name)
    rows = [row for view in duties for row in view.leaves if _is_open(row)]
    as_of = grounds.now.as_of
    own = tuple(_matters_of((row for row in rows if _is_own(row)), as_of))
    others = tuple(_matters_of((row for row in rows if not _is_own(row)), as_of))
    return FeedbackForm(
        heading=make_heading(grounds.plan, grounds.now),
        department=department,
        own=own,
        others=others,
        commands=tuple(_commands([*own, *others])),
    )


WRITERS: Mapping[str, Callable[[Grounds, Department], Letter]] = MappingProxyType(
    {"reminder": write_reminder, "supervision": write_supervision, "feedback": write_feedback}
)
"""Who writes a letter, by the name of its report."""


def _matters(grounds: Grounds, department: Department, light: Light) -> Iterator[Matter]:
    """The department's own items of a light, tasks only where it is not because of a measure."""
    return _matters_of(_rows_of(grounds, department, light), grounds.now.as_of)


def _rows_of(grounds: Grounds, department: Department, light: Light) -> Iterator[Row]:
    for view in grounds.views:
        for row in (view.row, *view.measures):
            lit = row.assessment.light is light and (row.leaf or _by_itself(view, light))
            asked = lit and not row.assessment.awaits_review_only
            if asked and department.name in main_owners(row):
                yield row


def _by_itself(view: TaskView, light: Light) -> bool:
    """Whether a task that has a light has it without any of its measures having it."""
    return all(row.assessment.light is not light for row in view.measures)


def _matters_of(rows: Iterable[Row], as_of: date) -> Iterator[Matter]:
    told: set[str] = set()
    for row in rows:
        found = row.assessment
        of_task = () if row.task.id in told or not row.measure else row.task.remarks
        told.add(row.task.id)
        remarks = [r for r in (*of_task, *row.item.remarks) if r.date <= as_of]
        unanswered = (r for r in remarks if not found.last_update or r.date >= found.last_update)
        rhythm = found.rhythm
        waiting = (
            each
            for each in (rhythm.owed if rhythm else ())
            if rhythm and each.start <= as_of and each.number not in rhythm.reported
        )
        expected = tuple(_expected(row))
        yield Matter(row, found.last_report, expected, tuple(unanswered), tuple(waiting))


def _expected(row: Row) -> Iterator[str]:
    """What is asked of those who are late; what counts as progress by reporting is reported."""
    sorts = {alarm.sort for alarm in row.assessment.alarms}
    by_reports = row.leaf is not None and row.leaf.kind in _FROM_REPORTS
    behind = AlarmSort.BEHIND in sorts
    if sorts & _TO_HURRY or (behind and not by_reports):
        yield "抓紧办理"
    if sorts & _TO_REPORT or (behind and by_reports):
        yield "填报进展"


def _is_open(row: Row) -> bool:
    """Whether a measure is still to be worked on, as it is not where its task has been dropped."""
    return row.item.status in OPEN and row.assessment.light is not Light.NONE


def _is_own(row: Row) -> bool:
    """Whether the department asked about answers for an item itself: 主责, not through a group."""
    return row.via is None and row.role in MAIN_ROLES


def _commands(matters: list[Matter]) -> Iterator[str]:
    """How to report on the first measure of each kind, one of which a period is owed if it can."""
    by_need = sorted(matters, key=lambda matter: not matter.periods)
    for kind, figure in _FIGURES.items():
        of_kind = (m for m in by_need if m.row.item.kind is kind)
        first = next(of_kind, None)
        if first:
            period = f"--period {first.periods[0].number} " if first.periods else ""
            yield f'jimoplan update {first.row.item.id} {figure}{period}--note "……"'


_FIGURES = {
    Kind.ONE_OFF: "--progress 60 ",
    Kind.CONTINUOUS: "",
    Kind.PERIODIC: "",
    Kind.INDICATOR: "--value 95 ",
}
