"""Decisions that hypothesis makes, and makes simpler when an example fails."""

from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")

_BLOCKS = st.binary(min_size=12, max_size=12)
_MAKERS: list[Callable[[], Any]] = []
"""What makes the elements of the lists being drawn, the innermost last."""


@cache
def _several(low: int, high: int) -> st.SearchStrategy[list[Any]]:
    """A list of what the innermost maker makes; strategies are dear, so that each is made once."""
    return st.lists(_ONE, min_size=low, max_size=high)


def _make() -> object:
    return _MAKERS[-1]()


_ONE = st.builds(_make)


class Chance:
    """Decisions drawn by hypothesis; each becomes its first or smallest option in the end.

    Many small draws would take longer than what is tested with them. Here a draw serves for a dozen
    decisions, one byte each. `part` begins with a new one, so that what is decided from there on
    stays the same while hypothesis makes simpler what was decided before. Several of something are
    drawn as a list: hypothesis then knows what to leave out together.
    """

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self._block = iter(b"")

    def part(self) -> "Chance":
        """The same, for what is decided about another part of the example."""
        self._block = iter(b"")
        return self

    def several(self, make: Callable[[], T], low: int, high: int) -> list[T]:
        """So many of something, each a part of its own."""
        _MAKERS.append(lambda: self.part() and make())
        try:
            drawn: list[T] = self._draw(_several(low, high))
        finally:
            _MAKERS.pop()
        return drawn

    def happens(self, rate: float) -> bool:
        """Whether something happens that happens so often; in the end it does not."""
        return self._below(256) >= 256 - round(256 * rate)

    def integer(self, low: int, high: int) -> int:
        return low + self._below(high - low + 1)

    def choice(self, options: Sequence[T]) -> T:
        return options[self._below(len(options))]

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """So many of the options, in any order; in the end the first ones in theirs."""
        left = list(options)
        return [self.take(left) for _ in range(count)]

    def take(self, left: list[T]) -> T:
        """One of what is left, which it is not any more."""
        return left.pop(self._below(len(left)))

    def shuffled(self, options: Sequence[T]) -> list[T]:
        return self.sample(options, len(options))

    def _below(self, limit: int) -> int:
        byte = next(self._block, None)
        if byte is None:
            self._block = iter(self._draw(_BLOCKS))
            byte = next(self._block)
        return byte % limit if limit <= 256 else (byte * 256 + self._below(256)) % limit


class SeededChance(Chance):
    """Decisions by a seed: no example is made simpler, and thousands are made in a moment."""

    def __init__(self, seed: int | str) -> None:
        self._random = Random(seed)

    def part(self) -> "Chance":
        return self

    def several(self, make: Callable[[], T], low: int, high: int) -> list[T]:
        return [make() for _ in range(self.integer(low, high))]

    def _below(self, limit: int) -> int:
        return self._random.randrange(limit)


def draw_many(strategy: st.SearchStrategy[T], count: int) -> list[T]:
    """So many examples, always the same ones."""
    drawn: list[T] = []
    always = settings(
        max_examples=count,
        phases=[Phase.generate],
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    @always
    @given(strategy)
    def draw(example: T) -> None:
        drawn.append(example)

    draw()
    return drawn
