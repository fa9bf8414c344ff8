"""A document as it was read: paragraphs and rows of tables, each with its place."""

from datetime import date
from typing import NamedTuple


class Cell(NamedTuple):
    """A cell of a row: its text, where that begins in the row's text, its column from zero.

    A merged cell is told in every row and column that it covers; `is_filled` where its text stands
    elsewhere, so that it takes no place in this row's text. `day` is the day of a cell with a date;
    `trouble` says why what it shows is not what it holds: an error, a formula without a value.
    """

    text: str
    start: int
    column: int
    is_filled: bool = False
    day: date | None = None
    trouble: str = ""


class Block(NamedTuple):
    """A paragraph or a row of a table: its text, its place in words, what separates it from more.

    `level` is that of a heading as the document marks it, 0 for others; `cells` are a row's, whose
    text is theirs with a tab between two; `table` tells rows of different tables apart, 0 is none.
    `sheet` and `row` say where it stands in a workbook, the row counted from one.
    """

    text: str
    place: str
    end: str = "\n"
    level: int = 0
    cells: tuple[Cell, ...] = ()
    table: int = 0
    sheet: str = ""
    row: int = 0


class LeftOut(NamedTuple):
    """What of a document is not in the plan: where it stands, its words, and why it is left out."""

    place: str
    words: str
    why: str


class Source(NamedTuple):
    """What was read of a document; `notes` say what had to be assumed to read it.

    `is_linked` says that a workbook takes values from other files.
    """

    name: str
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    is_linked: bool = False

    @property
    def text(self) -> str:
        """The whole document as text."""
        return "".join(block.text + block.end for block in self.blocks)
