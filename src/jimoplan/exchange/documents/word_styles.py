"""What the styles of a .docx say of its paragraphs: names, lists, levels of headings."""

import re
from typing import NamedTuple

from jimoplan.exchange.documents.package import Node, whole

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9


class Style(NamedTuple):
    """A style with all that it has from the styles it is based on.

    `list_key` and `list_level` are those of its automatic number, None where it has none or does
    not say; `level` is that of a heading, 0 for others; `owner` is the style the list stands in.
    """

    name: str = ""
    list_key: str | None = None
    list_level: int | None = None
    level: int | None = None
    owner: str = ""


class Styles:
    """The styles of a document by their keys."""

    def __init__(self, root: Node | None) -> None:
        self._nodes = {
            node.get("w:styleId") or "": node for node in (root.all("w:style") if root else ())
        }
        self._known: dict[str, Style] = {}
        self._usual = next(
            (
                key
                for key, node in self._nodes.items()
                if node.get("w:type") == "paragraph" and node.get("w:default") in {"1", "true"}
            ),
            "",
        )

    @property
    def lists(self) -> dict[str, str]:
        """The list that a style of lists stands for, by the style's key."""
        found = {
            key: node.value("w:pPr", "w:numPr", "w:numId")
            for key, node in self._nodes.items()
            if node.get("w:type") == "numbering"
        }
        return {key: value for key, value in found.items() if value}

    def get(self, key: str | None) -> Style:
        """The style of that key, the usual one where there is none."""
        key = self._usual if key is None else key
        if key not in self._known:
            self._known[key] = self._inherit(key)
        return self._known[key]

    def _inherit(self, key: str) -> Style:
        chain: list[str] = []
        while key in self._nodes and key not in chain[-_LONGEST:] and len(chain) < _LONGEST:
            chain.append(key)
            key = self._nodes[key].value("w:basedOn") or ""
        style = Style()
        for link in reversed(chain):
            style = _extend(style, link, self._nodes[link])
        return style


_LONGEST = 50
"""More styles than these are never based on each other."""


def _extend(base: Style, key: str, node: Node) -> Style:
    name = node.value("w:name") or ""
    level = read_level(node)
    heading = _HEADING.fullmatch(name)
    if level is None and heading:
        level = int(heading[1])
    list_key = node.value("w:pPr", "w:numPr", "w:numId")
    list_level = node.value("w:pPr", "w:numPr", "w:ilvl")
    return Style(
        name,
        base.list_key if list_key is None else list_key,
        base.list_level if list_level is None else whole(list_level, 0),
        base.level if level is None else level,
        base.owner if list_key is None else key,
    )


def read_level(node: Node) -> int | None:
    """The level of heading that a style or paragraph says itself; 0 for body text, None if none."""
    written = node.value("w:pPr", "w:outlineLvl")
    if written is None:
        return None
    level = whole(written, _BODY_LEVEL)
    return level + 1 if 0 <= level < _BODY_LEVEL else 0
