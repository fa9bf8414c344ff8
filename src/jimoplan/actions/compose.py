"""Our text of a plan made to say what a merge came to, comments and form of both sides kept."""

import re
from collections import Counter
from typing import NamedTuple

from jimoplan.core.change.changes import Ref, Subject
from jimoplan.core.merge.result import Merged
from jimoplan.core.model import Plan
from jimoplan.core.reading.reader import Loaded, load
from jimoplan.core.writing.apply import RewriteError, write_plan
from jimoplan.core.writing.chunks import NotSplicableError
from jimoplan.core.writing.comments import count_comments
from jimoplan.core.writing.places import renumber
from jimoplan.core.writing.rewrite import Donor
from jimoplan.core.writing.source import Source
from jimoplan.git.merging import Favour, Three, weave_lines


class Sides(NamedTuple):
    """Three texts that say plans, with line ends alike."""

    base: Loaded
    ours: Loaded
    theirs: Loaded

    @property
    def plans(self) -> tuple[Plan, Plan, Plan]:
        """What the three say; all of them can be read."""
        base, ours, theirs = (side.plan for side in self)
        if base is None or ours is None or theirs is None:
            raise ValueError("a side cannot be read")
        return base, ours, theirs


class Composed(NamedTuple):
    """The text from our view and from theirs, and what is to be said of comments."""

    mine: Loaded
    other: Loaded
    comments: tuple[str, ...] = ()


def read_alike(sides: Sides) -> Sides:
    """The three texts with our line ends."""
    line_end = Source(sides.ours.document.text).line_end
    return Sides(_ended(sides.base, line_end), sides.ours, _ended(sides.theirs, line_end))


def _ended(side: Loaded, line_end: str) -> Loaded:
    text = re.sub("\r\n|\r|\n", line_end, side.document.text)
    return side if text == side.document.text else load(text, with_advice=False)


def renumber_sides(sides: Sides, merged: Merged) -> Sides:
    """The texts with the ids that the merge gave to measures of theirs."""
    for old, new, _, is_ours in merged.renumbered:
        ref = Ref(Subject.MEASURE, old)
        if is_ours:
            sides = sides._replace(ours=renumber(sides.ours, ref, new))
        else:
            sides = sides._replace(theirs=renumber(sides.theirs, ref, new))
    return sides


def compose(sides: Sides, merged: Merged) -> Composed:
    """The merged text, as our side and as theirs would have it where they conflict.

    Raises NotSplicableError and RewriteError where our text cannot be made to say the plan.
    """
    if not (merged.conflicts or merged.renumbered):
        plain = _weave(sides.ours, sides.base, sides.theirs, merged.plan, Favour.NEITHER)
        if plain:
            return Composed(plain, plain)
    say = _write if _says_no_more(sides) else _make_say
    mine = say(sides, merged.plan)
    other = mine if merged.plan == merged.other else say(sides, merged.other)
    lost = _lost_comments(sides, mine, other)
    if not lost:
        return Composed(mine, other)
    other = _make_say(sides, merged.other, Favour.THEIRS)
    gone = _lost_comments(sides, mine, other)
    words = [f"注释“{comment}”双方改得不同,已标出" for comment in lost if comment not in gone]
    words += [f"注释“{comment}”没有能带到合并结果里,请自行补上" for comment in gone]
    return Composed(mine, other, tuple(words))


def _says_no_more(sides: Sides) -> bool:
    """Whether theirs is the base with their changes made, no comment or form beyond them."""
    base, _, theirs = sides.plans
    try:
        made = write_plan(sides.base, base, theirs, Donor(sides.theirs.document, theirs))
    except (NotSplicableError, RewriteError):
        return False
    return made.document.text == sides.theirs.document.text


def _write(sides: Sides, target: Plan) -> Loaded:
    """Our text made to say the target, what is new in it taken from theirs."""
    _, ours, theirs = sides.plans
    return write_plan(sides.ours, ours, target, Donor(sides.theirs.document, theirs))


def _make_say(sides: Sides, target: Plan, favour: Favour = Favour.OURS) -> Loaded:
    """Our text made to say the target, with what the other side changed of comments and form.

    All three texts are made to say it; what they still differ in is merged line by line.
    """
    base, ours, theirs = sides.plans
    own = Donor(sides.ours.document, ours)
    their = Donor(sides.theirs.document, theirs)
    written = _write(sides, target)
    try:
        other = write_plan(sides.theirs, theirs, target, own)
        halfway = write_plan(sides.base, base, ours, own)
        before = write_plan(halfway, ours, target, their)
    except (NotSplicableError, RewriteError):
        return written
    return _weave(written, before, other, target, favour) or written


def _weave(
    ours: Loaded, base: Loaded, theirs: Loaded, target: Plan, favour: Favour
) -> Loaded | None:
    """The three texts merged line by line if that says the target."""
    line_end = Source(ours.document.text).line_end
    texts = [side.document.text for side in (base, ours, theirs)]
    closed = [text if text.endswith(line_end) else text + line_end for text in texts]
    woven = weave_lines(Three(*(text.encode("utf-8") for text in closed)), favour)
    if woven.has_conflicts:
        return None
    again = load(woven.data.decode("utf-8"), with_advice=False)
    return again if again.plan == target and not again.has_errors else None


def _lost_comments(sides: Sides, mine: Loaded, other: Loaded) -> list[str]:
    """The comments that either side wrote and that neither text has."""
    was = count_comments(sides.base.document)
    new = [count_comments(side.document) - was for side in (sides.ours, sides.theirs)]
    there = count_comments(mine.document) | count_comments(other.document)
    missing: Counter[str] = (new[0] | new[1]) - there
    return sorted(missing)
