"""Whose reports count: an item's owners', not those of whoever supports it."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.items import Item, Owners, Task
from jimoplan.core.plan.records import Update

_DAY = attrgetter("date")


def updates_until(item: Item, as_of: date) -> tuple[Update, ...]:
    """Return the measure's updates dated no later than as_of, the latest last."""
    counted = [update for update in item.updates if update.date <= as_of]
    counted.sort(key=_DAY)
    return tuple(counted)


def owners_updates(
    item: Item, task: Task, departments: Departments, as_of: date
) -> tuple[Update, ...]:
    """Return those of the updates that end the owner's silence and move the figures.

    An update without a department is the owner's.
    """
    updates = updates_until(item, as_of)
    if not any(update.dept for update in updates):
        return updates
    names = answering(effective_owners(item, task), departments)
    return tuple(update for update in updates if update.dept is None or update.dept in names)


def answering(owners: Owners, departments: Departments) -> frozenset[str]:
    """The departments that answer for an item: 主责, and whom a group among them stands for.

    Where nobody has 主责, those that support it answer.
    """
    named: Sequence[str] = (*owners.lead, *owners.responsible) or owners.support
    names = frozenset(named)
    return names | departments.stand_for(names)
