"""A .ods as blocks: every row of every sheet, and what stands beside the cells as left out.

It is told as that of a .xlsx is, so that a sheet reads the same in either.
"""

from collections.abc import Iterator
from typing import NamedTuple

from jimoplan.core.importing.blocks import Block, LeftOut, Source
from jimoplan.exchange.documents.merged_cells import Area, MergedCells
from jimoplan.exchange.documents.number_formats import Shown
from jimoplan.exchange.documents.open_values import find_objects, read_formula, show_cell
from jimoplan.exchange.documents.package import Node, Package, damaged, locked, whole
from jimoplan.exchange.documents.spreadsheet import NO_VALUE

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_MOST_COLUMNS = 16_384
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
_ROW_GROUPS = frozenset({"table:table-header-rows", "table:table-rows", "table:table-row-group"})
_COLUMN_GROUPS = frozenset(
    {"table:table-header-columns", "table:table-columns", "table:table-column-group"}
)
_UNSEEN = frozenset({"collapse", "filter"})


class _Row(NamedTuple):
    """A row with something in it: its number from one, and what its cells show by column."""

    number: int
    held: dict[int, Shown]


def read_open_spreadsheet(name: str, data: bytes) -> Source:
    """The rows of a .ods, blank ones left out; raises JimoplanError over one it cannot read."""
    package = Package(name, data)
    if b"encryption-data" in package.read(_MANIFEST) or "encrypted-package" in package.parts:
        raise locked(name)
    root = package.xml(_CONTENT)
    sheets = root.find("office:body", "office:spreadsheet") if root else None
    if root is None or sheets is None:
        raise damaged(name)
    reader = _Reader(package, frozenset(_find_hidden(root)))
    linked = [node for node in sheets.all("table:table") if node.find("table:table-source")]
    for sheet in sheets.all("table:table"):
        if sheet not in linked:
            reader.read(sheet)
    return Source(
        name,
        tuple(reader.blocks),
        tuple(reader.left_out),
        tuple(reader.notes),
        is_linked=bool(linked) or reader.is_linked,
    )


def _find_hidden(root: Node) -> Iterator[str]:
    """The names of the styles whose sheets are hidden."""
    styles = root.find("office:automatic-styles")
    for style in styles.all("style:style") if styles else ():
        properties = style.find("style:table-properties")
        if properties and properties.get("table:display") == "false":
            yield style.get("style:name") or ""


class _Reader:
    """Goes through the sheets one after the other."""

    def __init__(self, package: Package, hidden: frozenset[str]) -> None:
        self._package, self._hidden = package, hidden
        self._tables = 0
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []
        self.is_linked = False

    def read(self, sheet: Node) -> None:
        self._tables += 1
        title = sheet.get("table:name") or ""
        label = f"工作表“{title}”"
        areas: list[Area] = []
        rows = [*self._read_rows(sheet, label, areas)]
        self._say_hidden(sheet, label)
        merged = MergedCells(self._package, iter(areas), rows[-1].number - 1 if rows else -1)
        for number, held in rows:
            place = f"{label}第 {number} 行"
            cells = tuple(merged.lay_out(held, number - 1, place))
            text = "\t".join(cell.text for cell in cells if not cell.is_filled)
            if text.strip():
                self.blocks.append(Block(text, place, "\n", 0, cells, self._tables, title, number))
        self.left_out += merged.left_out
        wrong = [
            f"第 {number} 行的 {shown.text}"
            for number, held in rows
            for shown in held.values()
            if shown.text and shown.trouble
        ]
        if wrong:
            self.notes.append(f"{label}有 {len(wrong)} 格是错误值,如{wrong[0]}")
        shapes = sheet.find("table:shapes")
        self.left_out += [
            LeftOut(label, *each) for each in (find_objects(shapes) if shapes else ())
        ]

    def _read_rows(self, sheet: Node, label: str, areas: list[Area]) -> Iterator[_Row]:
        """The rows with something in them; where cells are merged is added to the areas."""
        number = 0
        for row in _listed(sheet, "table:table-row", _ROW_GROUPS):
            times = _times(row, "table:number-rows-repeated")
            held = self._read_row(row, number, label, areas)
            if held and times > 1:
                text = "\t".join(shown.text for shown in held.values())
                self._package.count(text, (max(held) + 1) * times, times)
            for again in range(times if held else 0):
                yield _Row(number + again + 1, held)
            number += times

    def _read_row(self, row: Node, at: int, label: str, areas: list[Area]) -> dict[int, Shown]:
        held: dict[int, Shown] = {}
        place, column = f"{label}第 {at + 1} 行", 0
        for cell in row.children:
            if cell.tag not in _CELLS:
                continue
            times = _times(cell, "table:number-columns-repeated")
            shown = self._show(cell, place)
            if shown.text or shown.trouble:
                times = min(times, _MOST_COLUMNS)
                self._package.count(shown.text, times - 1, times)
                held |= dict.fromkeys(range(column, column + times), shown)
            wide, high = (
                _times(cell, f"table:number-{way}-spanned") for way in ("columns", "rows")
            )
            if (wide, high) != (1, 1):
                areas.append(Area(at, column, at + high - 1, column + wide - 1))
            column += times
        return held

    def _show(self, cell: Node, place: str) -> Shown:
        self.left_out += [LeftOut(place, *each) for each in find_objects(cell)]
        formula = read_formula(cell)
        self.is_linked = self.is_linked or "://" in formula
        shown = show_cell(cell)
        if shown.text or not formula or cell.get("office:value-type"):
            return shown
        self.left_out.append(LeftOut(place, formula, NO_VALUE))
        return Shown("", trouble=f"{formula} 是{NO_VALUE}")

    def _say_hidden(self, sheet: Node, label: str) -> None:
        if sheet.get("table:style-name") in self._hidden:
            self.notes.append(f"{label}是隐藏的,也读了")
        rows = _count_unseen(sheet, "row", _ROW_GROUPS)
        columns = _count_unseen(sheet, "column", _COLUMN_GROUPS)
        if parts := [f"{count} {what}" for count, what in ((rows, "行"), (columns, "列")) if count]:
            self.notes.append(f"{label}有 {'、'.join(parts)}是隐藏的,也读了")


def _listed(node: Node, tag: str, groups: frozenset[str]) -> Iterator[Node]:
    """The rows or columns of a sheet in order, those in groups as well."""
    for child in node.children:
        if child.tag == tag:
            yield child
        elif child.tag in groups:
            yield from _listed(child, tag, groups)


def _count_unseen(sheet: Node, what: str, groups: frozenset[str]) -> int:
    listed = _listed(sheet, f"table:table-{what}", groups)
    unseen = [each for each in listed if each.get("table:visibility") in _UNSEEN]
    return sum(_times(each, f"table:number-{what}s-repeated") for each in unseen)


def _times(node: Node, name: str) -> int:
    return max(whole(node.get(name), 1), 1)
