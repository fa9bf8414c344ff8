"""beyond: what a merge commit did by itself."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from jimoplan.core.changes.changes import (
    Change,
    Changes,
    Insert,
    Move,
    Ref,
    Remove,
)
from jimoplan.core.changes.diff import diff
from jimoplan.core.merge.merge import merge
from jimoplan.core.plan.model import Plan

_List = tuple[Ref, str]
"""A list: whose it is, and its field."""


class Split(NamedTuple):
    """The changes of a merge against one side: the merge's own, and those another side made."""

    own: Changes
    brought: Changes


def beyond(base: Plan | None, sides: Sequence[Plan], after: Plan) -> Changes:
    """What a plan says that does not come of merging the sides.

    Where the sides conflict, taking either side's value is no change, and a list that several sides
    changed may stand in any order. Sides that have nothing in common are not merged: what counts is
    what none of them says. Raises ValueError for a plan in which two items share an identity.
    """
    first, *others = sides
    views = [first]
    for side in others:
        if base is None:
            views.append(side)
        else:
            merged = merge(base, views[0], side)
            views = [merged.plan, merged.other]
    changes, *rest = [diff(view, after) for view in views]
    touched = [{change.touched for change in other} for other in rest]
    settled = _lists_of_several(base, sides)
    return tuple(
        change
        for change in changes
        if all(change.touched in t for t in touched)
        and not (isinstance(change, Move) and settled.issuperset(_lists(change)))
    )


def _lists_of_several(base: Plan | None, sides: Sequence[Plan]) -> set[_List]:
    """The lists that more than one side has added to, taken from or arranged anew."""
    changed = [{at for c in diff(base, side) for at in _lists(c)} for side in sides] if base else []
    counts = Counter(at for each in changed for at in each)
    return {at for at, count in counts.items() if count > 1}


def _lists(change: Change) -> Iterator[_List]:
    match change:
        case Insert(place, _, _) | Remove(place, _, _):
            yield place[:2]
        case Move(_, old, new):
            yield old[:2]
            yield new[:2]


def split_merge(base: Plan | None, sides: Sequence[Plan], after: Plan) -> tuple[Split, ...]:
    """What a merge changed, seen from each side: what it did by itself, and what it brought.

    Sides that have nothing in common bring nothing: all is the merge's own. Raises ValueError as
    above.
    """
    own = {change.touched for change in beyond(base, sides, after)} if base else None
    return tuple(_split(diff(side, after), own) for side in sides)


def _split(changes: Changes, own: Collection[object] | None) -> Split:
    mine = tuple(c for c in changes if own is None or c.touched in own)
    return Split(mine, tuple(c for c in changes if c not in mine))
