"""Terminal cells: how wide a text stands, and what may never reach a terminal."""

import re
from unicodedata import combining, east_asian_width

# C0 and C1 controls, bidi marks and overrides, zero-width characters: invisible in a plan,
# able to move a cursor or to make a line read as another.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def cell_width(text: str) -> int:
    """The number of terminal cells a text takes; wide and full-width characters take two."""
    return sum(_character_width(character) for character in text)


def reveal(text: str) -> str:
    """The text with every invisible character written as <U+XXXX>."""
    return INVISIBLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def clip(text: str, cells: int) -> str:
    """The longest beginning of a text that takes at most so many cells."""
    taken = 0
    for index, character in enumerate(text):
        taken += _character_width(character)
        if taken > cells:
            return text[:index]
    return text


def _character_width(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
