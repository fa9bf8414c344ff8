"""An item's questions asked at the terminal, with what was said last beside each."""

import shutil
from collections.abc import Iterator

from jimoplan.cli.desk.draw_owed import item_lines, question_lines
from jimoplan.cli.shared.asking import ask_or_leave, faults_of
from jimoplan.cli.shared.streams import say
from jimoplan.core.desk.figures import Frame
from jimoplan.core.desk.owed import Owed
from jimoplan.core.desk.questions import questions_of
from jimoplan.core.desk.report import Report
from jimoplan.core.views.query import Row

_NARROWEST = 40


def each_answer(
    row: Row, owed: Owed | None, before: Report | None, frame: Frame
) -> Iterator[tuple[str, str]]:
    """The answers that are not empty, each with the field of a Report that it is.

    What was answered `before` stands there to be kept or changed. Raises EOFError where input
    ends, KeyboardInterrupt.
    """
    for line in item_lines(row, owed, cells()):
        say(f"{line}\n")
    for question in questions_of(row, frame):
        last, asked = question_lines(question, cells())
        say(f"{last}\n" if last else "")
        written = (getattr(before, question.field) if before else None) or ""
        answer = ask_or_leave(asked, written=written, check=faults_of(question.read))
        if answer is None:
            raise EOFError
        if said := answer or question.offer:
            yield question.field, question.read(said)


def cells() -> int:
    """How many cells a line of the terminal has, without the last, which may wrap."""
    return max(shutil.get_terminal_size().columns, _NARROWEST) - 1
