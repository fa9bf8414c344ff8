"""The blocks of a report as a workbook has them."""

from jimoplan.core.reports.parts.blocks import ReportTable, Runs
from jimoplan.core.views.answer import Table


def text_of(cell: Runs) -> str:
    """A text that flows, as one."""
    return "".join(run.text for run in cell)


def table_of(block: ReportTable) -> Table:
    """A table of a report as any other is."""
    labels = tuple(column.name for column in block.columns)
    by_width = {
        width: frozenset(column.name for column in block.columns if column.width == width)
        for width in ("count", "day", "number")
    }
    return Table(
        text_of(block.caption),
        labels,
        tuple(tuple(map(text_of, row)) for row in block.rows),
        wide=frozenset(labels).difference(*by_width.values()),
        days=by_width["day"],
        figures=by_width["count"],
    )
