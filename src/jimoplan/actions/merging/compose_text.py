"""Our text of a plan made to say what a merge came to, comments and form of both sides kept."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from jimoplan.core.changes.changes import Ref, Subject
from jimoplan.core.changes.diff import diff
from jimoplan.core.merge.result import Merged
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import Loaded, load
from jimoplan.core.text.reading.load_many import PieceReader
from jimoplan.core.text.writing.apply import RewriteError, apply_to
from jimoplan.core.text.writing.comments import count_comments
from jimoplan.core.text.writing.elements import NotSplicableError
from jimoplan.core.text.writing.in_turn import rewrite_in_turn
from jimoplan.core.text.writing.places import renumber
from jimoplan.core.text.writing.source import Source
from jimoplan.errors import JimoplanError
from jimoplan.git.merging import Favour, Three, weave_lines
from jimoplan.git.process import GitError


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

    @property
    def turned(self) -> "Sides":
        """The same seen from theirs."""
        return Sides(self.base, self.theirs, self.ours)


@dataclass(frozen=True)
class Composed:
    """The text from our view and from theirs, and what is to be said of comments."""

    mine: Loaded
    other_text: str
    comments: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, str]:
        """The two texts."""
        return self.mine.document.text, self.other_text

    @cached_property
    def other(self) -> Loaded:
        """The text from theirs' view read as a whole, which it takes a question about it to do."""
        same = self.other_text == self.mine.document.text
        return self.mine if same else load(self.other_text, with_advice=False)


def read_alike(sides: Sides) -> Sides:
    """The three texts with our line ends."""
    line_end = Source(sides.ours.document.text).line_end
    return Sides(_ended(sides.base, line_end), sides.ours, _ended(sides.theirs, line_end))


def _ended(side: Loaded, line_end: str) -> Loaded:
    text = re.sub("\r\n|\r|\n", line_end, side.document.text)
    return side if text == side.document.text else load(text, with_advice=False)


def renumber_sides(sides: Sides, merged: Merged) -> Sides:
    """The texts with the ids that the merge gave to measures of theirs."""
    for old, new, _, is_ours, _ in merged.renumbered:
        ref = Ref(Subject.MEASURE, old)
        if is_ours:
            sides = sides._replace(ours=renumber(sides.ours, ref, new))
        else:
            sides = sides._replace(theirs=renumber(sides.theirs, ref, new))
    return sides


def write_merged(sides: Sides, merged: Merged, reader: PieceReader) -> Composed:
    """The merged text, as our side and as theirs would have it where they conflict.

    It has every comment that both sides have or that one of them wrote, and none that either took
    out; where no way of writing it comes to that, what is missing is said. Raises
    NotSplicableError and RewriteError where neither text can be made to say the plan.
    """
    wanted = _wanted_comments(sides)
    made: list[tuple[int, int, Composed]] = []
    failed: JimoplanError | None = None
    for attempt in _attempts(sides, merged, reader):
        try:
            composed = attempt()
        except (NotSplicableError, RewriteError) as error:
            failed = failed or error
            continue
        if composed:
            missing = _missing(composed, wanted).total()
            there = count_comments(composed.mine.document)
            made.append((missing, 0 if merged.conflicts else (there - wanted).total(), composed))
            if made[-1][:2] == (0, 0):
                break
    if not made:
        raise failed or NotSplicableError(1)
    missing, _, best = min(made, key=lambda each: each[:2])
    return _with_markers(sides, merged, best, wanted) if missing else best


def _attempts(
    sides: Sides, merged: Merged, reader: PieceReader
) -> Iterator[Callable[[], Composed | None]]:
    """Ways to write it, the one that keeps most as it is first; the next if that loses comments."""
    turned = sides.turned
    if not (merged.conflicts or merged.renumbered):
        yield lambda: _woven(sides, merged)
    if _says_no_more(sides):
        yield lambda: _write_both(sides, merged, reader)
    yield lambda: _make_both_say(sides, merged)
    yield lambda: _make_both_say(turned, merged)


def _woven(sides: Sides, merged: Merged) -> Composed | None:
    text = _weave(sides.ours, sides.base, sides.theirs, merged.plan, Favour.NEITHER)
    return Composed(text, text.document.text) if text else None


