"""The days that people keep in mind: deadlines, milestones, and the ends of periods that are owed.

What stands there depends on the plan alone and not on the day it is looked at, so that a calendar
made of it changes where the plan does.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.assessment.lights import Light
from jimoplan.core.assessment.milestones import Step
from jimoplan.core.assessment.rhythm import OwedPeriod
from jimoplan.core.desk.owed import find_duty
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.words import OPEN
from jimoplan.core.views.query import Row, TaskView
from jimoplan.core.views.views import Heading


class DayKind(StrEnum):
    """Why a day is kept in mind."""

    DUE = "完成时限"
    STEP = "节点"
    PERIOD = "应报"
    DEFAULT = "默认时限"


class KeptDay(NamedTuple):
    """A day, what is due on it, and when to be reminded of it.

    `key` tells it from all others of the plan and stays when the day is moved. `title` is one line,
    `lines` say more. `remind` is the day from which on it counts as due soon. `moves` is how often
    a deadline was replaced, `moved` when it was for the last time.
    """

    key: str
    day: date
    kind: DayKind
    title: str
    lines: tuple[str, ...]
    remind: date
    moves: int = 0
    moved: date | None = None


class KeptDays(NamedTuple):
    """The days of a plan or a department in their order.

    `undated` is how many open items have no day at all and stand nowhere: 无明确时限.
    """

    heading: Heading
    department: str | None
    days: tuple[KeptDay, ...]
    undated: int


def find_days(
    views: Iterable[TaskView], assessment: Assessment, names: Collection[str] | None
) -> tuple[tuple[KeptDay, ...], int]:
    """The days of what is still open, and how much of that has none.

    With `names` only of what departments of those full names report on, by themselves or through a
    group. What nobody set a deadline for is told on one day, all together.
    """
    listed = [view for view in views if view.row.item.status in OPEN]
    live = [row for view in listed for row in _concerned(view, assessment, names)]
    found = [day for row in live for day in _days(row, assessment)]
    default = [row for row in live if row.leaf and row.assessment.due_is_default]
    dated = [row for row in default if not row.assessment.undated]
    days = (*found, *_default_days(dated, assessment))
    ordered = sorted(days, key=lambda day: day.day)
    return tuple(ordered), len(default) - len(dated)


def _is_live(row: Row) -> bool:
    return row.item.status in OPEN and row.assessment.light is not Light.NONE


def _concerned(
    view: TaskView, assessment: Assessment, names: Collection[str] | None
) -> Iterator[Row]:
    """What of a task is open and concerns them: its deadline does where a measure goes by it."""
    measures = [row for row in view.measures if _is_live(row) and _concerns(row, assessment, names)]
    goes_by_it = any(not row.item.due for row in measures)
    if _is_live(view.row) and (goes_by_it or _concerns(view.row, assessment, names)):
        yield view.row
    yield from measures


def _concerns(row: Row, assessment: Assessment, names: Collection[str] | None) -> bool:
    return names is None or bool(find_duty(row.owners, assessment.frame.departments, names))


def _days(row: Row, assessment: Assessment) -> Iterator[KeptDay]:
    if row.item.due:
        yield _due_day(row, assessment)
    for step in row.assessment.steps:
        if not step.reached:
            yield _step_day(row, step, assessment)
    if rhythm := row.assessment.rhythm:
        for owed in rhythm.owed:
            if owed.number not in rhythm.reported:
                yield _period_day(row, owed, assessment)


def _due_day(row: Row, assessment: Assessment) -> KeptDay:
    changes = row.item.due_changes
    return KeptDay(
        f"{row.item.id}.due",
        row.assessment.due,
        DayKind.DUE,
        f"{DayKind.DUE} {_name(row)}",
        (*_about(row), *(f"原时限{c.due}，{c.changed}调整：{c.reason}" for c in changes)),
        _remind(row.assessment.due, assessment),
        len(changes),
        max((change.changed for change in changes), default=None),
    )


def _step_day(row: Row, step: Step, assessment: Assessment) -> KeptDay:
    return KeptDay(
        f"{row.item.id}.step.{step.milestone.due}",
        step.due,
        DayKind.STEP,
        f"{DayKind.STEP} {_name(row)}：{in_full_width(step.words)}",
        tuple(_about(row)),
        _remind(step.due, assessment),
    )


def _period_day(row: Row, owed: OwedPeriod, assessment: Assessment) -> KeptDay:
    frame = assessment.frame
    grace = owed.grace(frame.policy)
    last = owed.end + min(timedelta(days=grace), date.max - owed.end)
    until = (f"宽限到{last}，过了算漏报",) if grace else ()
    command = f'填报：jimoplan update {row.item.id} --period {owed.number} --note "……"'
    soon = owed.due_soon(frame.policy, frame.calendar)
    return KeptDay(
        f"{row.item.id}.period.{owed.number}",
        owed.end,
        DayKind.PERIOD,
        f"{DayKind.PERIOD} {_name(row)}：{in_full_width(owed.words)}",
        (*_about(row), *until, command),
        frame.calendar.first_day_within(owed.end, soon),
    )


def _default_days(rows: Sequence[Row], assessment: Assessment) -> Iterator[KeptDay]:
    """All that nobody set a deadline for, on the day on which the plan ends."""
    by_day = sorted(rows, key=lambda row: row.assessment.due)
    for day, due in groupby(by_day, key=lambda row: row.assessment.due):
        due_rows = list(due)
        told = f"{DayKind.DEFAULT}：{len(due_rows)}项没有写完成时限的，到计划期末为止"
        lines = tuple(_list_by_task(due_rows))
        yield KeptDay(f"default.{day}", day, DayKind.DEFAULT, told, lines, _remind(day, assessment))


def _list_by_task(rows: Iterable[Row]) -> Iterator[str]:
    for _, of_task in groupby(rows, key=lambda row: row.task.id):
        found = list(of_task)
        ids = "、".join(row.item.id for row in found if row.measure)
        task = found[0].task
        yield f"{task.id} {task.title}{f'：{ids}' if ids else ''}"


def _remind(day: date, assessment: Assessment) -> date:
    frame = assessment.frame
    return frame.calendar.first_day_within(day, frame.policy.due_soon)


def _name(row: Row) -> str:
    return f"{row.item.id} {row.item.title}"


def _about(row: Row) -> Iterator[str]:
    """What is to be known of an item: of which task, whose, until when in words, its results."""
    if row.measure:
        yield f"任务：{row.task.id} {row.task.title}"
    roles = [f"{role}：{'、'.join(names)}" for role, names in row.owners.by_role() if names]
    yield "；".join(roles) or "责任部门：待明确"
    if row.item.due and row.assessment.due_words != str(row.assessment.due):
        yield f"完成时限：{in_full_width(row.assessment.due_words)}"
    if row.leaf and row.leaf.deliverables:
        yield f"成果：{'、'.join(row.leaf.deliverables)}"
