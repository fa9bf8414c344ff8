"""Sheets of text and sheets of a table, written into a workbook."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from jimoplan.core.views.answer import Table
from jimoplan.errors import JimoplanError
from jimoplan.exchange.workbooks.names import SheetNames
from jimoplan.exchange.workbooks.room import column_widths, row_height
from jimoplan.exchange.workbooks.styles import SIZES, Styles, build_workbook, set_up_page
from jimoplan.exchange.workbooks.values import (
    LONGEST,
    Percent,
    Value,
    clean_text,
    cut_in_pieces,
    read_day,
    read_figure,
)

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS = 1_000_000
_OVERLONG = "长文"
_EVERYWHERE = "A1:XFD1048576"
_TEXT_WIDTH = 86.0  # as wide as A4 upright, so that nothing is scaled
_ARROW = "   "  # the room that the filter's arrow takes beside a label
_LONGEST_AS_TEXT = 255  # older editions show longer ones in cells of the format Text as ####
_LIGHTS = {"红": "red", "黄": "yellow"}


class Line(NamedTuple):
    """A line of a sheet of text; `look` is title, heading or paragraph."""

    text: str
    look: str = "paragraph"


class TextSheet(NamedTuple):
    """A sheet of lines, one in a row."""

    name: str
    lines: tuple[Line, ...]


class TableSheet(NamedTuple):
    """A sheet of one table; a `caption` stands above it."""

    name: str
    table: Table
    caption: str = ""


class Book(NamedTuple):
    """A workbook: its title, who makes it, the day it is dated on, its sheets."""

    title: str
    author: str
    day: date
    sheets: tuple[TextSheet | TableSheet, ...]


def write_book(book: Book) -> bytes:
    """The bytes of a workbook, the same for the same book.

    Raises MissingExtraError without XlsxWriter, JimoplanError over a table that no sheet can hold.
    """

    def fill(workbook: "Workbook", styles: Styles) -> None:
        _Writer(workbook, styles, book.title).write(book.sheets)

    return build_workbook(clean_text(book.title), clean_text(book.author), book.day, fill)


class _Writer:
    """Writes the sheets one after the other; what is too long for a cell goes to the last."""

    def __init__(self, workbook: "Workbook", styles: Styles, title: str) -> None:
        self._workbook = workbook
        self._styles = styles
        self._title = title
        self._names = SheetNames()
        self._overlong: list[tuple[str, str]] = []

    def write(self, sheets: Iterable[TextSheet | TableSheet]) -> None:
        for each in sheets:
            if isinstance(each, TextSheet):
                self._write_text(each.name, each.lines)
            else:
                self._write_table(each)
        if self._overlong:
            lines = [
                line
                for place, text in self._overlong
                for line in (Line(place, "heading"), *map(Line, cut_in_pieces(text)))
            ]
            self._write_text(_OVERLONG, lines)

    def _write_text(self, name: str, lines: Sequence[Line]) -> None:
        sheet = self._add(name)
        sheet.set_column(0, 0, _TEXT_WIDTH)
        set_up_page(sheet, self._title)
        for row, line in enumerate(lines):
            height = row_height([(line.text, _TEXT_WIDTH)], SIZES[line.look])
            sheet.set_row(row, height)
            self._put(sheet, row, 0, line.text, getattr(self._styles, line.look))

    def _write_table(self, wanted: TableSheet) -> None:
        table = wanted.table
        rows = table.plain or table.rows
        if len(rows) > _MOST_ROWS:
            raise JimoplanError(
                f"“{wanted.name}”有{len(rows)}行,一张工作表放不下", "缩小范围,或改用 --format csv"
            )
        sheet = self._add(wanted.name)
        top = 1 if wanted.caption else 0
        if wanted.caption:
            self._put(sheet, 0, 0, wanted.caption, self._styles.caption)
        self._write_head(sheet, top, table.labels)
        widths = _widths(table, rows)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for row, cells in enumerate(rows, top + 1):
            sheet.set_row(row, row_height(zip(cells, widths, strict=True)))
            for column, (label, text) in enumerate(zip(table.labels, cells, strict=True)):
                look = _LIGHTS.get(text[:1]) if "灯" in label else None
                form = getattr(self._styles, look) if look else None
                self._put(sheet, row, column, _value_of(table, label, text), form)
        if rows:
            sheet.autofilter(top, 0, top + len(rows), len(table.labels) - 1)
            sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})  # 8 is an id, no slip
        sheet.freeze_panes(top + 1, 0)
        set_up_page(sheet, self._title, repeated=(0, top))

    def _write_head(self, sheet: "Worksheet", row: int, labels: Sequence[str]) -> None:
        sheet.set_row(row, row_height([]))
        for column, label in enumerate(labels):
            self._put(sheet, row, column, label, self._styles.head)

    def _add(self, name: str) -> "Worksheet":
        return self._workbook.add_worksheet(self._names.take(clean_text(name)))

    def _put(
        self, sheet: "Worksheet", row: int, column: int, value: Value, form: "Format | None"
    ) -> None:
        styles = self._styles
        match value:
            case datetime():
                sheet.write_datetime(row, column, value, form or styles.minute)
            case date():
                sheet.write_datetime(row, column, value, form or styles.day)
            case Percent():
                sheet.write_number(row, column, value.points / 100, form or styles.percent)
            case int() | float():
                sheet.write_number(row, column, value, form or styles.figure)
            case _:
                text = self._fit(sheet.get_name(), row, value)
                usual = styles.text if len(text) <= _LONGEST_AS_TEXT else styles.long
                sheet.write_string(row, column, text, form or usual)

    def _fit(self, sheet: str, row: int, text: str) -> str:
        """A text as a cell takes it; one that is too long stands whole in the last sheet."""
        clean = clean_text(text)
        if len(clean) * 2 <= LONGEST or len(cut_in_pieces(clean)) == 1:
            return clean
        place = f"{sheet}第{row + 1}行"
        self._overlong.append((place, clean))
        told = f"……(全文{len(clean)}字,见工作表“{_OVERLONG}”里的“{place}”)"
        return cut_in_pieces(clean, LONGEST - 2 * len(told))[0] + told


def _widths(table: Table, rows: Sequence[Sequence[str]]) -> list[float]:
    columns = [
        [f"{label}{_ARROW}", *(row[column] for row in rows)]
        for column, label in enumerate(table.labels)
    ]
    return column_widths(
        columns, [i for i, label in enumerate(table.labels) if label in table.wide]
    )


def _value_of(table: Table, label: str, text: str) -> Value:
    """A cell of a table as a workbook has it."""
    if label in table.days:
        return read_day(text)
    if label in table.figures or label in table.counts:
        return read_figure(text)
    return text
