"""The laws of merging, held on random plans, and what merging means case by case."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import dear_law
from plan_texts import grown_plans
from problem_cases import BASE

from jimoplan.core.changes.changes import ROOT, Element, Insert, Ref, Remove, Set, Subject
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.outline import get_leaf, get_list, outline
from jimoplan.core.changes.renaming import rename_departments
from jimoplan.core.merge.merge import merge
from jimoplan.core.merge.own_changes import own_changes
from jimoplan.core.merge.renames import call_alike
from jimoplan.core.merge.result import Conflict, Merged, Renumbered
from jimoplan.core.merge.sequence import find_contested, weave_keys
from jimoplan.core.merge.words import describe_conflict, describe_renumbered, describe_reordered
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.reviews import standing_review
from jimoplan.core.rules.checks import ERROR_RULES
from jimoplan.core.text.reading.load import load

Three = list[Plan]


@dear_law
@given(three=grown_plans(2))
def test_which_side_is_which_makes_no_difference(three: Three) -> None:
    base, one, other = three
    merged, turned = merge(base, one, other), merge(base, other, one)

    assert (merged.plan, merged.other) == (turned.other, turned.plan)
    assert bool(merged.conflicts) == bool(turned.conflicts) == (merged.plan != merged.other)


@dear_law
@given(three=grown_plans(2))
def test_with_nothing_changed_on_one_side_it_yields_the_other(three: Three) -> None:
    base, one, other = three

    assert merge(base, base, other) == Merged(other, other)
    assert merge(base, one, base) == Merged(one, one)
    assert merge(base, one, one) == Merged(one, one)


@dear_law
@given(three=grown_plans(2))
def test_nothing_that_a_side_did_is_missing_from_its_view(three: Three) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    alike = call_alike(base, ours, theirs)
    views = (
        rename_departments(view, {side: each.name for each in alike.contested for side in each[1:]})
        for view in (merged.plan, merged.other)
    )

    mine, others = views
    assert missing(alike.base, alike.ours, mine, renumbered(merged, ours=True)) == []
    assert missing(alike.base, alike.theirs, others, renumbered(merged, ours=False)) == []


@dear_law
@given(three=grown_plans(2))
def test_no_rule_is_broken_that_neither_side_broke(three: Three) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)

    allowed = faults(ours) | faults(theirs)
    assert faults(merged.plan) | faults(merged.other) <= allowed


def faults(plan: Plan) -> set[tuple[str, str]]:
    """The errors of a plan, whatever number a merge has given to the measure they are of."""
    return {(code, re.sub(r"举措 \S+-[0-9]+", "举措", words)) for code, words in errors(plan)}


def missing(base: Plan, side: Plan, view: Plan, numbers: dict[str, str]) -> list[object]:
    """What a side set, added or removed that is not so in the plan from its point of view."""
    there = outline(view)
    lost: list[object] = []
    for change in diff(base, side):
        match change:
            case Set(item, field, _, new):
                node = there.get(item)
                good = node is not None and get_leaf(node.model, field) == new
            case Insert(place, Element(value), _):
                node = there.get(place.owner)
                values = get_list(node.model, place.field) if node else ()
                rewritten = isinstance(value, Update) and any(
                    says(update, value, was)
                    for update in updates_of(view, place.owner)
                    for was in updates_of(base, place.owner)
                )
                good = value in values or rewritten
            case Insert(place, key, _):
                subject = outline(side).keys() & {Ref(s, str(key)) for s in Subject}
                good = any(Ref(r.subject, numbers.get(r.id, r.id)) in there for r in subject)
            case Remove(place, key, _) if not isinstance(key, Element):
                good = all(Ref(s, key) not in there for s in SUBJECTS[place.field])
            case _:
                good = True
        if not good:
            lost.append(change)
    return lost


SUBJECTS = {
    "departments": [Subject.DEPARTMENT],
    "sections": [Subject.SECTION],
    "tasks": [Subject.TASK],
    "measures": [],  # its number may be given again
}


def updates_of(plan: Plan, ref: Ref) -> tuple[Update, ...]:
    node = outline(plan).get(ref)
    return node.model.updates if node and isinstance(node.model, Measure) else ()


def says(update: Update, wanted: Update, was: Update) -> bool:
    """Whether an update that both sides rewrote says what one of them changed in it."""
    changed = [f for f in Update.model_fields if getattr(wanted, f) != getattr(was, f)]
    return all(getattr(update, field) == getattr(wanted, field) for field in changed)


def renumbered(merged: Merged, *, ours: bool) -> dict[str, str]:
    return {r.old: r.new for r in merged.renumbered if r.ours is ours}


def errors(plan: Plan) -> set[tuple[str, str]]:
    return {(f.code, f.message) for rule in ERROR_RULES for f in rule.check(plan)}


# Case by case, on one plan written out.


def read(text: str) -> Plan:
    loaded = load(text, with_advice=False)
    assert loaded.plan is not None
    assert not loaded.has_errors, loaded.problems
    return loaded.plan


def edited(*edits: tuple[str, str], text: str = BASE) -> Plan:
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read(text)


def merge_edits(
    ours: tuple[str, str], theirs: tuple[str, str], *, base: tuple[tuple[str, str], ...] = ()
) -> Merged:
    return merge(edited(*base), edited(*base, ours), edited(*base, theirs))


LAST = "{date: 2024-03-15, progress: 40, note: 初稿已征求意见}"
LINE = "              - "
NO_31 = "{id: 3-1, kind: 一次性, title: 印发白皮书, text: 印发《白皮书》。, due: 2024-09-30}"
END_1_4 = "            definition: 负责人出庭件数除以开庭件数\n            due: 2024-12-31\n"


def after(update: str) -> tuple[str, str]:
    """One more update of 1-1."""
    return LAST, f"{LAST}\n{LINE}{update}"


def more(number: str, title: str, rest: str = "") -> tuple[str, str]:
    """One more measure of task 1."""
    new = f"          - {{id: {number}, kind: 一次性, title: {title}{rest}}}\n"
    return END_1_4, END_1_4 + new


def item(plan: Plan, number: str) -> Any:  # noqa: ANN401 - of whichever kind
    return next(n.model for ref, n in outline(plan).items() if ref.id == number)


def told(merged: Merged) -> list[str]:
    return [describe_conflict(conflict) for conflict in merged.conflicts]


def test_updates_of_both_sides_stand_in_order_of_date() -> None:
    merged = merge_edits(
        after("{date: 2024-05-03, progress: 70}"), after("{date: 2024-05-01, progress: 60}")
    )

    assert merged.conflicts == ()
    assert [u.progress for u in item(merged.plan, "1-1").updates] == [40, 60, 70]


def test_two_figures_for_the_same_last_day_are_a_conflict_and_both_notes_stay() -> None:
    merged = merge_edits(
        after("{date: 2024-05-01, by: 张三, progress: 60, note: 甲}"),
        after("{date: 2024-05-01, by: 李四, progress: 70, note: 乙}"),
    )

    assert told(merged) == ["1-1 2024-05-01 进度:我方 60%,对方 70%"]
    assert [(u.note, u.progress) for u in item(merged.plan, "1-1").updates[1:]] == [
        ("甲", 60),
        ("乙", None),
    ]
    assert {u.progress for u in item(merged.other, "1-1").updates} == {40, None, 70}


def test_a_second_report_of_the_same_day_by_one_side_is_no_conflict() -> None:
    merged = merge_edits(
        after("{date: 2024-03-15, progress: 50, note: 又报}"),
        ("title: 指导应诉", "title: 指导各单位应诉"),
    )

    assert merged.conflicts == ()
    both = merge_edits(
        after("{date: 2024-03-15, progress: 50, note: 又报}"), after("{date: 2024-03-14, note: 补}")
    )
    assert both.conflicts == ()
    assert [u.progress for u in item(both.plan, "1-1").updates] == [40, None, 50]


def check_choosing(base: Plan, ours: Plan, theirs: Plan) -> None:
    """Whoever takes either side's view of a merge has changed nothing by themselves."""
    merged = merge(base, ours, theirs)
    for view in (merged.plan, merged.other):
        assert own_changes([base], [ours, theirs], view) == ()


