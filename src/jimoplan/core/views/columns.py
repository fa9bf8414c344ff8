"""The columns a list of items can show, each with a stable English key and a Chinese label."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import NamedTuple

from jimoplan.core.assessment.wording import DEFAULT_DEADLINE
from jimoplan.core.plan.own_fields import FieldDeclaration, FieldType, OwnValue
from jimoplan.core.views.codes import code_of
from jimoplan.core.views.query import Row
from jimoplan.errors import UnknownNameError

Cell = str | int | float | bool | date | Sequence[str] | Mapping[str, str | int | float] | None


def _no_note(_: Row) -> str:
    return ""


def _part_note(row: Row) -> str:
    return f"(仅{'、'.join(row.part)})" if row.part else ""


class Holds(Enum):
    """What the cells of a column are to a program that reckons with them."""

    WORDS = "words"
    DAYS = "days"
    FIGURES = "figures"


class Column(NamedTuple):
    """One figure or word of a row; `unit` and `note` follow it where people read it.

    A `wide` column holds running text. `read` is what people read in place of the value. One of
    fixed words is `coded`: programs get their English code as well.
    """

    key: str
    label: str
    value: Callable[[Row], Cell]
    unit: str = ""
    wide: bool = False
    note: Callable[[Row], str] = _no_note
    read: Callable[[Row], str] | None = None
    coded: bool = False
    holds: Holds = Holds.WORDS

    def text(self, row: Row) -> str:
        """The cell as people read it."""
        found = self.read(row) if self.read else cell_text(self.value(row), self.unit)
        return found + self.note(row)

    def plain(self, row: Row) -> str:
        """The same, but a day as a day, without what it is called or a remark."""
        value = self.value(row)
        return str(value) if isinstance(value, date) else self.text(row)

    def data(self, row: Row) -> Iterator[tuple[str, Cell]]:
        """The cell as programs read it under its key, and the code of its word."""
        value = self.value(row)
        yield self.key, value
        if self.coded:
            yield f"{self.key}_code", code_of(value) if isinstance(value, StrEnum) else None


def cell_text(cell: Cell, unit: str = "") -> str:
    """A cell in words: lists joined by 、, nothing as an empty text."""
    match cell:
        case None:
            return ""
        case bool():
            return "是" if cell else "否"
        case str() | int() | float() | date():
            return f"{cell}{unit}"
        case _:
            return "、".join(cell)


def _default_mark(row: Row) -> str:
    found = row.assessment
    return DEFAULT_DEADLINE if found.due_is_default and not found.undated else ""


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


def _due(row: Row) -> date | None:
    return None if row.assessment.undated else row.assessment.due


def _due_words(row: Row) -> str:
    return row.assessment.due_words


def _deliverables(row: Row) -> tuple[str, ...]:
    return row.leaf.deliverables if row.leaf else ()


def _own_fields(row: Row) -> dict[str, str | int | float]:
    return {name: _plain(value) for name, value in row.fields.items()}


def _own_words(row: Row) -> str:
    return ";".join(f"{name}:{value}" for name, value in row.fields.items())


def _plain(value: OwnValue) -> str | int | float:
    """A value of a body's own field as JSON has it: a figure is a number."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return str(value)


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
    Column("kind", "类别", lambda row: row.leaf.kind if row.leaf else None, coded=True),
    Column("role", "角色", lambda row: row.role, note=_part_note, coded=True),
    Column("via", "经由", lambda row: row.via),
    Column("owners", "责任部门", _owners_text, wide=True),
    Column("lead", "牵头", lambda row: row.owners.lead, wide=True),
    Column("responsible", "责任", lambda row: row.owners.responsible, wide=True),
    Column("support", "配合", lambda row: row.owners.support, wide=True),
    Column("leader", "分管领导", lambda row: row.leaders, wide=True),
    Column("contact", "责任人", lambda row: row.contacts, wide=True),
    Column("fields", "自有字段", _own_fields, wide=True, read=_own_words),
    Column("status", "状态", lambda row: row.item.status, note=_unmet_mark, coded=True),
    Column("unmet", "未达标", lambda row: row.assessment.unmet),
    Column(
        "progress",
        "进度",
        lambda row: row.assessment.progress.percent,
        read=_progress,
        holds=Holds.FIGURES,
    ),
    Column("elapsed", "序时进度", lambda row: row.assessment.elapsed, "%", holds=Holds.FIGURES),
    Column("light", "灯", lambda row: row.assessment.light, coded=True),
    Column("reason", "灯与原因", lambda row: row.assessment.verdict, wide=True, read=_light),
    Column("said", "退回和存在问题", _said, wide=True),
    Column("due", "完成时限", _due, note=_default_mark, read=_due_words, holds=Holds.DAYS),
    Column("due_is_default", "默认时限", lambda row: row.assessment.due_is_default),
    Column(
        "overdue_days", "逾期工作日", lambda row: row.assessment.overdue_days, holds=Holds.FIGURES
    ),
    Column("last_update", "最近填报", lambda row: row.assessment.last_update, holds=Holds.DAYS),
    Column("deliverables", "成果", _deliverables, wide=True),
    Column("carried_from", "上年结转", carried_from, wide=True),
    Column("text", "原文", lambda row: row.item.text, wide=True),
)

TASK_COLUMNS = ("id", "title", "owners", "status", "progress", "reason")
MEASURE_COLUMNS = ("id", "title", "kind", "status", "progress", "reason")
ALARM_COLUMNS = ("id", "title", "owners", "due", "reason")
"""What whoever asks for red or yellow ones wants to know: whose, since when, why and how late."""


def find_columns(
    written: Iterable[str], declared: Iterable[FieldDeclaration] = ()
) -> tuple[Column, ...]:
    """The columns named by key or label, a body's own fields among them.

    Raises UnknownNameError with the nearest.
    """
    known = {name: column for column in COLUMNS for name in (column.key, column.label)}
    own = {field.name: _own_column(field) for field in declared}
    return tuple(_find_column(name, {**own, **known}) for name in written)


_OWN = {FieldType.NUMBER: Holds.FIGURES, FieldType.DATE: Holds.DAYS}


def _own_column(field: FieldDeclaration) -> Column:
    name = field.name

    def read(row: Row) -> str:
        return str(row.fields.get(name, ""))

    def value(row: Row) -> Cell:
        return _plain(row.fields[name]) if name in row.fields else None

    holds = _OWN.get(field.type, Holds.WORDS)
    return Column(name, name, value, wide=True, read=read, holds=holds)


def _find_column(name: str, known: dict[str, Column]) -> Column:
    if name not in known:
        columns = dict.fromkeys(known.values())
        listed = [c.key if c.key == c.label else f"{c.key}({c.label})" for c in columns]
        raise UnknownNameError("列", name, known, listed=listed)
    return known[name]
