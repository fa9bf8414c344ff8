"""What follows when measures are finished: a target that is unmet, a task that is left."""

from collections.abc import Container, Iterator
from datetime import date

from jimoplan.core.assessment.indicator import current_value, is_unmet
from jimoplan.core.assessment.reporting import owners_updates
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import DONE, OPEN, Status
from jimoplan.errors import UsageError


def needs_reason(plan: Plan, task: Task, item: Item) -> bool:
    """Whether an item is an indicator that is not finished by reaching its target."""
    return item.is_leaf and is_unmet(item, task, Departments(plan.departments))


def check_target(plan: Plan, task: Task, item: Item, reason: str | None) -> None:
    """Raises UsageError where an indicator is done with its target unmet and no reason given."""
    if reason or not needs_reason(plan, task, item):
        return
    updates = owners_updates(item, task, Departments(plan.departments), date.max)
    found = current_value(item, updates)
    unit = item.unit or ""
    now = f"现为 {found.value}{unit}" if found else "还没有填报指标值"
    raise UsageError(
        f"指标 {item.id} 目标{item.direction} {item.target}{unit},{now},没有达标",
        "达标了,先用 --value 填报指标值;没有达标而办结,加上 --reason 写明原因,将注明未达标",
    )


def left_tasks(plan: Plan, ids: Container[str]) -> Iterator[str]:
    """Say of each task, one of whose measures is among the ids, that nothing of it is left to do.

    All its measures are finished, and it has not been reported as done itself.
    """
    for task in plan.all_tasks():
        if task.status not in OPEN or not any(measure.id in ids for measure in task.measures):
            continue
        statuses = {measure.status for measure in task.measures} - {Status.CANCELLED}
        if statuses and statuses <= DONE:
            yield (
                f"任务 {task.id} 的举措均已办结,任务待报已完成:"
                f"jimoplan update {task.id} --status 已完成"
            )