NEIGHBOURS = {
    "nothing else": ((), (), ()),
    "later in the base": ((), ("{date: 2024-06-01, progress: 90}",), ()),
    "the same day in the base": (("{date: 2024-05-01, by: 王五, progress: 50}",), (), ()),
    "later on one side": ((), (), ("{date: 2024-05-20, progress: 90}",)),
    "a later figure on either side": (
        ("{date: 2024-04-01, progress: 45}",),
        (),
        ("{date: 2024-05-20, progress: 90}", "{date: 2024-05-21, progress: 91}"),
    ),
}


def reports(*entries: str) -> tuple[str, str]:
    """All updates of 1-1, the known one first."""
    return LAST, f"\n{LINE}".join((LAST, *entries))


@pytest.mark.parametrize("neighbours", NEIGHBOURS)
@pytest.mark.parametrize("people", ["张三李四", "张三张三"], ids=["two people", "one person"])
def test_two_figures_for_one_day_are_a_conflict_whatever_stands_around(
    people: tuple[str, str], neighbours: str
) -> None:
    earlier, later, own = NEIGHBOURS[neighbours]
    one = f"{{date: 2024-05-01, by: {people[:2]}, progress: 70, note: 甲}}"
    other = f"{{date: 2024-05-01, by: {people[2:]}, progress: 75, note: 乙}}"
    base = edited(reports(*earlier, *later))
    ours = edited(reports(*earlier, one, *own[:1], *later))
    theirs = edited(reports(*earlier, other, *own[1:], *later))
    merged, turned = merge(base, ours, theirs), merge(base, theirs, ours)

    assert told(merged) == ["1-1 2024-05-01 进度:我方 70%,对方 75%"]
    assert (merged.plan, merged.other) == (turned.other, turned.plan)
    check_choosing(base, ours, theirs)
    for view, figures in (
        (merged.plan, {"甲": 70, "乙": None}),
        (merged.other, {"甲": None, "乙": 75}),
    ):
        said = {u.note: u.progress for u in item(view, "1-1").updates if u.note in figures}
        assert said == figures
        assert {u.date for u in item(view, "1-1").updates} == {
            u.date for side in (ours, theirs) for u in item(side, "1-1").updates
        }


