"""A form to fill in, as .xlsx: locked and open cells, drop-downs, a sheet that is hidden."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from jimoplan.core.assessment.lights import Light
from jimoplan.core.display.cells import cell_width
from jimoplan.core.forms import columns as known
from jimoplan.core.forms.carried import SHEET, carry
from jimoplan.core.forms.columns import FormColumn
from jimoplan.core.forms.form import Form, FormRow
from jimoplan.exchange.workbooks.names import SheetNames
from jimoplan.exchange.workbooks.styles import Styles, build_workbook, set_up_page

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_SIZE = 10
_HEAD_ROW, _FIRST = 3, 4
"""The row of the columns' names and the first of the items, from zero."""
_LINE = 14.5
"""The height of a line in points."""
_FILLS: Mapping[Light, str] = {
    Light.RED: "#FFC7CE",
    Light.YELLOW: "#FFEB9C",
    Light.GREEN: "#E2EFDA",
}
_GREY = "#F2F2F2"
_SPARE = 20
"""So many columns to the right of the form may be written in."""
_ALLOWED = {
    "sort": True,
    "autofilter": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_columns": True,
    "insert_rows": True,
}
_SAID = (
    "白色的格子请填写:状态从下拉里选;没有进展的不用写。填好后原样发回;可以筛选、调列宽(排序、合并先取消保护,没有密码),"
    "编号一列请不要改。灰色的格子是台账里现有的,改了不算。"
)


def write_form(form: Form) -> bytes:
    """The form as a workbook; the same form gives the same bytes. Raises MissingExtraError."""

    def fill(book: "Workbook", _: Styles) -> None:
        names = SheetNames()
        names.take(SHEET)
        _Sheet(book, names.take(form.department), form).write()
        _write_carried(book, form)

    return build_workbook(form.heading, form.unit, form.sent, fill)


def _write_carried(book: "Workbook", form: Form) -> None:
    sheet = book.add_worksheet(SHEET)
    text = book.add_format({"num_format": "@"})
    for at, row in enumerate(carry(form)):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell, text)
    sheet.very_hidden()


