"""A row of a form that came back, compared with its item as it was sent and as it is now."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, TypeVar

from jimoplan.core.desk.report import Report
from jimoplan.core.display.short import cut_short
from jimoplan.core.forms.columns import DAY, EVIDENCE, FIGURE, NAMES, STATUS, TEXTS
from jimoplan.core.forms.form import figure_of
from jimoplan.core.forms.outcomes import Base, FormChange, FormConflict, Unreadable, sent_item
from jimoplan.core.forms.reading import (
    expect_choice,
    read_form_day,
    read_form_figure,
    read_form_status,
    split_evidence,
)
from jimoplan.core.forms.returned import FormCell, ReturnedRow
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Status
from jimoplan.core.views.query import Row
from jimoplan.errors import UsageError

_Value = TypeVar("_Value")


class RowComparison:
    """Compares one row; what is wrong with any of its cells is kept, and the row left out.

    `said` are the cells that say something.
    """

    def __init__(
        self, base: Base, row: Row, filled: ReturnedRow, said: Mapping[str, FormCell]
    ) -> None:
        self._base, self._row, self._filled, self._said = base, row, filled, said
        self._sent = base.sent.get(row.item.id) or sent_item(row.item, base.frame.today)
        self.conflicts: list[FormConflict] = []
        self.unreadable: list[Unreadable] = []
        self.notes: list[str] = []

    def compare(self) -> FormChange | None:
        """What the row changes; None for nothing, or where something of it is in the way."""
        status, report = self._read_status(), self._read_report()
        self._tell_cleared()
        if self.conflicts or self.unreadable:
            return None
        if self._is_recorded(report):
            report = Report(report.id, day=report.day, evidence=report.evidence)
        if status is None and report == Report(report.id, day=report.day):
            return None
        place = self._filled.place
        files = self._filled.place_of(EVIDENCE) if EVIDENCE in self._filled.columns else place
        return FormChange(place, files, self._row.item, status, report)

    def _read_report(self) -> Report:
        item, said = self._row.item, self._said
        texts = {field: self._try(said.get(field), lambda cell: cell.text) for field in TEXTS}
        files = self._try(said.get(EVIDENCE), lambda cell: split_evidence(cell.text)) or ()
        told: dict[str, Any] = {**self._read_figure(), **texts}
        new = tuple(each for each in files if each not in item.evidence)
        return Report(item.id, **told, day=self._read_day(), evidence=new)

    def _try(self, cell: FormCell | None, read: Callable[[FormCell], _Value]) -> _Value | None:
        """What is read in a cell; None for none, and for one that cannot be read, which is kept."""
        if cell is None:
            return None
        if cell.trouble:
            wrong = UsageError(cell.trouble, f"在格子里直接写{NAMES[self._field(cell)]},不用公式")
            self._refuse(cell, wrong)
            return None
        try:
            return read(cell)
        except UsageError as wrong:
            self._refuse(cell, wrong)
            return None

    def _field(self, cell: FormCell) -> str:
        return next(field for field, each in self._said.items() if each is cell)

    def _refuse(self, cell: FormCell, wrong: UsageError) -> None:
        self.unreadable.append(Unreadable(cell.place, wrong.message, wrong.remedy))

    def _conflict(self, cell: FormCell, *words: str) -> None:
        self.conflicts.append(FormConflict(cell.place, self._row.item, *words))

    def _read_status(self) -> Status | None:
        """The status that the row gives the item; None for the one it was sent with or has now."""
        cell, item = self._said.get(STATUS), self._row.item
        found = self._try(cell, partial(read_form_status, self._row))
        if cell is None or found is None or found.value in {*self._sent.statuses, item.status}:
            return None
        if item.status not in self._sent.statuses:
            sent = self._sent.statuses[-1]
            self._conflict(cell, NAMES[STATUS], sent, item.status, found.value)
        elif self._try(cell, lambda _: expect_choice(self._row, found, self._base.since)):
            self.notes += [f"{cell.place}:{found.told}"] if found.told else []
        return found.value

    def _read_figure(self) -> dict[str, str]:
        """The figure that the row reports; {} for the one it was sent with or has now."""
        cell, item, frame = self._said.get(FIGURE), self._row.item, self._base.frame
        found = self._try(cell, lambda cell: read_form_figure(self._row, cell, frame))
        if cell is None or found is None:
            return {}
        ((field, value),) = found.items()
        now = figure_of(item, frame.today)
        if any(_is_same(value, each) for each in (*self._sent.figures, now)):
            return {}
        shown = _show(field, value)
        if cell.text not in {value, shown}:
            self.notes.append(f"{cell.place}:“{cut_short(cell.text)}”读作 {shown}")
        if field != "period" and now not in self._sent.figures:
            was = self._sent.figures[-1]
            said = (_show(field, each) if each else "未填报" for each in (was, now))
            self._conflict(cell, "进度" if field == "progress" else "数值", *said, shown)
        return found

    def _read_day(self) -> date | None:
        cell, frame = self._said.get(DAY), self._base.frame
        found = self._try(cell, lambda cell: read_form_day(cell, frame.period, frame.today))
        if cell and found and found.told and not cell.day:
            self.notes.append(f"{cell.place}:{found.told}")
        return found.value if found else None

    def _tell_cleared(self) -> None:
        """Tell of what stood in a cell that is empty now."""
        sent = {STATUS: self._sent.statuses[-1], FIGURE: self._sent.figures[-1]}
        for field, was in sent.items():
            if was and field not in self._filled.cells and field in self._filled.columns:
                name, place = NAMES[field], self._filled.place_of(field)
                self.notes.append(f"{place} 清空了{name},没有清掉台账里的“{was}”")

    def _is_recorded(self, report: Report) -> bool:
        """Whether a report since the form was sent says all of it already."""
        if report.says_nothing:
            return False
        wanted, since = _said_in(report), min(self._base.since, report.day or date.max)
        updates = (each for each in self._row.item.updates if each.date >= since)
        return any(wanted.items() <= _kept_in(each).items() for each in updates)


def _is_same(value: str, other: str) -> bool:
    try:
        return Decimal(value) == Decimal(other)
    except InvalidOperation:
        return value == other


def _show(field: str, value: str) -> str:
    return {"progress": f"{value}%", "period": f"第{value}期"}.get(field, value)


_SAID = ("progress", "value", "period", *TEXTS)


def _said_in(report: Report) -> dict[str, str]:
    said = report._asdict()
    return {field: " ".join(said[field].split()) for field in _SAID if said[field]}


def _kept_in(update: Update) -> dict[str, str]:
    kept = {field: getattr(update, field) for field in _SAID}
    return {field: " ".join(str(v).split()) for field, v in kept.items() if v is not None}