def test_each_day_with_two_figures_is_a_conflict_of_its_own() -> None:
    merged = merge_edits(
        reports("{date: 2024-05-01, progress: 60, note: 甲}", "{date: 2024-05-02, progress: 70}"),
        reports("{date: 2024-05-01, progress: 65, note: 乙}", "{date: 2024-05-02, progress: 75}"),
    )

    assert told(merged) == [
        "1-1 2024-05-01 进度:我方 60%,对方 65%",
        "1-1 2024-05-02 进度:我方 70%,对方 75%",
    ]


def test_what_one_side_reported_on_top_of_what_both_have_is_no_conflict() -> None:
    first, second = (f"{{date: 2024-05-01, by: 张三, progress: {n}}}" for n in (70, 75))
    merged = merge_edits(reports(first), reports(first, second))

    assert merged.conflicts == ()
    assert [u.progress for u in item(merged.plan, "1-1").updates] == [40, 70, 75]


VALUE = "            definition: 负责人出庭件数除以开庭件数\n"


def counted(dept: str, value: int, total: str = "") -> tuple[str, str]:
    """1-4 with one report of its value."""
    whose = f"dept: {dept}, " if dept else ""
    entry = f"updates: [{{date: 2024-05-01, by: 张三, {whose}value: {value}}}]"
    return VALUE, f"{VALUE}{total}            {entry}\n"


@pytest.mark.parametrize(
    ("total", "departments", "values"),
    [
        ("", ("甲科", "乙科"), {3}),
        ("            total: 累计\n", ("甲科", "乙科"), {3, 5}),
        ("            total: 累计\n", ("甲科", "甲科"), {3}),
        ("            total: 累计\n", ("", ""), {3}),
    ],
)
def test_values_that_add_up_contradict_each_other_only_within_a_department(
    total: str, departments: tuple[str, str], values: set[int]
) -> None:
    base = read(BASE.replace(VALUE, f"{VALUE}{total}"))
    sides = [edited(counted(d, n, total)) for d, n in zip(departments, (3, 5), strict=True)]
    merged = merge(base, *sides)

    assert [c.field for c in merged.conflicts] == ["value"] * (len(values) == 1)
    assert {u.value for u in item(merged.plan, "1-4").updates} - {None} == values
    check_choosing(base, *sides)


def test_reports_of_two_periods_on_one_day_both_stand() -> None:
    kind = (
        "kind: 常态化\n            title: 指导应诉",
        "kind: 周期性\n            cadence: 每月\n            title: 指导应诉",
    )
    known = "{date: 2024-04-01, note: 指导12件}"

    def side(period: int) -> tuple[str, str]:
        return known, f"{known}\n{LINE}{{date: 2024-05-01, by: 张三, period: {period}, note: 甲}}"

    merged = merge_edits(side(2), side(3), base=(kind,))

    assert merged.conflicts == ()
    assert [u.period for u in item(merged.plan, "1-2").updates] == [None, 2, 3]


def test_an_update_that_both_rewrote_is_put_together_field_by_field() -> None:
    merged = merge_edits(
        ("progress: 40, note: 初稿已征求意见", "progress: 50, note: 初稿已征求意见"),
        ("progress: 40, note: 初稿已征求意见", "progress: 40, note: 初稿已审"),
    )

    assert merged.conflicts == ()
    (update,) = item(merged.plan, "1-1").updates
    assert (update.progress, update.note) == (50, "初稿已审")


def test_reports_of_two_departments_by_one_person_on_one_day_are_two() -> None:
    both = "{date: 2024-05-01, by: 李四, dept: 甲科, note: 甲}"
    merged = merge_edits(
        (both, both.replace("note: 甲", "note: 甲甲")),
        (both, f"{both}\n{LINE}{both.replace('甲科', '乙科')}"),
        base=(after(both),),
    )

    assert merged.conflicts == ()
    assert {(u.dept, u.note) for u in item(merged.plan, "1-1").updates[1:]} == {
        ("甲科", "甲甲"),
        ("乙科", "甲"),
    }


@pytest.mark.parametrize("sides", [(0, 1), (1, 0)])
def test_a_report_that_says_its_department_on_one_side_only_is_one_report(
    sides: tuple[int, int],
) -> None:
    report = "{date: 2024-05-01, by: 张三, note: 甲}"
    edits = [after(report), after(report.replace("note", "dept: 甲科, note"))]
    merged = merge_edits(edits[sides[0]], edits[sides[1]])

    assert merged.conflicts == ()
    assert [(u.dept, u.note) for u in item(merged.plan, "1-1").updates[1:]] == [("甲科", "甲")]


def test_a_department_written_on_one_side_and_words_on_the_other_are_both_kept() -> None:
    two = (
        f"{{date: 2024-05-01, by: 张三, note: 甲}}\n{LINE}{{date: 2024-05-02, by: 张三, note: 乙}}"
    )
    merged = merge_edits(
        (two, two.replace("note", "dept: 甲科, note")),
        (two, two.replace("note: 甲", "note: 甲甲").replace("note: 乙", "note: 乙乙")),
        base=(after(two),),
    )

    assert merged.conflicts == ()
    assert [(u.dept, u.note) for u in item(merged.plan, "1-1").updates[1:]] == [
        ("甲科", "甲甲"),
        ("甲科", "乙乙"),
    ]


