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
            from jimoplan.exchange.tables import write_csv

            say("".join(f"注:{note}\n" for note in answer.heading.notes))
            write_exactly(write_csv(answer.tables))
        case Format.MARKDOWN:
            from jimoplan.exchange.tables import write_markdown

            notes = (f"注:{note}" for note in answer.heading.notes)
            words = (answer.heading.line, *answer.sentences, *notes)
            write_exactly(write_markdown(words, answer.tables))
        case Format.TABLE:
            from jimoplan.cli.shared.draw import draw_answer

            write_long(draw_answer(answer))
