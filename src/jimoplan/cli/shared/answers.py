"""Answers written out, to the screen or into a file: a table for people, the rest for programs."""

import sys

from jimoplan.cli.shared.envelope import make_envelope
from jimoplan.cli.shared.files import write_file
from jimoplan.cli.shared.options import Format, Output
from jimoplan.cli.shared.pager import write_long
from jimoplan.cli.shared.streams import say, write_bytes, write_exactly
from jimoplan.core.display.json_text import json_text
from jimoplan.core.views.answer import Answer
from jimoplan.errors import UsageError


def write_answer(answer: Answer, wanted: Output) -> None:
    """Write an answer to standard output or a file; its notes go along in every format.

    Raises UsageError before a workbook would go to a terminal, MissingExtraError where it cannot
    be made, JimoplanError where the file cannot be written.
    """
    if wanted.format is Format.TABLE:
        from jimoplan.cli.shared.draw import draw_answer

        write_long(draw_answer(answer))
        return
    made = _make(answer, wanted)
    if wanted.format is Format.CSV:
        say("".join(f"注:{note}\n" for note in _notes_of_csv(answer)))
    if wanted.file is not None:
        write_file(wanted.file, made, keep=wanted.keep)
    elif isinstance(made, bytes):
        write_bytes(made)
    elif wanted.format is Format.MARKDOWN:
        write_long(made, write_exactly)
    else:
        write_exactly(made)


def _make(answer: Answer, wanted: Output) -> str | bytes:
    if wanted.format is not Format.XLSX:
        return _make_text(answer, wanted.format)
    if wanted.file is None and sys.stdout.isatty():
        raise UsageError(
            "xlsx 是工作簿,屏幕上显示不了", "加上 -o 文件,如 -o 清单.xlsx,或用 > 送进文件"
        )
    from jimoplan.exchange.workbooks.answers import write_answer_book

    return write_answer_book(answer)


def _make_text(answer: Answer, form: Format) -> str:
    if form is Format.JSON:
        return json_text(make_envelope(answer.question, answer.data, about=answer.about))
    from jimoplan.exchange.tables import write_csv, write_markdown

    if form is Format.CSV:
        return write_csv(answer.tables)
    said = (f"注:{note}" for note in answer.about.notes)
    return write_markdown((answer.about.line, *answer.sentences, *said), answer.tables)


def _notes_of_csv(answer: Answer) -> list[str]:
    """What a CSV file has no room for."""
    from jimoplan.exchange.tables import split_csv

    left = [table.title for table in split_csv(answer.tables)[1]]
    more = f"CSV 只有一张表,没有写{'、'.join(left)};要这些写 --format xlsx、json 或 md"
    return [*answer.about.notes, *([more] if left else [])]
