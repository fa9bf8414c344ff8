"""What a form that came back changes, by what was sent and what the plan says now."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from jimoplan.core.display.short import cut_short
from jimoplan.core.forms.carried import Carried
from jimoplan.core.forms.columns import FIGURE, ID, LOCKED, NAMES, STATUS, TITLE
from jimoplan.core.forms.comparing import RowComparison
from jimoplan.core.forms.outcomes import (
    Base,
    FormChange,
    FormConflict,
    FormDifference,
    Unreadable,
)
from jimoplan.core.forms.reading import read_id
from jimoplan.core.forms.returned import FormCell, ReturnedForm, ReturnedRow
from jimoplan.core.input.nothing import says_nothing
from jimoplan.core.views.query import Row
from jimoplan.errors import UsageError


def find_differences(form: ReturnedForm, base: Base, carried: Carried | None) -> FormDifference:
    """What a form changes in a plan; whatever cannot be read is named by its cell.

    `carried` is what it carried along of its department.
    """
    compared = _Compared(base)
    for row in form.rows:
        compared.add(row)
    compared.settle_repeated()
    if compared.said_nothing:
        compared.notes.append(f"写“无”的 {compared.said_nothing} 格没有记")
    if carried:
        compared.notes += _tell_locked(form, carried)
        compared.notes += _tell_retitled(compared.changes, carried)
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

    def add(self, row: ReturnedRow) -> None:
        """Compare one row."""
        said = {field: cell for field, cell in row.cells.items() if self._says(field, cell)}
        found = self._find(row.cells.get(ID), self._find_filled(row, said))
        if found is None:
            return
        comparison = RowComparison(self._base, found, row, said)
        change = comparison.compare()
        self.changes += [change] if change else []
        self.conflicts += comparison.conflicts
        self.unreadable += comparison.unreadable
        self.notes += comparison.notes

    def _find_filled(self, row: ReturnedRow, said: Mapping[str, FormCell]) -> list[FormCell]:
        """The cells in which somebody has written, beside those that were sent filled in."""
        sent = self._base.sent.get(read_id(row.cells[ID])) if ID in row.cells else None
        figures = sent.figures if sent else ()
        return [
            cell
            for field, cell in said.items()
            if field not in {*LOCKED, STATUS} and (field != FIGURE or cell.text not in figures)
        ]

    def _says(self, field: str, cell: FormCell) -> bool:
        if field in {ID, STATUS} or cell.trouble or not says_nothing(cell.text):
            return True
        self.said_nothing += 1
        return False

    def _find(self, cell: FormCell | None, filled: Sequence[FormCell]) -> Row | None:
        """The item that a row is of; None where there is none, which is told if the row says much.

        `filled` are the cells in which somebody has written.
        """
        if cell is None:
            if filled:
                words = f"写了“{cut_short(filled[0].text)}”,这一行没有编号"
                self._refuse(filled[0], UsageError(words, "在“编号”一栏补上是哪一项"))
            return None
        number = read_id(cell)
        if found := self._base.rows.get(number):
            return found
        try:
            return self._base.frame.find(number)
        except UsageError as unknown:
            if filled:
                self._refuse(cell, unknown)
            else:
                self.notes.append(f"{cell.place} 不是编号,这一行没有读:{cut_short(cell.text)}")
            return None

    def _refuse(self, cell: FormCell, error: UsageError) -> None:
        self.unreadable.append(Unreadable(cell.place, error.message, error.remedy))

    def settle_repeated(self) -> None:
        """Leave out rows that say different things of one item, unless of different periods.

        Of rows that say the same one is enough.
        """
        by_item = defaultdict[str, list[FormChange]](list)
        for change in self.changes:
            said = {(each.status, each.report) for each in by_item[change.item.id]}
            if (change.status, change.report) not in said:
                by_item[change.item.id].append(change)
        self.changes = []
        for number, changes in by_item.items():
            periods = {change.report.period for change in changes}
            if len(changes) == 1 or (len(periods) == len(changes) and None not in periods):
                self.changes += changes
                continue
            for change in changes:
                words = f"编号 {number} 有 {len(changes)} 行写得不一样"
                remedy = "留下一行,或改成各自的编号"
                self.unreadable.append(Unreadable(change.place, words, remedy))


def _tell_retitled(changes: Sequence[FormChange], carried: Carried) -> Iterator[str]:
    """Which items are called otherwise now than when the form was sent: perhaps they are others."""
    for change in changes:
        was, _, _ = carried.rows.get(change.item.id, {}).get(TITLE, "").partition("\n")
        if was and was != change.item.title:
            yield (
                f"{change.place} {change.item.id} 发出时叫“{cut_short(was)}”,"
                f"现在叫“{cut_short(change.item.title)}”,请核对是不是一件事"
            )


def _tell_locked(form: ReturnedForm, carried: Carried) -> Iterator[str]:
    """What was changed of what is no question."""
    for row in form.rows:
        sent = carried.rows.get(read_id(row.cells[ID])) if ID in row.cells else None
        for field in LOCKED if sent else ():
            cell = row.cells.get(field)
            was = sent.get(field, "") if sent else ""
            if field != ID and cell and cell.text.split() != was.split():
                yield f"{cell.place} 改了“{NAMES[field]}”,不算填报,没有记:{cut_short(cell.text)}"
