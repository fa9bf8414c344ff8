"""Reports in a table whose columns have Chinese names: 编号,进度,进展情况,下一步计划."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar
from unicodedata import normalize

from jimoplan.core.desk.figures import Frame, read_figure
from jimoplan.core.desk.lines import refuse_status
from jimoplan.core.desk.report import Report
from jimoplan.core.display.short import cut_short
from jimoplan.core.input.days import Standpoint, read_day
from jimoplan.core.input.statuses import read_status
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import Kind
from jimoplan.core.views.query import Row
from jimoplan.core.workflow.days import refuse_future
from jimoplan.errors import UsageError

_Value = TypeVar("_Value")
_ID, _STATUS, _DAY = "id", "status", "day"
_COLUMNS = {
    "编号": _ID,
    "举措编号": _ID,
    "状态": _STATUS,
    "进度": "progress",
    "数值": "value",
    "指标值": "value",
    "期数": "period",
    "第几期": "period",
    "进展情况": "note",
    "进展": "note",
    "存在问题": "problem",
    "问题": "problem",
    "问题解决情况": "solved",
    "下一步计划": "next",
    "下一步": "next",
    "日期": _DAY,
    "填报日期": _DAY,
    "填报人": "by",
    "填报部门": "dept",
    "部门": "dept",
}
_FIGURES = {"progress": Kind.ONE_OFF, "value": Kind.INDICATOR, "period": Kind.PERIODIC}
_FIGURE_NAMES = {"progress": "进度", "value": "数值", "period": "期数"}


class Columns(NamedTuple):
    """Which field each column of a table is, None for one that is not used, and what it is called.

    `unused` are those that are not used, by name.
    """

    fields: tuple[str | None, ...]
    names: tuple[str, ...]

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that are not used, by name."""
        pairs = zip(self.names, self.fields, strict=True)
        return tuple(name for name, field in pairs if name and not field)


def is_heading(line: str) -> bool:
    """Whether a line is the heading of such a table; raises UsageError as `read_heading`."""
    cells = (cell.strip(' "\ufeff') for cell in _BETWEEN_CELLS.split(line))
    return read_heading(tuple(cells)) is not None


def looks_like_heading(line: str) -> bool:
    """Whether a line of words was meant as a heading, whatever stands between them."""
    words = _BETWEEN_WORDS.split(normalize("NFKC", line).strip('" \ufeff'))
    return words[0] in _FIRST_COLUMNS or all(word in _COLUMNS for word in words)


_BETWEEN_CELLS, _BETWEEN_WORDS = re.compile(r"[,;\t]"), re.compile(r"[\s,;、|\"]+")
_FIRST_COLUMNS = frozenset({"编号", "举措编号", "序号", "名称", "事项", "举措", "任务", "部门"})


def read_heading(cells: Sequence[str]) -> Columns | None:
    """The columns of a table by its first row; None where that is no heading of reports.

    Raises UsageError where two columns are of the same thing.
    """
    names = tuple(normalize("NFKC", cell).strip().lstrip("\ufeff") for cell in cells)
    fields = tuple(_COLUMNS.get(name) for name in names)
    if _ID not in fields or len(names) == 1:
        return None
    known = [field for field in fields if field]
    if twice := [field for field in dict.fromkeys(known) if known.count(field) > 1]:
        same = "、".join(n for n, field in zip(names, fields, strict=True) if field == twice[0])
        raise UsageError(f"表头里有两列是同一样:{same}", "留下一列")
    return Columns(fields, names)


def read_row(columns: Columns, cells: Sequence[str], frame: Frame) -> Report:
    """The report in a row of a table; raises UsageError for one that cannot be read.

    What is wrong with a cell is said with the name of its column.
    """
    said = {
        field: (name, cell.strip())
        for field, name, cell in zip(columns.fields, columns.names, cells, strict=False)
        if field and cell.strip()
    }
    if _ID not in said:
        raise UsageError("这一行没有编号", "写上编号,如 8-1")
    row = _in_column(frame.find, *said.pop(_ID))
    if _STATUS in said:
        _in_column(partial(_check_status, row), *said.pop(_STATUS))
    told: dict[str, Any] = {}
    for field, (name, cell) in said.items():
        if field in _FIGURES:
            told |= _in_column(partial(_read_figure, row, field, frame), name, cell)
        elif field == _DAY:
            told[_DAY] = _in_column(partial(_read_day, frame), name, cell)
        else:
            told[field] = cell
    report = Report(row.item.id, **told)
    if report.says_nothing:
        raise UsageError(f"{name_of(row.item)} 这一行没有写进展", "写上进展情况,或删去这一行")
    return report


def _in_column(read: Callable[[str], _Value], name: str, cell: str) -> _Value:
    """What a function reads in a cell; raises UsageError naming the column."""
    try:
        return read(cell)
    except UsageError as wrong:
        raise UsageError(f"{name}一列:{wrong.message}", wrong.remedy) from None


def _check_status(row: Row, cell: str) -> None:
    """Raise UsageError for another status than the item has; a list that was filled in has that."""
    meant = read_status(cell).value
    if meant is not row.item.status:
        raise refuse_status(row, cut_short(cell), meant)


def _read_figure(row: Row, field: str, frame: Frame, cell: str) -> Mapping[str, str]:
    if row.item.kind is not _FIGURES[field]:
        raise UsageError(
            f"{name_of(row.item)} 是{row.item.kind}类,不报{_FIGURE_NAMES[field]},"
            f"写的是“{cut_short(cell)}”",
            "去掉它",
        )
    return read_figure(row, cell, frame)


def _read_day(frame: Frame, cell: str) -> date:
    """The day of a report, which has to have come; raises UsageError."""
    at = Standpoint(frame.today, frame.period, past=True, beyond=True)
    day = read_day(cell, at).value
    refuse_future("日期", day, frame.today)
    return day
