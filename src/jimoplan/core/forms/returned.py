"""A form that came back, as its cells are: which field each is of, and where it stands."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

from jimoplan.core.forms import carried
from jimoplan.core.forms.carried import Carried, read_carried
from jimoplan.core.forms.columns import (
    EVIDENCE,
    FIGURE,
    ID,
    NAMES,
    NOTE,
    STATUS,
    TEXTS,
    Placed,
    address_of,
    place_columns,
)
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
    """A row below the names of the columns: where it stands, and what it says by field.

    `columns` are those of all fields, from zero, whether or not the row says anything of them.
    """

    sheet: str
    number: int
    cells: Mapping[str, FormCell]
    columns: Mapping[str, int]

    @property
    def place(self) -> str:
        """The cell of its id."""
        return self.place_of(ID)

    def place_of(self, field: str) -> str:
        """The cell of a field that has a column."""
        return address_of(self.sheet, self.number, self.columns[field])


class ReturnedForm(NamedTuple):
    """A table that came back: its sheet, what is said above it, its rows, what it carried along.

    `heading` is what stands at its top. `carried` is what the workbook carries along, of whichever
    department; `notes` are of cells that belong to no field, and of columns that are not there.
    """

    sheet: str
    heading: str
    head: Mapping[str, FormCell]
    rows: tuple[ReturnedRow, ...]
    carried: tuple[Carried, ...]
    notes: tuple[str, ...]

    @property
    def has_words(self) -> bool:
        """Whether somebody has signed it or written in a cell that was sent empty."""
        written = {*TEXTS, EVIDENCE}
        return BY in self.head or any(not written.isdisjoint(row.cells) for row in self.rows)


def read_returned(source: Source) -> tuple[ReturnedForm, ...]:
    """The forms in a document, one for each table with a heading; raises UsageError.

    That is for a heading with two columns of one name, for two forms in one sheet, and for more
    rows than a form can have.
    """
    tables = [
        (sheet, list(rows))
        for (sheet, _), rows in groupby(source.blocks, key=lambda block: (block.sheet, block.table))
    ]
    kept = [read_carried([_texts(row) for row in rows]) for _, rows in tables]
    found = tuple(filter(None, kept))
    open_ = [table for table, own in zip(tables, kept, strict=True) if own is None]
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


def _read_table(
    sheet: str, rows: Sequence[Block], kept: tuple[Carried, ...]
) -> ReturnedForm | None:
    heading = next(((at, placed) for at, row in enumerate(rows) if (placed := _place(row))), None)
    if heading is None:
        return None
    at, placed = heading
    if len(rows) - at > _MOST_ROWS:
        words = f"工作表“{sheet}”有 {len(rows) - at - 1} 行,超过 {_MOST_ROWS} 行"
        raise UsageError(words, "一份填报表用不了这么多行;检查是否选错了文件")
    head = dict(_read_head(rows[:at]))
    below = [row for row in rows[at + 1 :] if _place(row) is None]
    signed = [row for row in below if _is_signature(row)]
    for label, cell in _read_head(signed):
        if label == DEPARTMENT:
            raise UsageError(
                f"{cell.place} 又写了部门“{cell.text}”,一张工作表里疑似有两份填报表",
                "一份一张工作表,分开再收",
            )
        head.setdefault(label, cell)
    below = [row for row in below if row not in signed]
    read = [_read_row(row, placed) for row in below]
    return ReturnedForm(
        sheet,
        " ".join(_texts(rows[0])[0].split()) if at else "",
        head,
        tuple(row for row in read if row.cells),
        kept,
        tuple(_tell_columns(placed, below)),
    )


_MOST_ROWS = 2000


def _is_signature(row: Block) -> bool:
    """Whether it is a line such as 填报人:王五 below a table."""
    first = next((cell.text for cell in row.cells if cell.text.strip()), "")
    return _ASIDE.sub("", normalize("NFKC", first).partition(":")[0]) in _LABELS


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
    return ReturnedRow(row.sheet, row.row, cells, placed.at)


def _said(row: Block) -> Iterator[Cell]:
    """The cells with something in them; what is merged from the left says nothing once more."""
    left: Cell | None = None
    for cell in row.cells:
        is_again = cell.is_filled and left is not None and left.text == cell.text
        if not is_again and (cell.text.strip() or cell.trouble):
            yield cell
        left = cell


def _tell_columns(placed: Placed, rows: Sequence[Block]) -> Iterator[str]:
    """The columns that are not there, and those that were added, where something stands in them."""
    if gone := [NAMES[field] for field in (STATUS, FIGURE, NOTE) if field not in placed.at]:
        shown = "、".join(f"“{name}”" for name in gone)
        yield f"表里没有{shown}这一列,按没有改"
    known = set(placed.at.values())
    said: defaultdict[str, list[str]] = defaultdict(list)
    merged = []
    for row in rows:
        for cell in _said(row):
            place = address_of(row.sheet, row.row, cell.column)
            if cell.column not in known:
                said[placed.unknown.get(cell.column, "")].append(place)
            elif cell.is_filled and cell.column != placed.at[ID]:
                merged.append(place)
    for name, places in said.items():
        if name:
            yield f"没有用到的列“{name}”,里面写了字的格子:{_name(places)}"
        else:
            yield f"表外写了字,没有读:{_name(places)}"
    if merged:
        yield f"同上面的格子合并了的,按每一行都写了读:{_name(merged)}"


def _name(places: Sequence[str]) -> str:
    shown = "、".join(places[:_MOST_NAMED])
    return f"{shown}等 {len(places)} 格" if len(places) > _MOST_NAMED else shown


_MOST_NAMED = 5
