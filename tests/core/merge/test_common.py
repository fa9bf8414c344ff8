"""What lines of work that crossed have in common."""

from problem_cases import BASE

from jimoplan.core.changes.words import describe
from jimoplan.core.merge.common import CommonPlans
from jimoplan.core.merge.own_changes import own_changes
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

STRICT = ("behind: 15", "behind: 10")
LAX = ("behind: 15", "behind: 20")
NOTE = ("note: 初稿已征求意见", "note: 初稿已送审")
QUIET = ("stale: 30", "stale: 40")


def plan_of(*edits: tuple[str, str]) -> Plan:
    text = BASE
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    plan = load(text, with_advice=False).plan
    assert plan is not None
    return plan


PLANS = {
    "start": plan_of(),
    "strict": plan_of(STRICT),
    "lax": plan_of(LAX),
    "note": plan_of(NOTE),
    "all": plan_of(LAX, NOTE, QUIET),
}


def common(*partings: tuple[str, ...]) -> tuple[Plan, ...]:
    return CommonPlans(PLANS.get).at(partings)


def test_where_lines_parted_once_it_is_that_plan() -> None:
    assert common(("note",)) == (PLANS["note"],)
    assert common() == ()


def test_where_they_crossed_it_is_what_either_line_had_done_before() -> None:
    assert common(("lax", "note"), ("start",)) == (plan_of(LAX, NOTE),)
    assert common(("note", "lax", "start"), ("start",)) == (plan_of(LAX, NOTE),)


def test_what_they_disagreed_on_before_crossing_is_as_either_had_it() -> None:
    assert common(("lax", "strict"), ("start",)) == (PLANS["lax"], PLANS["strict"])


def test_where_they_crossed_again_and_again_all_of_it_counts() -> None:
    """Both had `lax` and `note` after they crossed once; then one took `lax` back."""
    assert common(("note", "all"), ("lax", "note"), ("start",)) == (plan_of(NOTE, QUIET),)


def test_without_a_plan_before_it_is_each_of_those_where_they_parted() -> None:
    assert common(("lax", "note")) == (PLANS["lax"], PLANS["note"])


def test_a_merge_of_crossed_lines_may_not_do_again_what_one_of_them_took_back() -> None:
    """One line took `lax` back, which both had had; either of what they disagree on may stay."""
    bases = common(("note", "lax"), ("start",))
    sides = [plan_of(NOTE), plan_of(LAX, NOTE, QUIET)]

    assert own_changes(bases, sides, plan_of(NOTE, QUIET)) == ()
    (again,) = own_changes(bases, sides, plan_of(LAX, NOTE, QUIET))
    assert describe(again) == "计划 滞后 15→20"
    open_bases = common(("lax", "strict"), ("start",))
    for choice in (LAX, STRICT):
        assert own_changes(open_bases, [PLANS["lax"], PLANS["strict"]], plan_of(choice)) == ()
