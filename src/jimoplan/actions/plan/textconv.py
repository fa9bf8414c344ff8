"""textconv: a plan as git diff compares it, field by field in the plan's words."""

from pathlib import Path

from jimoplan.actions.plan.open import PlanText, read_plan
from jimoplan.core.changes.lines import plan_lines
from jimoplan.core.merge.markers import Hunk, pair_texts, split_hunks, take_side, write_pieces
from jimoplan.system.files import read_bytes


def convert(path: Path) -> bytes:
    """The plan in a file as UTF-8 lines; the file's own bytes where they are no readable plan.

    Where a merge has left markers, they stand around the lines in which the sides differ. Raises
    JimoplanError where the file cannot be read.
    """
    data = read_bytes(path)
    text = _tell(read_plan(data)) or _tell_open(data.decode("utf-8", "replace"))
    return text.encode("utf-8") if text else data


def _tell(text: PlanText) -> str | None:
    """A line for each field; None for what is no one plan."""
    plan = text.comparable
    return "".join(f"{line}\n" for line in plan_lines(plan)) if plan else None


def _tell_open(text: str) -> str | None:
    """The two plans that a text with conflict markers says; None for what says no such two."""
    pieces = split_hunks(text)
    hunks = [piece for piece in pieces if isinstance(piece, Hunk)]
    sides = [
        _tell(read_plan(take_side(pieces, theirs=theirs).encode("utf-8")))
        for theirs in (False, True)
    ]
    if not (hunks and sides[0] and sides[1]):
        return None
    told = [
        piece._replace(our_label=hunks[0].our_label, their_label=hunks[0].their_label)
        if isinstance(piece, Hunk)
        else piece
        for piece in pair_texts(sides[0], sides[1])
    ]
    return write_pieces(told, "\n")
