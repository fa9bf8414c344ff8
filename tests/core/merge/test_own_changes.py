"""What a merge did by itself and what it brought, told by the values of its parents."""

import pytest
from hypothesis import given
from laws import dear_law
from plan_texts import grown_plans
from problem_cases import BASE

from jimoplan.core.changes.words import describe
from jimoplan.core.merge.merge import merge
from jimoplan.core.merge.own_changes import own_changes, split_merge
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

Edit = tuple[str, str]
Edits = tuple[Edit, ...]
LAST = "- {date: 2024-03-15, progress: 40, note: 初稿已征求意见}\n"
LAST_LINE = "    title: 公共法律服务\n"
TASK_3 = BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")]
NO_31 = TASK_3[TASK_3.index("          - {id: 3-1") :]
STATUS = "due: 2024-06-30\n            status: 推进中\n"
JULY: Edit = ("due: 2024-06-30", "due: 2024-07-31")
AUGUST: Edit = ("due: 2024-06-30", "due: 2024-08-31")


def report(day: str, figure: int | None, note: str) -> str:
    progress = "" if figure is None else f"progress: {figure}, "
    return f"              - {{date: 2024-{day}, {progress}note: {note}}}\n"


def with_reports(*reports: str) -> Edit:
    return LAST, LAST + "".join(reports)


def rewritten(figure: int, note: str) -> Edit:
    return LAST, LAST.replace("40", str(figure)).replace("初稿已征求意见", note)


def more(*measures: str) -> Edit:
    """Further measures of task 3, each as its id and title."""
    pairs = (measure.split() for measure in measures)
    lines = (
        f"          - {{id: {number}, kind: 一次性, title: {title}}}\n" for number, title in pairs
    )
    return NO_31, NO_31 + "".join(lines)


def new_task(title: str, *measures: str) -> Edit:
    """A new task 4 with measures of these titles."""
    listed = ", ".join(
        f"{{id: 4-{at}, kind: 一次性, title: {each}}}" for at, each in enumerate(measures, 1)
    )
    task = f"    tasks: [{{id: '4', title: {title}, lead: [甲科], measures: [{listed}]}}]\n"
    return LAST_LINE, LAST_LINE + task


def new_section(title: str, task: str = "") -> Edit:
    """A new section 三, with a task moved there."""
    tasks = f"    tasks:\n{task}" if task else ""
    return LAST_LINE, f"{LAST_LINE}  - number: 三\n    title: {title}\n{tasks}"


def plan_of(edits: Edits) -> Plan:
    text = BASE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    plan = load(text, with_advice=False).plan
    assert plan is not None
    return plan


def own(ours: Edits, theirs: Edits, after: Edits, base: Edits = ()) -> list[str]:
    """What a merge did by itself, in words; the same whichever side is which."""
    start, one, other, merged = map(plan_of, (base, ours, theirs, after))
    told = [describe(change) for change in own_changes([start], (one, other), merged)]
    turned = [describe(change) for change in own_changes([start], (other, one), merged)]
    assert {line.split()[0] for line in told} == {line.split()[0] for line in turned}
    return told


@dear_law
@given(three=grown_plans(2))
def test_a_merge_by_field_did_nothing_itself_whichever_side_is_taken(three: list[Plan]) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)

    for view in (merged.plan, merged.other):
        if all(conflict.field for conflict in merged.conflicts):
            assert own_changes([base], (ours, theirs), view) == ()
            assert [split.own for split in split_merge([base], (theirs, ours), view)] == [(), ()]


@dear_law
@given(two=grown_plans(1))
def test_a_side_taken_whole_has_own_what_the_other_side_did_and_nothing_else(
    two: list[Plan],
) -> None:
    base, other = two

    assert own_changes([base], (base, other), other) == ()
    dropped = {change.touched for change in own_changes([base], (base, other), base)}
    assert dropped == {change.touched for change in split_merge([base], (base, other), base)[1].own}
    assert bool(dropped) == (base != other)


