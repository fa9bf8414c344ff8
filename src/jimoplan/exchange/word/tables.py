"""Tables with borders, whose head stands on every page, as wide as the text."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from jimoplan.core.display.cells import cell_width
from jimoplan.core.reports.parts.blocks import ReportColumn, ReportTable, Run, Runs
from jimoplan.exchange.word.elements import Element, element
from jimoplan.exchange.word.style_list import POINT, Name
from jimoplan.exchange.word.text import run_elements, told

_MARGIN = 1.3
"""How many characters the margins of a cell take, and a hair for the fonts there are."""
_HAIR = 0.14
"""How much wider than half a character figures and letters are in some fonts."""
_LEAST = 2 + _MARGIN
_MOST = {"number": 5.5, "day": 7.4, "owners": 7.5, "count": 6.5}
"""How many characters these columns are given at most; what is longer has several lines."""
_ACROSS, _MOST_ACROSS = 50, {"owners": 8.5}
"""A table of more characters than that has more room for who does what."""
_SHARES = {"name": 12.0, "state": 13.0, "text": 18.0}
"""How the others divide what is left among them."""
_ROOMY = 2
"""A table of short words alone is that many times as wide as they need."""
_LINES_KEPT = 24
"""A row of more lines than that may go on on the next page."""


class Manner(NamedTuple):
    """Which styles a table's cells have, how large their characters are, and how high a row is.

    `row_height` is the least, in twips, 0 for what the text needs.
    """

    text: Name = Name.TABLE_TEXT
    centred: Name = Name.TABLE_CENTRED
    number: Name = Name.TABLE_NUMBER
    head: Name = Name.TABLE_HEAD
    points: float = 10.5
    row_height: int = 0


USUAL = Manner()


def table_element(table: ReportTable, width: int, manner: Manner = USUAL) -> Element:
    """A table so many twips wide."""
    widths = column_widths(table, width, manner.points)
    styles = [_style_of(column, manner) for column in table.columns]
    head = _row([(Run(c.name),) for c in table.columns], widths, [manner.head] * len(widths))
    head.insert(0, element("trPr", element("cantSplit"), element("tblHeader")))
    made = _table(widths)
    made.append(head)
    for cells in table.rows:
        row = _row(cells, widths, styles)
        row.insert(0, _row_manner(cells, widths, manner))
        made.append(row)
    return made


def figures_element(cells: Sequence[tuple[str, str]], width: int) -> Element:
    """Some figures side by side, each under what it is."""
    each = width // len(cells)
    widths = [each] * len(cells)
    made = _table(widths)
    for place, style in enumerate((Name.TABLE_HEAD, Name.FIGURE)):
        row = _row([(Run(cell[place]),) for cell in cells], widths, [style] * len(cells))
        row.insert(0, element("trPr", element("cantSplit")))
        made.append(row)
    return made


def column_widths(table: ReportTable, width: int, points: float) -> list[int]:
    """How wide each column is, in twips, together at most as wide as asked for.

    A column of short words is as wide as the longest, within bounds; texts share the rest.
    """
    em = points * POINT
    needed = [_needed(table, place) for place in range(len(table.columns))]
    bounds = _MOST | (_MOST_ACROSS if width / em > _ACROSS else {})
    shares = [_SHARES.get(column.width, 0.0) for column in table.columns]
    fixed = [
        0.0 if share else min(most, bounds.get(column.width, most))
        for column, most, share in zip(table.columns, needed, shares, strict=True)
    ]
    left = width / em - sum(fixed)
    if not any(shares):
        shares, left = fixed, min(left, sum(fixed) * (_ROOMY - 1))
    unit = left / sum(shares)
    return [int((each + unit * share) * em) for each, share in zip(fixed, shares, strict=True)]


def _needed(table: ReportTable, place: int) -> float:
    """How many characters wide a column is with every line whole; a count's head may have two."""
    column = table.columns[place]
    head = text_width(column.name) / (2 if column.width == "count" else 1)
    texts = (told(row[place]) for row in table.rows)
    lines = (text_width(line) for text in texts for line in text.split("\n"))
    return max(_LEAST, math.ceil(head) + _MARGIN, max(lines, default=0) + _MARGIN)


def text_width(text: str) -> float:
    """How many characters wide a text is; figures and letters of some fonts take more than half."""
    cells = cell_width(text)
    narrow = 2 * len(text) - cells
    return cells / 2 + narrow * _HAIR


def _style_of(column: ReportColumn, manner: Manner) -> Name:
    by_width = {"count": manner.number, "number": manner.centred, "day": manner.centred}
    return by_width.get(column.width, manner.text)


def _table(widths: Sequence[int]) -> Element:
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val=Name.TABLE),
            element("tblW", w=sum(widths), type="dxa"),
            element("jc", val="center"),
            element("tblLayout", type="fixed"),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in widths)),
    )


def _row(cells: Sequence[Runs], widths: Sequence[int], styles: Sequence[Name]) -> Element:
    return element("tr", *map(_cell, cells, widths, styles))


def _cell(text: Runs, width: int, style: Name) -> Element:
    paragraph = element("p", element("pPr", element("pStyle", val=style)), *run_elements(text))
    return element("tc", element("tcPr", element("tcW", w=width, type="dxa")), paragraph)


def _row_manner(cells: Sequence[Runs], widths: Sequence[int], manner: Manner) -> Element:
    em = manner.points * POINT
    lines = max(text_width(told(c)) / (w / em) for c, w in zip(cells, widths, strict=True))
    height = element("trHeight", val=manner.row_height, hRule="atLeast")
    return element(
        "trPr",
        *([element("cantSplit")] if lines <= _LINES_KEPT else []),
        *([height] if manner.row_height else []),
    )
