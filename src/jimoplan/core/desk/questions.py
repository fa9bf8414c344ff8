"""What to ask about an item by its kind, and what was said to it last."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from jimoplan.core.desk.figures import Frame, read_figure
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.words import Kind
from jimoplan.core.views.query import Row

Read = Callable[[str], str]
"""What an answer means; raises UsageError for one that does not fit."""


class Question(NamedTuple):
    """One question: the field of a Report that its answer is, and how it is asked.

    `last` is what was said to it last, and `day` when; '' and None for nothing. `offer` is what
    no answer means, and `read` takes any answer.
    """

    field: str
    words: str
    read: Read
    last: str = ""
    day: date | None = None
    offer: str = ""


def questions_of(row: Row, frame: Frame) -> tuple[Question, ...]:
    """The questions to whoever reports on an item, in order: the figure of its kind, then words."""
    return (*_figures(row, frame), *_words(row, frame.today))


def _figures(row: Row, frame: Frame) -> Iterator[Question]:
    item, as_of = row.item, frame.today

    def read(said: str) -> str:
        (figure,) = read_figure(row, said, frame).values()
        return figure

    match item.kind:
        case Kind.ONE_OFF:
            last, day = _last(row, "progress", as_of)
            yield Question("progress", "进度", read, f"{last}%" if last else "", day)
        case Kind.INDICATOR:
            last, day = _last(row, "value", as_of)
            unit = item.unit or ""
            target = f",目标{item.target}{unit}" if item.target is not None else ""
            each = "(这一次的数)" if item.total else ""
            words = f"数值{each}{target}"
            yield Question("value", words, read, last and f"{last}{unit}", day)
        case Kind.PERIODIC if row.assessment.rhythm:
            last, day = _last(row, "period", as_of)
            offer = offered_period(row, as_of)
            last = f"第{last}期" if last else ""
            yield Question("period", "第几期", read, last, day, offer)


def offered_period(row: Row, as_of: date) -> str:
    """The oldest period that has ended without a report, or else the current one, as 第3期."""
    rhythm = row.assessment.rhythm
    if rhythm is None:
        return ""
    begun = [each for each in rhythm.owed if each.start <= as_of]
    waiting = (each for each in begun if each.number not in rhythm.reported)
    found = next(waiting, None) or (begun[-1] if begun else None)
    return f"第{found.number}期" if found else ""


def _words(row: Row, as_of: date) -> Iterator[Question]:
    problems = open_problems(row.item, as_of)
    note, noted = _last(row, "note", as_of)
    yield Question("note", "进展情况", str.strip, note, noted)
    if problems:
        last = problems[-1]
        told = " ".join((last.problem or "").split())
        yield Question("solved", "这个问题怎样解决的(没有解决就回车)", str.strip, told, last.date)
    yield Question("problem", "新的存在问题" if problems else "存在问题", str.strip)
    following, day = _last(row, "next", as_of)
    yield Question("next", "下一步计划", str.strip, following, day)


def _last(row: Row, field: str, as_of: date) -> tuple[str, date | None]:
    """What was said last of one thing by anybody who reports, on one line, and when.

    Reports of one day count in the order of the list.
    """
    said = [update for update in reversed(row.item.updates) if update.date <= as_of]
    for update in sorted(said, key=lambda update: update.date, reverse=True):
        value = getattr(update, field)
        if value is not None:
            return " ".join(str(value).split()), update.date
    return "", None
