"""What of a text stands in brackets or quotation marks that are closed again."""

import re
from collections.abc import Mapping

from jimoplan.core.importing.folding import fold

_CLOSED_BY = {"(": ")", "“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』"}
_OPENED_BY = {closing: opening for opening, closing in _CLOSED_BY.items()}
_STRAIGHT = '"'
_PAIRED = "".join((*_CLOSED_BY, *_OPENED_BY, _STRAIGHT))
_MARK = re.compile(f"[{re.escape(_PAIRED)}\n]")
HIDDEN = "\0"
"""What stands in place of an enclosed character."""


def find_enclosed(folded: str) -> dict[int, int]:
    """Where each mark of a folded text that is closed is closed; straight ones within a line."""
    waiting: dict[str, list[int]] = {opening: [] for opening in _CLOSED_BY}
    straight: int | None = None
    closes = {}
    for found in _MARK.finditer(folded):
        mark, position = found[0], found.start()
        if mark in waiting:
            waiting[mark].append(position)
        elif mark in _OPENED_BY and waiting[_OPENED_BY[mark]]:
            closes[waiting[_OPENED_BY[mark]].pop()] = position
        elif mark == _STRAIGHT and straight is not None:
            closes[straight], straight = position, None
        elif mark in {_STRAIGHT, "\n"}:
            straight = position if mark == _STRAIGHT else None
    return closes


def hide(text: str, closes: Mapping[int, int]) -> str:
    """The text with what is enclosed made unreadable, each character in its place."""
    pieces, end = [], 0
    for opening in sorted(closes):
        start, stop = max(opening + 1, end), closes[opening]
        if start < stop:
            pieces += [text[end:start], HIDDEN * (stop - start)]
            end = stop
    return "".join([*pieces, text[end:]])


def drop_lone_marks(text: str) -> str:
    """The text without brackets and quotation marks that have no partner in it."""
    folded = fold(text)
    if not _MARK.search(folded):
        return text
    closes = find_enclosed(folded)
    partners = {*closes, *closes.values()}
    return "".join(
        character
        for place, character in enumerate(text)
        if folded[place] not in _PAIRED or place in partners
    )
