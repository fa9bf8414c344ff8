"""Two records between the markers of one place, such as two people's reports, both kept."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from jimoplan.core.changes.changes import Changes, Element, Insert, Remove
from jimoplan.core.changes.diff import diff
from jimoplan.core.merge.markers import Hunk, Piece, take_side
from jimoplan.core.merge.questions import same_reports
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.apply import RewriteError, apply_to
from jimoplan.core.text.writing.elements import NotSplicableError


class Both(NamedTuple):
    """The pieces from `start` up to `end`, all that stands between two other places, as a text."""

    start: int
    end: int
    text: str


def are_apart(changes: Changes) -> bool:
    """Whether all that leads from one side to the other is to have another record instead.

    A report that the sides have written differently is one.
    """
    records = all(
        isinstance(change, Insert | Remove)
        and isinstance(change.key, Element)
        and isinstance(change.value, PlanPart)
        for change in changes
    )
    kinds = {type(change) for change in changes}
    return records and len(kinds) > 1 and not any(same_reports(changes, by_author=True))


def keep_both(pieces: Sequence[Piece], position: int) -> Both | None:
    """Both sides' records in the place of one hunk, what else is open taken as ours meanwhile.

    None where the sides differ in anything else, or the text cannot be made to say it.
    """
    start = next((at for at in range(position, 0, -1) if isinstance(pieces[at - 1], Hunk)), 0)
    ahead = range(position + 1, len(pieces))
    end = next((at for at in ahead if isinstance(pieces[at], Hunk)), len(pieces))
    hunk = pieces[position]
    if not isinstance(hunk, Hunk):
        return None
    before, after = (take_side(part, theirs=False) for part in (pieces[:start], pieces[end:]))
    sides = [
        load(before + take_side(pieces[start:end], theirs=theirs) + after, with_advice=False)
        for theirs in (False, True)
    ]
    ours, theirs = (side.plan for side in sides)
    with suppress(ValueError, NotSplicableError, RewriteError):
        changes = diff(ours, theirs) if ours and theirs else ()
        if are_apart(changes):
            new = tuple(change for change in changes if isinstance(change, Insert))
            text = apply_to(sides[0], new, sides[1]).document.text
            if text.startswith(before) and text.endswith(after):
                return Both(start, end, text[len(before) : len(text) - len(after)])
    return None
