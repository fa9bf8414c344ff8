"""Changes in people's words, made on plans that have moved on, and refused where they clash."""

import pytest
from plan_page import EXAMPLE
from problem_cases import BASE
from reading import miswrite

from jimoplan.core.changes.changes import Changes, Ref, Subject
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.lines import plan_lines
from jimoplan.core.changes.patch import ClashError, patch
from jimoplan.core.changes.summary import summarise
from jimoplan.core.changes.words import describe
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load


def plan_of(text: str) -> Plan:
    plan = load(text).plan
    assert plan is not None
    return plan


def between(right: str, wrong: str) -> Changes:
    """The changes from the usual plan to the one with a fragment written otherwise."""
    return diff(plan_of(BASE), plan_of(miswrite(right, wrong)))


SECTION_TWO = "  - number: 二\n    title: 公共法律服务\n"
TASK_THREE = BASE[BASE.index("      - id: '3'") : BASE.index(SECTION_TWO)]


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("due: 2024-06-30", "due: 2024-07-31", ["1-1 完成时限 2024-06-30→2024-07-31"]),
        (
            "            due: 2024-06-30\n",
            "",
            ["1-1 完成时限 2024-06-30 已删去"],
        ),
        ("title: 公共法律服务", "title: 公共服务", ["板块 二 板块标题 公共法律服务→公共服务"]),
        ("end: 2024-12-31}", "end: 2025-01-31}", ["计划 结束日期 2024-12-31→2025-01-31"]),
        ("behind: 15", "behind: 20", ["计划 滞后 15→20"]),
        (
            "note: 指导12件}\n",
            "note: 指导12件}\n              - {date: 2024-05-06, by: 张三, problem: 缺人}\n",
            ["1-2 新增填报记录 2024-05-06 张三:存在问题:缺人"],
        ),
        ("support: [各科室]", "support: [乙科]", [
            "任务 1 删去配合部门 各科室",
            "任务 1 新增配合部门 乙科",
        ]),
        ("aliases: [二科]", "aliases: [二科, 乙]", ["部门 乙科 新增别名 乙"]),
        (
            "aliases: [二科]",
            "aliases: [二科], people: [{name: 张三, email: zhang@example.cn, role: 联络员}]",
            ["部门 乙科 新增人员 张三 <zhang@example.cn> 联络员"],
        ),
        (
            "members: [甲科, 乙科]",
            "members: [乙科, 甲科]",
            ["部门 各科室 成员 乙科 移到 甲科 之前"],
        ),
        (SECTION_TWO, f"{SECTION_TWO}  - {{number: 三, title: 队伍}}\n", ["板块 三 新增 队伍"]),
        (TASK_THREE, "", [
            "3-1 删去 印发白皮书(在任务 3)",
            "任务 3 删去 办理行政复议(在板块 一)",
        ]),
        (
            TASK_THREE + SECTION_TWO,
            f"{SECTION_TWO}    tasks:\n{TASK_THREE}",
            ["任务 3 从板块 一 移到板块 二,排在最后"],
        ),
    ],
)  # fmt: skip
def test_changes_are_said_as_people_say_them(right: str, wrong: str, words: list[str]) -> None:
    assert [describe(change) for change in between(right, wrong)] == words


def test_a_review_says_which_files_it_rests_on() -> None:
    start = "            title: 指导应诉\n"
    file = "files: [{path: 规则.pdf, blob: 8ab686eafeb1f44702738c8b0f24f2567c36da6d}]"
    review = f"{{date: 2024-05-08, result: 销号, submitted_by: 甲, by: 乙, reason: 属实, {file}}}"
    (change,) = between(start, f"{start}            reviews: [{review}]\n")

    assert describe(change) == (
        "1-2 新增审核记录 2024-05-08 销号,审核人 乙,依据 规则.pdf(8ab686eaf):属实"
    )


def test_a_plan_line_by_line_is_in_words_throughout() -> None:
    plan = load(EXAMPLE).plan
    assert plan is not None
    lines = list(plan_lines(plan))

    assert "计划 停用编号:9-1" in lines
    assert [line for line in lines if "ReviewedFile" in line or "()" in line] == []
    assert any(",审核所据文件 文件 附件/应诉规则.pdf,内容指纹 8ab6" in line for line in lines)


def test_an_item_that_moved_and_changed_is_both() -> None:
    moved = TASK_THREE.replace("办理行政复议", "办理复议")
    changes = between(TASK_THREE + SECTION_TWO, f"{SECTION_TWO}    tasks:\n{moved}")

    assert [describe(change) for change in changes] == [
        "任务 3 任务名称 办理行政复议→办理复议",
        "任务 3 从板块 一 移到板块 二,排在最后",
    ]


def test_long_values_are_cut_to_a_readable_length() -> None:
    (change,) = between("note: 指导12件}", f"note: 指导12件, next: {'长' * 200}}}")[1:]
    assert "…" in describe(change)
    assert len(describe(change)) < 120


