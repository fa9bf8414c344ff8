"""The cells of a sheet's rows in their order, merged ones told wherever they reach."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jimoplan.core.importing.blocks import Cell, LeftOut
from jimoplan.exchange.documents.number_formats import Shown
from jimoplan.exchange.documents.package import Package, too_big

_MOST_MERGED = 100_000
_MOST_SPANNED = 200
"""So many columns further than the last with anything in it a merged cell is told."""
_NOTHING = Shown("")


class Area(NamedTuple):
    """Cells merged to one: its first and last row and column, from zero."""

    top: int
    left: int
    bottom: int
    right: int


class MergedCells:
    """The merged cells of a sheet; raises JimoplanError over more of them than anybody makes."""

    def __init__(self, package: Package, areas: Iterator[Area], last: int) -> None:
        """Those of `areas`, as far as the `last` row with anything in it, from zero."""
        self._package = package
        self._by_row: dict[int, list[Area]] = {}
        self._texts: dict[Area, str] = {}
        self.left_out: list[LeftOut] = []
        count = 0
        for area in areas:
            rows = range(area.top, min(area.bottom, last) + 1)
            count += len(rows)
            if count > _MOST_MERGED:
                raise too_big(package.name, f"合并的单元格超过 {_MOST_MERGED // 10_000} 万行")
            for row in rows:
                self._by_row.setdefault(row, []).append(area)

    def lay_out(self, held: Mapping[int, Shown], row: int, place: str) -> Iterator[Cell]:
        """The cells of a row from the first column on; `held` is what stands in them by column.

        What a merged cell hides is kept as left out.
        """
        areas = self._by_row.get(row, [])
        covering: dict[int, Area] = {}
        last = max(held, default=-1)
        for area in areas if held else ():
            right = min(area.right, max(last, area.left) + _MOST_SPANNED)
            covering.update(dict.fromkeys(range(area.left, right + 1), area))
        for area in areas:
            if area.top == row:
                self._texts[area] = held.get(area.left, _NOTHING).text
        start = 0
        width = max([last, *covering], default=-1) + 1
        self._package.count("", width)
        for column in range(width):
            shown = held.get(column, _NOTHING)
            covered = covering.get(column)
            if covered is None or (row, column) == (covered.top, covered.left):
                yield Cell(shown.text, start, column, day=shown.day, trouble=shown.trouble)
                start += len(shown.text) + 1
                continue
            if shown.text:
                self.left_out.append(LeftOut(place, shown.text, "合并单元格里被遮住的文字"))
            yield Cell(self._texts.get(covered, ""), start, column, is_filled=True)
