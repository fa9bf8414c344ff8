"""A .xlsx as blocks: every row of every sheet, and what stands beside the cells as left out.

Its cells are read here. The libraries for it lose what an import may not lose: one the formats and
the errors, the other what lies under merged cells and the days in formats of Chinese editions; and
a small file with a cell far out, or merged far out, takes either of them down.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jimoplan.core.importing.blocks import Block, LeftOut, Source
from jimoplan.exchange.documents.merged_cells import Area, MergedCells
from jimoplan.exchange.documents.number_formats import Shown
from jimoplan.exchange.documents.package import Node, Package, damaged, whole
from jimoplan.exchange.documents.spreadsheet_objects import find_objects
from jimoplan.exchange.documents.spreadsheet_values import Values

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
NO_VALUE = "公式,文件里没有算出的值"


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
    is_linked = any(each.kind in _LINKS for each in package.relations(main).values())
    return Source(
        name,
        tuple(reader.blocks),
        tuple(reader.left_out),
        tuple(reader.notes),
        is_linked=is_linked,
    )


_LINKS = frozenset({"externalLink", "connections"})
"""What a workbook refers to that takes its values from elsewhere."""


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
        data = sheet.root.find("x:sheetData")
        rows = [*data.all("x:row")] if data else []
        last = max((whole(row.get("r"), 0) for row in rows), default=0) - 1
        merged = MergedCells(self._package, _find_areas(sheet.root), last)
        number, errors = 0, []
        for row in rows:
            number = whole(row.get("r"), number + 1)
            place = f"{sheet.label}第 {number} 行"
            held = self._read_row(row, place)
            wrong = (shown.text for shown in held.values() if shown.text and shown.trouble)
            errors += [f"第 {number} 行的 {text}" for text in wrong]
            cells = tuple(merged.lay_out(held, number - 1, place))
            text = "\t".join(cell.text for cell in cells if not cell.is_filled)
            if text.strip():
                self.blocks.append(
                    Block(text, place, "\n", 0, cells, self._tables, sheet.title, number)
                )
        self.left_out += merged.left_out
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
                self.left_out.append(LeftOut(place, f"={formula.text}", NO_VALUE))
                held[column] = Shown("", trouble=f"={formula.text} 是{NO_VALUE}")
        return held


def _find_areas(root: Node) -> Iterator[Area]:
    listed = root.find("x:mergeCells")
    for node in listed.children if listed else ():
        first, _, last = (node.get("ref") or "").partition(":")
        ends = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
        if ends[0] and ends[1]:
            yield Area(*_position(ends[0]), *_position(ends[1]))


def _position(address: re.Match[str]) -> tuple[int, int]:
    """The row and the column of an address as C4, from zero."""
    column = 0
    for letter in address[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address[2]) - 1, column - 1


def _is_hidden(node: Node) -> bool:
    return node.get("hidden") in {"1", "true"}
