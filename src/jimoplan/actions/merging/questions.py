"""The places that a merge left open, put as questions in the words of the plan."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jimoplan.core.changes.diff import diff
from jimoplan.core.merge.markers import Hunk, Piece, count_lines, take_side, write_pieces
from jimoplan.core.merge.questions import Names, ask_which
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load_many import PieceReader

_SETTER = re.compile(r"(?:我方|对方) (?P<author>.+) \d{4}-\d\d-\d\d [0-9a-f]{4,40}")


class Question(NamedTuple):
    """A place that is still open: the line its markers begin in and what the sides say.

    What cannot be said in words has to be seen.
    """

    line: int
    words: str
    hunk: Hunk
    names: Names
    is_worded: bool


def ask_each(pieces: Sequence[Piece]) -> Iterator[Question]:
    """Each hunk as a question, all others taken as ours meanwhile; worded when it is asked for."""
    reader = PieceReader()
    taken = [take_side([piece], theirs=False) for piece in pieces]
    ours = reader.read("".join(taken).encode("utf-8"))
    line = 1
    for position, piece in enumerate(pieces):
        if isinstance(piece, Hunk):
            names = _names(piece)
            words = ""
            if ours:
                swapped = [*taken[:position], piece.theirs, *taken[position + 1 :]]
                words = _words(ours, reader.read("".join(swapped).encode("utf-8")), names)
            shown = words or f"第 {line} 行起,双方写法不同"
            yield Question(line, shown, piece, names, bool(words))
        line += count_lines(write_pieces([piece], "\n"))


def _words(ours: Plan, theirs: Plan | None, names: Names) -> str:
    """What the sides fill in; '' where only comments differ, or theirs is no plan."""
    if theirs is None:
        return ""
    try:
        return ask_which(diff(ours, theirs), names)
    except ValueError:  # an id that stands in it twice
        return ""


def _names(hunk: Hunk) -> Names:
    """The authors whom the markers name, where they tell the sides apart."""
    found = [_SETTER.fullmatch(label) for label in (hunk.our_label, hunk.their_label)]
    authors = [match["author"] if match else "" for match in found]
    return Names(*authors) if all(authors) and len(set(authors)) > 1 else Names()
