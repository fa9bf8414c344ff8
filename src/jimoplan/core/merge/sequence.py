"""Two orders that grew out of one, put together without regard to which side is which."""

import re
from collections.abc import Container, Sequence
from typing import Any

from jimoplan.core.change.changes import Entry, Key
from jimoplan.core.change.outline import entry_keys
from jimoplan.core.model import DueChange, Review, Update

Rank = tuple[tuple[int, ...], str]
_NUMBER = re.compile("[0-9]+(-[0-9]+)*")


def weave_keys(
    base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], members: Container[Key]
) -> list[Key]:
    """Those of both sides' keys that are members, in an order that does not depend on the sides.

    What one side put in another order stays so; where both did, the content decides. What is new
    follows what it followed; what both sides put into the same place goes by date, number or value.
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
    return tuple(key.value for key in woven if isinstance(key, Entry))


def rank_of(key: Key) -> Rank:
    """Where a key stands by its content: by date, then by number, then by value."""
    value = key.value if isinstance(key, Entry) else key
    match value:
        case Update(date=day) | DueChange(changed=day) | Review(date=day):
            return (day.toordinal(),), repr(value)
        case str() if _NUMBER.fullmatch(value):
            return tuple(map(int, value.split("-"))), value
    return (), repr(value)


def _spine(
    base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], common: set[Key]
) -> list[Key]:
    """What both sides have, in the order of the side that changed it."""
    mine = [key for key in ours if key in common]
    others = [key for key in theirs if key in common]
    if mine == others:
        return mine
    was = [key for key in base if key in common]
    known = set(was)
    ours_moved = [key for key in mine if key in known] != was
    theirs_moved = [key for key in others if key in known] != was
    if ours_moved != theirs_moved:
        return mine if ours_moved else others
    return min(mine, others, key=lambda order: [rank_of(key) for key in order])


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
