"""Two orders that grew out of one, put together without regard to which side is which."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import combinations
from typing import Any

from jimoplan.core.changes.changes import Element, Key
from jimoplan.core.changes.order import longest_run
from jimoplan.core.changes.outline import entry_keys
from jimoplan.core.plan.records import DueChange, Remark, Review, Suspension, Update

Rank = tuple[tuple[int, ...], str]
_NUMBER = re.compile("[0-9]+(-[0-9]+)*")


def weave_keys(
    base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], members: Container[Key]
) -> list[Key]:
    """Those of both sides' keys that are members, in an order that does not depend on the sides.

    What either side put in another order stays so; what the sides moved to different places stands
    where its content decides. What is new follows what it followed; what both sides put into the
    same place goes by date, number or value.
    """
    mine = [key for key in ours if key in members]
    others = [key for key in theirs if key in members]
    common = set(mine) & set(others)
    runs = _runs(mine, common), _runs(others, common)
    woven: list[Key] = []
    for key in (None, *_spine(base, mine, others, common)):
        woven += [] if key is None else [key]
        woven += _by_rank(runs[0].get(key, []), runs[1].get(key, []))
    return woven


def weave_entries(
    base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]
) -> tuple[Any, ...]:
    """A list without ids: what both sides have and what either of them added."""
    was, mine, others = entry_keys(base), entry_keys(ours), entry_keys(theirs)
    known, common = set(was), set(mine) & set(others)
    members = common | (set(mine) ^ set(others)) - known
    woven = weave_keys(was, mine, others, members)
    return tuple(key.value for key in woven if isinstance(key, Element))


def rank_of(key: Key) -> Rank:
    """Where a key stands by its content: by date, then by number, then by value."""
    value = key.value if isinstance(key, Element) else key
    match value:
        case Update(date=day) | DueChange(changed=day) | Review(date=day) | Remark(date=day):
            return (day.toordinal(),), repr(value)
        case Suspension(since=day):
            return (day.toordinal(),), repr(value)
        case str() if _NUMBER.fullmatch(value):
            return tuple(map(int, value.split("-"))), value
    return (), repr(value)


def find_contested(base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key]) -> list[Key]:
    """The keys that the sides moved to different places, so that one side's had to be chosen."""
    common = set(base) & set(ours) & set(theirs)
    was, mine, others = ([key for key in keys if key in common] for keys in (base, ours, theirs))
    if mine == others or was in (mine, others):
        return []
    return _contested(was, mine, others)


def _spine(
    base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], common: set[Key]
) -> list[Key]:
    """What both sides have: of any two, what a side put the other way round stays so.

    What they moved to different places stands as one of them has it, by content.
    """
    mine = [key for key in ours if key in common]
    others = [key for key in theirs if key in common]
    if mine == others:
        return mine
    was = [key for key in base if key in common]
    known = set(was)
    rests = [[key for key in order if key in known] == was for order in (mine, others)]
    if rests[0] != rests[1]:
        return others if rests[0] else mine
    settled = common.difference(_contested(was, mine, others))
    ahead = _ahead(was, mine, others, settled)
    chosen = min(mine, others, key=lambda order: [rank_of(key) for key in order])
    runs = _runs(chosen, settled)
    order = sorted(ahead, key=lambda key: (ahead[key], rank_of(key)))
    return [*runs.get(None, []), *(k for key in order for k in (key, *runs.get(key, [])))]


def _contested(was: Sequence[Key], mine: Sequence[Key], others: Sequence[Key]) -> list[Key]:
    """What both moved to different places, and what else cannot stand as both have it."""
    known = set(was)
    sides = [[key for key in order if key in known] for order in (mine, others)]
    moved = [_moved(was, order) for order in sides]
    resting = known - moved[0] - moved[1]
    places = [_followed(order, resting) for order in sides]
    twice = {key for key in moved[0] & moved[1] if places[0][key] != places[1][key]}
    ahead = _ahead(was, sides[0], sides[1], known - twice)
    count = Counter(ahead.values())
    return [key for key in was if key in twice or count[ahead[key]] > 1]


def _ahead(
    was: Sequence[Key], mine: Sequence[Key], others: Sequence[Key], settled: Container[Key]
) -> dict[Key, int]:
    """How many of the other settled keys each of them is to stand behind."""
    rest = [{key: at for at, key in enumerate(keys)} for keys in (others, was)]
    ahead = {key: 0 for key in mine if key in settled}
    for one, other in combinations(ahead, 2):
        turned = [at[one] > at[other] for at in rest if one in at and other in at]
        new = len(turned) < len(rest)
        behind = rank_of(one) > rank_of(other) if new and turned[0] else turned == [True, False]
        ahead[one if behind else other] += 1
    return ahead


def _moved(was: Sequence[Key], order: Sequence[Key]) -> set[Key]:
    """As few of the keys as can be that were moved to make one order of the other."""
    ranks = {key: rank for rank, key in enumerate(was)}
    resting = longest_run([ranks[key] for key in order])
    return {key for at, key in enumerate(order) if at not in resting}


def _followed(order: Sequence[Key], resting: Container[Key]) -> dict[Key, Key | None]:
    """The last of the resting keys before each key."""
    last: Key | None = None
    found: dict[Key, Key | None] = {}
    for key in order:
        found[key] = last
        last = key if key in resting else last
    return found


def _runs(keys: Sequence[Key], common: Container[Key]) -> dict[Key | None, list[Key]]:
    """What one side alone has, by the common key that it follows."""
    runs: dict[Key | None, list[Key]] = {}
    after: Key | None = None
    for key in keys:
        if key in common:
            after = key
        else:
            runs.setdefault(after, []).append(key)
    return runs


def _by_rank(one: list[Key], other: list[Key]) -> list[Key]:
    """Both runs in one, each in its own order."""
    woven: list[Key] = []
    ahead = [list(reversed(one)), list(reversed(other))]
    while all(ahead):
        woven.append(min(ahead, key=lambda run: rank_of(run[-1])).pop())
    return [*woven, *reversed(ahead[0]), *reversed(ahead[1])]
