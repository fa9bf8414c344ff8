"""Taking back is the exact inverse of what brought it, and nothing else.

A commit's changes are looked at unit by unit: an item with the number that was retired with it, or
the order of a list. What a commit did to a unit is taken back where every value that it changed
there is put back to what it was, and where nothing but what is taken back as well came between.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from jimoplan.core.changes.changes import (
    RETIRED,
    Change,
    Changes,
    Element,
    Insert,
    Key,
    Move,
    Place,
    Ref,
    Remove,
    Rename,
    Set,
    Subject,
)
from jimoplan.core.changes.outline import element_keys, get_list, outline
from jimoplan.core.changes.patch import ClashError, patch
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.vocabulary import POSITION

_Spot = tuple[Ref, str, object]


class Unit(NamedTuple):
    """What is taken back as a whole: an item by its subject and id, or the order of a list of it.

    `order` is the list's name, '' for the item itself. Of a renaming it is the name, and the id is
    both names; what else a commit did to what names the department is known by its name then, and
    not taken back together with the renaming.
    """

    subject: str
    id: str
    order: str = ""


class _Effect(NamedTuple):
    """What stood in a place before and after: a value, what an item stands in, a list's order."""

    old: object
    new: object


@dataclass(frozen=True, eq=False)
class Deed:
    """What a commit changed of a plan, and the addresses that answer for it.

    A merge has a deed for each side of which it changed something by itself, and one for all that
    it brought there; what is `brought` is nobody's own. `day` is the commit's, if it is known.
    """

    commit: str
    hands: frozenset[str]
    before: Plan
    changes: Changes
    brought: bool = False
    day: date | None = None

    @cached_property
    def after(self) -> Plan:
        """The plan with nothing else changed; the one before where that makes no plan."""
        try:
            return patch(self.before, self.changes)
        except (ClashError, ValueError):
            return self.before

    @cached_property
    def units(self) -> Mapping[Unit, Mapping[_Spot, _Effect]]:
        """By unit, what the deed did in each place of it."""
        found: dict[Unit, dict[_Spot, _Effect]] = {}
        for change in self.changes:
            found.setdefault(unit_of(change), {})[spot_of(change)] = self._effect_of(change)
        return found

    def of(self, unit: Unit) -> Changes:
        """The changes that belong to a unit."""
        return tuple(change for change in self.changes if unit_of(change) == unit)

    def _effect_of(self, change: Change) -> _Effect:
        match change:
            case Set(_, _, old, new):
                return _Effect(old, new)
            case Insert(_, _, value):
                return _Effect(None, value)
            case Remove(_, _, value):
                return _Effect(value, None)
            case Move(_, old, new) if old[:2] == new[:2]:
                plans = (self.before, self.after)
                return _Effect(*(_Order(keys_of(plan, *new[:2])) for plan in plans))
            case Move(_, old, new):
                return _Effect(old.owner, new.owner)
            case Rename(_, new_name):
                return _Effect(change.old, new_name)


