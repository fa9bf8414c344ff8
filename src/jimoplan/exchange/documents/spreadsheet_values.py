"""What the cells of a .xlsx hold, as they show it."""

import re
from datetime import datetime

from jimoplan.exchange.documents.number_formats import BUILT_IN, Shown, show_moment, show_number
from jimoplan.exchange.documents.package import Node, whole

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_USUAL_DAY = "yyyy-mm-dd"
_LOGICAL = {"1": "TRUE", "0": "FALSE"}


class Values:
    """Shows cells by the texts and formats that the workbook keeps for all of them."""

    def __init__(self, strings: Node | None, styles: Node | None, *, is_1904: bool) -> None:
        self._strings = [read_text(node) for node in (strings.all("x:si") if strings else ())]
        self._formats = _read_formats(styles) if styles else []
        self._is_1904 = is_1904

    def show(self, cell: Node) -> Shown:
        """What a cell shows; an error is shown by its name, as #REF!."""
        kind = cell.get("t") or "n"
        found, inner = cell.find("x:v"), cell.find("x:is")
        written = found.text if found else ""
        if kind == "n" and written:
            code = self._format(cell, "")
            return show_number(written.strip(), code, is_1904=self._is_1904)
        if kind == "d":
            return self._show_day(written, self._format(cell, _USUAL_DAY))
        if kind == "s":
            index = whole(written, -1)
            return Shown(self._strings[index] if 0 <= index < len(self._strings) else "")
        if kind == "inlineStr" and inner:
            return Shown(read_text(inner))
        text = _LOGICAL.get(written, written) if kind == "b" else _unescape(written)
        return Shown(text, trouble=f"{text} 是错误值" if kind == "e" else "")

    @staticmethod
    def _show_day(written: str, code: str) -> Shown:
        try:
            return show_moment(datetime.fromisoformat(written), code)
        except ValueError:
            return Shown(written)

    def _format(self, cell: Node, otherwise: str) -> str:
        index = whole(cell.get("s"), 0)
        return (self._formats[index] if 0 <= index < len(self._formats) else "") or otherwise


def _read_formats(styles: Node) -> list[str]:
    """The code of the format for every style of cells; empty for the general one."""
    codes = dict(BUILT_IN)
    own = styles.find("x:numFmts")
    for node in own.children if own else ():
        codes[whole(node.get("numFmtId"), -1)] = node.get("formatCode") or ""
    styled = styles.find("x:cellXfs")
    return [
        codes.get(whole(node.get("numFmtId"), 0), "")
        for node in (styled.all("x:xf") if styled else ())
    ]


def read_text(node: Node) -> str:
    """The text in runs or without, what tells how to pronounce it left out."""
    pieces = []
    for child in node.children:
        if child.tag == "x:t":
            pieces.append(child.text)
        elif child.tag == "x:r":
            pieces += [found.text for found in child.all("x:t")]
    return _unescape("".join(pieces))


def _unescape(text: str) -> str:
    """Characters that XML cannot hold stand as _x000D_ in a cell."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
