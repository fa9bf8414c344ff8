"""What a report says of itself because the plan knows it: which period it is for."""

from jimoplan.core.assessment.clock import measure_clock
from jimoplan.core.assessment.reporting import owners_updates
from jimoplan.core.assessment.standing import measure_schedule
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.model import Measure, Plan, Task, Update


def say_period(
    plan: Plan, task: Task, item: Task | Measure, update: Update, notes: list[str]
) -> Update:
    """The report with the period it goes to, where its measure is periodic and it names none.

    Notes say which period that is.
    """
    if not isinstance(item, Measure) or update.period is not None:
        return update
    header = plan.plan
    clock = measure_clock(item, task, header.period)
    schedule = measure_schedule(item, clock, header.period, plan.policy)
    if schedule is None:
        return update
    known = owners_updates(item, task, Departments(plan.departments), update.date)
    found = schedule.period_for(known, update.date)
    if found is None:
        return update
    notes.append(f"举措 {item.id} 的填报记为{found.words}")
    return update.model_copy(update={"period": found.number})
