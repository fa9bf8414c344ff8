"""The list of what is owed, as lines of a terminal, and an item as it stands before its questions.

Every line is cut to the width: a list that wraps is hard to pick from.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jimoplan.core.assessment.wording import say_deadline
from jimoplan.core.desk.owed import Owed, Urgency
from jimoplan.core.desk.questions import Question
from jimoplan.core.display.cells import cell_width, clip, reveal_line
from jimoplan.core.views.query import Row

_MOST_ID = 14
_TITLE = 30


def head_lines(owed: Sequence[Owed]) -> str:
    """How much of each is owed, in one line: 应报未报 1、逾期 3."""
    counts = Counter(each.urgency for each in owed)
    told = (f"{urgency.value} {counts[urgency]}" for urgency in Urgency if counts[urgency])
    return "、".join(told) or "没有要填报的"


class Written(NamedTuple):
    """What is written of an item, in words, and whether that is all of it."""

    words: str
    finished: bool


def list_lines(
    owed: Sequence[Owed], written: Mapping[str, Written], cells: int, rows: int | None
) -> Iterator[str]:
    """The items by number, with what is `written` of them, by id.

    Of more than fit into so many rows the first are shown that are not finished.
    """
    numbered = list(enumerate(owed, 1))
    finished = {id_ for id_, said in written.items() if said.finished}
    shown = numbered
    if rows is not None and len(numbered) > rows:
        waiting = [(n, each) for n, each in numbered if each.row.item.id not in finished]
        shown = waiting[: max(rows - 2, 1)]
    ids = min(max((cell_width(o.row.item.id) for _, o in numbered), default=1), _MOST_ID)
    via = None
    for number, each in shown:
        if each.row.via != via:
            via = each.row.via
            yield f"经群组承担({via}):"
        yield _line(number, each, written.get(each.row.item.id), ids, cells)
    if len(shown) < len(numbered):
        filled = sum(each.row.item.id in finished for _, each in numbered)
        left = len(numbered) - filled - len(shown)
        told = [f"已填 {filled} 项"] if filled else []
        told += [f"还有 {left} 项"] if left > 0 else []
        yield f"    {','.join(told)};写“全部”都列出"


def _line(number: int, owed: Owed, written: Written | None, ids: int, cells: int) -> str:
    item, found = owed.row.item, owed.row.assessment
    if written:
        mark, said = "✓" if written.finished else "…", written.words
    else:
        last = f",上次 {owed.last.date:%m-%d}" if owed.last else ",还没有填报过"
        said = f"{found.light} {owed.why}{last if owed.urgency is Urgency.OTHER else ''}"
        mark = " "
    line = f"{mark}{number:>2} {fit(item.id, ids)} {fit(item.title, _TITLE)} {said}"
    return cut(line, cells)


def item_lines(row: Row, owed: Owed | None, cells: int) -> Iterator[str]:
    """An item that was taken: what it is, how it stands."""
    item, found = row.item, row.assessment
    yield cut(f"{item.id} {item.title}", cells)
    due = say_deadline(found.due_words, by_default=found.due_is_default)
    why = owed.why if owed and owed.urgency is not Urgency.OTHER else ";".join(found.reasons)
    yield cut(f"  {item.kind},{item.status},{due},{found.light} {why}", cells)


def question_lines(question: Question, cells: int) -> tuple[str, str]:
    """What was said last, on a line of its own where it is long, and the question itself."""
    day = f"({question.day})" if question.day else ""
    offer = f"回车为{question.offer}" if question.offer else ""
    if question.last:
        short = f"{question.words}({','.join(filter(None, (f'上次 {question.last}', offer)))}):"
        if cell_width(short) <= _TITLE:
            return "", short
    last = cut(f"  上次{day}:{question.last}", cells) if question.last else ""
    return last, f"{question.words}{f'({offer})' if offer else ''}:"


def fit(text: str, cells: int) -> str:
    """A text that takes exactly so many cells: cut, or with blanks behind it."""
    text = cut(text, cells)
    return text + " " * (cells - cell_width(text))


def cut(text: str, cells: int) -> str:
    """A text that takes at most so many cells, with … where something was cut."""
    text = reveal_line(text)
    return text if cell_width(text) <= cells else f"{clip(text, cells - 2)}…"
