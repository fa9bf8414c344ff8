"""Terminal cells: how wide a text stands, where it may break, what may never reach a terminal."""

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

# C0 and C1 controls, bidi marks and overrides, zero-width characters: invisible in a plan,
# able to move a cursor or to make a line read as another. Lone surrogates stand for the bytes of an
# argument or file name that could not be decoded.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)

# Words and figures stay whole; no line begins with a closing mark or ends with an opening one.
# Full-width marks whose half-width twins look alike are written by number.
_OPENING = "“‘《〈「『【〔\uff08(["
_CLOSING = "”’》〉」』】〕\uff09)]、。\uff0c,\uff1b;\uff1a:\uff01!\uff1f?…%"
_CLUSTER = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[A-Za-z0-9_.%+/-]+|.)[{re.escape(_CLOSING)}]*", re.DOTALL
)


def cell_width(text: str) -> int:
    """The number of terminal cells a text takes; wide and full-width characters take two."""
    if text.isascii():
        return len(text)
    return sum(_character_width(character) for character in text)


def reveal(text: str) -> str:
    """The text with every invisible character written as <U+XXXX>."""
    return INVISIBLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def reveal_line(text: str) -> str:
    """The same for a text that stands on one line: line ends and tabs are shown as well."""
    return re.sub(r"[\t\r\n]", lambda match: f"<U+{ord(match[0]):04X}>", reveal(text))


def gap(before: str, after: str) -> str:
    """What stands between two texts one behind the other: a space where words would run together.

    Chinese needs none, nor does it beside Latin letters.
    """
    ends, begins = before[-1:], after[:1]
    return " " if (ends + begins).isascii() and ends.isalnum() and begins.isalnum() else ""


def clip(text: str, cells: int) -> str:
    """The longest beginning of a text that takes at most so many cells."""
    taken = 0
    for index, character in enumerate(text):
        taken += _character_width(character)
        if taken > cells:
            return text[:index]
    return text


def wrap(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells.

    Lines break as Chinese does, anywhere but within words and figures and before closing marks. A
    piece that is wider than a line is cut.
    """
    return [line for part in text.split("\n") for line in _wrap_line(part, max(cells, 2))]


def longest_cluster(text: str) -> int:
    """The cells of the widest piece that wrap() would not break."""
    if text.isascii() and text.isalnum():
        return len(text)
    return max((cell_width(match[0]) for match in _CLUSTER.finditer(text)), default=0)


def _wrap_line(text: str, cells: int) -> Iterator[str]:
    if cell_width(text) <= cells:
        yield text.rstrip()
        return
    line, taken = "", 0
    for match in _CLUSTER.finditer(text):
        piece, width = match[0], cell_width(match[0])
        if taken + width > cells and line:
            yield line.rstrip()
            line, taken = "", 0
            piece = piece.lstrip()
        if width <= cells:
            line, taken = line + piece, taken + cell_width(piece)
        else:
            *heads, line = _cut(piece, cells)
            yield from heads
            taken = cell_width(line)
    yield line.rstrip()


def _cut(text: str, cells: int) -> list[str]:
    """A text in lines as long as fit, broken anywhere."""
    lines, start, taken = [], 0, 0
    for index, character in enumerate(text):
        width = _character_width(character)
        if taken + width > cells:
            lines.append(text[start:index])
            start, taken = index, 0
        taken += width
    return [*lines, text[start:]]


def _character_width(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
