"""Deadlines put off after they had passed: what is done by the new one is 延期办结, not 按时."""

from collections.abc import Iterable
from datetime import date

from jimoplan.core.plan.items import Item
from jimoplan.core.plan.records import DueChange, Suspension


def late_extensions(item: Item) -> tuple[DueChange, ...]:
    """The changes of an item's deadline that came after the deadline they put off."""
    if not item.due_changes:
        return ()
    later = [*(change.due for change in item.due_changes[1:]), item.due]
    pairs = zip(item.due_changes, later, strict=True)
    return tuple(change for change, new in pairs if came_late(change, new, item.suspensions))


def days_late(item: Item, change: DueChange) -> int:
    """How many days after an item's deadline a change put it off; 0 where it came in time."""
    return (change.changed - change.due).days if change in late_extensions(item) else 0


def came_late(change: DueChange, new: date | None, suspensions: Iterable[Suspension]) -> bool:
    """Whether a deadline was put off, to another or to the plan's end, after it had passed.

    It had not by the item's own clock where it passed while the item was 暂缓, and was put off no
    later than work was resumed.
    """
    if change.changed <= change.due or (new is not None and new <= change.due):
        return False
    return not any(
        entry.since <= change.due and (entry.until is None or change.changed <= entry.until)
        for entry in suspensions
    )
