"""Reports in a table whose columns have Chinese names: 编号,进度,进展情况,下一步计划."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from unicodedata import normalize

from jimoplan.core.desk.lines import Find, read_figure
from jimoplan.core.desk.report import Report
from jimoplan.core.input.days import guess_date
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import Kind
from jimoplan.errors import UsageError

_ID = "id"
_COLUMNS = {
    "编号": _ID,
    "举措编号": _ID,
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
    "日期": "day",
    "填报日期": "day",
    "填报人": "by",
    "填报部门": "dept",
    "部门": "dept",
}
_FIGURES = {"progress": Kind.ONE_OFF, "value": Kind.INDICATOR, "period": Kind.PERIODIC}
_FIGURE_NAMES = {"progress": "进度", "value": "数值", "period": "期数"}


class Columns(NamedTuple):
    """Which field each column of a table is, None for one that is not used; those by name."""

    fields: tuple[str | None, ...]
    unused: tuple[str, ...]


def read_heading(cells: Sequence[str]) -> Columns | None:
    """The columns of a table by its first row; None where that is no heading of reports.

    Raises UsageError where two columns are of the same thing.
    """
    names = [normalize("NFKC", cell).strip().lstrip("\ufeff") for cell in cells]
    fields = tuple(_COLUMNS.get(name) for name in names)
    if _ID not in fields or len(names) == 1:
        return None
    known = [field for field in fields if field]
    if len(set(known)) < len(known):
        raise UsageError("表头里有两列是同一样", "留下一列")
    unused = (name for name, field in zip(names, fields, strict=True) if name and not field)
    return Columns(fields, tuple(unused))


def read_row(columns: Columns, cells: Sequence[str], find: Find) -> Report:
    """The report in a row of a table; raises UsageError for one that cannot be read."""
    said = {
        field: cell.strip()
        for field, cell in zip(columns.fields, cells, strict=False)
        if field and cell.strip()
    }
    if _ID not in said:
        raise UsageError("这一行没有编号", "写上编号,如 8-1")
    row = find(said.pop(_ID))
    told: dict[str, Any] = dict(said)
    for field, kind in _FIGURES.items():
        if written := told.pop(field, None):
            if row.item.kind is not kind:
                raise UsageError(
                    f"{name_of(row.item)} 是{row.item.kind}类,不报{_FIGURE_NAMES[field]},"
                    f"写的是“{written}”",
                    "去掉它",
                )
            told |= read_figure(row, written)
    if written := told.pop("day", None):
        told["day"] = _read_day(written)
    report = Report(row.item.id, **told)
    if report.says_nothing:
        raise UsageError(f"{name_of(row.item)} 这一行没有写进展", "写上进展情况,或删去这一行")
    return report


def _read_day(written: str) -> date:
    """A day as spreadsheets write it; raises UsageError for none."""
    if (day := guess_date(written)) is None:
        raise UsageError(f"日期写的“{written}”不是存在的日期", "写成 2024-06-30 的样子")
    return day