# Case by case: brought.


@pytest.mark.parametrize(
    ("ours", "theirs", "after"),
    [
        ((JULY,), (), (JULY,)),
        ((JULY,), (AUGUST,), (AUGUST,)),
        ((rewritten(50, "初稿已征求意见"),), (rewritten(40, "已审"),), (rewritten(50, "已审"),)),
        ((rewritten(50, "已审"),), (rewritten(60, "已批"),), (rewritten(50, "已批"),)),
        (
            (with_reports(report("05-01", 60, "甲")),),
            (with_reports(report("05-01", 70, "乙")),),
            (with_reports(report("05-01", 60, "甲"), report("05-01", None, "乙")),),
        ),
        (
            (with_reports(report("05-01", 60, "甲")),),
            (with_reports(report("05-01", 70, "乙")),),
            (with_reports(report("05-01", 60, "甲"), report("05-01", 70, "乙")),),
        ),
        ((more("3-2 甲"),), (more("3-2 乙"),), (more("3-2 乙", "3-7 甲"),)),
        (((TASK_3, ""),), (("title: 印发白皮书", "title: 编白皮书"),), ((TASK_3, ""),)),
        (
            ((TASK_3, ""),),
            (("title: 印发白皮书", "title: 编白皮书"),),
            (("title: 印发白皮书", "title: 编白皮书"),),
        ),
        (((TASK_3, ""),), (more("3-2 甲"),), ((TASK_3, ""),)),
        (((TASK_3, ""),), (more("3-2 甲"),), (more("3-2 甲"),)),
        (
            ((STATUS, STATUS.replace("推进中", "暂缓") + "            reason: 等批复\n"),),
            ((STATUS, STATUS.replace("推进中", "已完成") + "            submitted_by: 李四\n"),),
            ((STATUS, STATUS.replace("推进中", "暂缓") + "            reason: 等批复\n"),),
        ),
        ((new_task("甲", "甲一"),), (new_task("乙", "乙一", "乙二"),), (new_task("甲", "甲一"),)),
        (((TASK_3, ""), new_section("甲", TASK_3)), (new_section("乙"),), (new_section("乙"),)),
    ],
    ids=[
        "what one side set",
        "either of what both set",
        "a report put together of what either side rewrote in it",
        "a report with a field of either side where both rewrote both",
        "of two figures for a day the one, and the other report without its own",
        "both figures for a day",
        "a new measure under another number than the one that both sides gave",
        "gone is what one side removed and the other edited",
        "there is what one side removed and the other edited",
        "gone is what was put into what the other side removed",
        "there is what was put into what the other side removed",
        "a status with what goes along with it",
        "one of two new tasks with one number, and none of what is in the other",
        "one of two new sections with one number, and that what was moved to the other stays",
    ],
)
def test_brought_is(ours: Edits, theirs: Edits, after: Edits) -> None:
    assert own(ours, theirs, after) == []


def test_brought_is_a_report_that_one_side_rewrote_and_the_other_took_out_or_its_absence() -> None:
    other = report("04-01", None, "送审")
    base: Edits = (with_reports(other),)
    edited: Edits = ((LAST, rewritten(50, "已审")[1] + other),)
    gone: Edits = ((LAST, other.lstrip()),)

    assert own(edited, gone, edited, base) == own(edited, gone, gone, base) == []
    assert len(own(edited, gone, base, base)) == 2


def postponed(day: str, changed: str) -> Edit:
    record = f"{{changed: 2024-{changed}, due: 2024-06-30, reason: 等, approved_by: 甲}}"
    return "due: 2024-06-30\n", f"due: {day}\n            due_changes:\n              - {record}\n"


def test_brought_is_the_record_of_the_deadline_that_was_taken_alone() -> None:
    ours, theirs = postponed("2024-07-31", "05-07"), postponed("2024-08-31", "05-08")

    assert own((ours,), (theirs,), (ours,)) == []
    assert own((ours,), (theirs,), (theirs,)) == []


