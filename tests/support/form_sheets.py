"""Forms as sheets in any order, without a file: what a person may have made of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sent_forms import PLAN, SENT

from jimoplan.core.assessment.assess import assess
from jimoplan.core.desk.figures import Frame
from jimoplan.core.forms.carried import SHEET, carry
from jimoplan.core.forms.difference import find_differences
from jimoplan.core.forms.form import Form, make_form
from jimoplan.core.forms.outcomes import Base, FormDifference, SentItem, sent_item
from jimoplan.core.forms.returned import read_returned
from jimoplan.core.importing.blocks import Block, Cell, Source
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load
from jimoplan.core.views.query import Level, Row, list_rows, view_tasks
from jimoplan.errors import UsageError


def read_plan(text: str = PLAN) -> Plan:
    """The plan of a text."""
    plan = load(text).plan
    assert plan is not None
    return plan


def rows_of(plan: Plan, as_of: date = SENT) -> dict[str, Row]:
    """The items of a plan as of a day, by id."""
    views = view_tasks(plan, assess(plan, as_of))
    return {row.item.id: row for row in list_rows(views, Level.MEASURE)}


def frame_of(plan: Plan, as_of: date = SENT) -> Frame:
    """What reports on a plan are read by, which knows items by their ids alone."""
    rows = rows_of(plan, as_of)

    def find(written: str) -> Row:
        if written not in rows:
            raise UsageError(f"没有叫“{written}”的编号", "")
        return rows[written]

    return Frame(find, plan.plan.period, as_of)


def form_of(plan: Plan, department: str = "甲科") -> Form:
    """The form of a department on the day forms are sent."""
    return make_form(plan, assess(plan, SENT), department, period="", sent=SENT, commit="")


class Sheet(NamedTuple):
    """How a sheet is laid out: the order of its rows and columns, columns between, its names.

    `order` and `columns` are permutations; `added` are columns put in, by where; `names` are other
    names of columns by their fields; `is_carried` whether the hidden sheet is there.
    """

    order: Sequence[int]
    columns: Sequence[int]
    added: Sequence[int] = ()
    names: Mapping[str, str] = {}
    is_carried: bool = True


def lay_out(form: Form, sheet: Sheet, said: Mapping[tuple[str, str], str]) -> Source:
    """The form as a document; `said` are cells filled in, by id and field."""
    fields = [form.columns[at].field for at in sheet.columns]
    names = {column.field: column.name for column in form.columns} | dict(sheet.names)
    for at in sheet.added:
        fields.insert(at % (len(fields) + 1), "")
    table = [
        [form.heading],
        ["部门", form.department, "发出日期", str(form.sent)],
        [names.get(field, "附注") for field in fields],
    ]
    for at in sheet.order:
        row = form.rows[at]
        table.append([said.get((row.id, f), row.cells.get(f, "")) for f in fields])
    blocks = [_block(form.department, 1, at, row) for at, row in enumerate(table, 1)]
    if sheet.is_carried:
        blocks += [_block(SHEET, 2, at, row) for at, row in enumerate(carry(form), 1)]
    return Source("form", tuple(blocks))


def _block(sheet: str, table: int, number: int, texts: Sequence[str]) -> Block:
    cells = tuple(Cell(text, 0, column) for column, text in enumerate(texts))
    return Block("\t".join(texts), "", cells=cells, table=table, sheet=sheet, row=number)


def compare(source: Source, plan: Plan) -> FormDifference:
    """What the one form in a document changes in a plan that has not moved on."""
    (form,) = read_returned(source)
    rows = rows_of(plan)
    carried = form.carried[0] if form.carried else None
    sent = {number: sent_item(row.item, SENT) for number, row in rows.items()}
    if carried:
        sent = {
            number: SentItem((cells.get("status", ""),), (cells.get("figure", ""),))
            for number, cells in carried.rows.items()
        }
    return find_differences(form, Base(rows, sent, SENT, frame_of(plan)), carried)
