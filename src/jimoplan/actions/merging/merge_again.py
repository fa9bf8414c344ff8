"""A plan that git merged without our driver, merged by id and field from its three versions."""

from collections.abc import Sequence
from contextlib import suppress
from enum import Enum, auto
from typing import NamedTuple

from jimoplan.actions.merging.merge import merge_again
from jimoplan.actions.merging.merge_texts import MergedText
from jimoplan.core.merge.markers import Hunk, Piece, split_hunks
from jimoplan.git.merging import Stages, Three, is_as_ours, merges_of_git
from jimoplan.git.process import GitError
from jimoplan.git.repository import Repository

_OURS = "我方"
_BASE_SHOWN = b"\n|||||||"


class Trace(Enum):
    """What a file in the middle of a merge shows of who has merged it."""

    OURS = auto()
    """Our driver, or nobody knows."""
    NOBODY = auto()
    """Nobody: it is our side's to the byte."""
    GIT = auto()
    """Git, line by line, and nobody has edited it since."""
    EDITED = auto()
    """Git, line by line, and somebody has edited it since."""


class Again(NamedTuple):
    """The trace that a file shows, and what merging again comes to where that may replace it."""

    trace: Trace = Trace.OURS
    merged: MergedText | None = None


def try_again(
    repository: Repository, stages: Stages, data: bytes, pieces: Sequence[Piece]
) -> Again:
    """Merge once more what our driver has not merged and nobody has edited.

    Where a version cannot be read, merging comes to no more than what git has written.
    """
    three = stages.three
    hunks = [piece for piece in pieces if isinstance(piece, Hunk)]
    if three is None:
        return Again()
    if not hunks:
        if not is_as_ours(repository):
            return Again()
        return Again(Trace.NOBODY, merge_again(three._replace(ours=data), repository))
    if all(hunk.our_label.startswith(_OURS) for hunk in hunks):
        return Again()
    merged = merge_again(_ended_as(three, data), repository)
    if merged.views is None:
        return Again()
    return Again(Trace.GIT, merged) if _is_gits(three, data, pieces) else Again(Trace.EDITED)


def _is_gits(three: Three, data: bytes, pieces: Sequence[Piece]) -> bool:
    """Whether a file is what git writes of three versions, however its markers name the sides."""
    shown = _bare(pieces)
    with suppress(GitError):
        for made in merges_of_git(three, with_base=_BASE_SHOWN in data):
            if _bare(split_hunks(made.decode("utf-8", "replace"))) == shown:
                return True
    return False


def _bare(pieces: Sequence[Piece]) -> list[tuple[str, ...]]:
    """The pieces without what their markers say, and with line feeds for every line end."""
    texts = ((p,) if isinstance(p, str) else (p.ours, p.theirs) for p in pieces)
    return [tuple(text.replace("\r\n", "\n") for text in each) for each in texts]


def _ended_as(three: Three, data: bytes) -> Three:
    """The three with our side's line ends as the work tree has them."""
    if b"\r\n" in data and b"\r\n" not in three.ours:
        return three._replace(ours=three.ours.replace(b"\n", b"\r\n"))
    return three
