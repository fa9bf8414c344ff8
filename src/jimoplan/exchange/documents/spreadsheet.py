"""A .xlsx as blocks: every row of every sheet, and what stands beside the cells as left out.

Its cells are read here. The libraries for it lose what an import may not lose: one the formats and
the errors, the other what lies under merged cells and the days in formats of Chinese editions; and
a small file with a cell far out, or merged far out, takes either of them down.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jimoplan.core.importing.blocks import Block, Cell, LeftOut, Source
from jimoplan.exchange.documents.number_formats import Shown
from jimoplan.exchange.documents.package import (
    Node,
    Package,
    damaged,
    too_big,
    whole,
)
from jimoplan.exchange.documents.spreadsheet_objects import find_objects
from jimoplan.exchange.documents.spreadsheet_values import Values

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_MOST_MERGED = 100_000
_MOST_SPANNED = 200
"""So many columns further than the last with anything in it a merged cell is told."""
_NOTHING = Shown("")
_NO_VALUE = "公式,文件里没有算出的值"


class _Area(NamedTuple):
    """Cells merged to one: its first and last row and column, from zero."""

    top: int
    left: int
    bottom: int
    right: int


class _Sheet(NamedTuple):
    """A sheet: its name, what it is called in places, its part, and its root."""

    title: str
    label: str
    part: str
    root: Node
    is_hidden: bool


def read_spreadsheet(name: str, data: bytes) -> Source:
    """The rows of a .xlsx, blank ones left out; raises JimoplanError over one it cannot read."""
    package = Package(name, data)
    main = package.main_part() or ""
    root = package.xml(main)
    if root is None or root.tag != "x:workbook":
        raise damaged(name)
    reader = _Reader(package, root, main)
    for sheet in _sheets(package, root, main):
        reader.read(sheet)
    return Source(name, tuple(reader.blocks), tuple(reader.left_out), tuple(reader.notes))


def links_outside(name: str, data: bytes) -> bool:
    """Whether a .xlsx takes values from other files; raises JimoplanError as `read_spreadsheet`."""
    package = Package(name, data)
    related = package.relations(package.main_part() or "").values()
    return any(relation.kind == "externalLink" for relation in related)


def _sheets(package: Package, root: Node, main: str) -> Iterator[_Sheet]:
    relations = package.relations(main)
    listed = root.find("x:sheets")
    for node in listed.children if listed else ():
        relation = relations.get(node.get("r:id") or "")
        title = node.get("name") or ""
        sheet = package.xml(relation.part) if relation and relation.part else None
        if relation is None or relation.part is None or sheet is None:
            raise damaged(package.name)
        is_hidden = node.get("state") in {"hidden", "veryHidden"}
        yield _Sheet(title, f"工作表“{title}”", relation.part, sheet, is_hidden)


class _Reader:
    """Goes through the sheets one after the other."""

    def __init__(self, package: Package, root: Node, main: str) -> None:
        related = {one.kind: one.part for one in package.relations(main).values() if one.part}
        properties = root.find("x:workbookPr")
        is_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        strings, styles = (related.get(kind, "") for kind in ("sharedStrings", "styles"))
        self._package = package
        self._values = Values(package.xml(strings), package.xml(styles), is_1904=is_1904)
        self._tables = 0
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []

    def read(self, sheet: _Sheet) -> None:
        self._tables += 1
        self._say_hidden(sheet)
        texts: dict[_Area, str] = {}
        data = sheet.root.find("x:sheetData")
        rows = [*data.all("x:row")] if data else []
        merged = self._merged(sheet.root, max((whole(row.get("r"), 0) for row in rows), default=0))
        number, errors = 0, []
        for row in rows:
            number = whole(row.get("r"), number + 1)
            place = f"{sheet.label}第 {number} 行"
            held = self._read_row(row, place)
            wrong = (shown.text for shown in held.values() if shown.text and shown.trouble)
            errors += [f"第 {number} 行的 {text}" for text in wrong]
            cells = tuple(self._lay_out(held, merged.get(number - 1, []), texts, number - 1, place))
            text = "\t".join(cell.text for cell in cells if not cell.is_filled)
            if text.strip():
                self.blocks.append(
                    Block(text, place, "\n", 0, cells, self._tables, sheet.title, number)
                )
        if errors:
            self.notes.append(f"{sheet.label}有 {len(errors)} 格是错误值,如{errors[0]}")
        self.left_out += [
            LeftOut(f"{sheet.label}{place}", words, why)
            for place, words, why in find_objects(self._package, sheet.part, sheet.root)
        ]

    def _say_hidden(self, sheet: _Sheet) -> None:
        data, columns = sheet.root.find("x:sheetData"), sheet.root.find("x:cols")
        rows = sum(_is_hidden(row) for row in (data.children if data else ()))
        spans = [node for node in (columns.children if columns else ()) if _is_hidden(node)]
        wide = sum(whole(node.get("max"), 1) - whole(node.get("min"), 1) + 1 for node in spans)
        if sheet.is_hidden:
            self.notes.append(f"{sheet.label}是隐藏的,也读了")
        if parts := [
            f"{count} {what}" for count, what in ((rows, "行"), (wide, "列")) if count > 0
        ]:
            self.notes.append(f"{sheet.label}有 {'、'.join(parts)}是隐藏的,也读了")

    def _merged(self, root: Node, last: int) -> dict[int, list[_Area]]:
        """The merged areas by each of the rows that they cover, up to the last."""
        found: dict[int, list[_Area]] = {}
        listed = root.find("x:mergeCells")
        count = 0
        for node in listed.children if listed else ():
            ends = [_ADDRESS.fullmatch(end) for end in (node.get("ref") or "").split(":")]
            if len(ends) != 2 or ends[0] is None or ends[1] is None:  # noqa: PLR2004 - from, to
                continue
            area = _Area(*_position(ends[0]), *_position(ends[1]))
            area = area._replace(bottom=min(area.bottom, last))
            count += max(area.bottom - area.top + 1, 0)
            if count > _MOST_MERGED:
                raise too_big(self._package.name, f"合并的单元格超过 {_MOST_MERGED // 10_000} 万行")
            for row in range(area.top, area.bottom + 1):
                found.setdefault(row, []).append(area)
        return found

    def _read_row(self, row: Node, place: str) -> dict[int, Shown]:
        """What the cells of a row show by their columns; only those with something in them."""
        held, column = {}, -1
        for cell in row.all("x:c"):
            address = _ADDRESS.fullmatch(cell.get("r") or "")
            column = _position(address)[1] if address else column + 1
            shown = self._values.show(cell)
            formula = cell.find("x:f")
            self._package.count(shown.text)
            if shown.text:
                held[column] = shown
            elif formula is not None and cell.get("t") != "str":
                self.left_out.append(LeftOut(place, f"={formula.text}", _NO_VALUE))
                held[column] = Shown("", trouble=f"={formula.text} 是{_NO_VALUE}")
        return held

    def _lay_out(
        self,
        held: dict[int, Shown],
        areas: list[_Area],
        texts: dict[_Area, str],
        row: int,
        place: str,
    ) -> Iterator[Cell]:
        """The cells of a row from the first column on, merged ones wherever they reach."""
        covering = {}
        last = max(held, default=-1)
        for area in areas if held else ():
            right = min(area.right, max(last, area.left) + _MOST_SPANNED)
            covering.update(dict.fromkeys(range(area.left, right + 1), area))
        start = 0
        width = max([last, *covering], default=-1) + 1
        self._package.count("", width)
        for area in areas:
            if area.top == row:
                texts[area] = held.get(area.left, _NOTHING).text
        for column in range(width):
            shown = held.get(column, _NOTHING)
            covered = covering.get(column)
            if covered is None or (row, column) == (covered.top, covered.left):
                yield Cell(shown.text, start, column, day=shown.day, trouble=shown.trouble)
                start += len(shown.text) + 1
                continue
            if shown.text:
                self.left_out.append(LeftOut(place, shown.text, "合并单元格里被遮住的文字"))
            yield Cell(texts.get(covered, ""), start, column, is_filled=True)


def _position(address: re.Match[str]) -> tuple[int, int]:
    """The row and the column of an address as C4, from zero."""
    column = 0
    for letter in address[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address[2]) - 1, column - 1


def _is_hidden(node: Node) -> bool:
    return node.get("hidden") in {"1", "true"}
