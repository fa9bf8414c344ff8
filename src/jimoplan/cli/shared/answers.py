"""Answers written out: a table for people, the others for programs."""

from jimoplan.cli.shared.options import Format
from jimoplan.cli.shared.pager import write_long
from jimoplan.cli.shared.streams import say, write_exactly, write_json
from jimoplan.core.views.answers import FORMAT_VERSION, Answer


def write_answer(answer: Answer, wanted: Format) -> None:
    """Write an answer to standard output; its notes go along in every format."""
    match wanted:
        case Format.JSON:
            _write_envelope(answer)
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


def _write_envelope(answer: Answer) -> None:
    """Write the envelope: format, question, plan, as-of date, notes, data."""
    plan = answer.heading.plan
    envelope = {
        "format": FORMAT_VERSION,
        "question": answer.question,
        "plan": {
            "unit": plan.unit,
            "title": plan.title,
            "start": plan.period.start,
            "end": plan.period.end,
        },
        "as_of": answer.heading.as_of,
        "notes": answer.heading.notes,
        "data": answer.data,
    }
    write_json(envelope)
