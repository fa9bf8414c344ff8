"""What a merge changes by itself: all that no side of it has changed since they parted."""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from jimoplan.core.audit.permission import Permission
from jimoplan.core.audit.rules import Violation
from jimoplan.core.change.changes import (
    Change,
    Changes,
    Insert,
    Move,
    Remove,
    Set,
    element_ref,
)
from jimoplan.core.change.outline import entry_keys, leaves
from jimoplan.core.model import Plan
from jimoplan.core.people import people_of

BROUGHT = "A14"
"""The code of what a merge brings, which its own commit may have been told of already."""


class Split(NamedTuple):
    """The changes of a merge against one parent: the merge's own, and those another side made."""

    own: Changes
    brought: Changes


def split_merge(changes: Changes, others: Sequence[Changes]) -> Split:
    """A merge's changes against one parent, split by what the other sides did.

    `others` is what each of the other sides changed since it parted from this one. Taking a side's
    value where that side has changed nothing is the merge's own doing: it takes back what the
    parent has. Sides that never were together explain nothing.
    """
    known = {spot for side in others for change in side for spot in _all_spots(change)}
    own = tuple(change for change in changes if _spot(change) not in known)
    return Split(own, tuple(change for change in changes if change not in own))


def judge_brought(
    before: Plan, brought: Changes, authors: Sequence[str], merger: str | None
) -> Iterator[Violation]:
    """What a merge brings to a parent that nobody who had a hand in it may do by its list.

    The merger is None where nobody has merged yet.
    """
    if not brought or not people_of(before):
        return
    everybody = dict.fromkeys([*authors, *([merger] if merger else [])])
    hands = [Permission(before, address, brought) for address in everybody]
    who = "、".join(everybody)
    for change in brought:
        if not any(hand.allows(change) for hand in hands):
            words = f"按合并进去那一方的名单,改动和合并的人({who})都无权做"
            yield Violation(BROUGHT, change, words)


def _spot(change: Change) -> Hashable:
    """What a change makes true: a value, an element that is in a list or out of it, an order."""
    match change:
        case Set(item, field, _, new):
            return "set", item, field, new
        case Insert(place, key, _):
            return "in", element_ref(place, key) or (place.owner, place.field, key)
        case Remove(place, key, _):
            return "out", element_ref(place, key) or (place.owner, place.field, key)
        case Move(key, old, place) if old.owner != place.owner:
            return "into", place.owner, place.field, key
        case Move(_, _, place):
            return "order", place.owner, place.field


def _all_spots(change: Change) -> Iterator[Hashable]:
    """The same with all that comes along: the parts of a new item, and the order of its list.

    Whoever adds to a list or takes from it may leave it in an order that merging has to settle.
    """
    yield _spot(change)
    match change:
        case Remove(place, _, _):
            yield "order", place.owner, place.field
        case Move(_, old, new):
            yield "order", old.owner, old.field
            yield "order", new.owner, new.field
        case Insert(place, key, value):
            yield "order", place.owner, place.field
            ref = element_ref(place, key)
            for field, part in leaves(value) if ref else ():
                yield "set", ref, field, part
                keys = entry_keys(part) if isinstance(part, tuple) else ()
                yield from (("in", (ref, field, each)) for each in keys)
