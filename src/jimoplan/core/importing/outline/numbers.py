"""The number that a paragraph begins with: of which style it is, and what it counts."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple
from unicodedata import numeric

from jimoplan.core.importing.folding import fold
from jimoplan.core.input.numerals import read_han


class Style(Enum):
    """How a number is printed, in the order in which official documents nest them."""

    HEADING = auto()  # marked as one by the document, without a number
    PART = auto()
    WORD = auto()
    HAN = auto()
    HAN_IN_BRACKETS = auto()
    ARABIC = auto()
    DECIMAL = auto()
    ARABIC_IN_BRACKETS = auto()
    HALF_BRACKET = auto()
    CIRCLED = auto()
    LETTER = auto()
    DASH = auto()


class Label(NamedTuple):
    """A number in front of a paragraph.

    `counts` has one number for each level that it counts, none for a dash. The printed number
    stands from `start` to `end`, what it numbers begins at `rest`; `mark` is a ★ or
    the like before it.
    """

    style: Style
    counts: tuple[int, ...]
    start: int
    end: int
    rest: int
    mark: str = ""


_DIGITS = "零一二三四五六七八九"
_HAN = f"[{_DIGITS}十百〇]{{1,5}}"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿"
_SIGNS = {Style.ARABIC_IN_BRACKETS: "⑴-⒇", Style.ARABIC: "⒈-⒛", Style.HAN_IN_BRACKETS: "㈠-㈩"}
"""Numbers that are one character, by the style that they stand for."""
_WORDS = "Part|Chapter|Section|Priority|Goal|Objective|Theme|Aim|Outcome|Pillar"
_UNITS = "月日年%亿万元个倍件人家"
_MARKS = "★☆△▲◆●■*"
_LEAD = re.compile(rf" *(?:#{{1,6}} +)?(?:\*\*)?([{_MARKS}]*) *")

_PATTERNS: tuple[tuple[Style, str], ...] = (
    (Style.PART, rf"(第(?P<n>{_HAN}|\d{{1,3}})(?:部分|编|章|节|条|篇))[、.: ]*"),
    (
        Style.WORD,
        rf"((?:{_WORDS}) (?P<n>\d{{1,2}}))[.:\u2014\u2013-]? *",
    ),
    (Style.HAN, rf"((?P<n>{_HAN}))(?: ?[、.]| {{1,2}}(?=\S)) *"),
    (Style.HAN_IN_BRACKETS, rf"(\((?P<n>{_HAN})\))[、. ]*"),
    (Style.DECIMAL, rf"((?P<n>\d{{1,3}}(?:\.\d{{1,3}})+))(?:[、.]|(?![\d{_UNITS}])) *"),
    (Style.ARABIC, r"((?P<n>\d{1,3}))(?:[.、]|,(?!\d)) *"),
    (Style.ARABIC_IN_BRACKETS, r"(\((?P<n>\d{1,3})\))[、. ]*"),
    (Style.HALF_BRACKET, r"((?P<n>\d{1,3})\)) *"),
    (Style.CIRCLED, rf"((?P<n>[{_CIRCLED}]))[、. ]*"),
    *((style, rf"((?P<n>[{signs}]))[、. ]*") for style, signs in _SIGNS.items()),
    (Style.ARABIC, rf"((?P<n>\d{{1,3}}))(?: {{1,4}}|\t)(?=[\u4e00-\u9fff《“])(?![{_UNITS}])"),
    (Style.LETTER, r"((?P<n>[A-Z])\.) +"),
    (Style.DASH, r"((?P<n>\u2014\u2014|[-*\u2022\u00b7] )) *"),
)
_COMPILED = tuple((style, re.compile(pattern)) for style, pattern in _PATTERNS)


def find_labels(text: str) -> Iterator[Label]:
    """Every reading of the number that a text begins with: 11.121 is both 11.121 and 11."""
    folded = fold(text[:80])
    lead = _LEAD.match(folded)
    start = lead.end() if lead else 0
    mark = lead[1] if lead else ""
    for style, pattern in _COMPILED:
        found = pattern.match(folded, start)
        if found and (counts := _count(style, found["n"])) is not None:
            yield Label(style, counts, found.start(1), found.end(1), found.end(), mark)


def _count(style: Style, written: str) -> tuple[int, ...] | None:
    """The numbers that are written; None for those that count nothing, such as 一一."""
    match style:
        case Style.DASH:
            return ()
        case Style.LETTER:
            return (ord(written) - ord("A") + 1,)
        case Style.DECIMAL:
            return tuple(map(int, written.split(".")))
    if len(written) == 1 and (counted := numeric(written, 0)) > 0:
        return (int(counted),)
    number = int(written) if written.isdecimal() else read_han(written)
    return None if number is None else (number,)


def follows(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a number is the next after another: 12 after 11, 1.2 after 1.1, 2.1 after 1.4."""
    if not one or not other:
        return one == other
    if len(one) == len(other) and one[:-1] == other[:-1]:
        return other[-1] == one[-1] + 1
    return len(one) == len(other) and other[-1] == 1


def begins(counts: tuple[int, ...]) -> bool:
    """Whether a number is the first of a list."""
    return not counts or counts[-1] == 1
