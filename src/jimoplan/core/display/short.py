"""Texts on one line, cut to a readable length; two of them so that they can be told apart."""

import re
from itertools import takewhile

from jimoplan.core.display.cells import cell_width, clip, reveal_line

_LONGEST = 60
_BEFORE = 8
"""How many characters stand before the first that differs, where what comes first is left out."""

_MARKS = {" ": "␣", "\n": "↵"}


def cut_short(words: str, most: int = _LONGEST) -> str:
    """Words on one line, cut to a readable length, or to so many cells."""
    return _cut(reveal_line(" ".join(words.split("\n"))), most)


def contrast(old: str, new: str, most: int = _LONGEST) -> tuple[str, str]:
    """Two texts, each cut short to so many cells; where they are alike then, what differs is shown.

    White space is made visible where it is all that differs; what both texts begin with is left out
    where they differ only beyond the readable length.
    """
    blank = differ_in_blanks(old, new)
    if not blank and cut_short(old, most) != cut_short(new, most):
        return cut_short(old, most), cut_short(new, most)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    is_far = cell_width(old[: alike + 2]) > most - 2
    start = max(alike - _BEFORE, 0) if is_far else 0
    shown = [("…" if start else "") + text[start:] for text in (old, new)]
    one, other = (
        _cut(mark_blanks(text), most) if blank else cut_short(text, most) for text in shown
    )
    return one, other


def differ_in_blanks(old: str, new: str) -> bool:
    """Whether two texts differ in white space alone."""
    return old != new and re.sub(r"\s", "", old) == re.sub(r"\s", "", new)


def mark_blanks(text: str) -> str:
    """The text with its white space written so that it can be seen and counted."""
    return re.sub(r"\s", lambda found: _MARKS.get(found[0], f"<U+{ord(found[0]):04X}>"), text)


def _cut(text: str, most: int) -> str:
    text = reveal_line(text)
    return text if cell_width(text) <= most else clip(text, most - 1) + "…"
