"""Answers written out: a table for people, the others for programs."""

import sys

from jimoplan.cli.options import Format
from jimoplan.cli.streams import write_exactly
from jimoplan.core.answers import FORMAT_VERSION, Answer


def write_answer(answer: Answer, wanted: Format) -> None:
    """Write an answer to standard output; what qualifies it goes along in every format."""
    match wanted:
        case Format.JSON:
            write_json(answer)
        case Format.CSV:
            from jimoplan.exchange import write_csv

            sys.stderr.write("".join(f"注:{note}\n" for note in answer.heading.notes))
            write_exactly(write_csv(answer.tables))
        case Format.MARKDOWN:
            from jimoplan.exchange import write_markdown

            notes = (f"注:{note}" for note in answer.heading.notes)
            words = (answer.heading.line, *answer.sentences, *notes)
            write_exactly(write_markdown(words, answer.tables))
        case Format.TABLE:
            from jimoplan.cli.draw import draw_answer

            sys.stdout.write(draw_answer(answer))


def write_json(answer: Answer) -> None:
    """Write the envelope: format, question, plan, as-of date, notes, data."""
    import json

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
    text = json.dumps(envelope, ensure_ascii=False, indent=2, default=str)
    write_exactly(f"{text}\n")
