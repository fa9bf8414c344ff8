"""What every question gets for an answer, as values that need nothing of a plan.

That keeps an answer that was given before cheap to give again.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from jimoplan.core.display.cells import gap


class About(NamedTuple):
    """Whose plan an answer is about, from which day to which, as of when, and what qualifies it.

    `is_begun` says whether anybody has reported on anything.
    """

    unit: str
    title: str
    start: date
    end: date
    as_of: date
    notes: tuple[str, ...]
    is_begun: bool = True

    @property
    def line(self) -> str:
        """All of it but the notes in one line."""
        return f"{self.unit}{gap(self.unit, self.title)}{self.title}  截至 {self.as_of}"


class Table(NamedTuple):
    """A title, the labels of the columns and the cells of the rows, all as text.

    Columns in `wide` hold running text and give way first where room is short. Those in `counts`
    hold numbers, mostly zeros. `plain` are the same rows for programs, where they differ; there
    columns in `days` hold days and those in `figures` numbers, wherever a cell is nothing else.
    """

    title: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    plain: tuple[tuple[str, ...], ...] = ()
    days: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()


class Answer(NamedTuple):
    """What was asked, the sentences and tables people read, and the data programs read.

    `closing` is what people read last: which commands come next.
    """

    question: str
    about: About
    sentences: tuple[str, ...]
    tables: tuple[Table, ...]
    data: Mapping[str, Any]
    closing: tuple[str, ...] = ()