def test_remarks_of_both_sides_stand_in_order_of_date() -> None:
    status = "            title: 指导应诉\n"

    def remark(*said: str) -> tuple[str, str]:
        return status, f"{status}            remarks: [{', '.join(said)}]\n"

    merged = merge_edits(
        remark("{date: 2024-05-01, by: 李四, text: 甲}", "{date: 2024-05-03, text: 丙}"),
        remark(
            "{date: 2024-05-01, by: 李四, kind: 提醒, text: 乙}", "{date: 2024-05-02, text: 丁}"
        ),
    )

    assert merged.conflicts == ()
    remarks = item(merged.plan, "1-2").remarks
    assert {remark.text for remark in remarks} == set("甲乙丙丁")
    assert [remark.date.day for remark in remarks] == [1, 1, 2, 3]


def test_an_update_of_which_one_side_changed_the_day_is_still_the_same() -> None:
    merged = merge_edits(
        (LAST, LAST.replace("03-15", "03-16")), (LAST, LAST.replace("初稿已征求意见", "初稿已审"))
    )

    assert merged.conflicts == ()
    (update,) = item(merged.plan, "1-1").updates
    assert (str(update.date), update.note) == ("2024-03-16", "初稿已审")


def test_an_update_given_two_days_is_a_conflict() -> None:
    merged = merge_edits(
        (LAST, LAST.replace("03-15", "03-16")), (LAST, LAST.replace("03-15", "03-17"))
    )

    (told_of,) = told(merged)
    assert told_of.endswith(":我方 2024-03-16,对方 2024-03-17")


def test_an_update_removed_by_one_side_and_rewritten_by_the_other_is_a_conflict() -> None:
    more_of = after("{date: 2024-05-03, note: 送审}")
    gone = edited((f"{LINE}{LAST}\n", f"{LINE}{{date: 2024-05-03, note: 送审}}\n"))
    base, rewritten = edited(more_of), edited(more_of, ("初稿已征求意见", "初稿已审"))
    merged, turned = merge(base, gone, rewritten), merge(base, rewritten, gone)

    assert [(c.field, c.ours) for c in merged.conflicts] == [("updates", None)]
    assert [u.note for u in item(merged.plan, "1-1").updates] == ["送审"]
    assert [u.note for u in item(merged.other, "1-1").updates] == ["初稿已审", "送审"]
    assert (merged.plan, merged.other) == (turned.other, turned.plan)


def test_whichever_deadline_is_chosen_the_records_of_both_stay() -> None:
    field = "            due: 2024-06-30\n"
    record = "{changed: 2024-05-07, due: 2024-06-30, reason: 等批复, approved_by: 甲}"
    new = f"            due: 2024-07-31\n            due_changes:\n              - {record}\n"
    ours = field, new
    theirs = field, new.replace("2024-07-31", "2024-08-31").replace("05-07", "05-08")
    merged = merge_edits(ours, theirs)
    check_choosing(read(BASE), edited(ours), edited(theirs))

    assert [c.field for c in merged.conflicts] == ["due"]
    for plan in (merged.plan, merged.other):
        assert [str(d.changed) for d in item(plan, "1-1").due_changes] == [
            *("2024-05-07", "2024-05-08"),
        ]
    assert [str(item(plan, "1-1").due) for plan in (merged.plan, merged.other)] == [
        *("2024-07-31", "2024-08-31"),
    ]


def test_a_deadline_put_off_to_one_day_on_two_records_keeps_both() -> None:
    field = "            due: 2024-06-30\n"
    record = "{changed: 2024-05-07, due: 2024-06-30, reason: 等批复, approved_by: 甲}"
    ours = field.replace("06-30", "07-31") + f"            due_changes: [{record}]\n"
    merged = merge(
        read(BASE), edited((field, ours)), edited((field, ours.replace("等批复", "等文件")))
    )

    assert merged.conflicts == ()
    assert sorted(d.reason for d in item(merged.plan, "1-1").due_changes) == ["等批复", "等文件"]


DUE_STATUS = "due: 2024-06-30\n            status: 推进中\n"


def reviewed(result: str, by: str, status: str, text: str = "") -> str:
    said = f", reason: {text}" if text else ""
    review = f"{{date: 2024-07-02, result: {result}, submitted_by: 张三, by: {by}{said}}}"
    return f"{DUE_STATUS.replace('推进中', status)}            reviews: [{review}]\n"


def test_approved_by_one_and_returned_by_the_other_is_a_choice_that_keeps_both_reviews() -> None:
    done = DUE_STATUS.replace("推进中", "已完成") + "            finished: 2024-06-28\n"
    approved = reviewed("销号", "王五", "已销号") + "            finished: 2024-06-28\n"
    returned = reviewed("退回", "赵六", "推进中", "缺材料")
    base = edited((DUE_STATUS, done))
    sides = edited((DUE_STATUS, approved)), edited((DUE_STATUS, returned))
    merged = merge(base, *sides)
    check_choosing(base, *sides)

    assert [c.field for c in merged.conflicts] == ["status", "finished"]
    both = {review for side in sides for review in item(side, "1-1").reviews}
    for plan, side in zip((merged.plan, merged.other), sides, strict=True):
        made, its = item(plan, "1-1"), item(side, "1-1")
        assert set(made.reviews) == both
        assert made == its.model_copy(update={"reviews": made.reviews})
        assert standing_review(made) in its.reviews