def _write_both(sides: Sides, merged: Merged, reader: PieceReader) -> Composed:
    """Both views written; of theirs, only the tasks that no text read before has are read back."""
    mine = _write(sides, merged.plan)
    if merged.plan == merged.other:
        return Composed(mine, mine.document.text)
    reader.know(mine.document.text, merged.plan)
    _, ours, _ = sides.plans
    other = rewrite_in_turn(sides.ours, diff(ours, merged.other), merged.other, sides.theirs)
    if reader.read(other.encode("utf-8", "surrogatepass")) != merged.other:
        other = _write(sides, merged.other).document.text
    return Composed(mine, other)


def _make_both_say(sides: Sides, merged: Merged) -> Composed:
    mine = _make_say(sides, merged.plan)
    same = merged.plan == merged.other
    return Composed(mine, (mine if same else _make_say(sides, merged.other)).document.text)


def _with_markers(
    sides: Sides, merged: Merged, composed: Composed, wanted: Counter[str]
) -> Composed:
    """The same with theirs' comments in their view, so that markers show them; and what to say."""
    lost = _missing(composed, wanted)
    others: list[Composed] = []
    with suppress(NotSplicableError, RewriteError):
        others.append(_with_other(composed, _make_say(sides, merged.other, Favour.THEIRS)))
    with suppress(NotSplicableError, RewriteError):
        others.append(_with_other(composed, _write(sides.turned, merged.other)))
    best = min([*others, composed], key=lambda each: _missing(each, wanted).total())
    gone = _missing(best, wanted)
    words = [f"注释“{comment}”双方改得不同,已标出" for comment in sorted(lost - gone)]
    words += [f"注释“{comment}”没有能带到合并结果里,请自行补上" for comment in sorted(gone)]
    return replace(best, comments=tuple(words))


def _with_other(composed: Composed, other: Loaded) -> Composed:
    return replace(composed, other_text=other.document.text)


def _says_no_more(sides: Sides) -> bool:
    """Whether theirs is the base with their changes made, no comment or form beyond them."""
    base, _, theirs = sides.plans
    with suppress(NotSplicableError):
        made = rewrite_in_turn(sides.base, diff(base, theirs), theirs, sides.theirs)
        line_end = Source(sides.base.document.text).line_end
        return sides.theirs.document.text in (made, made + line_end)
    return False


def _write(sides: Sides, target: Plan) -> Loaded:
    """Our text made to say the target, what is new in it taken from theirs."""
    _, ours, _ = sides.plans
    return apply_to(sides.ours, diff(ours, target), sides.theirs)


def _make_say(sides: Sides, target: Plan, favour: Favour = Favour.OURS) -> Loaded:
    """Our text made to say the target, with what the other side changed of comments and form.

    All three texts are made to say it; what they still differ in is merged line by line.
    """
    base, ours, theirs = sides.plans
    written = _write(sides, target)
    try:
        other = apply_to(sides.theirs, diff(theirs, target), sides.ours)
        halfway = apply_to(sides.base, diff(base, ours), sides.ours)
        before = apply_to(halfway, diff(ours, target), sides.theirs)
    except (NotSplicableError, RewriteError):
        return written
    return _weave(written, before, other, target, favour) or written


def _weave(
    ours: Loaded, base: Loaded, theirs: Loaded, target: Plan, favour: Favour
) -> Loaded | None:
    """The three texts merged line by line if git can do so and that says the target."""
    line_end = Source(ours.document.text).line_end
    texts = [side.document.text for side in (base, ours, theirs)]
    closed = [text if text.endswith(line_end) else text + line_end for text in texts]
    try:
        woven = weave_lines(Three(*(text.encode("utf-8") for text in closed)), favour)
    except GitError:
        return None
    if woven.has_conflicts:
        return None
    again = load(woven.data.decode("utf-8"), with_advice=False)
    return again if again.plan == target and not again.has_errors else None


def _wanted_comments(sides: Sides) -> Counter[str]:
    """The comments that both sides have kept and those that either wrote."""
    was, ours, theirs = (count_comments(side.document) for side in sides)
    return (was & ours & theirs) + ((ours - was) | (theirs - was))


def _missing(composed: Composed, wanted: Counter[str]) -> Counter[str]:
    """The comments that stand in neither view; what is in one alone is between markers."""
    there = count_comments(composed.mine.document)
    if wanted - there:
        there |= count_comments(composed.other.document)
    return wanted - there
