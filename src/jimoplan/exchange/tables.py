"""Tables for other programs: CSV and Markdown."""

import csv
import io

from jimoplan.core.display.markdown import cell_markdown, inline_markdown
from jimoplan.core.views.tables import Table

# The full-width signs begin formulas as well where the spreadsheet speaks Chinese or Japanese.
_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def write_csv(tables: tuple[Table, ...]) -> str:
    """The tables one below the other, an empty line between; a cell never becomes a formula.

    The byte order mark lets Excel and WPS read the characters right.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for index, table in enumerate(tables):
        if index:
            writer.writerow([])
        if table.title and len(tables) > 1:
            writer.writerow([table.title])
        writer.writerow(table.labels)
        writer.writerows([_defuse(cell) for cell in row] for row in table.rows)
    return "\ufeff" + out.getvalue()


def write_markdown(sentences: tuple[str, ...], tables: tuple[Table, ...]) -> str:
    """The first sentence as heading, the others as paragraphs, the tables under their titles."""
    head, *rest = map(inline_markdown, sentences)
    return "\n".join(
        [f"# {head}\n", *(f"{line}\n" for line in rest), *map(_markdown_table, tables)]
    )


def _defuse(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _markdown_table(table: Table) -> str:
    head = [f"## {inline_markdown(table.title)}", ""] if table.title else []
    rule = ("---",) * len(table.labels)
    rows = (table.labels, rule, *(map(cell_markdown, row) for row in table.rows))
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows), ""])
