"""Numbers that a side of a merge has retired: they mean nothing else ever after."""

import pytest
from problem_cases import BASE
from reading import miswrite

from jimoplan.core.changes.changes import RETIRED, ROOT, Element, Ref, Subject
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.patch import patch
from jimoplan.core.changes.structure import next_measure_id, next_task_id, remove_item
from jimoplan.core.merge.merge import merge
from jimoplan.core.merge.own_changes import own_changes
from jimoplan.core.merge.result import Merged
from jimoplan.core.merge.words import describe_conflict, describe_renumbered
from jimoplan.core.plan.model import Plan
from jimoplan.core.rules.checks import ERROR_RULES
from jimoplan.core.text.reading.load import load

TASK_3 = "      - id: '3'\n"


def read(text: str) -> Plan:
    loaded = load(text, with_advice=False)
    assert loaded.plan is not None
    assert not loaded.has_errors, loaded.problems
    return loaded.plan


def with_measure(number: str, title: str, text: str = BASE) -> str:
    """One more measure of task 1."""
    line = f"          - {{id: {number}, kind: 一次性, title: {title}}}\n"
    return miswrite(TASK_3, line + TASK_3, text)


START = read(BASE)
REPORTED = read(miswrite("title: 印发白皮书", "title: 编白皮书"))


def without(number: str, plan: Plan = START) -> Plan:
    """The plan after `remove`."""
    subject = Subject.MEASURE if "-" in number else Subject.TASK
    return patch(plan, remove_item(plan, Ref(subject, number)))


def told(merged: Merged) -> list[str]:
    return [describe_conflict(conflict) for conflict in merged.conflicts]


def errors(plan: Plan) -> list[str]:
    return [finding.code for rule in ERROR_RULES for finding in rule.check(plan)]


def test_both_sides_numbers_are_retired_in_one_order() -> None:
    one, other = without("1-4"), without("3", without("1-2"))
    merged, turned = merge(START, one, other), merge(START, other, one)

    assert merged.conflicts == turned.conflicts == ()
    assert merged.plan.plan.retired == turned.plan.plan.retired == ("1-2", "1-4", "3", "3-1")


def test_the_same_item_removed_by_both_is_retired_once() -> None:
    merged = merge(START, without("1-4"), without("1-2", without("1-4")))

    assert merged.conflicts == ()
    assert merged.plan.plan.retired == ("1-4", "1-2")


def test_a_removal_and_a_report_are_a_conflict_whose_views_are_both_plans() -> None:
    merged = merge(START, without("3"), REPORTED)

    assert told(merged) == ["任务 3 整项:我方 已删去,对方 有改动"]
    assert (merged.plan, merged.other) == (without("3"), REPORTED)
    assert errors(merged.plan) == errors(merged.other) == []
    for after in (merged.plan, merged.other):
        assert own_changes([START], [without("3"), REPORTED], after) == ()


def test_only_the_numbers_of_what_stays_are_taken_back() -> None:
    merged = merge(START, without("1-4", without("3")), REPORTED)

    assert merged.other.plan.retired == ("1-4",)
    assert merged.plan.plan.retired == ("3", "3-1", "1-4")


def test_a_number_let_go_by_a_merge_is_its_own_doing() -> None:
    sides = [without("3"), REPORTED]
    lost = sides[0].model_copy(update={"plan": sides[0].plan.model_copy(update={"retired": ()})})

    assert [change.touched for change in own_changes([START], sides, lost)] == [
        (ROOT, RETIRED, Element("3")),
        (ROOT, RETIRED, Element("3-1")),
    ]


def test_a_new_measure_with_a_number_retired_meanwhile_gets_another() -> None:
    gone = without("1-5", read(with_measure("1-5", "甲")))
    added = read(with_measure("1-5", "乙"))
    merged, turned = merge(START, gone, added), merge(START, added, gone)

    assert merged.plan == turned.plan == merged.other
    assert merged.conflicts == ()
    assert items_by_id(merged.plan)["1-6"].title == "乙"
    assert merged.plan.plan.retired == ("1-5",)
    assert [describe_renumbered(r) for r in (*merged.renumbered, *turned.renumbered)] == [
        "1-5 我方用过又停用了,对方也新增了一条:对方的“乙”改编号为 1-6",
        "1-5 对方用过又停用了,我方也新增了一条:我方的“乙”改编号为 1-6",
    ]
    assert own_changes([START], [gone, added], merged.plan) == ()


def test_measures_with_one_number_are_told_apart_by_numbers_never_used() -> None:
    six = with_measure("1-6", "乙")
    gone = without("1-6", read(with_measure("1-5", "甲", six)))
    merged = merge(START, gone, read(with_measure("1-5", "丙")))

    assert [each.new for each in merged.renumbered] == ["1-7"]
    assert errors(merged.plan) == []


def test_a_new_task_with_a_number_retired_meanwhile_is_a_conflict() -> None:
    second = "  - number: 二\n"
    text = miswrite(second, f"      - {{id: '4', title: 新, lead: [甲科]}}\n{second}")
    gone, added = without("4", read(text)), read(text.replace("title: 新", "title: 别的"))
    merged, turned = merge(START, gone, added), merge(START, added, gone)

    (words,) = told(merged)
    assert words.startswith("任务 4 整项(各改各的可以,合在一起:编号 4 已停用")
    assert words.endswith(":我方 没有,对方 新增")
    assert (merged.plan, merged.other) == (turned.other, turned.plan) == (gone, added)


def test_the_next_number_is_one_that_was_never_given() -> None:
    gone = without("3", without("1-4"))

    assert next_measure_id(gone, gone.all_tasks()[0]) == "1-5"
    assert next_task_id(gone, ()) == "4"


@pytest.mark.parametrize(
    ("given", "following"),
    [
        ("SC1 SC2", "SC3"),
        ("SC09", "SC10"),
        ("SC1 SC9", "SC10"),
        ("一-1 一-2", "一-3"),
        ("1.1 1.2", "1.3"),
        ("SC1 甲", "4"),
        ("SC1 XF1", "4"),
        ("", "4"),
    ],
    ids=lambda written: written or "none",
)
def test_the_next_task_s_number_is_written_as_those_beside_it(given: str, following: str) -> None:
    tasks = ", ".join(f"{{id: {number}, title: 甲, lead: [甲科]}}" for number in given.split())
    plan = read(f"{BASE}    tasks: [{tasks}]\n")

    assert next_task_id(plan, plan.sections[-1].tasks) == following


def test_a_number_with_letters_that_was_retired_is_not_given_again() -> None:
    tasks = "{id: SC1, title: 甲, lead: [甲科]}, {id: SC2, title: 乙, lead: [甲科]}"
    plan = without("SC2", read(f"{BASE}    tasks: [{tasks}]\n"))

    assert next_task_id(plan, plan.sections[-1].tasks) == "SC3"


def test_the_next_measure_s_number_has_the_letters_of_its_siblings() -> None:
    plan = read(BASE.replace("id: 3-1,", "id: 3-F1,"))

    assert next_measure_id(plan, plan.all_tasks()[-1]) == "3-F2"