def test_reviews_of_both_sides_stand_by_date_whatever_status_is_chosen() -> None:
    done = DUE_STATUS.replace("推进中", "已完成")
    later = reviewed("销号", "王五", "已销号").replace("07-02", "07-03")
    sides = edited((DUE_STATUS, later)), edited((DUE_STATUS, reviewed("退回", "赵六", "推进中")))
    merged = merge(edited((DUE_STATUS, done)), *sides)

    for plan in (merged.plan, merged.other):
        assert [str(r.date) for r in item(plan, "1-1").reviews] == ["2024-07-02", "2024-07-03"]


def test_returned_by_both_each_for_a_reason_is_returned_for_both() -> None:
    done = DUE_STATUS.replace("推进中", "已完成")
    sides = [reviewed("退回", by, "推进中", why) for by, why in (("王五", "甲"), ("赵六", "乙"))]
    merged = merge(edited((DUE_STATUS, done)), *(edited((DUE_STATUS, side)) for side in sides))

    assert merged.conflicts == ()
    assert [r.reason for r in item(merged.plan, "1-1").reviews] == ["甲", "乙"]


def test_an_update_given_two_figures_is_a_conflict() -> None:
    merged = merge_edits(("progress: 40", "progress: 50"), ("progress: 40", "progress: 60"))

    assert merged.conflicts == (Conflict(Ref(Subject.MEASURE, "1-1"), "progress", 40, 50, 60),)
    assert item(merged.plan, "1-1").updates[0].progress == 50
    assert item(merged.other, "1-1").updates[0].progress == 60


def test_a_status_set_two_ways_is_a_conflict_with_all_that_goes_with_it() -> None:
    field = "due: 2024-06-30\n            status: 推进中"
    done = field.replace("推进中", "已完成") + (
        "\n            submitted: 2024-07-01\n            submitted_by: 李四"
    )
    merged = merge_edits(
        (field, "due: 2024-06-30\n            status: 暂缓\n            reason: 等批复"),
        (field, done),
    )

    assert told(merged) == [
        "1-1 状态:我方 暂缓,对方 已完成",
        "1-1 原因:我方 等批复,对方 (无)",
        "1-1 提交日期:我方 (无),对方 2024-07-01",
        "1-1 提交人:我方 (无),对方 李四",
    ]
    assert item(merged.plan, "1-1").submitted_by is None
    assert item(merged.plan, "1-1").submitted is None
    assert item(merged.other, "1-1").reason is None


def test_the_same_value_on_both_sides_and_other_fields_are_no_conflict() -> None:
    due = ("due: 2024-06-30", "due: 2024-07-31")
    merged = merge_edits(due, (due[0], f"{due[1]}\n            evidence: [规则.pdf]"))

    assert merged.conflicts == ()
    assert str(item(merged.plan, "1-1").due) == "2024-07-31"
    assert item(merged.plan, "1-1").evidence == ("规则.pdf",)


def test_lists_without_ids_are_unions_without_what_either_side_removed() -> None:
    merged = merge_edits(
        ("aliases: [二科]", "aliases: [二科, 甲名]"), ("aliases: [二科]", "aliases: [乙名]")
    )

    assert merged.conflicts == ()
    assert item(merged.plan, "乙科").aliases == ("乙名", "甲名")


def test_an_item_moved_by_one_and_edited_by_the_other_is_both() -> None:
    task = BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")]
    end = "    title: 公共法律服务\n"
    moved = edited((task, ""), (end, f"{end}    tasks:\n{task}"))
    merged = merge(read(BASE), moved, edited(("title: 办理行政复议", "title: 办好行政复议")))

    assert merged.conflicts == ()
    assert [t.title for t in merged.plan.sections[1].tasks] == ["办好行政复议"]
    assert [t.id for t in merged.plan.sections[0].tasks] == ["1"]


def test_an_item_moved_to_two_places_is_a_conflict() -> None:
    end = "    title: 公共法律服务\n"
    third = (end, f"{end}  - {{number: 三, title: 队伍建设}}\n")
    base = edited(third)
    task = BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")]
    two = edited((task, ""), third, (end, f"{end}    tasks:\n{task}"))
    three = edited(
        (task, ""), (end, f"{end}  - number: 三\n    title: 队伍建设\n    tasks:\n{task}")
    )
    merged = merge(base, two, three)

    assert told(merged) == ["任务 3 所在板块:我方 二,对方 三"]
    assert [len(section.tasks) for section in merged.plan.sections] == [1, 1, 0]
    assert [len(section.tasks) for section in merged.other.sections] == [1, 0, 1]


def test_a_task_moved_out_of_all_sections_and_into_another_is_a_conflict() -> None:
    end = "    title: 公共法律服务\n"
    task = BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")]
    outside = "".join(line[4:] for line in task.splitlines(keepends=True))
    merged = merge(
        edited(),
        edited((task, ""), ("sections:\n", f"tasks:\n{outside}sections:\n")),
        edited((task, ""), (end, f"{end}    tasks:\n{task}")),
    )

    assert told(merged) == ["任务 3 所在板块:我方 板块之外,对方 二"]


