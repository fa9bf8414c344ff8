"""An order of keys in which an element is inserted, removed and found in constant time."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from jimoplan.core.changes.changes import Key


class Order:
    """Distinct keys one after the other; None stands for the place behind the last."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._next: dict[Key | None, Key | None] = {None: None}
        self._previous: dict[Key | None, Key | None] = {None: None}
        for key in keys:
            self.insert(key, None)

    def __contains__(self, key: Key | None) -> bool:
        """Whether a key is there."""
        return key is not None and key in self._next

    def __iter__(self) -> Iterator[Key]:
        """The keys from the first to the last."""
        key = self._next[None]
        while key is not None:
            yield key
            key = self._next[key]

    def insert(self, key: Key, before: Key | None) -> None:
        """Put a new key before another one, which must be there; None puts it at the end."""
        previous = self._previous[before]
        self._next[previous], self._previous[key] = key, previous
        self._next[key], self._previous[before] = before, key

    def remove(self, key: Key) -> Key | None:
        """Take a key out and return the one that followed it."""
        before, previous = self._next.pop(key), self._previous.pop(key)
        self._next[previous], self._previous[before] = before, previous
        return before


def longest_run(ranks: list[int]) -> set[int]:
    """The positions of a longest rising run among distinct numbers: what need not be moved."""
    tails: list[int] = []
    ends: list[int] = []
    links: list[int | None] = []
    for position, rank in enumerate(ranks):
        length = bisect_left(tails, rank)
        links.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [rank]
        ends[length : length + 1] = [position]
    found: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        found.add(at)
        at = links[at]
    return found
