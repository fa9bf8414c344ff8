"""What a report says of itself because the plan knows it: which period it is for."""

from collections.abc import Iterator
from datetime import date

from jimoplan.core.assessment.clock import measure_clock
from jimoplan.core.assessment.reporting import answering, owners_updates
from jimoplan.core.assessment.rhythm import Rhythm
from jimoplan.core.assessment.standing import measure_schedule
from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.model import Measure, Plan, Task, Update


def say_period(
    plan: Plan, task: Task, measure: Measure, update: Update, notes: list[str]
) -> Update:
    """The report with the period it goes to, where its measure is periodic and it names none.

    Notes say which period that is, and what is odd about one that is named. The report of a
    department that only supports goes to none.
    """
    departments = Departments(plan.departments)
    clock = measure_clock(measure, task, plan.plan.period)
    schedule = measure_schedule(measure, clock, plan.plan.period, plan.policy)
    if schedule is None:
        return update
    if update.dept and update.dept not in answering(effective_owners(measure, task), departments):
        return update
    known = owners_updates(measure, task, departments, update.date)
    if update.period is not None:
        rhythm = schedule.find_rhythm(known, update.date)
        notes += _doubt_period(measure, update.period, rhythm, update.date)
        return update
    found = schedule.period_for(known, update.date)
    if found is None:
        return update
    notes.append(f"举措 {measure.id} 的填报记为{found.words}")
    return update.model_copy(update={"period": found.number})


def _doubt_period(measure: Measure, number: int, rhythm: Rhythm, day: date) -> Iterator[str]:
    """What is odd about the period that a report names."""
    meant = next((each for each in rhythm.owed if each.number == number), None)
    if meant is None:
        owed = [each.words for each in rhythm.owed]
        which = f"应报的从{owed[0]}到{owed[-1]}" if owed else "没有应报的"
        yield f"举措 {measure.id} 不应报第{number}期,这次不计入已报({which})"
    elif number in rhythm.reported:
        yield f"举措 {measure.id} 的{meant.words}在 {rhythm.reported[number]} 报过了,这次算补充"
    elif meant.start > day:
        yield f"举措 {measure.id} 的{meant.words}到 {day} 还没有开始,请核对"
