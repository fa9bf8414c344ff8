"""What the plan knows of a report: which period it is for, whose it is, which are missing."""

from collections.abc import Iterator
from datetime import date

from jimoplan.core.assessment.clock import measure_clock
from jimoplan.core.assessment.reporting import answering, owners_updates
from jimoplan.core.assessment.rhythm import Schedule, name_periods
from jimoplan.core.assessment.standing import measure_schedule
from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.model import Measure, Plan, Task, Update


def say_period(
    plan: Plan, task: Task, measure: Measure, update: Update, notes: list[str]
) -> Update:
    """The report with the period it goes to, where its measure is periodic and it names none.

    Notes say which period that is, and whether it has been reported before. The report of a
    department that only supports goes to none.
    """
    schedule = _schedule(plan, task, measure)
    if schedule is None or not is_owners(plan, task, measure, update):
        return update
    known = owners_updates(measure, task, Departments(plan.departments), update.date)
    rhythm = schedule.find_rhythm(known, update.date)
    if update.period is None:
        found = schedule.period_for(known, update.date)
        if found is None:
            return update
        notes.append(f"举措 {measure.id} 的填报记为{found.words}")
        update = update.model_copy(update={"period": found.number})
    day = rhythm.reported.get(update.period or 0)
    if day:
        notes.append(f"举措 {measure.id} 第{update.period}期 {day} 已经报过,这次算补充")
    return update


def is_owners(plan: Plan, task: Task, measure: Measure, update: Update) -> bool:
    """Whether a report counts as the owner's: without a department it does."""
    owners = effective_owners(measure, task)
    return not update.dept or update.dept in answering(owners, Departments(plan.departments))


def say_missing(plan: Plan, task: Task, measure: Measure, day: date) -> Iterator[str]:
    """Say which periods a periodic measure lacks that is reported as done on a day."""
    schedule = _schedule(plan, task, measure)
    known = owners_updates(measure, task, Departments(plan.departments), day)
    if schedule and (late := schedule.find_rhythm(known, day).late):
        yield f"举措 {measure.id} 还缺{name_periods(late)},照报已完成;请审核人留意"


def _schedule(plan: Plan, task: Task, measure: Measure) -> Schedule | None:
    clock = measure_clock(measure, task, plan.plan.period)
    return measure_schedule(measure, clock, plan.plan.period, plan.policy)
