"""Three texts of a plan merged: by id and field where they can be read, line by line otherwise."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from jimoplan.actions.merging.compose_text import (
    Composed,
    Sides,
    read_alike,
    renumber_sides,
    write_merged,
)
from jimoplan.core.changes.changes import Ref
from jimoplan.core.merge.combine import ALONG
from jimoplan.core.merge.markers import (
    Hunk,
    Piece,
    count_lines,
    pair_texts,
    take_side,
    write_pieces,
)
from jimoplan.core.merge.merge import merge
from jimoplan.core.merge.renames import describe_renames
from jimoplan.core.merge.result import Conflict
from jimoplan.core.merge.words import describe_renumbered, describe_reordered, name_setter
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import Loaded, load, load_bytes
from jimoplan.core.text.reading.load_many import PieceReader
from jimoplan.core.text.writing.apply import RewriteError
from jimoplan.core.text.writing.elements import NotSplicableError
from jimoplan.core.text.writing.places import Places
from jimoplan.core.text.writing.source import Source
from jimoplan.git.merging import Three, weave_lines
from jimoplan.git.process import GitError

_MARK = "\ufeff".encode()

Ask = Callable[[tuple[Conflict, ...], PieceReader], tuple[Conflict, ...]]
"""Adds who set what to conflicts, as far as anybody knows; the reader knows the plans merged."""


class MergedText(NamedTuple):
    """What a merge writes, what people have to decide, and what else there is to say.

    `hunks` are the places with markers, and `views` the plans that they come to, where the sides
    were merged by id and field.
    """

    data: bytes
    is_clean: bool
    has_markers: bool = False
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()
    hunks: tuple[Hunk, ...] = ()
    views: tuple[Plan, Plan] | None = None


def merge_texts(three: Three, ask_setters: Ask, size: int = 7) -> MergedText:
    """The merged text, which says a plan without errors or has conflict markers.

    Comments and the form of either side are kept; where one cannot be, that is a conflict and said.
    What one side alone changed, or both in the same way, is taken as it is, whatever it says.
    """
    if three.theirs in (three.base, three.ours):
        return MergedText(three.ours, is_clean=True)
    sides = Sides(*(load_bytes(data, with_advice=False) for data in three))
    names = ("双方改动以前的版本", "我方的版本", "对方的版本")
    faulty = [name for name, side in zip(names, sides, strict=True) if side.has_errors]
    if faulty:
        why = f"{'、'.join(faulty)}读不出来或有错误,改为逐行合并"
        return _merge_lines(three, None, (why,), size)
    if three.ours == three.base:
        return MergedText(three.theirs, is_clean=True)
    sides = read_alike(sides)
    merged = merge(*sides.plans)
    notes: tuple[str, ...] = (
        *map(describe_renumbered, merged.renumbered),
        *map(describe_reordered, merged.reordered),
        *describe_renames(*sides.plans),
    )
    sides = renumber_sides(sides, merged)
    reader = PieceReader()
    for side, plan in zip(sides, sides.plans, strict=True):
        reader.know(side.document.text, plan)
    try:
        composed = write_merged(sides, merged, reader)
    except (NotSplicableError, RewriteError) as error:
        notes = (*notes, f"{error.message};改为逐行合并")
        return _merge_lines(three, merged.plan, notes, size)
    texts = [
        _ended_alike(text, plan, sides.ours)
        for text, plan in zip(composed.texts, (merged.plan, merged.other), strict=True)
    ]
    conflicts = ask_setters(merged.conflicts, reader)
    pieces = _label(_joined(_about(pair_texts(*texts), composed, conflicts)))
    mark = _MARK if three.ours.startswith(_MARK) else b""
    line_end = Source(sides.ours.document.text).line_end
    data = mark + write_pieces(pieces, line_end, size).encode("utf-8")
    is_clean = not (conflicts or composed.comments)
    hunks = tuple(piece for piece in pieces if isinstance(piece, Hunk))
    told = (*notes, *composed.comments)
    views = merged.plan, merged.other
    return MergedText(data, is_clean, bool(hunks), conflicts, told, hunks, views)


def _ended_alike(text: str, plan: Plan, ours: Loaded) -> str:
    """The text without a line break at its end if ours has none and it is not needed."""
    if ours.document.text.endswith(("\n", "\r")) or not text.endswith(("\n", "\r")):
        return text
    bare = text.removesuffix("\n").removesuffix("\r")
    return bare if load(bare, with_advice=False).plan == plan else text


def _about(pieces: list[Piece], made: Composed, conflicts: tuple[Conflict, ...]) -> Iterator[Piece]:
    """The hunks with what each is about."""
    mine, other = cache(lambda: Places(made.mine)), cache(lambda: Places(made.other))
    at = [0, 0]
    for piece in pieces:
        texts = (piece, piece) if isinstance(piece, str) else (piece.ours, piece.theirs)
        ends = [start + count_lines(text) for start, text in zip(at, texts, strict=True)]
        if isinstance(piece, str):
            yield piece
        else:
            own, their = (range(*span) for span in zip(at, ends, strict=True))
            about = _find_about(own, mine, conflicts) or _find_about(their, other, conflicts)
            yield piece._replace(about=about)
        at = ends


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with those in one hunk that show what is decided in one.

    Taken one by one, both figures of a day could come out of it, or neither, and a status with the
    reason for another.
    """
    joined: list[Piece] = []
    for piece in pieces:
        joined.append(piece)
        decided = _decided(piece)
        first = next(
            (at for at, other in enumerate(joined[:-1]) if decided & _decided(other)), None
        )
        if first is not None:
            sides = [take_side(joined[first:], theirs=theirs) for theirs in (False, True)]
            hunks = [each for each in joined[first:] if isinstance(each, Hunk)]
            about = {(c.item, c.field, c.day): c for hunk in hunks for c in hunk.about}
            joined[first:] = [Hunk(sides[0], sides[1], about=tuple(about.values()))]
    return joined


