"""Chance that is the same every time and everywhere."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

_Thing = TypeVar("_Thing")


class Chance:
    """Draws from a seed; of Python's generator only what is promised to stay the same is used."""

    def __init__(self, seed: int) -> None:
        """Begin anew."""
        self._draw = Random(seed).random  # noqa: S311 - made-up stories, no secrets

    def below(self, limit: int) -> int:
        """A number from 0 up to the limit, that left out."""
        return int(self._draw() * limit)

    def between(self, least: int, most: int) -> int:
        """A number of those two or between them."""
        return least + self.below(most - least + 1)

    def pick(self, things: Sequence[_Thing]) -> _Thing:
        """One of some things."""
        return things[self.below(len(things))]

    def happens(self, percent: int) -> bool:
        """Whether something comes about that does so in so many of a hundred cases."""
        return self.below(100) < percent
