"""Answers written out: a table for people, the others for programs."""

from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.options import Format
from jimoplan.cli.shared.pager import write_long
from jimoplan.cli.shared.streams import say, write_exactly
from jimoplan.core.views.answers import Answer


def write_answer(answer: Answer, wanted: Format) -> None:
    """Write an answer to standard output; its notes go along in every format."""
    match wanted:
        case Format.JSON:
            write_envelope(answer.question, answer.data, heading=answer.heading)
        case Format.CSV:
            from jimoplan.exchange.tables import split_csv, write_csv

            left = [table.title for table in split_csv(answer.tables)[1]]
            more = f"CSV 只有一张表,没有写{'、'.join(left)};要这些写 --format json 或 md"
            notes = [*answer.heading.notes, *([more] if left else [])]
            say("".join(f"注:{note}\n" for note in notes))
            write_exactly(write_csv(answer.tables))
        case Format.MARKDOWN:
            from jimoplan.exchange.tables import write_markdown

            said = (f"注:{note}" for note in answer.heading.notes)
            words = (answer.heading.line, *answer.sentences, *said)
            write_long(write_markdown(words, answer.tables), write_exactly)
        case Format.TABLE:
            from jimoplan.cli.shared.draw import draw_answer

            write_long(draw_answer(answer))
