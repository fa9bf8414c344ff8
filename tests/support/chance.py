"""Decisions that hypothesis makes, and makes simpler when an example fails."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")

_BLOCKS = st.binary(min_size=12, max_size=12)


class Chance:
    """Decisions drawn by hypothesis; each becomes its first or smallest option in the end.

    Many small draws would take longer than what is tested with them. Here a draw serves for a dozen
    decisions, one byte each. `part` begins with a new one, so that what is decided from there on
    stays the same while hypothesis makes simpler what was decided before. How many there are of
    something is drawn by itself: hypothesis then knows what to leave out with it.
    """

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw
        self._block = iter(b"")

    def part(self) -> "Chance":
        """The same, for what is decided about another part of the example."""
        self._block = iter(b"")
        return self

    def count(self, low: int, high: int) -> int:
        """How many there are of something."""
        drawn: int = self._draw(st.integers(low, high))
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
        return [left.pop(self._below(len(left))) for _ in range(count)]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        return self.sample(options, len(options))

    def _below(self, limit: int) -> int:
        byte = next(self._block, None)
        if byte is None:
            self._block = iter(self._draw(_BLOCKS))
            byte = next(self._block)
        return byte % limit if limit <= 256 else (byte * 256 + self._below(256)) % limit


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
