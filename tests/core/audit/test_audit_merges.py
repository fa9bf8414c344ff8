"""What a merge did itself, told from what its sides did before."""

import pytest
from audited import PEOPLED, STATUS_OF_1_1, TASK_3, UPDATE_OF_1_1, change
from hypothesis import assume, given
from laws import dear_law
from plan_texts import grown_plans

from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.patch import ClashError, patch
from jimoplan.core.changes.renaming import find_renames
from jimoplan.core.changes.words import describe
from jimoplan.core.merge.merge import merge
from jimoplan.core.merge.own_changes import MergeSplit, split_merge
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

Edits = tuple[tuple[str, str], ...]
NOTE: Edits = (("note: 指导12件", "note: 指导13件"),)
POLICY: Edits = (("behind: 15", "behind: 20"),)
STRICTER: Edits = (("behind: 15", "behind: 10"),)
EVIDENCE: Edits = ((STATUS_OF_1_1, f"{STATUS_OF_1_1}            evidence: [文件.pdf]\n"),)
UPDATE: Edits = (
    (UPDATE_OF_1_1, f"{UPDATE_OF_1_1}              - {{date: 2024-05-06, progress: 60}}\n"),
)
DROP: Edits = ((TASK_3, ""),)
ADD: Edits = ((TASK_3, f"{TASK_3}      - {{id: '4', title: 新任务}}\n"),)
ADD_OTHERWISE: Edits = ((TASK_3, f"{TASK_3}      - {{id: '4', title: 别的任务}}\n"),)

MEASURE: Edits = ((TASK_3, f"          - {{id: 1-5, kind: 一次性, title: 一边的}}\n{TASK_3}"),)
OTHER_MEASURE: Edits = (
    (TASK_3, f"          - {{id: 1-5, kind: 一次性, title: 另一边}}\n{TASK_3}"),
)


def plan_of(*edits: tuple[str, str]) -> Plan:
    plan = load(change(PEOPLED, *edits), with_advice=False).plan
    assert plan is not None
    return plan


def split(base: Edits, ours: Edits, theirs: Edits, merged: Edits) -> tuple[MergeSplit, MergeSplit]:
    """What a merge did, seen from either side."""
    start, one, other, result = (plan_of(*edits) for edits in (base, ours, theirs, merged))
    mine, others = split_merge([start], (one, other), result)
    return mine, others


def own(base: Edits, ours: Edits, theirs: Edits, merged: Edits) -> list[list[str]]:
    return [[describe(c) for c in side.own] for side in split(base, ours, theirs, merged)]


def test_taking_both_sides_is_nobody_s_change() -> None:
    assert own((), NOTE, POLICY, (*NOTE, *POLICY)) == [[], []]
    assert own((), UPDATE, EVIDENCE, (*UPDATE, *EVIDENCE)) == [[], []]
    assert own((), DROP, POLICY, (*DROP, *POLICY)) == [[], []]
    assert own((), ADD, POLICY, (*ADD, *POLICY)) == [[], []]


def test_choosing_either_side_of_a_conflict_is_not_either() -> None:
    assert own((), POLICY, STRICTER, POLICY) == [[], []]
    assert own((), POLICY, STRICTER, STRICTER) == [[], []]
    assert own((), ADD, ADD_OTHERWISE, ADD) == [[], []]


def test_a_value_that_no_side_has_is_the_merge_s_own() -> None:
    assert own((), NOTE, (), (*NOTE, *POLICY)) == [
        ["计划 滞后 15→20"],
        ["计划 滞后 15→20"],
    ]


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        (POLICY, ["计划 滞后 20→15"]),
        (UPDATE, ["1-1 删去填报记录 2024-05-06:进度 60%"]),
        (ADD, ["任务 4 删去 新任务(在板块 一)"]),
    ],
    ids=["a value", "an entry", "an item"],
)
def test_dropping_what_a_side_did_is_the_merge_s_own(theirs: Edits, words: list[str]) -> None:
    assert own((), NOTE, theirs, NOTE) == [[], words]


def test_bringing_back_what_a_side_took_away_is_too() -> None:
    back = ["任务 3 新增 办理行政复议(在板块 一)", "3-1 新增 印发白皮书(在任务 3)"]

    assert own((), NOTE, DROP, NOTE) == [[], back]


def test_an_item_that_came_in_another_form_is_the_merge_s_own() -> None:
    found = own((), ADD, NOTE, (*NOTE, *ADD_OTHERWISE))

    assert found == [["任务 4 任务名称 新任务→别的任务"], []]


def test_sides_that_never_were_together_explain_nothing() -> None:
    one, other = plan_of(), plan_of(*POLICY)

    assert split_merge([], (one, other), other)[0] == MergeSplit(diff(one, other), ())


def test_what_merging_numbers_anew_is_nobody_s_change() -> None:
    base, one, other = (plan_of(*edits) for edits in ((), MEASURE, OTHER_MEASURE))
    merged = merge(base, one, other)

    assert [renumbered.new for renumbered in merged.renumbered] == ["1-6"]
    assert [split.own for split in split_merge([base], (one, other), merged.plan)] == [(), ()]


@dear_law
@given(three=grown_plans(2))
def test_a_merge_that_takes_all_of_both_sides_did_nothing_itself(three: list[Plan]) -> None:
    start, one, other = three
    # A patch finds departments by name: beside a renaming it would not take all of the other side.
    assume(not find_renames(start, one) and not find_renames(start, other))
    try:
        merged = patch(one, diff(start, other))
    except ClashError:
        assume(condition=False)

    assert [split.own for split in split_merge([start], (one, other), merged)] == [(), ()]