def test_changes_are_made_on_a_plan_that_has_moved_on() -> None:
    changes = between("title: 制发应诉规则", "title: 修订应诉规则")
    moved_on = plan_of(miswrite("note: 指导12件", "note: 指导13件"))

    assert patch(moved_on, changes) == plan_of(
        miswrite("note: 指导12件", "note: 指导13件").replace(
            "title: 制发应诉规则", "title: 修订应诉规则"
        )
    )


def test_what_changes_do_not_touch_stays_the_very_same_object() -> None:
    plan = plan_of(BASE)
    patched = patch(plan, between("title: 公共法律服务", "title: 公共服务"))

    assert patched.sections[0] is plan.sections[0]
    assert patched.departments is plan.departments


def test_changes_made_twice_make_no_difference() -> None:
    changes = between(
        "note: 指导12件}", "note: 指导12件}\n              - {date: 2024-05-06, note: 甲}"
    )
    once = patch(plan_of(BASE), changes)

    assert patch(once, changes) == once


def test_updates_of_two_colleagues_are_both_kept() -> None:
    mine = between(
        "note: 指导12件}", "note: 指导12件}\n              - {date: 2024-05-06, note: 甲}"
    )
    theirs = between(
        "note: 指导12件}", "note: 指导12件}\n              - {date: 2024-05-06, note: 乙}"
    )
    both = patch(patch(plan_of(BASE), theirs), mine)

    assert [u.note for u in both.all_tasks()[0].measures[1].updates] == ["指导12件", "乙", "甲"]


@pytest.mark.parametrize(
    ("mine", "theirs", "found"),
    [
        (
            ("due: 2024-06-30", "due: 2024-07-31"),
            ("due: 2024-06-30", "due: 2024-08-31"),
            "2024-08-31",
        ),
        (("title: 印发白皮书", "title: 发白皮书"), (TASK_THREE, ""), "None"),
        ((TASK_THREE, ""), ("title: 印发白皮书", "title: 发白皮书"), "3-1"),
    ],
    ids=["another value", "it is gone", "it was edited"],
)
def test_what_rests_on_another_value_clashes(
    mine: tuple[str, str], theirs: tuple[str, str], found: str
) -> None:
    with pytest.raises(ClashError) as clash:
        patch(plan_of(miswrite(*theirs)), between(*mine))

    assert found in str(clash.value.clashes[0].found)


def test_every_clash_is_told_at_once() -> None:
    target = miswrite("due: 2024-06-30", "due: 2024-07-31").replace("甲科, kind", "甲科, kind")
    changes = diff(plan_of(BASE), plan_of(target.replace("title: 依法行政", "title: 依法")))
    moved = miswrite("due: 2024-06-30", "due: 2024-08-31").replace("title: 依法行政", "title: 行政")
    with pytest.raises(ClashError) as clash:
        patch(plan_of(moved), changes)

    assert len(clash.value.clashes) == 2


def test_a_plan_in_which_an_id_comes_twice_is_not_compared() -> None:
    twice = plan_of(BASE).model_copy(update={"sections": plan_of(BASE).sections * 2})
    with pytest.raises(ValueError, match="two items are called"):
        diff(plan_of(BASE), twice)


def summary(right: str, wrong: str) -> str:
    return summarise(between(right, wrong), {Ref(Subject.MEASURE, "1-1"): "制发应诉规则"})


def test_a_subject_names_the_item_and_what_became_of_it() -> None:
    assert summary("due: 2024-06-30", "due: 2024-07-31") == (
        "1-1 制发应诉规则:完成时限 2024-06-30→2024-07-31"
    )
    assert summary("behind: 15", "behind: 20") == "计划:修改滞后"


def test_a_subject_says_of_what_was_put_otherwise_that_it_was_corrected() -> None:
    corrected = "1-1 制发应诉规则:更正 2024-03-15 的填报"
    told = f"{corrected} 进展情况 “初稿已征求意见”→“初稿已定”"
    assert summary("初稿已征求意见", "初稿已定") == told
    figure = summary("progress: 40, note: 初稿", "progress: 45, note: 初稿")
    assert figure == f"{corrected} 进度 40→45"
    assert summary(", note: 初稿已征求意见", "") == f"{corrected} 进展情况 “初稿已征求意见”→无"


def test_an_item_that_comes_back_is_named_and_not_the_number_that_is_free_again() -> None:
    task = BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")]
    gone = BASE.replace(task, "").replace(
        "known_gaps: ['2']", "known_gaps: ['2']\n  retired: ['3', 3-1]"
    )
    titles = {Ref(Subject.TASK, "3"): "办理行政复议"}
    back = diff(plan_of(gone), plan_of(BASE))

    assert summarise(back, titles) == "任务 3 办理行政复议(等 2 项):新增(在板块 一)"


def test_a_task_that_followed_its_measure_goes_without_saying_in_a_subject() -> None:
    begun = BASE.replace("responsible: [乙科]\n", "responsible: [乙科]\n        status: 推进中\n")
    begun = begun.replace("due: 2024-09-30}", "due: 2024-09-30, status: 推进中}")

    assert summarise(diff(plan_of(BASE), plan_of(begun)), {}) == "3-1:未启动→推进中"
