"""The answer to a question as a workbook: a sheet for each table, and one with what is said."""

from collections.abc import Iterator

from jimoplan.core.views.answer import Answer, Table
from jimoplan.exchange.workbooks.book import Book, Line, TableSheet, TextSheet, write_book

_UNTITLED = {"log": "改动记录", "diff": "改动", "blame": "各字段", "show": "情况"}
_LISTED = "事项"
_SAID = "说明"


def write_answer_book(answer: Answer) -> bytes:
    """The tables, each on a sheet of its own, then the sentences and notes.

    Raises MissingExtraError without XlsxWriter.
    """
    about = answer.about
    tables = tuple(_sheet(answer.question, table) for table in answer.tables)
    said = TextSheet(_SAID, tuple(_say(answer)))
    return write_book(Book(about.line, about.unit, about.as_of, (*tables, said)))


def _sheet(question: str, table: Table) -> TableSheet:
    short = table.title.partition("(")[0] or _UNTITLED.get(question, _LISTED)
    return TableSheet(short, table)


def _say(answer: Answer) -> Iterator[Line]:
    yield Line(answer.about.line, "title")
    yield from map(Line, answer.sentences)
    for note in answer.about.notes:
        yield Line(f"注:{note}")
    for table in answer.tables:
        if "(" in table.title:
            yield Line(table.title)
