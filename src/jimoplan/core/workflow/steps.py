"""Which status may follow which, and what a person does next."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from jimoplan.core.changes.items import each_named, replace_items
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import Status
from jimoplan.errors import UsageError

STEPS = MappingProxyType(
    {
        Status.NOT_STARTED: (Status.IN_PROGRESS, Status.SUSPENDED, Status.CANCELLED),
        Status.IN_PROGRESS: (Status.COMPLETED, Status.SUSPENDED, Status.CANCELLED),
        Status.COMPLETED: (),
        Status.CLOSED: (),
        Status.SUSPENDED: (Status.IN_PROGRESS, Status.CANCELLED),
        Status.CANCELLED: (Status.IN_PROGRESS,),
    }
)
"""The statuses that a department may give an item next; from 已完成 on, reviews decide."""


def check_open(item: Item | None) -> None:
    """Raises UsageError for an item that is closed: nothing of it changes any more."""
    if item is not None and item.status is Status.CLOSED:
        raise UsageError(f"{name_of(item)} 已销号,不再改动", _next_steps(item))


def check_step(item: Item, status: Status) -> None:
    """Raises UsageError for a status that may not follow, naming those that may."""
    if status not in STEPS[item.status]:
        steps = _next_steps(item)
        if status is Status.CLOSED and STEPS[item.status]:
            steps = f"报已完成以后,由另一个人用 jimoplan review {item.id} --approve 销号;{steps}"
        elif item.status is Status.NOT_STARTED and status is Status.COMPLETED:
            steps += ";先 --status 推进中,再报已完成"
        raise UsageError(f"{name_of(item)} 现在是{item.status},不能改成{status}", steps)


def check_steps(items: Iterable[Item], status: Status) -> None:
    """The same for items that do not have it yet: the UsageError names all that may not."""
    refused: list[tuple[Item, UsageError]] = []
    for item in items:
        try:
            if item.status is not status:
                check_step(item, status)
        except UsageError as refusal:
            refused.append((item, refusal))
    if len(refused) == 1:
        raise refused[0][1]
    if refused:
        named = "、".join(f"{item.id}(现在是{item.status})" for item, _ in refused)
        remedies = dict.fromkeys(refusal.remedy for _, refusal in refused)
        raise UsageError(f"{len(refused)} 项不能改成{status}:{named}", "\n".join(remedies))


def check_reviewable(item: Item) -> None:
    """Raises UsageError for an item that nobody has reported as done."""
    if item.status is Status.CLOSED:
        raise UsageError(f"{name_of(item)} 已经销号,不再审核", _next_steps(item))
    if item.status is not Status.COMPLETED:
        raise UsageError(
            f"{name_of(item)} 现在是{item.status},没有什么可审核的",
            f"责任部门先报已完成:jimoplan update {item.id} --status 已完成",
        )


def start_tasks(plan: Plan, ids: Iterable[str]) -> Plan:
    """The plan with the tasks 推进中 that are 未启动 although a measure named has begun."""
    begun = {Status.IN_PROGRESS, Status.COMPLETED, Status.CLOSED}
    started = {
        task.id: task.model_copy(update={"status": Status.IN_PROGRESS})
        for task, item in each_named(plan, ids)
        if task is not item and item.status in begun and task.status is Status.NOT_STARTED
    }
    return replace_items(plan, started) if started else plan


def check_review_day(item: Item, day: date) -> None:
    """Raises UsageError for a review of before its item was done, or before that was reported."""
    for what, begun in (("办结日期", item.finished), ("提交日期", item.submitted)):
        if begun and day < begun:
            raise UsageError(
                f"审核日期 {day} 早于{what} {begun}", "写实际审核的那一天;不写 --date 就是今天"
            )


def _next_steps(item: Item) -> str:
    """What can be done about an item's status, in words."""
    if item.status is Status.COMPLETED:
        return (
            f"已完成的由另一个人审核:jimoplan review {item.id} --approve 销号,"
            f"或 jimoplan review {item.id} --return --reason 原因 退回"
        )
    if item.status is Status.CLOSED:
        return "已销号的不再改动;弄错了,用 jimoplan undo 撤销那一次改动"
    return f"可以改成:{'、'.join(STEPS[item.status])}"