class _Order:
    """How a list is ordered: like another one if what both have stands in the same order."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self.keys = keys

    def is_like(self, other: object) -> bool:
        """Whether what both lists have stands in the same order in them."""
        if not isinstance(other, _Order):
            return False
        common = set(self.keys) & set(other.keys)
        mine, others = ([k for k in keys if k in common] for keys in (self.keys, other.keys))
        return mine == others


def _alike(one: object, other: object) -> bool:
    return one.is_like(other) if isinstance(one, _Order) else one == other


def unit_of(change: Change) -> Unit:
    """The unit that a change belongs to; the number of an item goes with the item."""
    match change:
        case Insert(Place(_, field), Element(str(number))) | Remove(
            Place(_, field), Element(str(number))
        ) if field == RETIRED:
            return Unit(Subject.MEASURE if "-" in number else Subject.TASK, number)
        case Move(_, old, new) if old[:2] == new[:2]:
            return Unit(*new.owner, new.field)
        case Rename(item, new_name):  # the same there and back
            return Unit(item.subject, " ".join(sorted((change.old, new_name))), "name")
    return Unit(*change.item)


def spot_of(change: Change) -> _Spot:
    """The place of its unit in which a change puts another value."""
    match change:
        case Move(_, old, new):
            return (*new[:2], POSITION) if old[:2] == new[:2] else (change.item, POSITION, None)
        case Rename(item):
            return Ref(item.subject, unit_of(change).id), "name", None
    return change.touched


def keys_of(plan: Plan, owner: Ref, field: str) -> list[Key]:
    """What stands in a list of an item, in its order; nothing where the item is not there."""
    node = outline(plan).get(owner)
    return element_keys(field, get_list(node.model, field)) if node else []


def taken_along(taker: Deed, unit: Unit, deed: Deed, earlier: Sequence[Deed]) -> tuple[Deed, ...]:
    """The deeds that are taken back where one of them is, that one first; none where it is not.

    `earlier` are the deeds on the unit that led to the taker, the newest first.
    """
    mine = taker.units.get(unit, {})
    made = deed.units[unit].items()
    if not all(spot in mine and _alike(mine[spot].new, effect.old) for spot, effect in made):
        return ()
    taken, wanted = {deed: None}, [deed]
    traces: dict[_Spot, dict[Deed, int]] = {}
    reach: dict[_Spot, int] = {}
    while wanted:
        each = wanted.pop()
        for spot in each.units[unit]:
            if spot not in traces:
                traces[spot] = _trace(mine.get(spot), spot, unit, earlier)
            if each not in traces[spot]:
                return ()
            known, at = reach.get(spot, -1), traces[spot][each]
            if at > known:  # whatever came after it is taken back as well
                reach[spot] = at
                newer = list(traces[spot])[known + 1 : at]
                wanted += [other for other in newer if other not in taken]
                taken |= dict.fromkeys(newer)
    first = {spot: list(traces[spot])[at] for spot, at in reach.items()}
    restored = all(_alike(mine[s].new, each.units[unit][s].old) for s, each in first.items())
    return tuple(taken) if restored and _in_order(taker, unit, first) else ()


def _trace(
    effect: _Effect | None, spot: _Spot, unit: Unit, earlier: Sequence[Deed]
) -> dict[Deed, int]:
    """The deeds, each with its number, that led without a break to what a taker replaced.

    A value that one left again for something else leads there no more.
    """
    if effect is None:
        return {}
    live, found = [effect.old], dict[Deed, int]()
    for deed in earlier:
        made = deed.units[unit].get(spot)
        if made and any(_alike(made.new, value) for value in live):
            live += [] if any(_alike(made.old, value) for value in live) else [made.old]
            found[deed] = len(found)
        elif made:
            live = [value for value in live if not _alike(made.old, value)]
    return found


def _in_order(taker: Deed, unit: Unit, first: Mapping[_Spot, Deed]) -> bool:
    """Whether what is put back into a list stands there where it stood."""
    for change in taker.of(unit):
        if isinstance(change, Insert | Move) and spot_of(change) in first:
            place = change.place if isinstance(change, Insert) else change.new
            plans = (first[spot_of(change)].before, taker.after)
            was, now = (_Order(keys_of(plan, *place[:2])) for plan in plans)
            if place.field != RETIRED and not was.is_like(now):
                return False
    return True


_NEAREST = 64
"""How many deeds on a unit are looked at: what lies further back is not taken back by one commit.

It keeps short what takes long where somebody does and undoes the same thing without end.
"""


@dataclass(frozen=True)
class Past:
    """What has led to a commit: the deeds on a unit, the newest first, and which were breaches.

    A breach that has been accepted is none any more.
    """

    deeds_on: Callable[[Unit], Sequence[Deed]]
    is_breach: Callable[[Deed, Unit], bool]

    def taken_back(
        self, taker: Deed, wrong: Iterable[Change], may: Callable[[Deed, Unit, bool], bool]
    ) -> Iterator[Change]:
        """The changes of a taker that take back what may be taken back; among those that are wrong.

        `may` says of a deed on a unit, and of whether it was a breach there, if it may be.
        """
        for unit in dict.fromkeys(map(unit_of, wrong)):
            spots: set[_Spot] = set()
            for taken in self._ways(taker, unit):
                if all(self._may(deed, unit, taken, may) for deed in taken):
                    spots.update(spot for deed in taken for spot in deed.units[unit])
                    if spots.issuperset(taker.units[unit]):
                        break
            yield from (change for change in taker.of(unit) if spot_of(change) in spots)

    def _ways(self, taker: Deed, unit: Unit) -> Iterator[tuple[Deed, ...]]:
        """Each set of deeds on a unit that a taker may be said to take back, the nearest first."""
        for deed in self.deeds_on(unit)[:_NEAREST]:
            if found := taken_along(taker, unit, deed, self.beside(deed, unit)):
                yield found

    def beside(self, deed: Deed, unit: Unit) -> list[Deed]:
        """The deeds on a unit among which one counts, the newest first.

        What a merge brought is told by itself, and so is what it did on each side.
        """
        if deed.brought:
            return [deed]
        others = (each for each in self.deeds_on(unit) if not each.brought)
        return [each for each in others if each is deed or each.commit != deed.commit]

    def _may(
        self,
        deed: Deed,
        unit: Unit,
        taken: Sequence[Deed],
        may: Callable[[Deed, Unit, bool], bool],
    ) -> bool:
        breach = self.is_breach(deed, unit)
        return may(deed, unit, breach) and (breach or not self._mends(deed, unit, taken))

    def _mends(self, deed: Deed, unit: Unit, taken: Sequence[Deed]) -> bool:
        """Whether a deed took a breach back, so that without it the breach would be there again."""
        own = self.beside(deed, unit)
        older = own[own.index(deed) + 1 :]
        return any(
            self.is_breach(each, unit) and taken_along(deed, unit, each, older)
            for each in older
            if each not in taken
        )
