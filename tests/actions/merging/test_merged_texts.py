"""The laws of merged texts, held on random texts with remarks put into them on both sides."""

import pytest
from chance import Chance
from hypothesis import given
from hypothesis import strategies as st
from laws import dear_law, share_of
from plan_texts import Scribe, as_plan, make_value, mix
from settled import (
    MERGES,
    Tally,
    Texts,
    annotate,
    by_lines,
    merge_at_random,
    merge_three,
    plan_of,
    read,
)

from jimoplan.actions.merging.merge_texts import MergedText
from jimoplan.core.changes.diff import diff
from jimoplan.core.merge.markers import Hunk, pair_texts, split_hunks, take_side, write_pieces
from jimoplan.core.merge.merge import merge
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import Loaded, load
from jimoplan.core.text.writing.apply import RewriteError, apply
from jimoplan.core.text.writing.comments import count_comments
from jimoplan.core.text.writing.elements import NotSplicableError


@st.composite
def three_texts(draw: st.DrawFn) -> Texts:
    """A text of any form and two that were made of it, by changes and by remarks."""
    chance = Chance(draw)
    base = make_value(chance)
    text = Scribe(chance).write(base)
    sides = []
    for remark in ("# 我方", "# 对方"):
        target = as_plan(mix(base, make_value(chance), chance)) if not chance.happens(0.3) else None
        sides.append(annotate(turn(text, target or as_plan(base)), remark, chance))
    return text, sides[0], sides[1]


def turn(text: str, target: Plan) -> str:
    try:
        return apply(text, diff(plan_in(text), target))
    except (NotSplicableError, RewriteError):
        return text


def views(outcome: MergedText) -> tuple[Loaded, Loaded]:
    pieces = split_hunks(outcome.data.decode("utf-8"))
    ours, theirs = (load(take_side(pieces, theirs=t), with_advice=False) for t in (False, True))
    return ours, theirs


@dear_law
@given(texts=three_texts())
def test_either_sides_view_of_the_text_says_the_plan_of_that_view(texts: Texts) -> None:
    merged, outcome = merge(*map(plan_in, texts)), merge_three(texts)

    if not by_lines(outcome):
        ours, theirs = views(outcome)
        assert (ours.plan, theirs.plan) == (merged.plan, merged.other)
    text = outcome.data.decode("utf-8")
    marked = any(isinstance(piece, Hunk) for piece in split_hunks(text))
    assert marked == outcome.has_markers
    faulty = any(load(side, with_advice=False).has_errors for side in texts)
    assert marked or faulty or not load(text, with_advice=False).has_errors
    assert not (marked and outcome.is_clean)


@dear_law
@given(texts=three_texts())
def test_every_remark_of_either_side_is_there_or_said_to_be_missing(texts: Texts) -> None:
    outcome = merge_three(texts)

    text = outcome.data.decode("utf-8")
    was, *sides = (count_comments(load(t, with_advice=False).document) for t in texts)
    kept = was & sides[0] & sides[1]
    for remark in {*kept, *(remark for side in sides for remark in side - was)}:
        said = any(remark in note for note in outcome.notes)
        assert remark in text or (said and not outcome.is_clean)


@dear_law
@given(texts=three_texts())
def test_two_texts_in_one_come_apart_as_they_were(texts: Texts) -> None:
    _, ours, theirs = (text.removesuffix("\n").replace("\r", "") + "\n" for text in texts)
    pieces = split_hunks(write_pieces(pair_texts(ours, theirs), "\n"))

    assert take_side(pieces, theirs=False) == ours
    assert take_side(pieces, theirs=True) == theirs


def plan_in(text: str) -> Plan:
    return plan_of(read(text))


PARTS = 4


@pytest.mark.parametrize("part", range(PARTS), ids=lambda part: f"part {part}")
def test_nothing_of_either_is_lost_but_what_was_chosen(part: int, examples: int) -> None:
    tally = Tally()
    for seed in range(part, part + share_of(MERGES // PARTS, examples) * PARTS, PARTS):
        merge_at_random(seed, tally)
    print(tally)  # noqa: T201 - the figures are quoted

    assert tally.faults == []
