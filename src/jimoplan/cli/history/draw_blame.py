"""blame drawn for people: who set each field; an item a paragraph, a field a line."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from jimoplan.core.changes.words import name_ref
from jimoplan.core.display.cells import cell_width, clip, reveal_line
from jimoplan.core.views.history_answers import blame_cells
from jimoplan.core.views.history_views import Blame

_CELLS = 28
"""With a name of three characters, a line then fits into 80 cells."""


def draw_blame(blame: Blame) -> str:
    """The text of a blame, its columns aligned within each item."""
    lines = (reveal_line(line).rstrip() for line in _lines(blame))
    return "".join(f"{line}\n" for line in lines)


def _lines(blame: Blame) -> Iterator[str]:
    yield blame.heading.line
    yield from (f"注:{note}" for note in blame.heading.notes)
    for ref, rows in groupby(blame.rows, lambda row: row.ref):
        yield ""
        yield name_ref(ref)
        yield from _columns([blame_cells(row) for row in rows])


def _columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    shown = [[_shorten(cell) for cell in row] for row in rows]
    widths = [max(map(cell_width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        padded = (
            cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield f"    {'  '.join(padded)}"


def _shorten(cell: str) -> str:
    line = reveal_line(" ".join(cell.splitlines()))
    return line if cell_width(line) <= _CELLS else clip(line, _CELLS - 1) + "…"