class _Sheet:
    """The sheet that people see."""

    def __init__(self, book: "Workbook", name: str, form: Form) -> None:
        self._book, self._form = book, form
        self._sheet: Worksheet = book.add_worksheet(name)
        self._last = len(form.columns) - 1
        self._formats: dict[tuple[Any, ...], Any] = {}

    def write(self) -> None:
        """Write all of it."""
        self._write_head()
        for at, row in enumerate(self._form.rows):
            self._write_row(_FIRST + at, row)
        self._restrict()
        self._set_up()

    def _format(self, **wanted: Any) -> Any:  # noqa: ANN401 - what the library calls a format
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            usual = {"font_name": "宋体", "font_size": _SIZE, "valign": "vcenter"}
            self._formats[key] = self._book.add_format(usual | wanted)
        return self._formats[key]

    def _write_head(self) -> None:
        form, sheet, last = self._form, self._sheet, self._last
        title = self._format(bold=True, font_size=16, align="center")
        sheet.merge_range(0, 0, 0, last, form.heading, title)
        sheet.set_row(0, 28)
        sheet.merge_range(1, 0, 1, last, _SAID, self._format(text_wrap=True))
        sheet.set_row(1, 2 * _LINE)
        label = self._format(bold=True, align="right")
        shown = self._format(num_format="yyyy-mm-dd", align="left")
        open_ = self._format(locked=False, border=1, align="left", num_format="@")
        day = self._format(locked=False, border=1, align="left", num_format="yyyy-mm-dd")
        sheet.write_string(2, 0, "部门", label)
        sheet.write_string(2, 1, form.department, self._format())
        sheet.write_string(2, 2, "发出日期", label)
        sheet.write_datetime(2, 3, _moment(form.sent), shown)
        at = next(n for n, column in enumerate(form.columns) if column.filled)
        sheet.write_string(2, at, "填报人", label)
        sheet.write_blank(2, at + 1, None, open_)
        sheet.write_string(2, at + 2, "填报日期(不写为收表那天)", label)
        sheet.write_blank(2, at + 3, None, day)
        heads = self._format(
            bold=True, border=1, align="center", text_wrap=True, bg_color="#D9E1F2"
        )
        for column, each in enumerate(form.columns):
            sheet.write_string(_HEAD_ROW, column, each.name, heads)
            sheet.set_column(column, column, each.width, self._format(locked=False))
        sheet.set_column(last + 1, last + _SPARE, None, self._format(locked=False))
        sheet.set_row(_HEAD_ROW, 2 * _LINE)

    def _write_row(self, at: int, row: FormRow) -> None:
        lines = 1
        for column, each in enumerate(self._form.columns):
            text = row.cells.get(each.field, "")
            self._write_cell(at, column, each, row)
            lines = max(lines, _count_lines(text, each.width))
        self._sheet.set_row(at, max(lines, 2) * _LINE + 3)

    def _write_cell(self, at: int, column: int, each: FormColumn, row: FormRow) -> None:
        text = row.cells.get(each.field, "")
        wanted: dict[str, Any] = {"border": 1, "text_wrap": True, "locked": not each.filled}
        if each.field in {known.ID, known.STATUS, known.FIGURE, "duty", "due"}:
            wanted["align"] = "center"
        if not each.filled:
            light = _FILLS.get(row.light) if each.field == "light" else None
            wanted["bg_color"] = light or _GREY
        if each.field == known.FIGURE and (row.is_percent or not text):
            wanted |= {} if row.hint else {"locked": True, "bg_color": _GREY}
            form = self._format(**wanted)
            if text:
                self._sheet.write_number(at, column, int(text), form)
            else:
                self._sheet.write_blank(at, column, None, form)
            return
        if each.field != known.FIGURE:
            wanted["num_format"] = "@"
        form = self._format(**wanted)
        if each.field == known.FIGURE:
            self._sheet.write_number(at, column, float(text), form)
        elif text:
            self._sheet.write_string(at, column, text, form)
        else:
            self._sheet.write_blank(at, column, None, form)

    def _restrict(self) -> None:
        """Drop-downs of statuses, ranges of figures, and what each cell is told to hold."""
        places = {column.field: at for at, column in enumerate(self._form.columns)}
        for at, row in enumerate(self._form.rows, _FIRST):
            self._sheet.data_validation(
                at,
                places[known.STATUS],
                at,
                places[known.STATUS],
                {
                    "validate": "list",
                    "source": [each.value for each in row.choices],
                    "error_title": "状态",
                    "error_message": "请从下拉里选;暂缓、取消请另行报批。",
                },
            )
            if row.hint:
                self._restrict_figure(at, places[known.FIGURE], row)
        day = next(n for n, column in enumerate(self._form.columns) if column.filled) + 3
        self._sheet.data_validation(
            2,
            day,
            2,
            day,
            {
                "validate": "date",
                "criteria": ">=",
                "value": self._form.sent,
                "input_title": "填报日期",
                "input_message": "如 2024-11-30;不写为收表那天",
                "error_type": "warning",
                "error_title": "填报日期",
                "error_message": "早于表发出的那天,请核对。",
            },
        )

    def _restrict_figure(self, at: int, column: int, row: FormRow) -> None:
        told: dict[str, Any] = {"validate": "any", "input_message": row.hint}
        if row.is_percent:
            told |= {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": 100,
                "error_title": "进度",
                "error_message": "请写 0 到 100 的整数,如 60。",
            }
        self._sheet.data_validation(at, column, at, column, told)

    def _set_up(self) -> None:
        sheet, last = self._sheet, self._last
        bottom = _FIRST + len(self._form.rows) - 1
        sheet.freeze_panes(_FIRST, 2)
        sheet.autofilter(_HEAD_ROW, 0, bottom, last)
        sheet.protect("", _ALLOWED)
        set_up_page(sheet, self._form.unit, repeated=(_HEAD_ROW, _HEAD_ROW))
        sheet.print_area(0, 0, bottom, last)
        sheet.activate()


def _moment(day: date) -> datetime:
    return datetime.combine(day, time())


def _count_lines(text: str, width: int) -> int:
    """So many lines a text takes in a column of that width in cells."""
    return sum(max(1, -(-cell_width(line) // max(width - 1, 1))) for line in text.split("\n"))
