"""Tables for other programs: CSV and Markdown."""

import csv
import io

from jimoplan.core.display.markdown import cell_markdown, inline_markdown
from jimoplan.core.views.answer import Table

# The full-width signs begin formulas as well where the spreadsheet speaks Chinese or Japanese.
_PART = "分组"
_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def write_csv(tables: tuple[Table, ...]) -> str:
    """The first table as plain data, which is what a file of this form holds: one table.

    Those with the same columns are part of it, each row behind the title of its table. A cell never
    becomes a formula; the byte order mark lets Excel and WPS read the characters right.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    parts, _ = split_csv(tables)
    titled = len(parts) > 1
    for table in parts[:1]:
        writer.writerow([*([_PART] if titled else []), *table.labels])
    for table in parts:
        first = [_defuse(table.title)] if titled else []
        writer.writerows([*first, *map(_defuse, row)] for row in table.plain or table.rows)
    return "\ufeff" + out.getvalue()


def split_csv(tables: tuple[Table, ...]) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """The tables that a CSV file holds, and those that it has no room for."""
    alike = tuple(table for table in tables if table.labels == tables[0].labels)
    return alike, tuple(table for table in tables if table not in alike)


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
