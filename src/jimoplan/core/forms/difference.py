"""What a form that came back changes, by what was sent and what the plan says now."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple, TypeVar

from jimoplan.core.desk.figures import Frame
from jimoplan.core.desk.report import Report
from jimoplan.core.display.short import cut_short
from jimoplan.core.forms.columns import DAY, EVIDENCE, FIGURE, ID, LOCKED, NAMES, STATUS, TEXTS
from jimoplan.core.forms.form import figure_of
from jimoplan.core.forms.reading import (
    read_form_day,
    read_form_figure,
    read_form_status,
    read_id,
    split_evidence,
)
from jimoplan.core.forms.returned import FormCell, ReturnedForm, ReturnedRow
from jimoplan.core.input.nothing import says_nothing
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import Status
from jimoplan.core.views.query import Row
from jimoplan.errors import UsageError

_Value = TypeVar("_Value")


class SentItem(NamedTuple):
    """An item as the form had it: its status, and its figure without a unit, '' for none."""

    status: str
    figure: str


class FormChange(NamedTuple):
    """What a row reports on an item, and the status that it gives it, None for no other."""

    place: str
    item: Task | Measure
    status: Status | None
    report: Report


class FormConflict(NamedTuple):
    """A cell that was filled in and has been changed in the plan meanwhile: its row is left out.

    Each of the three is in words.
    """

    place: str
    item: Task | Measure
    what: str
    sent: str
    now: str
    returned: str


class Unreadable(NamedTuple):
    """A cell that cannot be read, or a row that cannot be recorded, why, and what to do."""

    place: str
    words: str
    remedy: str


class FormDifference(NamedTuple):
    """What a form comes to; `notes` say how cells were read, and what of it says nothing."""

    changes: tuple[FormChange, ...]
    conflicts: tuple[FormConflict, ...]
    unreadable: tuple[Unreadable, ...]
    notes: tuple[str, ...]


class Base(NamedTuple):
    """What a form is read against: the plan's items now by id, how they were sent, and since when.

    `sent` lacks what was not in the form; it is taken as it is now.
    """

    rows: Mapping[str, Row]
    sent: Mapping[str, SentItem]
    since: date | None
    frame: Frame


def find_differences(form: ReturnedForm, base: Base) -> FormDifference:
    """What a form changes in a plan; whatever cannot be read is named by its cell."""
    compared = _Compared(base)
    ids = Counter(read_id(row.cells[ID]) for row in form.rows if ID in row.cells)
    for row in form.rows:
        compared.add(row, ids)
    if compared.said_nothing:
        compared.notes.append(f"写“无”的 {compared.said_nothing} 格没有记")
    compared.notes += _tell_locked(form)
    return FormDifference(
        tuple(compared.changes),
        tuple(compared.conflicts),
        tuple(compared.unreadable),
        (*form.notes, *compared.notes),
    )


class _Compared:
    """The rows compared so far."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self.changes: list[FormChange] = []
        self.conflicts: list[FormConflict] = []
        self.unreadable: list[Unreadable] = []
        self.notes: list[str] = []
        self.said_nothing = 0

    def add(self, row: ReturnedRow, ids: Counter[str]) -> None:
        """Compare one row; what is wrong with any of its cells is kept, and the row left out."""
        said = {field: cell for field, cell in row.cells.items() if self._says(field, cell)}
        if ID not in row.cells:
            if filled := [said[field] for field in said if field not in LOCKED]:
                words = f"写了“{cut_short(filled[0].text)}”,这一行没有编号"
                self._refuse(filled[0].place, UsageError(words, "补上编号"))
            return
        found = self._find(row.cells[ID], ids, is_filled=any(f not in LOCKED for f in said))
        if found is None:
            return
        wrong = len(self.unreadable) + len(self.conflicts)
        change = self._read(found, row, said)
        if change and wrong == len(self.unreadable) + len(self.conflicts):
            self.changes.append(change)

    def _says(self, field: str, cell: FormCell) -> bool:
        if field in {ID, STATUS} or cell.trouble or not says_nothing(cell.text):
            return True
        self.said_nothing += 1
        return False

    def _find(self, cell: FormCell, ids: Counter[str], *, is_filled: bool) -> Row | None:
        """The item that a row is of; None where there is none, which is told if it says much."""
        number = read_id(cell)
        if ids[number] > 1:
            if is_filled:
                twice = UsageError(f"编号 {number} 有 {ids[number]} 行", "留下一行,或各写各的编号")
                self._refuse(cell.place, twice)
            return None
        if found := self._base.rows.get(number):
            return found
        try:
            return self._base.frame.find(number)
        except UsageError as unknown:
            if is_filled:
                self._refuse(cell.place, unknown)
            elif number:
                self.notes.append(f"{cell.place} 不是编号,这一行没有读:{cut_short(cell.text)}")
            return None

    def _refuse(self, place: str, error: UsageError) -> None:
        self.unreadable.append(Unreadable(place, error.message, error.remedy))

    def _try(self, cell: FormCell, read: Callable[[], _Value]) -> _Value | None:
        """What is read in a cell; None for what cannot be, which is kept."""
        if cell.trouble:
            self._refuse(cell.place, UsageError(cell.trouble, "在格子里直接写,不用公式"))
            return None
        try:
            return read()
        except UsageError as wrong:
            self._refuse(cell.place, wrong)
            return None

    def _read(
        self, row: Row, filled: ReturnedRow, said: Mapping[str, FormCell]
    ) -> FormChange | None:
        item = row.item
        sent = self._base.sent.get(item.id) or sent_item(item, self._base.frame.today)
        status = self._read_status(row, said.get(STATUS), sent)
        figures = self._read_figure(row, said.get(FIGURE), sent, filled)
        texts = [cell and self._try(cell, partial(_text_of, cell)) for cell in map(said.get, TEXTS)]
        day = self._read_day(said.get(DAY))
        files = said.get(EVIDENCE)
        evidence = self._try(files, lambda: split_evidence(files.text)) if files else ()
        new = tuple(each for each in evidence or () if each not in item.evidence)
        told: dict[str, Any] = {**figures, **dict(zip(TEXTS, texts, strict=True))}
        report = Report(item.id, **told, day=day, evidence=new)
        if self._is_recorded(item, report):
            report = Report(item.id, day=day, evidence=new)
        if status is None and report == Report(item.id, day=day):
            return None
        return FormChange(filled.place, item, status, report)

    def _is_recorded(self, item: Task | Measure, report: Report) -> bool:
        """Whether a report since the form was sent says all of it already."""
        since = self._base.since
        if since is None or report.says_nothing:
            return False
        wanted = _said_in(report)
        return any(
            wanted.items() <= _kept_in(update).items()
            for update in item.updates
            if update.date >= since
        )

    def _read_day(self, cell: FormCell | None) -> date | None:
        found = self._try(cell, lambda: read_form_day(cell, self._base.frame)) if cell else None
        if found and found.told and cell:
            self.notes.append(f"{cell.place}:{found.told}")
        return found.value if found else None

    def _read_status(self, row: Row, cell: FormCell | None, sent: SentItem) -> Status | None:
        """The status that a row gives an item; None for the one it was sent with or has now."""
        found = self._try(cell, lambda: read_form_status(row, cell)) if cell else None
        if cell is None or found is None or found.value in {sent.status, row.item.status}:
            return None
        if found.told:
            self.notes.append(f"{cell.place}:{found.told}")
        if sent.status != row.item.status:
            self.conflicts.append(
                FormConflict(
                    cell.place, row.item, "状态", sent.status, row.item.status, found.value
                )
            )
            return None
        return found.value

    def _read_figure(
        self, row: Row, cell: FormCell | None, sent: SentItem, filled: ReturnedRow
    ) -> dict[str, str]:
        """The figure that a row reports; {} for the one it was sent with or has now."""
        if cell is None:
            if sent.figure and FIGURE not in filled.cells and STATUS in filled.cells:
                place = filled.place
                self.notes.append(f"{place} {row.item.id} 清空了进度或数值,按没有改")
            return {}
        found = self._try(cell, lambda: read_form_figure(row, cell, self._base.frame))
        if found is None:
            return {}
        ((field, value),) = found.items()
        now = figure_of(row.item, self._base.frame.today)
        if value in {sent.figure, now}:
            return {}
        if value != cell.text.removesuffix("%"):
            self.notes.append(f"{cell.place}:“{cut_short(cell.text)}”读作 {_show(field, value)}")
        if sent.figure != now and field != "period":
            was, is_now = (_show(field, each) if each else "未填报" for each in (sent.figure, now))
            name = "进度" if field == "progress" else "数值"
            self.conflicts.append(
                FormConflict(cell.place, row.item, name, was, is_now, _show(field, value))
            )
            return {}
        return found


