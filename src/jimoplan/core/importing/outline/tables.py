"""The rows of a table as drafts of sections, tasks and measures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jimoplan.core.importing.blocks import Block, Cell
from jimoplan.core.importing.doubts import Inquiry
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.outline.columns import Header, read_header
from jimoplan.core.importing.outline.drafts import (
    DraftMeasure,
    DraftSection,
    DraftTask,
    Printed,
    Span,
)
from jimoplan.core.importing.outline.numbers import Style, find_labels
from jimoplan.core.importing.outline.rows import RowReader
from jimoplan.core.importing.owners.charges import Charge
from jimoplan.core.importing.owners.names import Roster
from jimoplan.core.plan.items import Owners

_FIRST_ROWS = 12
_NUMBER_AND_TITLE = 2
_HAN_NUMBER = re.compile(r"\(?[一二三四五六七八九十]{1,3}\)?[、.]?")


class Table(NamedTuple):
    """What a table says: the rows above the headings, the words down to its first item, the items.

    `back` are the words behind the last item.
    """

    above: tuple[Block, ...]
    head: str
    tasks: tuple[DraftTask, ...]
    sections: tuple[DraftSection, ...]
    back: str


@dataclass
class _Section:
    printed: Printed
    tasks: list[DraftTask] = field(default_factory=list)


def find_header(rows: Sequence[Block]) -> tuple[int, Header] | None:
    """Which of the rows begins the headings, and these; None where no row has usual ones."""
    for at in range(min(len(rows), _FIRST_ROWS)):
        if header := read_header(rows[at : at + 2]):
            return at, header
    return None


def read_table(
    rows: Sequence[Block], at: int, header: Header, roster: Roster, inquiry: Inquiry
) -> Table:
    """The drafts that a table makes whose headings begin with one of its rows."""
    below = at + header.size
    head = "".join(row.text + row.end for row in rows[at:below])
    reader = _Reader(head, RowReader(header, rows[at].place, roster, inquiry))
    back = reader.read(rows[below:])
    sections = tuple(
        DraftSection(section.printed, None, tuple(section.tasks), ()) for section in reader.sections
    )
    return Table(tuple(rows[:at]), reader.head, tuple(reader.tasks), sections, back)


class _Reader:
    def __init__(self, head: str, rows: RowReader) -> None:
        self.tasks: list[DraftTask] = []
        self.sections: list[_Section] = []
        self.head = head
        self._rows = rows

    def read(self, rows: Sequence[Block]) -> str:
        """Read the rows; what stands behind the last item is given back."""
        kept = list(rows)
        while kept and not self._rows.is_item(kept[-1]):
            kept.pop()
        at = 0
        while at < len(kept):
            size = self._size_of_task(kept, at)
            group = kept[at : at + size]
            at += size
            if self._is_heading(group[0]):
                self.sections.append(_Section(_heading(group[0])))
            elif self._rows.is_item(group[0]):
                self._add(group)
            else:
                self._rows.ask_if_stray(group[0])
                self._append_to_last(group[0])
        for row in rows[len(kept) :]:
            self._rows.ask_if_stray(row)
        return "".join(row.text + row.end for row in rows[len(kept) :])

    def _size_of_task(self, rows: Sequence[Block], at: int) -> int:
        """How many rows a task has: those below share its cell."""
        size = 1
        while at + size < len(rows) and self._shares_title(rows[at + size], rows[at]):
            size += 1
        return size

    def _shares_title(self, row: Block, above: Block) -> bool:
        """Whether the cell of a row's title is that of a row above."""
        titles = [cell for cell in row.cells if cell.column in self._rows.titles and cell.text]
        shared = (cell.is_filled and cell.text == _text(above, cell.column) for cell in titles)
        return all(shared) if titles else self._rows.continues(row, above)

    def _is_heading(self, row: Block) -> bool:
        """Whether a row says one thing across, which is numbered like a heading or merged."""
        own = [cell for cell in row.cells if cell.text.strip() and not cell.is_filled]
        if len(own) == _NUMBER_AND_TITLE and _HAN_NUMBER.fullmatch(fold(own[0].text).strip()):
            return own[1].column in self._rows.titles
        if len(own) != 1:
            return False
        across = sum(cell.text == own[0].text for cell in row.cells) > len(row.cells) // 2
        styles = {label.style for label in find_labels(own[0].text)}
        return across or bool(styles & {Style.HAN, Style.HAN_IN_BRACKETS, Style.PART, Style.WORD})

    def _append_to_last(self, row: Block) -> None:
        """A row that says nothing of an item stands behind what is before it."""
        words = row.text + row.end
        if self.sections and not self.sections[-1].tasks:
            printed = self.sections[-1].printed
            self.sections[-1].printed = printed._replace(end=printed.end + words)
        elif tasks := self._tasks:
            last = tasks[-1].printed
            tasks[-1] = tasks[-1]._replace(printed=last._replace(end=last.end + words))
        else:
            self.head += words

    @property
    def _tasks(self) -> list[DraftTask]:
        """The tasks that the next one stands behind."""
        return self.sections[-1].tasks if self.sections else self.tasks

    def _add(self, rows: Sequence[Block]) -> None:
        rows = [self._split_section(rows[0]), *rows[1:]]
        self._tasks.append(self._task(rows))

    def _split_section(self, row: Block) -> Block:
        """A row without the cell that begins a section, which becomes a heading of its own."""
        column = next(iter(self._rows.sections), None)
        cell = _cell(row, column) if column is not None else None
        if cell is None or cell.is_filled or not cell.text.strip() or cell.start > 0:
            return row
        if self.sections and self.sections[-1].printed.text == cell.text:
            return row
        size = len(cell.text)
        self.sections.append(_Section(_heading(row._replace(text=cell.text, end="\t", cells=()))))
        cells = tuple(
            each._replace(start=each.start - size - 1)
            for each in row.cells
            if each.column != cell.column
        )
        return row._replace(text=row.text[size + 1 :], cells=cells)

    def _task(self, rows: Sequence[Block]) -> DraftTask:
        first = rows[0]
        text = "".join(row.text + row.end for row in rows[:-1]) + rows[-1].text
        spans = self._rows.spans(first)
        if len(rows) == 1:
            printed = Printed(text, first.place, tuple(spans), first.end)
            return DraftTask(printed, self._rows.charge(first), title=self._rows.title(first))
        head = [span for span in spans if span.name in {"number", "title"}]
        measures, start = self._measures(rows, max((span.end for span in head), default=0))
        spans = [span for span in head if span.end <= start]
        spans.append(Span("text", start, len(text)))
        return DraftTask(
            Printed(text, first.place, tuple(spans), rows[-1].end),
            Charge(),
            measures,
            title=self._rows.title(first),
        )

    def _measures(
        self, rows: Sequence[Block], end_of_head: int
    ) -> tuple[tuple[DraftMeasure, ...], int]:
        """A measure for each row below one title, and where the first begins."""
        starts, offsets, at = [], [], 0
        for row in rows:
            cell = _cell(row, self._rows.begins_measure)
            offsets.append(at)
            starts.append(at + (cell.start if cell else 0))
            at += len(row.text) + len(row.end)
        starts[0] = max(starts[0], end_of_head)
        text = "".join(row.text + row.end for row in rows)
        text = text[: len(text) - len(rows[-1].end)]
        measures: list[DraftMeasure] = []
        for row, offset, start, end in zip(
            rows, offsets, starts, [*starts[1:], len(text)], strict=True
        ):
            spans = [
                Span(span.name, span.start + offset - start, span.end + offset - start)
                for span in self._rows.spans(row)
                if span.name in {"text", "clause"} and span.start + offset >= start
            ]
            printed = Printed(text[start:end], row.place, tuple(spans))
            charge = self._rows.charge(row)
            if measures and charge.owners == Owners():
                charge = charge._replace(owners=measures[-1].charge.owners)
            measures.append(DraftMeasure(printed, charge))
        return tuple(measures), starts[0]


def _heading(row: Block) -> Printed:
    cells = [c for c in row.cells if c.text.strip() and not c.is_filled]
    start = cells[0].start if cells else 0
    words = row.text[start:].rstrip() if cells else row.text
    label = next(iter(find_labels(words)), None)
    spans = [Span("number", start + label.start, start + label.end)] if label else []
    if len(cells) == _NUMBER_AND_TITLE:
        size = len(cells[0].text.rstrip())
        spans = [Span("number", start, start + size)]
        spans.append(Span("title", cells[1].start, cells[1].start + len(cells[1].text.rstrip())))
    elif "\n" not in words:
        rest = label.rest if label else len(words) - len(words.lstrip())
        spans.append(Span("title", start + rest, start + len(words)))
    return Printed(row.text, row.place, tuple(s for s in spans if s.end > s.start), row.end)


def _cell(row: Block, column: int | None) -> Cell | None:
    return next((cell for cell in row.cells if cell.column == column), None)


def _text(row: Block, column: int) -> str:
    cell = _cell(row, column)
    return cell.text if cell else ""
