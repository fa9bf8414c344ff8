"""What a form carries along in a sheet that nobody sees: how everything was when it was sent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jimoplan.core.forms.form import Form

SHEET = "jimoplan"
"""The name of that sheet."""
_MARK, _VERSION, _ROWS = "jimoplan 填报表", "1", "编号"
_HEAD = ("计划", "部门", "期间", "发出日期", "版本")


class Carried(NamedTuple):
    """What came back with a form: its heading by its words, its cells by id and field."""

    head: Mapping[str, str]
    rows: Mapping[str, Mapping[str, str]]

    @property
    def department(self) -> str:
        """The full name of the department that it was sent to."""
        return self.head.get("部门", "")

    @property
    def sent(self) -> str:
        """The day on which it was sent, as in 2024-11-30."""
        return self.head.get("发出日期", "")

    @property
    def title(self) -> str:
        """The plan that it is of."""
        return self.head.get("计划", "")


def carry(form: Form) -> Iterator[tuple[str, ...]]:
    """The rows of the sheet, all of them text."""
    yield _MARK, _VERSION
    said = (f"{form.unit}{form.title}", form.department, form.period, str(form.sent), form.commit)
    yield from zip(_HEAD, said, strict=True)
    fields = tuple(column.field for column in form.columns)
    yield _ROWS, *fields
    for row in form.rows:
        yield row.id, *(row.cells.get(field, "") for field in fields)


def read_carried(rows: Sequence[Sequence[str]]) -> Carried | None:
    """What such a sheet says; None for any other sheet."""
    if not rows or rows[0][0] != _MARK:
        return None
    head: dict[str, str] = {}
    found: dict[str, dict[str, str]] = {}
    fields: Sequence[str] = ()
    for first, *others in rows[1:]:
        if first == _ROWS:
            fields = others
        elif fields:
            found[first] = dict(zip(fields, others, strict=False))
        else:
            head[first] = others[0] if others else ""
    return Carried(head, found)
