"""Where an item stands on a day: its clock, its reports, its progress, how it was finished."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.assessment.clock import Clock, item_clock
from jimoplan.core.assessment.finishing import Finish, find_finish, last_of
from jimoplan.core.assessment.indicator import indicator_progress, is_reached
from jimoplan.core.assessment.milestones import Step, find_steps
from jimoplan.core.assessment.percent import Progress
from jimoplan.core.assessment.progress import (
    continuous_progress,
    one_off_progress,
    periodic_progress,
    task_progress,
)
from jimoplan.core.assessment.reporting import owners_updates
from jimoplan.core.assessment.rhythm import Rhythm, Schedule
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.header import Period, Policy
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import DONE, Cadence, Kind


class Frame(NamedTuple):
    """What all items are assessed by: the plan's period, policy and departments, and the day."""

    period: Period
    policy: Policy
    departments: Departments
    calendar: WorkCalendar
    as_of: date


class Standing(NamedTuple):
    """Where an item stands on a day; `updates` are those of its owners, the latest last.

    `rhythm` is what a periodic measure owes, `steps` are its milestones; `unmet` says that it was
    reported as done although its target is not met.
    """

    clock: Clock
    progress: Progress
    elapsed: int
    last_update: date | None
    finish: Finish | None
    updates: tuple[Update, ...] = ()
    rhythm: Rhythm | None = None
    steps: tuple[Step, ...] = ()
    unmet: bool = False


def leaf_standing(item: Item, task: Task, frame: Frame) -> Standing:
    """The standing of a measure, or of a task without any."""
    clock = item_clock(item, task, frame.period)
    updates = owners_updates(item, task, frame.departments, frame.as_of)
    schedule = find_schedule(item, clock, frame.period, frame.policy)
    rhythm = schedule.find_rhythm(updates, frame.as_of) if schedule else None
    last = updates[-1].date if updates else None
    done = item.status in DONE
    return Standing(
        clock=clock,
        progress=_progress(item, updates, clock, rhythm, frame),
        elapsed=clock.elapsed(frame.as_of),
        last_update=last,
        finish=find_finish(item, last, clock, frame.calendar, frame.as_of),
        updates=updates,
        rhythm=rhythm,
        steps=find_steps(item, updates, frame.period),
        unmet=done and item.kind is Kind.INDICATOR and not is_reached(item, updates),
    )


def find_schedule(item: Item, clock: Clock, period: Period, policy: Policy) -> Schedule | None:
    """What a periodic item owes and when; None for other kinds."""
    if item.kind is not Kind.PERIODIC:
        return None
    return Schedule(item.cadence or Cadence.YEARLY, clock, period, policy)


def _progress(
    item: Item,
    updates: Sequence[Update],
    clock: Clock,
    rhythm: Rhythm | None,
    frame: Frame,
) -> Progress:
    if rhythm:
        return periodic_progress(item, rhythm)
    match item.kind:
        case Kind.CONTINUOUS:
            return continuous_progress(item, updates, clock, frame.period.end, frame.as_of)
        case Kind.INDICATOR:
            return indicator_progress(item, updates, clock, frame.as_of)
        case _:
            return one_off_progress(item, updates, frame.as_of)


def task_standing(task: Task, measures: Sequence[Standing], frame: Frame) -> Standing:
    """The standing of a task from those of its measures, given in the task's order."""
    clock = item_clock(task, task, frame.period)
    last = last_of(standing.last_update for standing in measures)
    finished = last_of(standing.finish.day for standing in measures if standing.finish) or last
    percents = (standing.progress.percent for standing in measures)
    return Standing(
        clock=clock,
        progress=task_progress(task, zip(task.measures, percents, strict=True)),
        elapsed=clock.elapsed(frame.as_of),
        last_update=last,
        finish=find_finish(task, finished, clock, frame.calendar, frame.as_of),
    )
