"""Problems reported of a measure that nobody has settled yet."""

from datetime import date

from jimoplan.core.plan.items import Item
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import DONE, Status

_SETTLED = DONE | {Status.CANCELLED}


def open_problems(item: Item, as_of: date | None = None) -> tuple[Update, ...]:
    """The reports whose 存在问题 is still open, in order of date.

    A report with `solved` settles every problem before it, not one that it brings itself; an item
    that is 已完成, 已销号 or 已取消 has none. Reports of one day count in the order of the list,
    those after `as_of` not at all.
    """
    if item.status in _SETTLED:
        return ()
    still_open: list[Update] = []
    for update in sorted(item.updates, key=lambda update: update.date):
        if as_of is None or update.date <= as_of:
            still_open = [] if update.solved else still_open
            still_open += [update] if update.problem else []
    return tuple(still_open)
