"""Changes made to a text in turn: where departments are renamed, it is read again in between."""

from itertools import groupby

from jimoplan.core.changes.changes import Changes, Rename
from jimoplan.core.changes.patch import patch
from jimoplan.core.changes.renaming import find_renames, follow_renames, rename_departments
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import Loaded, load
from jimoplan.core.text.writing.respell import respell
from jimoplan.core.text.writing.rewrite import rewrite
from jimoplan.core.text.writing.source import Source


def rewrite_in_turn(
    loaded: Loaded, changes: Changes, target: Plan, donor: Loaded | None = None
) -> str:
    """The text with the changes made, which come to the target, as `rewrite` makes them.

    A name stands in many places, each of which is written otherwise where it stands, before or
    after anything else is changed. What the donor gives has the names of the target.
    """
    runs = [(key, tuple(run)) for key, run in groupby(changes, lambda c: isinstance(c, Rename))]
    text = loaded.document.text
    for number, (is_rename, run) in enumerate(runs, 1):
        if loaded.plan is None:
            raise ValueError("the text is no plan")
        is_last = number == len(runs)
        goal = target if is_last else patch(loaded.plan, run)
        if is_rename:
            text = respell(loaded, goal)
        else:
            text = rewrite(loaded, run, goal, donor and _with_names_of(donor, goal))
        loaded = loaded if is_last else read_closed(text, goal)
    return text


def _with_names_of(donor: Loaded, target: Plan) -> Loaded:
    """The donor with departments called as the target calls them."""
    if donor.plan is None:
        return donor
    names = follow_renames(find_renames(donor.plan, target))
    if not names:
        return donor
    return load(respell(donor, rename_departments(donor.plan, names)), with_advice=False)


def read_closed(text: str, target: Plan) -> Loaded:
    """What a text says, with a line break at its end where it takes one to say the target.

    That is so where a block of text has become the end of a file that had no line break there.
    """
    again = load(text, with_advice=False)
    if again.plan == target or text.endswith(("\n", "\r")):
        return again
    closed = load(text + Source(text).line_end, with_advice=False)
    return closed if closed.plan == target else again
