"""The places that a merge left open, put as questions in the words of the plan."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jimoplan.actions.merging.keep_both import are_apart, keep_both
from jimoplan.actions.merging.merge import merge_again
from jimoplan.actions.merging.resolve import Unresolved
from jimoplan.core.changes.diff import diff
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.merge.markers import Hunk, Piece, count_lines, take_side, write_pieces
from jimoplan.core.merge.questions import Names, ask_which, share_out
from jimoplan.core.merge.result import Conflict
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load_many import PieceReader

_SETTER = re.compile(r"(?:我方|对方) (?P<author>.+) \d{4}-\d\d-\d\d [0-9a-f]{4,40}")


class Asked(NamedTuple):
    """What is asked of a hunk, how the sides are spoken of, and whether both could be kept."""

    words: str
    names: Names
    may_keep_both: bool = False


class Question(NamedTuple):
    """A place that is still open: the line its markers begin in and what the sides say.

    What cannot be said in words has to be seen. Of separate records, both may be kept. `usual` is
    how the sides may be called even where `names` says whose they are.
    """

    line: int
    words: str
    hunk: Hunk
    names: Names
    is_worded: bool
    may_keep_both: bool
    usual: Names = Names()


def ask_each(unresolved: Unresolved) -> Iterator[Question]:
    """Each hunk as a question; worded when it is asked for.

    The conflicts that git still has the three versions of are known by their values. Only a hunk
    that the merging did not write, such as one edited by hand, is read.
    """
    pieces = unresolved.pieces
    known = _ask_by_values(unresolved)
    usual = unresolved.names
    reader = _HunkReader(pieces, usual)
    line = 1
    for position, piece in enumerate(pieces):
        if isinstance(piece, Hunk):
            asked = known.get(position) or reader.ask(position, piece)
            shown = asked.words or f"第 {line} 行起,双方写法不同"
            is_worded, both = bool(asked.words), asked.may_keep_both
            yield Question(line, shown, piece, asked.names, is_worded, both, usual)
        line += count_lines(write_pieces([piece], "\n"))


def _ask_by_values(unresolved: Unresolved) -> dict[int, Asked]:
    """The questions known by their values, by the position of the piece."""
    repository, three = unresolved.workplace.repository, unresolved.stages.three
    merged = unresolved.again
    if merged is None and repository and three:
        merged = merge_again(three, repository)
    if merged is None or merged.views is None:
        return {}
    written: dict[tuple[str, str], list[Asked]] = {}
    shares = share_out(diff(*merged.views), [h.about for h in merged.hunks], merged.views)
    for hunk, changes in zip(merged.hunks, shares, strict=True):
        names = _setters(hunk.about) or unresolved.names
        written.setdefault(_lines(hunk), []).append(Asked(ask_which(changes, names), names))
    left: dict[tuple[str, str], list[int]] = {}
    for position, piece in enumerate(unresolved.pieces):
        if isinstance(piece, Hunk):
            left.setdefault(_lines(piece), []).append(position)
    return {
        position: asked
        for lines, positions in left.items()
        if len(positions) == len(written.get(lines, ()))
        for position, asked in zip(positions, written[lines], strict=True)
        if asked.words
    }


def _lines(hunk: Hunk) -> tuple[str, str]:
    return hunk.ours.rstrip("\r\n"), hunk.theirs.rstrip("\r\n")


def _setters(about: tuple[Conflict, ...]) -> Names | None:
    """Who set what a hunk is about, where that tells the sides apart."""
    for ours, theirs in (conflict.setters for conflict in about):
        if ours and theirs and ours.author.name != theirs.author.name:
            return Names(*(reveal_line(setter.author.name) for setter in (ours, theirs)))
    return None


class _HunkReader:
    """Reads what hunks come to, all others taken as ours meanwhile."""

    def __init__(self, pieces: Sequence[Piece], usual: Names) -> None:
        self._usual = usual
        self._pieces = pieces
        self._taken = [take_side([piece], theirs=False) for piece in pieces]
        self._reader = PieceReader()

    def ask(self, position: int, hunk: Hunk) -> Asked:
        """What the sides of a hunk say; no words where that is no plan or differs in comments."""
        names = _names(hunk) or self._usual
        before, after = self._taken[:position], self._taken[position + 1 :]
        ours = self._read(self._taken)
        theirs = self._read([*before, hunk.theirs, *after]) if ours else None
        if ours is None or theirs is None:
            return Asked("", names)
        try:
            changes = diff(ours, theirs)
        except ValueError:  # an id that stands in it twice
            return Asked("", names)
        both = are_apart(changes) and keep_both(self._pieces, position) is not None
        return Asked(ask_which(changes, names, by_author=True), names, both)

    def _read(self, taken: Sequence[str]) -> Plan | None:
        return self._reader.read("".join(taken).encode("utf-8"))


def _names(hunk: Hunk) -> Names | None:
    """The authors whom the markers name, where they tell the sides apart."""
    found = [_SETTER.fullmatch(label) for label in (hunk.our_label, hunk.their_label)]
    authors = [match["author"] if match else "" for match in found]
    return Names(*authors) if all(authors) and len(set(authors)) > 1 else None
