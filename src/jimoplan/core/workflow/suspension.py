"""暂缓 and what ends it, each kept on record: the days between do not count."""

from datetime import date
from typing import NamedTuple

from jimoplan.core.plan.items import Item
from jimoplan.core.plan.records import Suspension
from jimoplan.core.plan.traverse import name_of
from jimoplan.errors import UsageError


class Resumed(NamedTuple):
    """The times in which an item was suspended, none of them open, and what to say of it."""

    suspensions: tuple[Suspension, ...]
    note: str = ""


def open_suspension(item: Item) -> Suspension | None:
    """The suspension that has not ended; None also where 暂缓 was never put on record."""
    last = item.suspensions[-1] if item.suspensions else None
    return last if last and last.until is None else None


def suspend(item: Item, suspension: Suspension) -> tuple[Suspension, ...]:
    """The item's suspensions with a new one; raises UsageError where it began within another."""
    last = item.suspensions[-1] if item.suspensions else None
    if last and last.until and suspension.since < last.until:
        raise UsageError(
            f"{name_of(item)} 上次暂缓到 {last.until} 才恢复,这次不能从 {suspension.since} 起",
            f"--date 写 {last.until} 或以后的日期",
        )
    return (*item.suspensions, suspension)


def resume(item: Item, day: date) -> Resumed:
    """The item's suspensions with the open one ended on a day, from which on days count again.

    Raises UsageError for a day before it began. What was not put on record when it began cannot be
    made up: nothing is ended then, and the note says so.
    """
    begun = open_suspension(item)
    if begun is None:
        return Resumed(
            item.suspensions,
            f"{name_of(item)} 是哪一天暂缓的没有记录,这段时间照常计时;"
            f"查得到的,请督查在 suspensions 里补记(jimoplan edit {item.id})",
        )
    if day < begun.since:
        raise UsageError(
            f"{name_of(item)} 从 {begun.since} 起暂缓,不能在 {day} 就恢复",
            f"--date 写 {begun.since} 或以后的日期",
        )
    return Resumed((*item.suspensions[:-1], begun.model_copy(update={"until": day})))
