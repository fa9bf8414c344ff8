"""Letters to a department: 提醒函, 督办通知单 with 催办单, and the 反馈单 it fills in.

Yellow leads to a 提醒函, red to a 督办通知单, and what was red before to a 催办单. They go to
whoever leads an item or is responsible for it, and name departments, never people.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment, assess
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.words import MAIN_ROLES, OPEN, Kind
from jimoplan.core.reports.letter_titles import make_title, say_why
from jimoplan.core.reports.matters import Matter, collect_matters
from jimoplan.core.reports.outcomes import main_owners
from jimoplan.core.views.leaders import view_led
from jimoplan.core.views.query import Row, TaskView, view_duties, view_tasks
from jimoplan.core.views.views import Heading, make_heading

_REMINDER_DAYS = 3
_SUPERVISION_DAYS = 5
_URGENCY = {Light.RED: 0, Light.YELLOW: 1}


class ReminderLetter(NamedTuple):
    """提醒函: what is yellow of what a department leads or is responsible for.

    `matters` are its yellow items in plan order; `reply_by` is three working days from the day it
    is as of. `title_parts` are its title without the sender, which may break between them; none
    where there is nothing to remind of.
    """

    heading: Heading
    department: Department
    matters: tuple[Matter, ...]
    reply_by: date
    title_parts: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to remind of."""
        return not self.matters


class Notice(NamedTuple):
    """A notice of its own: 督办通知单 or, where `again` is true, 催办单, with its red items.

    `matters` are in plan order; `title_parts` are its title without the sender, which may break
    between them.
    """

    title: str
    again: bool
    matters: tuple[Matter, ...]
    title_parts: tuple[str, ...]

    @property
    def why(self) -> str:
        """What is wrong with its matters, in words: not all are past their deadline."""
        return say_why(self.matters)


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
    or that reach it through a group: each matter's `row.role` and `row.via` say which. In both what
    is red stands first, then what is yellow. `commands`
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
    matters = tuple(find_matters(grounds, department, Light.YELLOW))
    return ReminderLetter(
        heading=make_heading(grounds.plan, grounds.now),
        department=department,
        matters=matters,
        title_parts=make_title(grounds.plan.plan, matters, "提醒函") if matters else (),
        reply_by=grounds.now.calendar.add_working_days(as_of, _REMINDER_DAYS),
    )


def write_supervision(grounds: Grounds, department: Department) -> SupervisionNotice:
    """The department's 督办通知单 and 催办单."""
    before = grounds.last_week.items
    was_red = {id_ for id_, found in before.items() if found.light is Light.RED}
    red = list(find_matters(grounds, department, Light.RED))
    lasting = tuple(m for m in red if m.row.item.id in was_red)
    new = tuple(m for m in red if m.row.item.id not in was_red)
    head = grounds.plan.plan
    notices = (
        Notice(title, again, matters, make_title(head, matters, what))
        for title, again, matters, what in (
            ("督办通知单", False, new, "督办通知"),
            ("催办单", True, lasting, "催办通知"),
        )
        if matters
    )
    return SupervisionNotice(
        heading=make_heading(grounds.plan, grounds.now),
        department=department,
        notices=tuple(notices),
        last_week=grounds.last_week.as_of,
        reply_by=grounds.now.calendar.add_working_days(grounds.now.as_of, _SUPERVISION_DAYS),
    )


def write_feedback(grounds: Grounds, department: Department) -> FeedbackForm:
    """The department's 反馈单."""
    duties = view_duties(grounds.views, grounds.now, department.name)
    rows = [row for view in duties for row in view.leaves if _is_open(row)]
    rows.sort(key=lambda row: _URGENCY.get(row.assessment.light, len(_URGENCY)))
    as_of = grounds.now.as_of
    own = tuple(collect_matters((row for row in rows if _is_own(row)), as_of))
    others = tuple(collect_matters((row for row in rows if not _is_own(row)), as_of))
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


def find_matters(grounds: Grounds, department: Department, light: Light) -> Iterator[Matter]:
    """A department's own items of a light, tasks only where it is not because of a measure."""
    return collect_matters(_rows_of(grounds, department, light), grounds.now.as_of)


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