# Case by case: the merge's own.


@pytest.mark.parametrize(
    ("ours", "theirs", "after", "words"),
    [
        ((JULY,), (), (), ["1-1 完成时限 2024-07-31→2024-06-30"]),
        ((), (JULY,), (AUGUST,), ["1-1 完成时限 2024-07-31→2024-08-31"]),
        ((JULY,), (AUGUST,), (), ["1-1 完成时限 2024-07-31→2024-06-30"]),
        (
            (with_reports(report("05-01", 60, "甲")),),
            (with_reports(report("05-02", 70, "乙")),),
            (with_reports(report("05-01", 60, "甲")),),
            ["1-1 删去填报记录 2024-05-02:进度 70%,乙"],
        ),
        (
            (with_reports(report("05-01", 60, "甲")),),
            (),
            (with_reports(report("05-01", None, "甲")),),
            ["1-1 删去填报记录 2024-05-01:进度 60%,甲", "1-1 新增填报记录 2024-05-01:甲"],
        ),
        (
            (with_reports(report("05-02", 70, "甲")),),
            (with_reports(report("05-01", 60, "乙")),),
            (with_reports(report("05-01", 60, "乙"), report("05-02", None, "甲")),),
            ["1-1 删去填报记录 2024-05-02:进度 70%,甲", "1-1 新增填报记录 2024-05-02:甲"],
        ),
        (
            (),
            (more("3-2 甲"),),
            ((TASK_3, ""),),
            [
                "任务 3 删去 办理行政复议(在板块 一)",
                "3-1 删去 印发白皮书(在任务 3)",
                "3-2 删去 甲(在任务 3)",
            ],
        ),
        (
            (),
            (),
            ((NO_31, NO_31 + NO_31.replace("3-1", "3-9")),),
            ["3-9 新增 印发白皮书(在任务 3)"],
        ),
        (
            ((STATUS, f"{STATUS}            reason: 等批复\n"),),
            (),
            (),
            ["1-1 原因 等批复 已删去"],
        ),
        (
            (more("3-2 甲"),),
            (),
            (more("3-7 甲"),),
            ["3-2 删去 甲(在任务 3)", "3-7 新增 甲(在任务 3)"],
        ),
        (
            ((TASK_3, ""),),
            (),
            (),
            ["任务 3 新增 办理行政复议(在板块 一)", "3-1 新增 印发白皮书(在任务 3)"],
        ),
        (
            (new_task("甲", "甲一"),),
            (new_task("甲", "甲一", "甲二"),),
            (new_task("甲", "甲一"),),
            ["4-2 删去 甲二(在任务 4)"],
        ),
    ],
    ids=[
        "to drop what one side set",
        "a value that no side has",
        "a value that both sides left",
        "to drop a report of one side",
        "to take out a figure that nobody else reported",
        "to take out a figure of another day than the one that another side reports for",
        "to remove an item and what one side put into it",
        "to add what is there already under another number",
        "to drop a reason where nobody set the status two ways",
        "to give a new measure of one side another number",
        "to bring back what one side removed and nobody else touched",
        "to drop what one side has put into a new task that both have",
    ],
)
def test_its_own_is(ours: Edits, theirs: Edits, after: Edits, words: list[str]) -> None:
    assert sorted(own(ours, theirs, after)) == sorted(words)


def test_to_say_once_what_a_side_says_of_no_department_is_not_its_own_but_to_drop_it_is() -> None:
    bare = with_reports(report("05-01", None, "甲"))
    named = with_reports(report("05-01", None, "甲").replace("note", "dept: 甲科, note"))

    assert own((bare,), (named,), (named,)) == []
    assert own((bare,), (named,), (bare,)) == ["1-1 删去填报记录 2024-05-01 甲科:甲"]


