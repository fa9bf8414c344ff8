"""Automatic numbers of a .docx, which stand nowhere in its text: counted as Word counts them."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jimoplan.exchange.documents.numerals import write_number
from jimoplan.exchange.documents.package import Node, whole

_LEVELS = 9
_LONGEST = 255
_PLACE = re.compile(r"%([1-9])")
_PRIVATE = range(0xE000, 0xF900)


class Level(NamedTuple):
    """A level of a list: its first number, how numbers are written, what stands around them."""

    start: int
    form: str
    text: str
    suffix: str
    is_legal: bool
    restart: int | None
    style: str | None


class _List(NamedTuple):
    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """The lists of a document, counted on by `advance` paragraph by paragraph."""

    def __init__(self, root: Node | None, style_lists: Mapping[str, str]) -> None:
        abstracts = {
            node.get("w:abstractNumId") or "": node
            for node in (root.all("w:abstractNum") if root else ())
        }
        nums = {node.get("w:numId") or "": node for node in (root.all("w:num") if root else ())}
        self._lists = {
            key: _read_list(node, nums, abstracts, style_lists) for key, node in nums.items()
        }
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of_style(self, key: str, style: str) -> int:
        """The level of a list that a paragraph style stands for; the first where none does."""
        found = self._lists.get(key)
        levels = found.levels if found else {}
        return next((index for index, level in levels.items() if level.style == style), 0)

    def advance(self, key: str, index: int) -> tuple[str, str]:
        """The next number of a list on a level, and what is between it and the text.

        Both are empty where there is no such list.
        """
        found = self._lists.get(key)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return "", ""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        count = counts[index]
        counts[index] = level.start if count is None else count + 1
        if (key, index) not in self._begun:
            self._begun.add((key, index))
            counts[index] = found.starts.get(index, counts[index])
        for below in range(index + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or index < restart:
                counts[below] = None
        return self._write(found, level, counts), level.suffix

    @staticmethod
    def _write(found: _List, level: Level, counts: list[int | None]) -> str:
        if level.form == "bullet":
            return "".join("•" if ord(sign) in _PRIVATE else sign for sign in level.text)

        def number(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            other = found.levels.get(index)
            if other is None:
                return ""
            count = counts[index]
            is_plain = level.is_legal and other.form != "none"
            return write_number(
                other.start if count is None else count, "decimal" if is_plain else other.form
            )

        return _PLACE.sub(number, level.text)


def _read_list(
    num: Node,
    nums: Mapping[str, Node],
    abstracts: Mapping[str, Node],
    style_lists: Mapping[str, str],
) -> _List:
    key = num.value("w:abstractNumId") or ""
    linked = abstracts[key].value("w:numStyleLink") if key in abstracts else None
    if linked and (other := nums.get(style_lists.get(linked, ""))):
        key = other.value("w:abstractNumId") or ""
    levels = dict(_read_levels(abstracts.get(key)))
    starts = {}
    for override in num.all("w:lvlOverride"):
        index = whole(override.get("w:ilvl"), 0)
        levels.update(_read_levels(override))
        if (start := override.value("w:startOverride")) is not None:
            starts[index] = whole(start, 1)
    return _List(key, levels, starts)


def _read_levels(node: Node | None) -> Iterator[tuple[int, Level]]:
    for level in node.all("w:lvl") if node else ():
        index = whole(level.get("w:ilvl"), 0)
        restart = level.value("w:lvlRestart")
        text = level.find("w:lvlText")
        if 0 <= index < _LEVELS:
            yield (
                index,
                Level(
                    whole(level.value("w:start"), 0),
                    _form(level),
                    (text.get("w:val") or "")[:_LONGEST] if text else "",
                    level.value("w:suff") or "tab",
                    level.is_on("w:isLgl"),
                    None if restart is None else whole(restart, 0),
                    level.value("w:pStyle"),
                ),
            )


def _form(level: Node) -> str:
    """The format of a level's numbers; newer ones stand beside what older programs know."""
    found = level.find("w:numFmt") or level.find("mc:AlternateContent", "mc:Choice", "w:numFmt")
    return (found.get("w:val") or "decimal") if found else "decimal"
