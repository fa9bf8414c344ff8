"""Every verb on texts of every form: no comment lost, no other line touched, undone to the byte.

6,000 edits for 20000 examples.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from chance import Chance, SeededChance
from laws import share_of
from plan_texts import Scribe, make_value, name_of
from verbs import VERBS, do

from jimoplan.core.changes.changes import (
    CHILDREN,
    Changes,
    Insert,
    Ref,
    Remove,
    invert,
)
from jimoplan.core.changes.outline import outline
from jimoplan.core.changes.patch import patch
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.nodes import Mapping, Node, Scalar, Sequence
from jimoplan.core.text.reading.load import Loaded, load
from jimoplan.core.text.writing.apply import Made, RewriteError, apply_to, take_back
from jimoplan.core.text.writing.canonical import canonical_text
from jimoplan.core.text.writing.comments import comments_in, count_comments
from jimoplan.core.text.writing.elements import NotSplicableError, extents_of_items
from jimoplan.core.text.writing.excerpt import cut_out, put_back
from jimoplan.core.text.writing.in_turn import read_closed
from jimoplan.core.text.writing.inventory import Inventory
from jimoplan.core.text.writing.source import Source

Path = tuple[object, ...]
"""What a value is a value of: the list and id of an item, and the keys within."""

EDITS = 6_000
PARTS = 4


@dataclass
class Tally:
    """What came of so many edits."""

    edits: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    back_the_long_way: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = ", ".join(f"{verb} {count}" for verb, count in sorted(self.edits.items()))
        return (
            f"{self.edits.total()} edits, {len(self.faults)} faults, {self.refused} refused for a "
            f"comment in brackets; undone by the inverse alone to the byte: "
            f"{self.back_the_long_way}\n{kinds}"
        )


@pytest.mark.parametrize("part", range(PARTS), ids=lambda part: f"part {part}")
def test_no_verb_loses_a_comment_or_touches_another_line_and_undo_gives_the_bytes_back(
    part: int, examples: int
) -> None:
    wanted, tally, seed = share_of(EDITS // PARTS, examples), Tally(), part
    while tally.edits.total() < wanted:
        edit_at_random(seed, wanted, tally)
        seed += PARTS
    print(tally)  # noqa: T201 - the figures are quoted

    assert tally.faults == []


def edit_at_random(seed: int, most: int, tally: Tally) -> None:
    """Do every verb once, in any order, to a text and to what comes of it."""
    chance = SeededChance(seed)
    loaded = read(Scribe(chance, 0.2).write(make_value(chance)))
    for verb in chance.shuffled([*VERBS, "fmt", "edit a comment"]):
        if tally.edits.total() >= most:
            return
        try:
            loaded = edit(verb, loaded, chance, tally, f"seed {seed}, {verb}")
        except NotSplicableError:
            tally.refused += 1
        except RewriteError:
            tally.faults.append(f"seed {seed}, {verb}: says something else")


def edit(verb: str, loaded: Loaded, chance: Chance, tally: Tally, where: str) -> Loaded:
    plan = plan_of(loaded)
    if verb == "fmt":
        after, faults = read_closed(canonical_text(loaded.document, plan), plan), list[str]()
        if after.plan != plan:
            faults.append("says something else")
        if count_comments(after.document) != count_comments(loaded.document):
            faults.append("other comments")
    elif verb == "edit a comment":
        after, faults = note_down(loaded, chance)
    else:
        doing = do(verb, plan, chance)
        if doing is None:
            return loaded
        after = apply_to(loaded, doing.changes)
        faults = [*find_faults(loaded, after, doing.changes)]
        made = Made(loaded, after)
        back = take_back(after, invert(doing.changes), made)
        if back.document.text != loaded.document.text:
            faults.append("not undone to the byte")
        tally.back_the_long_way += undone_by_the_inverse(doing.changes, made, faults)
    if after.document.text != loaded.document.text:
        tally.edits[verb] += 1
    tally.faults += [f"{where}: {fault}" for fault in faults]
    return after


def undone_by_the_inverse(changes: Changes, made: Made, faults: list[str]) -> bool:
    """Whether the inverse gives the bytes back as well, as where something else has moved since."""
    if made.after is None:
        return False
    try:
        back = apply_to(made.after, invert(changes), made.before)
    except NotSplicableError:
        return False
    if back.plan != made.before.plan:
        faults.append("the inverse says something else")
    lost = count_comments(made.after.document) - count_comments(back.document)
    added = (ref for change in changes if isinstance(change, Insert) for ref in [change.item])
    if lost - comments_of(made.after, added):
        faults.append(f"the inverse loses {sorted(lost)}")
    return back.document.text == made.before.document.text


def find_faults(before: Loaded, after: Loaded, changes: Changes) -> Iterator[str]:
    """What is wrong with a text in which changes have been made."""
    if after.plan != patch(plan_of(before), changes):
        yield "says something else"
    removed = [c.item for c in changes if isinstance(c, Remove) and isinstance(c.key, str)]
    lost = count_comments(before.document) - count_comments(after.document)
    lost -= comments_of(before, removed)
    if lost:
        yield f"lost {sorted(lost)}"
    was, now = (dict(written(loaded)) for loaded in (before, after))
    for path, (form, raw) in was.items():
        if path in now and now[path][0] == form and now[path][1] != raw:
            yield f"{path} was written {raw!r} and is now {now[path][1]!r}"
    mixed = [bool(re.search(r"(?<!\r)\n", each.document.text)) for each in (before, after)]
    if "\r\n" in before.document.text and mixed == [False, True]:
        yield "other line ends"


def written(loaded: Loaded) -> Iterator[tuple[Path, tuple[object, str]]]:
    """Each value of a text by what it is a value of: the value and its form, and as written."""
    root = loaded.document.root
    if root is not None:
        yield from _written(Source(loaded.document.text), root, ("",), flow=False)


def _written(
    source: Source, node: Node, path: Path, *, flow: bool
) -> Iterator[tuple[Path, tuple[object, str]]]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            name = key.value
            if isinstance(value, Sequence) and name in CHILDREN:
                for item in value.items:
                    inside = flow or value.flow or item.flow  # type: ignore[union-attr]
                    yield from _written(source, item, (name, name_of(plain(item))), flow=inside)
            else:
                yield from _written(source, value, (*path, name), flow=flow)
    elif isinstance(node, Sequence):
        count = Counter[str]()
        for item in node.items:
            said = repr(plain(item))
            count[said] += 1
            yield (*path, said, count[said]), ((flow, node.flow), as_written(source, item))
    else:
        yield path, ((flow, node.value), as_written(source, node))


def as_written(source: Source, node: Node) -> str:
    """A value as it is written, wherever it stands and whatever stands below it."""
    raw = source.text[node.start : source.content_end(node)].rstrip("\r\n")
    return re.sub(r"(?<=[\r\n])[ \t]+", "", re.sub(r"^([|>])-?", r"\1", raw))


def plain(node: Node) -> Any:  # noqa: ANN401
    """What a node says, as lists and dictionaries."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.pairs}


