"""What the plan knows of a report: which period it is for, whose it is, which are missing."""

from collections.abc import Iterator
from datetime import date

from jimoplan.core.assessment.clock import item_clock
from jimoplan.core.assessment.reporting import answering, owners_updates
from jimoplan.core.assessment.rhythm import Rhythm, Schedule, name_periods
from jimoplan.core.assessment.standing import find_schedule
from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.traverse import name_of


def say_period(plan: Plan, task: Task, item: Item, update: Update, notes: list[str]) -> Update:
    """The report with the period it goes to, where its measure is periodic and it names none.

    Notes say which period that is, and what is odd about it. The report of a department that only
    supports goes to none.
    """
    schedule = _schedule(plan, task, item)
    if schedule is None or not is_owners(plan, task, item, update):
        return update
    known = owners_updates(item, task, Departments(plan.departments), update.date)
    number = update.period
    if number is None:
        found = schedule.period_for(known, update.date)
        if found is None:
            return update
        notes.append(f"{name_of(item)} 的填报记为{found.words}")
        number = found.number
    rhythm = schedule.find_rhythm(known, update.date)
    notes += _doubt_period(item, number, rhythm, update.date)
    return update.model_copy(update={"period": number})


def _doubt_period(item: Item, number: int, rhythm: Rhythm, day: date) -> Iterator[str]:
    """What is odd about the period that a report is for."""
    meant = next((each for each in rhythm.owed if each.number == number), None)
    if meant is None:
        owed = [each.words for each in rhythm.owed]
        which = f"应报的从{owed[0]}到{owed[-1]}" if owed else "没有应报的"
        yield f"{name_of(item)} 不应报第{number}期,这次不计入已报({which})"
    elif number in rhythm.reported:
        yield f"{name_of(item)} 的{meant.words}在 {rhythm.reported[number]} 报过了,这次算补充"
    elif meant.start > day:
        yield f"{name_of(item)} 的{meant.words}到 {day} 还没有开始,请核对"


def is_owners(plan: Plan, task: Task, item: Item, update: Update) -> bool:
    """Whether a report counts as the owner's: without a department it does."""
    owners = effective_owners(item, task)
    return not update.dept or update.dept in answering(owners, Departments(plan.departments))


def say_missing(plan: Plan, task: Task, item: Item, day: date) -> Iterator[str]:
    """Say which periods a periodic measure lacks that is reported as done on a day."""
    schedule = _schedule(plan, task, item)
    known = owners_updates(item, task, Departments(plan.departments), day)
    if schedule and (late := schedule.find_rhythm(known, day).late):
        yield f"{name_of(item)} 还缺{name_periods(late)},照报已完成;请审核人留意"


def _schedule(plan: Plan, task: Task, item: Item) -> Schedule | None:
    clock = item_clock(item, task, plan.plan.period)
    return find_schedule(item, clock, plan.plan.period, plan.policy)
