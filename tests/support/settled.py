"""Two people's work merged and settled at random: what of either is missing then."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from chance import Chance, SeededChance
from plan_texts import Scribe, make_value
from verbs import VERBS, do

from jimoplan.actions.merging.merge_texts import MergedText, merge_texts
from jimoplan.core.changes.changes import (
    CHILDREN,
    RETIRED,
    Change,
    Element,
    Insert,
    Ref,
    Remove,
    Set,
    Subject,
)
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.outline import get_leaf, get_list, outline
from jimoplan.core.merge.combine import ALONG
from jimoplan.core.merge.markers import Hunk, split_hunks
from jimoplan.core.merge.merge import merge
from jimoplan.core.merge.result import Conflict, Merged
from jimoplan.core.merge.updates import without_department, without_figure
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.text.reading.load import Loaded, load
from jimoplan.core.text.writing.apply import apply_to
from jimoplan.core.text.writing.comments import count_comments
from jimoplan.core.text.writing.elements import NotSplicableError
from jimoplan.git.merging import Three

Texts = tuple[str, str, str]

MERGES = 1_600
"""How many are tried for 20000 examples."""


@dataclass
class Tally:
    """What came of so many merges."""

    merges: int = 0
    conflicts: int = 0
    settled: Counter[str] = field(default_factory=Counter)
    by_lines: int = 0
    with_errors: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        ways = ", ".join(f"{way} {count}" for way, count in sorted(self.settled.items()))
        return (
            f"{self.merges} merges, {self.conflicts} with conflicts ({ways}), {self.by_lines} line "
            f"by line; {self.with_errors} settled so that the plan has errors; "
            f"{len(self.faults)} lost"
        )


def merge_at_random(seed: int, tally: Tally) -> None:
    """Merge what two did to a text, settle it in some way and look for what is missing."""
    chance = SeededChance(seed)
    base = make_base(chance)
    sides = [work_on(base, name, chance) for name in ("我方", "对方")]
    texts = [each.document.text for each in (base, *sides)]
    outcome = merge_three((texts[0], texts[1], texts[2]))
    tally.merges += 1
    if by_lines(outcome):
        tally.by_lines += 1
        return
    pieces = split_hunks(outcome.data.decode("utf-8"))
    hunks = [piece for piece in pieces if isinstance(piece, Hunk)]
    way = chance.choice(("ours", "theirs", "mixed"))
    taken = [chance.happens(0.5) if way == "mixed" else way == "theirs" for _ in hunks]
    if hunks:
        tally.conflicts += 1
        tally.settled[way] += 1
    turns = iter(taken)
    chosen = [p if isinstance(p, str) else p.theirs if next(turns) else p.ours for p in pieces]
    passed = [h.ours if theirs else h.theirs for h, theirs in zip(hunks, taken, strict=True)]
    result = load("".join(chosen), with_advice=False)
    if result.plan is None or result.has_errors:
        tally.with_errors += bool(hunks)
        if not hunks and not any(load(text, with_advice=False).has_errors for text in texts):
            tally.faults.append(f"seed {seed}: no plan, and nothing to settle")
        return
    merged = merge(*(plan_of(each) for each in (base, *sides)))
    lost = [
        *lost_work(plan_of(base), [plan_of(side) for side in sides], result.plan, merged),
        *lost_comments((base, *sides), result, passed, outcome),
    ]
    tally.faults += [f"seed {seed}, {way}: {what}" for what in lost]


def make_base(chance: Chance) -> Loaded:
    """A text of any form without errors, of one task or a few, so that both have the same to do."""
    while True:
        value = make_value(chance)
        for section in value["sections"]:
            section["tasks"] = section["tasks"][: chance.integer(1, 2)]
        found = load(Scribe(chance, 0.1).write(value), with_advice=False)
        if found.plan and found.plan.all_tasks() and not found.has_errors:
            return found


def work_on(base: Loaded, name: str, chance: Chance) -> Loaded:
    """What one of the two makes of a text: two to six verbs, and a few comments."""
    now = base
    for verb in chance.sample(list(VERBS), chance.integer(2, 6)):
        doing = do(verb, plan_of(now), chance)
        if doing is None:
            continue
        try:
            after = apply_to(now, doing.changes)
        except NotSplicableError:
            continue
        now = now if after.has_errors else after
    return read(annotate(now.document.text, f"# {name}", chance))


def lost_work(base: Plan, sides: list[Plan], result: Plan, merged: Merged) -> Iterator[str]:
    """What either did that is not in the result, and that no conflict was about."""
    owners: dict[Ref, set[Ref]] = {}
    for plan in (base, *sides):
        for ref, node in outline(plan).items():
            owners.setdefault(ref, set()).update([node.owner] if node.owner else [])
    for ours, side in zip((True, False), sides, strict=True):
        numbers = {r.old: r.new for r in merged.renumbered if r.ours is ours}
        for change in diff(base, side):
            about = [c for c in merged.conflicts if is_about(c, change, owners)]
            is_left = is_done(change, result, numbers) or is_there_without(about, change, result)
            if not is_left and not any(c.day is None for c in about):
                yield f"{'ours' if ours else 'theirs'}: {change}"


_NAMING = {"name", "aliases"}


def is_about(conflict: Conflict, change: Change, owners: dict[Ref, set[Ref]]) -> bool:
    """Whether a conflict was about a change, so that whoever settled it may have dropped that.

    One about a whole item, or about where it stands, is about all that stands in it in either text
    or in both's base. Whoever decides on a department's name decides on the former ones as well.
    """
    inside = {change.item}
    while inside and conflict.field in {"", *CHILDREN}:
        if conflict.item in inside:
            return True
        inside = {owner for ref in inside for owner in owners.get(ref, ())}
    item, name, _ = change.touched
    if conflict.item.subject is Subject.DEPARTMENT and conflict.field == "name":
        called = {conflict.base, conflict.ours, conflict.theirs}
        return item.subject is Subject.DEPARTMENT and item.id in called and name in _NAMING
    field = "updates" if conflict.field in Update.model_fields else conflict.field
    along = ALONG.get(conflict.field, ())
    return item == conflict.item and name in {field, *along}


def is_there_without(about: list[Conflict], change: Change, result: Plan) -> bool:
    """Whether a report is in the result but for the figure that the other one's stands against."""
    match change:
        case Insert(place, Element(Update() as report), _):
            node = outline(result).get(place.owner)
            values = get_list(node.model, "updates") if node else ()
            figures = {c.field for c in about if c.day == report.date}
            return any(without_figure(report, name) in {None, *values} for name in figures)
    return False


