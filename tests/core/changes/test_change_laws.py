"""The laws of change, held on plans of every form; pytest --examples 50000 tries them harder."""

import json
import re
from collections.abc import Iterator
from itertools import takewhile

from chance import draw_many
from hypothesis import given
from laws import dear_law
from plan_texts import Written, written_plans

from jimoplan.core.changes.changes import Changes, invert
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.patch import patch
from jimoplan.core.changes.words import describe
from jimoplan.core.display.cells import INVISIBLE
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.apply import apply
from jimoplan.core.text.writing.elements import NotSplicableError


def read(text: str) -> Plan:
    loaded = load(text, with_advice=False)
    assert loaded.plan is not None, [problem.message for problem in loaded.problems]
    return loaded.plan


def turn(example: Written) -> str | None:
    """The example's text saying its target; None where that would cost a comment in brackets."""
    return try_to_apply(example.text, diff(example.plan, example.target))


def try_to_apply(text: str, changes: Changes) -> str | None:
    try:
        return apply(text, changes)
    except NotSplicableError:
        return None


@dear_law
@given(example=written_plans())
def test_a_text_with_the_difference_applied_says_the_target(example: Written) -> None:
    assert read(example.text) == example.plan
    turned = turn(example)

    assert turned is None or read(turned) == example.target


@dear_law
@given(example=written_plans())
def test_comments_stay_unless_what_they_stand_in_is_gone(example: Written) -> None:
    turned = turn(example)

    if turned is not None:
        assert [c for c in example.staying if turned.count(c) != 1] == []


@dear_law
@given(example=written_plans())
def test_the_inverse_brings_back_the_plan(example: Written) -> None:
    changes = diff(example.plan, example.target)

    assert patch(example.plan, changes) == example.target
    assert patch(example.target, invert(changes)) == example.plan
    turned = turn(example)
    back = turned and try_to_apply(turned, invert(changes))
    assert back is None or read(back) == example.plan


@dear_law
@given(example=written_plans())
def test_a_text_without_changes_stays_byte_for_byte(example: Written) -> None:
    assert diff(example.plan, example.plan) == ()
    assert apply(example.text, ()) == example.text


@dear_law
@given(example=written_plans())
def test_a_single_value_changes_its_own_lines_only(example: Written) -> None:
    lines = example.text.splitlines(keepends=True)
    for target in with_another_title(example.plan):
        now = apply(example.text, diff(example.plan, target)).splitlines(keepends=True)
        same_above = count_alike(lines, now)
        same_below = count_alike(lines[:same_above:-1], now[:same_above:-1])

        assert len(lines) - same_above - same_below <= 2
        assert "title" in "".join(lines[max(same_above - 1, 0) : same_above + 1])


@dear_law
@given(example=written_plans())
def test_every_change_can_be_said_and_serialised(example: Written) -> None:
    changes = diff(example.plan, example.target)

    assert not any(re.search(f"[\t\r\n]|{INVISIBLE.pattern}", describe(c)) for c in changes)
    assert len(json.loads(json.dumps([change.data for change in changes]))) == len(changes)


def test_the_examples_are_as_varied_as_they_should_be() -> None:
    texts = draw_many(written_plans(), 500)
    whole = "".join(example.text for example in texts)

    assert all(
        mark in whole for mark in ("|-", ">-", "- {", "['", '["', "\r\n", "# 注", "🙂", "---")
    )
    keys = ("since", "stale", "suspensions", "finished", "approved_by", "remarks", "files")
    more = ("dept", "solved", "base", "total", "target_text", "grace", "holidays", "retired")
    form = ("front", "heading_2", "task", "form", "text", "tasks", "carried_from")
    assert [key for key in (*keys, *more, *form) if f"{key}:" not in whole] == []
    assert any(section.sections for example in texts for section in example.plan.sections)
    assert any(example.text.startswith("\ufeff") for example in texts)
    assert any(not example.text.endswith("\n") for example in texts)


def with_another_title(plan: Plan) -> Iterator[Plan]:
    """The plan with another title of its own, and with another title of its last section."""
    header = plan.plan.model_copy(update={"title": "另一个标题: 有冒号"})
    yield plan.model_copy(update={"plan": header})
    last = plan.sections[-1].model_copy(update={"title": "另一个板块 #1"})
    yield plan.model_copy(update={"sections": (*plan.sections[:-1], last)})


def count_alike(one: list[str], other: list[str]) -> int:
    """How many lines two texts have in common before they differ."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))
