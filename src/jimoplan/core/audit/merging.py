"""What a merge changes by itself: all that no side of it has changed since they parted."""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from jimoplan.core.audit.permission import Permission
from jimoplan.core.audit.rules import Violation
from jimoplan.core.change.changes import (
    Change,
    Changes,
    Entry,
    Insert,
    Move,
    Remove,
    Set,
    element_ref,
)
from jimoplan.core.change.outline import leaves
from jimoplan.core.model import Plan
from jimoplan.core.people import people_of


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
    known = {spot for side in others for change in side for spot in _spots(change)}
    own = tuple(change for change in changes if not known.intersection(_spots(change, first=True)))
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
            yield Violation("A14", change, words)


def _spots(change: Change, *, first: bool = False) -> Iterator[Hashable]:
    """What a change makes true; for what came as a whole, of all its parts or of the first only."""
    match change:
        case Set(item, field, _, new):
            yield "set", item, field, new
        case Insert(place, key, value):
            yield "in", place.owner, place.field, key
            ref = element_ref(place, key)
            if ref is None or first:
                return
            for field, part in leaves(value):
                yield "set", ref, field, part
                if isinstance(part, tuple):
                    seen: dict[Hashable, int] = {}
                    for one in part:
                        seen[one] = seen.get(one, 0) + 1
                        yield "in", ref, field, Entry(one, seen[one])
        case Remove(place, key, _):
            yield "out", place.owner, place.field, key
        case Move(_, _, place):
            yield "move", place.owner, place.field
