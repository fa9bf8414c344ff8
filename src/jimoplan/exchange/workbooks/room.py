"""How much room texts take in a sheet: the widths of columns, the heights of rows."""

from collections.abc import Iterable, Sequence

from jimoplan.core.display.cells import cell_width

_PER_CELL = 1.05
"""How many widths of a digit a terminal cell takes; a Chinese character takes two cells."""
_PADDING = 2.0
_NARROWEST, _WIDEST = 6.0, 30.0
_NARROWEST_TEXT = 18.0
_PAGE = 170.0
"""So many digits across are still easy to read on A4 that lies across."""
_LINE, _ABOVE_AND_BELOW = 15.0, 4.0
_HIGHEST = 409.0  # Excel shows no row higher
_USUAL_SIZE = 11


def column_widths(columns: Sequence[Iterable[str]], wide: Iterable[int] = ()) -> list[float]:
    """How wide columns of those texts are, in digits.

    Those in `wide` hold running text and share what the others leave of a page.
    """
    natural = [_natural(texts) for texts in columns]
    shared = sorted(set(wide), key=lambda column: natural[column])
    widths = [min(width, _WIDEST) for width in natural]
    left = _PAGE - sum(width for column, width in enumerate(widths) if column not in shared)
    for place, column in enumerate(shared):
        share = max(left / (len(shared) - place), _NARROWEST_TEXT)
        widths[column] = min(max(natural[column], _NARROWEST_TEXT), share)
        left -= widths[column]
    return widths


def _natural(texts: Iterable[str]) -> float:
    lines = (line for text in texts for line in text.split("\n"))
    longest = max(map(cell_width, lines), default=0)
    return max(longest * _PER_CELL + _PADDING, _NARROWEST)


def row_height(cells: Iterable[tuple[str, float]], size: int = _USUAL_SIZE) -> float:
    """How high a row is that shows all of its texts, each with its column's width, in points.

    `size` is that of the font. Programs that open a workbook do not all work it out themselves.
    """
    lines = max((_lines(text, width * _USUAL_SIZE / size) for text, width in cells), default=1)
    return min(lines * _LINE * size / _USUAL_SIZE + _ABOVE_AND_BELOW, _HIGHEST)


def _lines(text: str, width: float) -> int:
    room = max(int((width - _PADDING / 2) / _PER_CELL), 2)
    return sum(max(1, -(-cell_width(line) // room)) for line in text.split("\n"))
