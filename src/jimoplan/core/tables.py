"""A table as a value: what every text format draws."""

from collections.abc import Iterable
from dataclasses import dataclass

from jimoplan.core.columns import Column
from jimoplan.core.query import Row


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the labels of the columns and the cells of the rows, all as text."""

    title: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tabulate(title: str, columns: tuple[Column, ...], rows: Iterable[Row]) -> Table:
    """The rows under the columns."""
    return Table(
        title,
        tuple(column.label for column in columns),
        tuple(tuple(column.text(row) for column in columns) for row in rows),
    )