def test_its_own_is_a_report_beside_one_that_lost_its_figure() -> None:
    ours, theirs = report("04-01", 60, "甲"), report("04-01", 70, "乙")
    bare = report("04-01", None, "乙")
    merged = with_reports(ours, bare, report("05-01", None, "丙"))

    assert own((with_reports(ours),), (with_reports(theirs),), (merged,)) == [
        "1-1 新增填报记录 2024-05-01:丙"
    ]


def test_its_own_is_to_give_what_both_sides_added_alike_another_number() -> None:
    same = (more("3-2 甲"),)

    assert own(same, same, (more("3-8 甲"),)) == [
        "3-8 新增 甲(在任务 3)",
        "3-2 删去 甲(在任务 3)",
    ]


def test_its_own_is_to_add_what_both_sides_have_once_more_under_another_number() -> None:
    same = (more("3-2 甲"),)

    assert own(same, same, (more("3-2 甲", "3-7 甲"),)) == ["3-7 新增 甲(在任务 3)"]


def test_its_own_is_to_take_out_what_one_side_rewrote_and_nobody_took_out() -> None:
    other = report("04-01", None, "送审")
    edited, gone = (LAST, rewritten(50, "已审")[1] + other), (LAST, other.lstrip())

    assert own((edited,), (with_reports(other),), (gone,), (with_reports(other),)) == [
        "1-1 删去填报记录 2024-03-15:进度 50%,已审"
    ]


def test_its_own_is_to_take_out_a_figure_where_the_other_one_is_an_old_one() -> None:
    old = report("05-01", 60, "甲")
    base = (with_reports(old),)
    new = (with_reports(old, report("05-01", 70, "乙").replace("{", "{by: 乙, ")),)
    bare = (with_reports(old, report("05-01", None, "乙").replace("{", "{by: 乙, ")),)

    assert len(own(new, base, bare, base)) == 2


def test_its_own_is_to_drop_one_side_s_work_where_both_together_break_a_rule() -> None:
    status = "responsible: [乙科]\n        status: 推进中"
    base = (
        ("responsible: [乙科]", status),
        ("due: 2024-09-30}", "due: 2024-09-30, status: 已完成}"),
    )
    done = (status, status.replace("推进中", "已完成"))
    added = base[1][1], f"{base[1][1]}\n          - {{id: 3-2, kind: 一次性, title: 乙}}"

    assert own((*base, done), (*base, added), (*base, done), base) == ["3-2 删去 乙(在任务 3)"]
    assert own((*base, done), (*base, added), (*base, added), base) == ["任务 3 状态 已完成→推进中"]


DEPARTMENTS = "  - {name: 甲科, kind: 科室}\n", "  - {name: 乙科, kind: 科室, aliases: [二科]}\n"
TURNED: Edit = ("".join(DEPARTMENTS), "".join(reversed(DEPARTMENTS)))
ADDED: Edit = ("  - {name: 各科室", "  - {name: 丙科, kind: 科室}\n  - {name: 各科室")


def test_its_own_is_an_order_that_no_side_gave_unless_several_changed_the_list() -> None:
    assert own((TURNED,), (JULY,), (TURNED, JULY)) == []
    assert len(own((), (JULY,), (TURNED, JULY))) == 1
    assert own((ADDED,), (TURNED,), (ADDED,)) == []


def paused(*ends: str | None) -> Edit:
    records = (
        f"              - {{since: 2024-04-01, {f'until: 2024-{end}, ' if end else ''}"
        "reason: 等, approved_by: 甲}\n"
        for end in ends
    )
    return "due: 2024-06-30\n", f"due: 2024-06-30\n            suspensions:\n{''.join(records)}"


def test_brought_is_either_end_of_a_pause_that_both_sides_ended_but_not_neither() -> None:
    base, ours, theirs = ((paused(end),) for end in (None, "04-10", "04-12"))

    assert own(ours, theirs, ours, base) == own(ours, theirs, theirs, base) == []
    assert len(own(ours, theirs, (), base)) == 2
    assert len(own(ours, theirs, base, base)) > 0