@pytest.mark.parametrize("turn", [False, True], ids=["one way", "the other way"])
def test_what_one_side_removes_and_the_other_moves_is_a_conflict(turn: bool) -> None:  # noqa: FBT001
    task = BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")]
    end = "    title: 公共法律服务\n"
    gone = edited((task, ""))
    moved = edited((task, ""), (end, f"{end}    tasks:\n{task}"))
    sides = (moved, gone) if turn else (gone, moved)
    merged = merge(read(BASE), *sides)

    words = ["有改动", "已删去"] if turn else ["已删去", "有改动"]
    assert told(merged) == [f"任务 3 整项:我方 {words[0]},对方 {words[1]}"]
    assert {merged.plan, merged.other} == {gone, moved}


@pytest.mark.parametrize("gone", [0, 1])
def test_what_one_side_removes_is_gone_though_the_other_put_it_in_another_order(gone: int) -> None:
    tasks = [
        BASE[BASE.index("      - id: '1'") : BASE.index("      - id: '3'")],
        BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")],
    ]
    turned = edited(("".join(tasks), "".join(reversed(tasks))))
    merged = merge(read(BASE), turned, edited((tasks[gone], "")))

    assert merged.conflicts == ()
    assert [task.id for task in merged.plan.all_tasks()] == [("3", "1")[gone]]


def test_what_one_side_removes_and_the_other_edits_is_a_conflict() -> None:
    merged = merge_edits(
        (f"        measures:\n          - {NO_31}\n", ""), ("title: 印发白皮书", "title: 编白皮书")
    )

    assert told(merged) == ["3-1 整项:我方 已删去,对方 有改动"]
    assert Ref(Subject.MEASURE, "3-1") not in outline(merged.plan)
    assert item(merged.other, "3-1").title == "编白皮书"


def test_what_one_side_removes_and_the_other_adds_into_is_a_conflict() -> None:
    task = BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")]
    added = f"          - {NO_31}\n          - {{id: 3-2, kind: 一次性, title: 乙}}\n"
    merged = merge_edits((task, ""), (f"          - {NO_31}\n", added))

    assert told(merged) == ["任务 3 整项:我方 已删去,对方 有改动"]
    assert [t.id for t in merged.plan.all_tasks()] == ["1"]
    assert [m.id for m in item(merged.other, "3").measures] == ["3-1", "3-2"]


def test_two_different_measures_with_one_number_both_stay() -> None:
    one, two = more("1-5", "甲"), more("1-5", "乙")
    merged, turned = merge_edits(one, two), merge_edits(two, one)

    assert merged.plan == turned.plan == merged.other
    titles = {m.id: m.title for m in item(merged.plan, "1").measures[-2:]}
    (renumbered,) = merged.renumbered
    assert titles == {"1-5": "乙", "1-6": "甲"}
    assert renumbered == Renumbered("1-5", "1-6", "甲", ours=True)
    assert describe_renumbered(renumbered) == (
        "双方都新增了 1-5,内容不同,两条都保留:我方的“甲”改编号为 1-6"
    )
    assert [m.id for m in item(turned.plan, "1").measures[-2:]] == ["1-5", "1-6"]


def test_the_same_new_measure_is_merged_field_by_field() -> None:
    merged = merge_edits(
        more("1-5", "甲", ", due: 2024-09-30"), more("1-5", "甲", ", status: 推进中")
    )

    assert (merged.conflicts, merged.renumbered) == ((), ())
    new = item(merged.plan, "1-5")
    assert (str(new.due), new.status) == ("2024-09-30", "推进中")


END = "    title: 公共法律服务\n"


def new_task(title: str, owner: str, *measures: str) -> tuple[str, str]:
    """A new task 4 with measures of these titles."""
    listed = ", ".join(
        f"{{id: 4-{at}, kind: 一次性, title: {each}}}" for at, each in enumerate(measures, 1)
    )
    task = f"{{id: '4', title: {title}, lead: [{owner}], measures: [{listed}]}}"
    return END, f"{END}    tasks: [{task}]\n"


def test_two_new_tasks_with_one_number_are_a_conflict_over_the_whole_task() -> None:
    merged = merge_edits(new_task("甲", "甲科", "甲一", "甲二"), new_task("乙", "乙科", "乙一"))

    assert told(merged) == [
        (
            "任务 4 整项(双方各新增了一项,内容不同,只能留一项,另一项可以换个编号再添)"
            ":我方 “甲”,对方 “乙”"
        )
    ]
    views = item(merged.plan, "4"), item(merged.other, "4")
    assert [(each.title, each.lead) for each in views] == [("甲", ("甲科",)), ("乙", ("乙科",))]
    assert [[m.title for m in each.measures] for each in views] == [["甲一", "甲二"], ["乙一"]]
    assert merged.renumbered == ()


def test_one_new_task_that_both_sides_have_is_merged_field_by_field() -> None:
    merged = merge_edits(new_task("甲", "甲科", "甲一"), new_task("甲", "乙科", "甲一", "甲二"))

    assert told(merged) == []
    assert set(item(merged.plan, "4").lead) == {"甲科", "乙科"}
    assert [m.title for m in item(merged.plan, "4").measures] == ["甲一", "甲二"]


