"""New measures to which both sides gave the same id although they are not the same."""

from typing import NamedTuple

from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.merge.result import Renumbered
from jimoplan.core.plan.model import Measure, Plan, Task

_HIGHEST = 999_999


class Apart(NamedTuple):
    """The two sides with ids that mean one measure each, and what was renumbered."""

    ours: Plan
    theirs: Plan
    renumbered: tuple[Renumbered, ...]


def tell_apart(base: Plan, ours: Plan, theirs: Plan) -> Apart:
    """Give one of two different new measures with the same id the task's next free number.

    Which one that is their content decides, not the side.
    """
    plans = [items_by_id(plan) for plan in (base, ours, theirs)]
    was, mine, others = plans
    used: dict[str, int] = {}
    for number in (number for items in plans for number in items):
        task, _, last = number.partition("-")
        used[task] = max(used.get(task, 0), int(last or 0))
    renumbered: list[Renumbered] = []
    changed: tuple[dict[str, Task | Measure], ...] = ({}, {})
    for old in sorted(mine.keys() & others.keys() - was.keys(), key=_numbers):
        one, other = mine[old], others[old]
        task = old.partition("-")[0]
        if not (isinstance(one, Measure) and isinstance(other, Measure)):
            continue
        if not differ(one, other) or used[task] == _HIGHEST:
            continue
        used[task] += 1
        new = f"{task}-{used[task]}"
        is_ours = repr(one) > repr(other)
        moved = one if is_ours else other
        changed[not is_ours][old] = moved.model_copy(update={"id": new})
        renumbered.append(Renumbered(old, new, moved.title, is_ours))
    return Apart(
        replace_items(ours, changed[0]), replace_items(theirs, changed[1]), tuple(renumbered)
    )


def differ(one: Measure, other: Measure) -> bool:
    """Whether two new measures with the same id are not the same: title or text tells."""
    return (one.title, one.text) != (other.title, other.text)


def _numbers(number: str) -> list[int]:
    return [int(part) for part in number.split("-")]