def comments_of(loaded: Loaded, refs: Iterable[Ref]) -> Counter[str]:
    """The comments that stand in items, right above or below them."""
    root, source = loaded.document.root, Source(loaded.document.text)
    found = Counter[str]()
    if isinstance(root, Mapping):
        inventory = Inventory(root, plan_of(loaded))
        for place in filter(None, map(inventory.at, refs)):
            item = place.within.items[place.position]
            extent = extents_of_items(source, place.within, place.header)[place.position]
            found.update(comments_in(source, item, extent.start, extent.end))
            found.update(re.findall(r"#[^\r\n]*", source.text[extent.lead : extent.start]))
    return found


def note_down(loaded: Loaded, chance: Chance) -> tuple[Loaded, list[str]]:
    """The text with a comment written above one of its items in an editor."""
    plan = plan_of(loaded)
    ref = chance.choice([ref for ref in outline(plan) if ref.id])
    cutting = cut_out(loaded.document, plan, ref)
    assert cutting
    faults = []
    if put_back(loaded.document, cutting, cutting.text) != loaded.document.text:
        faults.append("put back unchanged, it is not what it was")
    at = chance.choice(range(1, 1 + cutting.text.count("\n"))) if "\n" in cutting.text else 0
    lines = cutting.text.split("\n")
    text = put_back(loaded.document, cutting, "\n".join([*lines[:at], "# 手注", *lines[at:]]))
    after = load(text, with_advice=False)
    if after.plan != plan:  # what looks like a comment is within a text
        return loaded, faults
    rest, before = ("".join(t.replace("# 手注", "").split()) for t in (text, loaded.document.text))
    if rest != before:
        faults.append("other lines were touched")
    return after, faults


def read(text: str) -> Loaded:
    loaded = load(text, with_advice=False)
    assert loaded.plan is not None, [problem.message for problem in loaded.problems]
    return loaded


def plan_of(loaded: Loaded) -> Plan:
    assert loaded.plan is not None
    return loaded.plan
