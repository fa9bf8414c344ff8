"""A form that came back, as its cells are: which field each is of, and where it stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

from jimoplan.core.forms import carried
from jimoplan.core.forms.carried import Carried, read_carried
from jimoplan.core.forms.columns import ID, Placed, address_of, place_columns
from jimoplan.core.importing.blocks import Block, Cell, Source
from jimoplan.errors import UsageError

BY, DAY, SENT, DEPARTMENT = "填报人", "填报日期", "发出日期", "部门"
_LABELS = {
    **dict.fromkeys((BY, "填表人", "填写人", "经办人"), BY),
    **dict.fromkeys((DAY, "填表日期", "填写日期"), DAY),
    SENT: SENT,
    **dict.fromkeys((DEPARTMENT, "填报部门", "责任部门", "科室", "单位"), DEPARTMENT),
}
_ASIDE = re.compile(r"\([^)]*\)|[\s:]")


class FormCell(NamedTuple):
    """A cell that says something: where it stands, its text, its day, what is wrong with it."""

    place: str
    text: str
    day: date | None = None
    trouble: str = ""


class ReturnedRow(NamedTuple):
    """A row below the names of the columns: where it stands, and what it says by field."""

    place: str
    cells: Mapping[str, FormCell]


class ReturnedForm(NamedTuple):
    """A table that came back: its sheet, what is said above it, its rows, what it carried along.

    `notes` are of cells that belong to no field.
    """

    sheet: str
    head: Mapping[str, FormCell]
    rows: tuple[ReturnedRow, ...]
    carried: Carried | None
    notes: tuple[str, ...]


def read_returned(source: Source) -> tuple[ReturnedForm, ...]:
    """The forms in a document, one for each table with a heading; raises UsageError.

    That is for a heading with two columns of one name.
    """
    tables = [
        (sheet, list(rows))
        for (sheet, _), rows in groupby(source.blocks, key=lambda block: (block.sheet, block.table))
    ]
    kept = [read_carried([_texts(row) for row in rows]) for _, rows in tables]
    found = next(filter(None, kept), None)
    is_own = [each is not None for each in kept]
    open_ = [table for table, own in zip(tables, is_own, strict=True) if not own]
    return tuple(form for sheet, rows in open_ if (form := _read_table(sheet, rows, found)))


def is_own_sheet(note: str) -> bool:
    """Whether a reader's note is of the sheet that jimoplan put there itself."""
    return note.startswith(f"工作表“{carried.SHEET}”")


def _texts(block: Block) -> list[str]:
    width = max((cell.column for cell in block.cells), default=-1) + 1
    texts = [""] * max(width, 1)
    for cell in block.cells:
        texts[cell.column] = cell.text
    return texts


def _read_table(sheet: str, rows: Sequence[Block], kept: Carried | None) -> ReturnedForm | None:
    heading = next(((at, placed) for at, row in enumerate(rows) if (placed := _place(row))), None)
    if heading is None:
        return None
    at, placed = heading
    head = dict(_read_head(rows[:at]))
    below = [row for row in rows[at + 1 :] if _place(row) is None]
    read = [_read_row(row, placed) for row in below]
    notes = tuple(_tell_unknown(placed, below))
    return ReturnedForm(sheet, head, tuple(row for row in read if row.cells), kept, notes)


def _place(block: Block) -> Placed | None:
    try:
        return place_columns([" ".join(text.split()) for text in _texts(block)])
    except UsageError as wrong:
        where = address_of(block.sheet, block.row, 0)
        raise UsageError(f"{where}:{wrong.message}", wrong.remedy) from None


def _read_head(rows: Sequence[Block]) -> Iterator[tuple[str, FormCell]]:
    """What is said above the table: each label with the cell to the right of it."""
    for row in rows:
        label = ""
        for cell in row.cells:
            name, _, rest = normalize("NFKC", cell.text).partition(":")
            if cell.is_filled or not cell.text.strip():
                continue
            if meant := _LABELS.get(_ASIDE.sub("", name)):
                label = "" if rest.strip() else meant
                if rest.strip():
                    yield meant, _cell(row, cell)._replace(text=rest.strip())
            elif label:
                yield label, _cell(row, cell)
                label = ""


def _cell(row: Block, cell: Cell) -> FormCell:
    place = address_of(row.sheet, row.row, cell.column)
    return FormCell(place, cell.text.strip(), cell.day, cell.trouble)


def _read_row(row: Block, placed: Placed) -> ReturnedRow:
    by_column = {cell.column: cell for cell in _said(row)}
    cells = {
        field: _cell(row, by_column[column])
        for field, column in placed.at.items()
        if column in by_column
    }
    return ReturnedRow(address_of(row.sheet, row.row, placed.at[ID]), cells)


def _said(row: Block) -> Iterator[Cell]:
    """The cells with something in them; what is merged from the left says nothing once more."""
    left: Cell | None = None
    for cell in row.cells:
        is_again = cell.is_filled and left is not None and left.text == cell.text
        if not is_again and (cell.text.strip() or cell.trouble):
            yield cell
        left = cell


def _tell_unknown(placed: Placed, rows: Sequence[Block]) -> Iterator[str]:
    """The columns that were added, where something stands in them."""
    known = set(placed.at.values())
    for column, name in placed.unknown.items():
        said = [
            address_of(row.sheet, row.row, column)
            for row in rows
            for cell in _said(row)
            if cell.column == column
        ]
        if said:
            yield f"没有用到的列“{name}”,里面写了字的格子:{_name(said)}"
    stray = [
        address_of(row.sheet, row.row, cell.column)
        for row in rows
        for cell in _said(row)
        if cell.column not in known and cell.column not in placed.unknown
    ]
    if stray:
        yield f"表外写了字,没有读:{_name(stray)}"


def _name(places: Sequence[str]) -> str:
    shown = "、".join(places[:_MOST_NAMED])
    return f"{shown}等 {len(places)} 格" if len(places) > _MOST_NAMED else shown


_MOST_NAMED = 5