def test_two_new_sections_with_one_number_are_a_conflict_over_all_that_is_in_them() -> None:
    merged = merge_edits(
        (END, f"{END}  - {{number: 三, title: 甲, tasks: [{{id: '4', title: 甲事}}]}}\n"),
        (END, f"{END}  - {{number: 三, title: 乙, tasks: [{{id: '5', title: 乙事}}]}}\n"),
    )

    assert told(merged) == [
        (
            "板块 三 整项(双方各新增了一项,内容不同,只能留一项,另一项可以换个编号再添)"
            ":我方 “甲”,对方 “乙”"
        )
    ]
    assert [[t.title for t in view.sections[-1].tasks] for view in (merged.plan, merged.other)] == [
        ["甲事"],
        ["乙事"],
    ]


def test_what_was_moved_into_one_of_two_new_sections_keeps_what_both_did_to_it() -> None:
    task = BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")]
    running = "title: 办理行政复议\n        responsible: [乙科]\n        status: 推进中\n"
    merged = merge(
        edited(),
        edited((task, ""), (END, f"{END}  - number: 三\n    title: 甲\n    tasks:\n{task}")),
        edited(
            ("title: 办理行政复议\n        responsible: [乙科]\n", running),
            (END, f"{END}  - {{number: 三, title: 乙}}\n"),
        ),
    )

    assert [conflict.item.id for conflict in merged.conflicts] == ["三"]
    views = merged.plan, merged.other
    assert [item(view, "3").status for view in views] == ["推进中", "推进中"]
    assert [[t.id for t in view.sections[0].tasks] for view in views] == [["1"], ["1", "3"]]
    assert [[t.id for t in view.sections[-1].tasks] for view in views] == [["3"], []]


def test_two_new_departments_with_one_name_are_a_conflict_over_the_whole() -> None:
    line = "  - {name: 甲科, kind: 科室}\n"
    merged = merge_edits(
        (line, f"{line}  - {{name: 专班, kind: 群组, members: [甲科]}}\n"),
        (line, f"{line}  - {{name: 专班, kind: 科室, aliases: [班子]}}\n"),
    )

    assert told(merged) == [
        (
            "部门 专班 整项(双方各新增了一项,内容不同,只能留一项,另一项可以换个名称再添)"
            ":我方 “群组”,对方 “科室”"
        )
    ]
    views = item(merged.plan, "专班"), item(merged.other, "专班")
    assert [(each.members, each.aliases) for each in views] == [(("甲科",), ()), ((), ("班子",))]


def test_sides_that_break_a_rule_together_are_a_conflict_over_the_whole_item() -> None:
    running = "responsible: [乙科]\n        status: 推进中"
    finished = "due: 2024-09-30, status: 已完成}"
    base = (("responsible: [乙科]", running), ("due: 2024-09-30}", finished))
    merged = merge_edits(
        (running, running.replace("推进中", "已完成")),
        (finished, f"{finished}\n          - {{id: 3-2, kind: 一次性, title: 乙}}"),
        base=base,
    )

    assert told(merged) == [
        (
            "任务 3 整项(各改各的可以,合在一起:任务 3 已完成,但举措 3-2 还没有(暂缓的也算没有))"
            ":我方 有改动,对方 有改动"
        )
    ]
    assert item(merged.plan, "3").status == "已完成"
    assert [m.id for m in item(merged.plan, "3").measures] == ["3-1"]
    assert item(merged.other, "3").status == "推进中"
    assert [m.id for m in item(merged.other, "3").measures] == ["3-1", "3-2"]


def test_a_department_removed_by_one_and_named_by_the_other_is_a_conflict() -> None:
    unused = ("  - {name: 各科室", "  - {name: 丙科, kind: 科室}\n  - {name: 各科室")
    base = edited(unused)
    merged = merge(base, read(BASE), edited(unused, ("responsible: [乙科]", "responsible: [丙科]")))

    assert {c.item for c in merged.conflicts} == {
        Ref(Subject.DEPARTMENT, "丙科"),
        Ref(Subject.TASK, "3"),
    }
    assert item(merged.plan, "3").responsible == ("乙科",)
    assert item(merged.other, "3").responsible == ("丙科",)


def test_dates_of_the_plan_that_contradict_each_other_are_a_conflict_over_them_alone() -> None:
    start, end = "start: 2024-01-01", "end: 2024-12-31"
    base = ((f"period: {{{start}, {end}}}", f"period: {{{start}, {end}}}"),)
    merged = merge_edits((start, "start: 2024-08-01"), (f"{end}}}", "end: 2024-06-30}"), base=base)

    assert {(c.item, c.field) for c in merged.conflicts} == {
        (ROOT, "plan.period.start"),
        (ROOT, "plan.period.end"),
    }


def test_an_order_changed_by_one_side_is_kept() -> None:
    swapped = (
        "  - {name: 甲科, kind: 科室}\n  - {name: 乙科, kind: 科室, aliases: [二科]}\n",
        "  - {name: 乙科, kind: 科室, aliases: [二科]}\n  - {name: 甲科, kind: 科室}\n",
    )
    added = ("  - {name: 各科室", "  - {name: 丙科, kind: 科室}\n  - {name: 各科室")
    merged = merge_edits(swapped, added)

    assert merged.conflicts == ()
    assert [d.name for d in merged.plan.departments] == ["乙科", "丙科", "甲科", "各科室"]


@pytest.mark.parametrize("turn", [False, True], ids=["one way", "the other way"])
def test_what_both_insert_at_one_place_goes_by_number(turn: bool) -> None:  # noqa: FBT001
    one, two = more("1-10", "甲"), more("1-9", "乙")
    merged = merge_edits(two, one) if turn else merge_edits(one, two)

    assert [m.id for m in item(merged.plan, "1").measures[-2:]] == ["1-9", "1-10"]


