"""The columns a list of items can show, each with a stable English key and a Chinese label."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.views.query import Row
from jimoplan.errors import UnknownNameError

Cell = str | int | bool | date | Sequence[str] | None


def _no_note(_: Row) -> str:
    return ""


def _part_note(row: Row) -> str:
    return f"(仅{'、'.join(row.part)})" if row.part else ""


class Column(NamedTuple):
    """One figure or word of a row; `unit` and `note` follow it where people read it.

    A `wide` column holds running text. `read` is what people read in place of the value.
    """

    key: str
    label: str
    value: Callable[[Row], Cell]
    unit: str = ""
    wide: bool = False
    note: Callable[[Row], str] = _no_note
    read: Callable[[Row], str] | None = None

    def text(self, row: Row) -> str:
        """The cell as people read it."""
        if self.read:
            return self.read(row)
        return cell_text(self.value(row), self.unit) + self.note(row)


def cell_text(cell: Cell, unit: str = "") -> str:
    """A cell in words: lists joined by 、, nothing as an empty text."""
    match cell:
        case None:
            return ""
        case bool():
            return "是" if cell else "否"
        case str() | int() | date():
            return f"{cell}{unit}"
        case _:
            return "、".join(cell)


def _default_mark(row: Row) -> str:
    return "(默认时限)" if row.assessment.due_is_default else ""


def _unmet_mark(row: Row) -> str:
    return row.status_words.removeprefix(row.item.status)


def _owners_text(row: Row) -> str:
    return ";".join(f"{role}:{'、'.join(names)}" for role, names in row.owners.by_role() if names)


def _light(row: Row) -> str:
    return row.assessment.words


def _progress(row: Row) -> str:
    return row.assessment.progress.words


def _said(row: Row) -> tuple[str, ...]:
    return tuple(said.words for said in row.assessment.said)


def _deliverables(row: Row) -> tuple[str, ...]:
    return row.measure.deliverables if row.measure else ()


def carried_from(row: Row) -> str | None:
    """Where an item was the year before: the plan's title and the id; None for a new one."""
    came = row.item.carried_from
    return " ".join(filter(None, (came.plan, came.id))) or None


COLUMNS: tuple[Column, ...] = (
    Column("id", "编号", lambda row: row.item.id),
    Column("number", "印出的序号", lambda row: row.item.number),
    Column("section", "板块", lambda row: row.section.key if row.section else None),
    Column("task", "所属任务", lambda row: row.task.id),
    Column("title", "名称", lambda row: row.item.title, wide=True),
    Column("kind", "类别", lambda row: row.measure.kind if row.measure else None),
    Column("role", "角色", lambda row: row.role, note=_part_note),
    Column("via", "经由", lambda row: row.via),
    Column("owners", "责任部门", _owners_text, wide=True),
    Column("lead", "牵头", lambda row: row.owners.lead, wide=True),
    Column("responsible", "责任", lambda row: row.owners.responsible, wide=True),
    Column("support", "配合", lambda row: row.owners.support, wide=True),
    Column("status", "状态", lambda row: row.item.status, note=_unmet_mark),
    Column("unmet", "未达标", lambda row: row.assessment.unmet),
    Column("progress", "进度", lambda row: row.assessment.progress.percent, read=_progress),
    Column("elapsed", "序时进度", lambda row: row.assessment.elapsed, "%"),
    Column("light", "灯", lambda row: row.assessment.light),
    Column("reason", "灯与原因", lambda row: row.assessment.verdict, wide=True, read=_light),
    Column("said", "退回和存在问题", _said, wide=True),
    Column("due", "完成时限", lambda row: row.assessment.due, note=_default_mark),
    Column("due_is_default", "默认时限", lambda row: row.assessment.due_is_default),
    Column("overdue_days", "逾期工作日", lambda row: row.assessment.overdue_days),
    Column("last_update", "最近填报", lambda row: row.assessment.last_update),
    Column("deliverables", "成果", _deliverables, wide=True),
    Column("carried_from", "上年结转", carried_from, wide=True),
    Column("text", "原文", lambda row: row.measure.text if row.measure else None, wide=True),
)

TASK_COLUMNS = ("id", "title", "owners", "status", "progress", "reason")
MEASURE_COLUMNS = ("id", "title", "kind", "status", "progress", "reason")


def find_columns(written: Iterable[str]) -> tuple[Column, ...]:
    """The columns named by key or label; raises UnknownNameError with the nearest."""
    known = {name: column for column in COLUMNS for name in (column.key, column.label)}
    return tuple(_find_column(name, known) for name in written)


def _find_column(name: str, known: dict[str, Column]) -> Column:
    if name not in known:
        listed = [f"{column.key}({column.label})" for column in COLUMNS]
        raise UnknownNameError("列", name, known, listed=listed)
    return known[name]