def _decided(piece: Piece) -> set[tuple[Ref, str, date | None]]:
    """What whoever takes a side of a hunk decides in one.

    That is the figure of a day, a step of the workflow, which of two new items is kept.
    """
    about = piece.about if isinstance(piece, Hunk) else ()
    steps = {field: leader for leader, along in ALONG.items() for field in (leader, *along)}
    return {
        (c.item, steps.get(c.field, c.field), c.day)
        for c in about
        if c.day or c.field in steps or c.is_over_namesakes
    }


def _label(pieces: Iterable[Piece]) -> list[Piece]:
    """The hunks with whoever set what each is about in their markers."""
    return [
        piece
        if isinstance(piece, str)
        else piece._replace(
            our_label=f"我方 {_name(piece.about, 0)}".rstrip(),
            their_label=f"对方 {_name(piece.about, 1)}".rstrip(),
        )
        for piece in pieces
    ]


def _find_about(
    lines: range, places: Callable[[], Places], conflicts: tuple[Conflict, ...]
) -> tuple[Conflict, ...]:
    """The conflicts over what stands in those lines of a text."""
    if not lines:
        return ()
    found = ((c, places().find_lines(c.item, c.field, c.day)) for c in conflicts)
    return tuple(c for c, its in found if max(its.start, lines[0]) <= min(its.stop - 1, lines[-1]))


def _name(about: tuple[Conflict, ...], side: int) -> str:
    """Whoever set on one side what a hunk is about; '' where nobody knows."""
    return next((name_setter(setter) for c in about if (setter := c.setters[side])), "")


def _merge_lines(
    three: Three, wanted: Plan | None, notes: tuple[str, ...], size: int
) -> MergedText:
    """The texts merged as git does; what comes out wrong without a marker gets markers."""
    try:
        woven = weave_lines(three, size=size)
    except GitError as error:
        notes = (*notes, error.message)
    else:
        if woven.has_conflicts:
            return MergedText(woven.data, is_clean=False, has_markers=True, notes=notes)
        made = load_bytes(woven.data, with_advice=False)
        if not made.has_errors and wanted in (None, made.plan):
            return MergedText(woven.data, is_clean=True, notes=notes)
    mine, others = (data.decode("utf-8", "surrogateescape") for data in three[1:])
    pieces = [
        piece if isinstance(piece, str) else piece._replace(our_label="我方", their_label="对方")
        for piece in pair_texts(mine, others)
    ]
    text = write_pieces(pieces, Source(mine).line_end, size)
    data = text.encode("utf-8", "surrogateescape")
    return MergedText(data, is_clean=False, has_markers=True, notes=notes)