def woven(base: str, ours: str, theirs: str) -> str:
    """Orders of single letters put together; the same whichever side is which."""
    sides = list(ours), list(theirs)
    one, other = (weave_keys(list(base), *turn, set(base)) for turn in (sides, sides[::-1]))
    assert one == other
    return "".join(map(str, one))


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        ("213456", "123465", "213465"),
        ("612345", "134562", "613452"),
        ("213456", "234561", "234561"),
        ("561234", "124356", "561243"),
    ],
    ids=["two swaps", "to either end", "a swap and a move", "a block and a swap"],
)
def test_moves_of_both_sides_both_stand(ours: str, theirs: str, both: str) -> None:
    assert woven("123456", ours, theirs) == both


def test_moves_of_one_element_to_two_places_are_decided_by_content_and_told() -> None:
    assert woven("123456", "412356", "123564") == "123564"
    assert find_contested(list("123456"), list("412356"), list("123564")) == ["4"]
    assert find_contested(list("123456"), list("213456"), list("123465")) == []


orders = st.permutations(list("123456"))


@dear_law
@given(ours=orders, theirs=orders)
def test_any_two_that_a_side_turned_round_stay_so_unless_it_is_told(
    ours: list[str], theirs: list[str]
) -> None:
    base = list("123456")
    both = list(woven("".join(base), "".join(ours), "".join(theirs)))
    turned = [
        (one, other)
        for side in (ours, theirs)
        for at, one in enumerate(side)
        for other in side[at:]
        if one > other
    ]
    kept = all(both.index(one) < both.index(other) for one, other in turned)
    assert kept or find_contested(base, ours, theirs)


def test_what_both_moved_to_different_places_is_said_in_words() -> None:
    first, second, third = (
        "  - {name: 甲科, kind: 科室}\n",
        "  - {name: 乙科, kind: 科室, aliases: [二科]}\n",
        "  - {name: 丙科, kind: 科室}\n",
    )
    base = edited((second, second + third))
    ours = edited((first + second, third + first + second))
    theirs = edited((first + second, first + third + second))
    last = edited((second, second + third), (first + second, second + first))

    assert merge(base, ours, last).reordered == ()
    (reordered,) = merge(base, ours, theirs).reordered
    assert describe_reordered(reordered) == (
        "部门 丙科 双方移到了不同的位置,已按内容定下次序,请看一眼"
    )


# The clock


RUNNING = "due: 2024-06-30\n            status: 推进中\n"
PAUSED = RUNNING.replace("推进中", "暂缓") + "            reason: 等文件\n"


def pauses(*entries: str, status: str = RUNNING) -> str:
    listed = ", ".join(f"{{{entry}, reason: 等文件}}" for entry in entries)
    return f"{status}            suspensions: [{listed}]\n"


OPEN = pauses("since: 2024-04-01", status=PAUSED)
ENDED = pauses("since: 2024-04-01, until: 2024-05-06")
DROPPED = pauses(
    "since: 2024-04-01, until: 2024-05-20",
    status=PAUSED.replace("暂缓", "已取消") + "            approved_by: 王局\n",
)
DONE_ON = RUNNING.replace("推进中", "已完成") + "            finished: DAY\n"


def test_work_resumed_on_one_side_goes_on_whatever_else_the_other_did() -> None:
    base = ((RUNNING, OPEN),)
    more = after("{date: 2024-05-06, by: 张三, note: 文件到了}")

    merged = merge_edits((OPEN, ENDED), more, base=base)

    assert not merged.conflicts
    assert merged.plan == edited((RUNNING, ENDED), more)


def test_work_stopped_on_both_sides_on_one_day_is_stopped_once() -> None:
    merged = merge_edits((RUNNING, OPEN), (RUNNING, OPEN))
    assert merged == Merged(edited((RUNNING, OPEN)), edited((RUNNING, OPEN)))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "told"),
    [
        (
            RUNNING,
            DONE_ON.replace("DAY", "2024-06-20"),
            DONE_ON.replace("DAY", "2024-06-28"),
            ["1-1 办结日期:我方 2024-06-20,对方 2024-06-28"],
        ),
        (RUNNING, OPEN, OPEN.replace("04-01", "04-08"), ["1-1 整项(各改各的可以,合在一起:"]),
        (OPEN, ENDED, ENDED.replace("05-06", "05-20"), ["1-1 整项(各改各的可以,合在一起:"]),
        (
            OPEN,
            ENDED,
            DROPPED,
            ["1-1 状态:", "1-1 原因:", "1-1 批准人:", "1-1 暂缓记录:"],
        ),
    ],
    ids=["two days of finishing", "stopped twice", "resumed twice", "resumed and cancelled"],
)
def test_two_days_for_one_thing_are_a_conflict(
    base: str, ours: str, theirs: str, told: list[str]
) -> None:
    merged = merge_edits((base, ours), (base, theirs), base=((RUNNING, base),)[: base != RUNNING])

    words = [describe_conflict(conflict) for conflict in merged.conflicts]
    assert len(words) == len(told), words
    assert all(word.startswith(start) for word, start in zip(words, told, strict=True)), words
    assert merged.plan == edited((RUNNING, ours))