def is_done(change: Change, result: Plan, numbers: dict[str, str]) -> bool:
    """Whether the result has what a change brought."""
    there = outline(result)

    def now(ref: Ref) -> Ref:
        return Ref(ref.subject, numbers.get(ref.id, ref.id))

    match change:
        case Set(item, name, _, new):
            return now(item) in there and get_leaf(there[now(item)].model, name) == new
        case Insert(place, Element(value), _):
            if now(place.owner) not in there:
                return False
            values = get_list(there[now(place.owner)].model, place.field)
            bare = {without_department(v) for v in values if isinstance(v, Update)}
            is_there = value in values or (isinstance(value, Update) and value in bare)
            return is_there or place.field == RETIRED
        case Insert():
            return now(change.item) in there
        case Remove(_, str()):
            return change.item not in there or bool(numbers)
    return True


def lost_comments(
    three: tuple[Loaded, ...], result: Loaded, passed: list[str], outcome: MergedText
) -> Iterator[str]:
    """The comments that both have or either wrote, and that are neither there nor told of."""
    was, ours, theirs = (count_comments(each.document) for each in three)
    wanted = (was & ours & theirs) + ((ours - was) | (theirs - was))
    for comment in wanted - count_comments(result.document):
        told = any(comment in note for note in outcome.notes) and not outcome.is_clean
        if not told and not any(comment in lines for lines in passed):
            yield f"comment {comment}"


def annotate(text: str, remark: str, chance: Chance) -> str:
    """The text with up to three remarks where they change nothing that it says."""
    end = "\r\n" if "\r\n" in text else "\n"
    for number in range(chance.part().integer(0, 3)):
        lines = text.splitlines(keepends=True)
        at = chance.part().integer(0, len(lines) - 1)
        line = lines[at].rstrip("\r\n")
        if chance.happens(0.5):
            lines[at] = f"{line}  {remark}{number}" + lines[at][len(line) :]
        else:
            pad = " " * (len(line) - len(line.lstrip(" ")))
            lines.insert(at, f"{pad}{remark}{number}{end}")
        again = load("".join(lines), with_advice=False)
        if again.plan == read(text).plan and count_comments(again.document)[f"{remark}{number}"]:
            text = "".join(lines)
    return text


def merge_three(texts: Texts) -> MergedText:
    return merge_texts(
        Three(*(text.encode("utf-8") for text in texts)), lambda conflicts, _: conflicts
    )


def by_lines(outcome: MergedText) -> bool:
    return any("逐行合并" in note for note in outcome.notes)


def read(text: str) -> Loaded:
    loaded = load(text, with_advice=False)
    assert loaded.plan is not None
    return loaded


def plan_of(loaded: Loaded) -> Plan:
    assert loaded.plan is not None
    return loaded.plan
