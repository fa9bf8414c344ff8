"""The columns of a form, and what people make of their names."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

from jimoplan.errors import UsageError

ID, TITLE, STATUS, FIGURE, DAY = "id", "title", "status", "figure", "day"
EVIDENCE = "evidence"
NOTE = "note"
TEXTS = (NOTE, "problem", "solved", "next")
"""The fields of a report that are text."""


class FormColumn(NamedTuple):
    """A column: its field, its name, its width in cells, and whether people fill it in.

    `others` are names that it goes by as well.
    """

    field: str
    name: str
    width: int
    filled: bool = False
    others: tuple[str, ...] = ()


COLUMNS = (
    FormColumn(ID, "编号", 7, others=("举措编号", "任务编号")),
    FormColumn(TITLE, "举措", 24, others=("事项", "工作事项", "名称", "任务")),
    FormColumn("duty", "承担", 9),
    FormColumn("due", "完成时限", 11),
    FormColumn("light", "灯", 15),
    FormColumn("last", "上次填报", 24),
    FormColumn(STATUS, "状态", 8, filled=True, others=("当前状态", "办理状态")),
    FormColumn(
        FIGURE,
        "进度/数值",
        10,
        filled=True,
        others=("进度", "数值", "指标值", "期数", "第几期", "完成进度", "完成率"),
    ),
    FormColumn("note", "进展情况", 34, filled=True, others=("进展", "工作进展")),
    FormColumn("problem", "存在问题", 22, filled=True, others=("问题", "存在的问题")),
    FormColumn("solved", "问题解决情况", 18, filled=True, others=("问题解决",)),
    FormColumn("next", "下一步计划", 22, filled=True, others=("下一步", "下步计划", "下步打算")),
    FormColumn(EVIDENCE, "佐证材料", 15, filled=True, others=("佐证", "材料")),
)
"""All columns, in order; 问题解决情况 stands only in a form with problems that are still open."""

LOCKED = tuple(column.field for column in COLUMNS if not column.filled)
"""The fields that jimoplan fills in."""
NAMES = {column.field: column.name for column in COLUMNS} | {DAY: "填报日期"}
"""What the fields are called."""

_ADDED = FormColumn(DAY, "填报日期", 0, filled=True, others=("日期", "办结日期", "完成日期"))
_KNOWN = {name: c.field for c in (*COLUMNS, _ADDED) for name in (c.name, *c.others)}
_EARLIER = re.compile(r"上|原|前|去年")
_ASIDE = re.compile(r"[(\[【<][^)\]】>]*[)\]】>]|[\s:*、.]|^[\d一二三四五六七八九十]+、")
_FEWEST = 3


class Placed(NamedTuple):
    """Where the fields stand in a table: the column of each from zero, and the names not known."""

    at: dict[str, int]
    unknown: dict[int, str]


def place_columns(cells: Sequence[str]) -> Placed | None:
    """Which column each field stands in by a row of names; None where it is no heading.

    A name within which that of a field stands is read as that field's where no other is. Raises
    UsageError where two columns are named alike.
    """
    names = {at: _even_out(cell) for at, cell in enumerate(cells) if cell.strip()}
    at: dict[str, int] = {}
    for where, name in names.items():
        if field := _KNOWN.get(name):
            if field in at and cells[at[field]].strip() == cells[where].strip():
                raise UsageError(f"表头里有两列都叫“{cells[where].strip()}”", "留下一列")
            at.setdefault(field, where)
    if ID not in at or len(at) < _FEWEST:
        return None
    for where, name in names.items():
        field = _find_within(name)
        if where not in at.values() and field and field not in at:
            at[field] = where
    unknown = {where: cells[where].strip() for where in names if where not in at.values()}
    return Placed(at, unknown)


def _find_within(name: str) -> str | None:
    """The field whose name stands in a longer one, as 进展情况 in 12月进展情况; None for none."""
    if _EARLIER.match(name):
        return None
    found = [(len(known), field) for known, field in _KNOWN.items() if known in name]
    return max(found)[1] if found and max(found)[0] >= _SHORTEST else None


_SHORTEST = 2


def _even_out(cell: str) -> str:
    return _ASIDE.sub("", normalize("NFKC", cell)).lstrip("\ufeff")


def address_of(sheet: str, row: int, column: int) -> str:
    """A cell as spreadsheets name it, 复议应诉科!F7; the row counts from one, the column from zero.

    A table without sheets has '' for its name.
    """
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{sheet}!{letters}{row}" if sheet else f"{letters}{row}"
