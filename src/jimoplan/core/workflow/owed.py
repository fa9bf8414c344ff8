"""What a report says of itself because the plan knows it: which period it is for."""

from jimoplan.core.assessment.clock import measure_clock
from jimoplan.core.assessment.reporting import answering, owners_updates
from jimoplan.core.assessment.standing import measure_schedule
from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.model import Measure, Plan, Task, Update


def say_period(
    plan: Plan, task: Task, measure: Measure, update: Update, notes: list[str]
) -> Update:
    """The report with the period it goes to, where its measure is periodic and it names none.

    Notes say which period that is. The report of a department that only supports goes to none.
    """
    departments = Departments(plan.departments)
    clock = measure_clock(measure, task, plan.plan.period)
    schedule = measure_schedule(measure, clock, plan.plan.period, plan.policy)
    if schedule is None or update.period is not None:
        return update
    if update.dept and update.dept not in answering(effective_owners(measure, task), departments):
        return update
    known = owners_updates(measure, task, departments, update.date)
    found = schedule.period_for(known, update.date)
    if found is None:
        return update
    notes.append(f"举措 {measure.id} 的填报记为{found.words}")
    return update.model_copy(update={"period": found.number})