def sent_item(item: Task | Measure, as_of: date) -> SentItem:
    """An item as a form of that day has it."""
    return SentItem(item.status.value, figure_of(item, as_of))


def _text_of(cell: FormCell) -> str:
    return cell.text


def _show(field: str, value: str) -> str:
    return {"progress": f"{value}%", "period": f"第{value}期"}.get(field, value)


def _said_in(report: Report) -> dict[str, str]:
    said = report._asdict()
    fields = ("progress", "value", "period", *TEXTS)
    return {field: " ".join(said[field].split()) for field in fields if said[field]}


def _kept_in(update: Update) -> dict[str, str]:
    fields = ("progress", "value", "period", *TEXTS)
    kept = {field: getattr(update, field) for field in fields}
    return {field: " ".join(str(v).split()) for field, v in kept.items() if v is not None}


def _tell_locked(form: ReturnedForm) -> Iterator[str]:
    """What was changed of what is no question, in so far as the form carried along what it was."""
    if form.carried is None:
        return
    for row in form.rows:
        sent = form.carried.rows.get(read_id(row.cells[ID])) if ID in row.cells else None
        for field in LOCKED if sent else ():
            cell = row.cells.get(field)
            was = sent.get(field, "") if sent else ""
            if field != ID and cell and cell.text.split() != was.split():
                yield f"{cell.place} 改了“{NAMES[field]}”,不算填报,没有记:{cut_short(cell.text)}"


def name_item(change: FormChange | FormConflict) -> str:
    """The item of a row in words."""
    return name_of(change.item)
