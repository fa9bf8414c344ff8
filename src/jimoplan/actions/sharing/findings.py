"""What an examination of a workplace finds, point by point."""

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How a point stands, with the sign that it is shown by."""

    FINE = "✓"
    NOTE = "注意"
    WRONG = "✗"


class Finding(NamedTuple):
    """A point that was looked at: what it is, how it stands, in words, and a command that mends it.

    `key` is its stable English name.
    """

    key: str
    state: State
    said: str
    remedy: str = ""


def fine(key: str, said: str) -> Finding:
    """A point with nothing to do."""
    return Finding(key, State.FINE, said)


def note(key: str, said: str, remedy: str) -> Finding:
    """A point that somebody should know of, though nothing is wrong."""
    return Finding(key, State.NOTE, said, remedy)


def wrong(key: str, said: str, remedy: str) -> Finding:
    """A point that is to be mended."""
    return Finding(key, State.WRONG, said, remedy)
