"""The deadline that an item is held to, and work resumed after it has passed."""

from datetime import date

from jimoplan.core.assessment.clock import item_clock
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import name_of
from jimoplan.errors import UsageError


class DeadlinePassedError(UsageError):
    """Work on an item is resumed after its deadline, and nobody has said which one counts now."""

    def __init__(self, item: Item, due: date, day: date) -> None:
        self.id, self.due = item.id, due
        super().__init__(
            f"{name_of(item)} 的完成时限 {due} 到恢复时({day})已经过了,时限不会自己顺延",
            "调整时限:加上 --due 日期 --reason 原因 --approved-by 批准人;"
            "保留原时限:加上 --keep-due",
        )


def due_of(plan: Plan, task: Task, item: Item) -> date:
    """The deadline an item is held to as it is written: its own, its task's, or the plan's end."""
    clock = item_clock(item, task, plan.plan.period)
    return clock.due_as_written or clock.due


def check_resumed(within: tuple[Plan, Task], item: Item, day: date) -> None:
    """Raises DeadlinePassedError where an item is resumed on a day after its deadline."""
    due = due_of(*within, item)
    if day > due:
        raise DeadlinePassedError(item, due, day)
