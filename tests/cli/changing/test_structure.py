"""add, remove, move, fmt: the shape of a plan changed line by line."""

from pathlib import Path

import pytest
from problem_cases import BASE
from repositories import SUPERVISOR, Work, make_repository, unchanged

from jimoplan.core.text.reading.load import load

GAPS = "  known_gaps: ['2']\n"


def test_a_new_measure_stands_below_its_siblings_in_their_form(work: Work) -> None:
    outcome = work.jimoplan(
        *("add", "measure", "1", "--title", "培训出庭人员", "--kind", "指标"),
        *("--target", "95", "--unit", "%", "--due", "2024-11-30", "--responsible", "乙科"),
    )

    assert outcome.code == 0, outcome.errors
    assert work.text == BASE.replace(
        "            due: 2024-12-31\n      - id: '3'\n",
        "            due: 2024-12-31\n"
        "          - id: 1-5\n"
        "            kind: 指标\n"
        "            title: 培训出庭人员\n"
        "            target: 95\n"
        "            unit: '%'\n"
        "            responsible: [乙科]\n"
        "            due: 2024-11-30\n"
        "      - id: '3'\n",
    )
    assert work.commits()[0] == "1-5 培训出庭人员:新增(在任务 1)"


def test_a_new_measure_beside_one_in_braces_stands_in_braces(work: Work) -> None:
    assert work.jimoplan("add", "measure", "3", "--title", "回访").code == 0
    assert "\n          - {id: 3-2, kind: 一次性, title: 回访}\n" in work.text


def test_an_id_that_needs_no_quotes_has_none_beside_one_that_needs_them(work: Work) -> None:
    work.git("commit", "--quiet", "--allow-empty", "--message=整理")
    assert work.jimoplan("fmt", "--no-commit").code == 0
    assert work.jimoplan("add", "task", "--section", "一", "--title", "甲", "--id", "SC1").code == 0

    assert "      - id: SC1\n" in work.text
    assert work.jimoplan("fmt", "--check").code == 0


def test_a_new_task_takes_the_next_number_and_its_siblings_quotes(work: Work) -> None:
    outcome = work.jimoplan(
        *(
            "add",
            "task",
            "--section",
            "一",
            "--title",
            "规范听证",
            "--lead",
            "甲科",
            "--support",
            "二科",
        )
    )

    assert outcome.code == 0, outcome.errors
    made = (
        "      - id: '4'\n        title: 规范听证\n        lead: [甲科]\n        support: [乙科]\n"
    )
    assert work.text.count(made) == 1
    assert work.text.replace(made, "") == BASE


def test_a_new_task_in_an_empty_section_opens_its_list(work: Work) -> None:
    assert work.jimoplan("add", "task", "-s", "二", "--title", "便民服务").code == 0
    made = "    tasks:\n      - id: '4'\n        title: 便民服务\n        status: 未启动\n"
    assert work.text == BASE + made


def test_a_new_department_and_group(work: Work) -> None:
    assert work.jimoplan("add", "dept", "丙科", "--alias", "三科").code == 0
    assert work.jimoplan("add", "dept", "窗口", "--kind", "群组", "--member", "三科").code == 0

    assert (
        "  - {name: 各科室, kind: 群组, members: [甲科, 乙科]}\n"
        "  - {name: 丙科, kind: 科室, aliases: [三科]}\n"
        "  - {name: 窗口, kind: 群组, members: [丙科]}\n"
    ) in work.text


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("measure", "1", "--title", "甲", "--id", "1-1"), 2, "举措 1-1 已经有了"),
        (("measure", "1", "--title", "甲", "--id", "1-(2)"), 2, "写法不对:举措编号“1-(2)”"),
        (("measure", "1-1", "--title", "甲"), 2, "1-1 是举措,新举措要加在任务下面"),
        (("measure", "9", "--title", "甲"), 2, "没有叫“9”的编号"),
        (("measure", "1", "--title", "甲", "--lead", "丁科"), 2, "没有叫“丁科”的部门"),
        (("task", "-s", "九", "--title", "甲"), 2, "没有叫“九”的板块"),
        (("task", "-s", "一", "--title", "甲", "--id", "2"), 1, "E214"),
        (("measure", "1", "--title", "甲\u202e乙"), 2, "举措名称 的文字里有看不见的字符"),
        (("dept", "新科", "--alias", "a\u200b"), 2, "别名 的文字里有看不见的字符"),
        (("dept", "甲科"), 2, "部门 甲科 已经有了"),
        (("dept", "丙科", "--kind", ""), 2, "部门类别"),
    ],
)
def test_what_cannot_be_added_is_said(
    work: Work, words: tuple[str, ...], code: int, said: str
) -> None:
    with unchanged(work):
        outcome = work.jimoplan("add", *words)

    assert (outcome.code, said in outcome.errors) == (code, True), outcome.errors


def test_removing_says_what_goes_with_it_and_asks(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("remove", "1-1")

    assert outcome.code == 2
    assert "删去举措 1-1 制发应诉规则,连同 1 条填报记录、公布原文" in outcome.errors


def test_what_is_removed_leaves_its_neighbours_alone(work: Work) -> None:
    work.replace("          - id: 1-2\n", "          # 二\n\n          - id: 1-2\n")
    work.git("commit", "-qam", "注释")
    assert work.jimoplan("remove", "1-2", "--yes").code == 0

    start, end = BASE.index("          - id: 1-2"), BASE.index("          - id: 1-3")
    left = BASE[:start] + "          # 二\n\n" + BASE[end:]
    assert work.text == left.replace(GAPS, f"{GAPS}  retired: [1-2]\n")
    assert work.commits()[0] == "1-2 指导应诉:删去(在任务 1)"


def test_a_removed_task_comes_back_with_undo(work: Work) -> None:
    assert work.jimoplan("remove", "3", "--yes").code == 0
    assert "白皮书" not in work.text
    assert work.jimoplan("undo", "--yes").code == 0
    assert work.text == BASE


def test_a_number_is_given_once(work: Work) -> None:
    assert work.jimoplan("remove", "1-4", "--yes").code == 0
    assert work.jimoplan("add", "measure", "1", "--title", "旁听庭审").code == 0
    assert work.jimoplan("remove", "3", "--yes").code == 0
    assert work.jimoplan("add", "task", "-s", "二", "--title", "便民服务").code == 0

    assert "retired: [1-4, '3', 3-1]" in work.text
    assert work.commits()[:4] == [
        "任务 4 便民服务:新增(在板块 二)",
        "任务 3 办理行政复议:删去(在板块 一)",
        "1-5 旁听庭审:新增(在任务 1)",
        "1-4 负责人出庭率:删去(在任务 1)",
    ]


def test_a_retired_number_is_refused_and_said_to_be_one(work: Work) -> None:
    assert work.jimoplan("remove", "3", "--yes").code == 0
    with unchanged(work):
        again = work.jimoplan("add", "task", "-s", "一", "--title", "甲", "--id", "3")
        shown = work.jimoplan("show", "3-1")
        told = work.jimoplan("log", "3-1")

    assert (again.code, "编号 3 给删去的任务用过,已停用" in again.errors) == (2, True)
    assert (shown.code, "编号 3-1 已停用" in shown.errors) == (2, True)
    assert "jimoplan log 3-1" in shown.errors
    assert (told.code, "删去 印发白皮书" in told.text) == (0, True)


def test_undoing_a_removal_takes_its_number_back_and_no_other(work: Work) -> None:
    assert work.jimoplan("remove", "1-2", "--yes").code == 0
    assert work.jimoplan("remove", "1-4", "--yes").code == 0
    undone = work.jimoplan("undo", "2", "--yes")

    assert undone.code == 0, undone.errors
    assert ("retired: [1-4]" in work.text, "id: 1-2" in work.text) == (True, True)


def test_what_has_been_reviewed_is_not_removed(work: Work) -> None:
    work.update("1-1", "--status", "已完成")
    work.be(SUPERVISOR)
    assert work.jimoplan("review", "1-1", "--return", "--reason", "缺附件").code == 0
    for name in ("1-1", "1"):
        with unchanged(work):
            outcome = work.jimoplan("remove", name, "--yes")
        assert (outcome.code, "举措 1-1 有审核记录,不能删去" in outcome.errors) == (2, True)


def test_a_department_that_is_named_elsewhere_is_not_removed(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("remove", "甲科", "--yes")

    assert outcome.code == 2
    assert "这些地方写着它:1、群组 各科室" in outcome.errors


def test_a_task_moves_out_of_all_sections_and_back(work: Work) -> None:
    moved = work.jimoplan("move", "3", "--outside")
    plan = load(work.text).plan

    assert moved.code == 0, moved.errors
    assert plan
    assert [task.id for task in plan.tasks] == ["3"]
    assert work.commits()[0] == "任务 3 办理行政复议:从板块 一 移到板块之外,排在最后"
    assert work.jimoplan("move", "3", "--to", "一").code == 0
    assert load(work.text).plan == load(BASE).plan


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("1-1", "--outside"), "举措 1-1 不能移到别的板块"),
        (("3", "--outside", "--to", "二"), "要说清移到哪里"),
    ],
    ids=["a measure", "two places"],
)
def test_only_a_task_moves_out_of_its_section_and_to_one_place(
    work: Work, words: tuple[str, ...], refusal: str
) -> None:
    with unchanged(work):
        outcome = work.jimoplan("move", *words)

    assert (outcome.code, refusal in outcome.errors) == (2, True)


def test_a_task_moves_to_another_section_with_its_comments(work: Work) -> None:
    work.replace("      - id: '3'\n", "      # 复议的事\n      - id: '3'\n")
    work.git("commit", "-qam", "注释")
    outcome = work.jimoplan("move", "3", "--to", "二")

    assert outcome.code == 0, outcome.errors
    task = BASE[BASE.index("      - id: '3'") : BASE.index("  - number: 二")]
    without = BASE.replace(task, "")
    assert work.text == f"{without}    tasks:\n      # 复议的事\n{task}"
    assert work.commits()[0] == "任务 3 办理行政复议:从板块 一 移到板块 二,排在最后"


def test_a_measure_moves_within_its_task(work: Work) -> None:
    assert work.jimoplan("move", "1-4", "--before", "1-1").code == 0
    start, end = BASE.index("          - id: 1-4"), BASE.index("      - id: '3'")
    first = BASE.index("          - id: 1-1")
    assert work.text == BASE[:first] + BASE[start:end] + BASE[first:start] + BASE[end:]

    assert work.jimoplan("move", "1-4", "--after", "1-3").code == 0
    assert work.text == BASE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1-1", "--after", "1-2"), "1-1 制发应诉规则:移到 1-3 之前"),
        (("1-2", "--before", "1-1"), "1-2 指导应诉:移到 1-1 之前"),
    ],
)
def test_of_two_neighbours_the_one_asked_for_is_said_to_move(
    work: Work, words: tuple[str, ...], said: str
) -> None:
    assert work.jimoplan("move", *words).code == 0
    assert work.commits()[0] == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1-1",), "写且只写一个"),
        (("1-1", "--before", "1-2", "--after", "1-3"), "写且只写一个"),
        (("1-1", "--to", "二"), "只有任务能移"),
        (("1-1", "--before", "3-1"), "举措只在自己的任务里移"),
        (("1", "--before", "1-1"), "任务移到任务旁边"),
        (("1", "--before", "1"), "不能移到自己旁边"),
        (("甲科", "--before", "1"), "部门只在部门里移"),
    ],
)
def test_where_something_cannot_go_is_said(work: Work, words: tuple[str, ...], said: str) -> None:
    with unchanged(work):
        outcome = work.jimoplan("move", *words)

    assert (outcome.code, said in outcome.errors) == (2, True), outcome.errors


def test_what_departs_from_the_published_text_is_pointed_out(work: Work) -> None:
    assert "与公布文本不再一致" in work.jimoplan("move", "3", "--to", "二").errors
    assert "公布文本" not in work.jimoplan("add", "measure", "1", "--title", "甲").errors


def test_moving_to_where_it_is_changes_nothing(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("move", "1-1", "--before", "1-2")

    assert (outcome.code, "没有变化" in outcome.errors) == (0, True)


UNTIDY = (
    BASE.replace("title: 2024年工作要点", 'title: "2024年工作要点"   # 全称')
    .replace("      - id: '1'\n        title: 规范", "      - title: 规范")
    .replace(
        "        lead: [甲科]\n        support",
        "        # 牵头\n        lead: ['甲科']\n        id: 1\n        support",
    )
    .replace("{name: 甲科, kind: 科室}", "{kind: 科室, name: '甲科'}")
)


def test_fmt_puts_keys_in_order_and_drops_idle_quotes(tmp_path: Path) -> None:
    work = make_repository(tmp_path, UNTIDY)
    assert work.jimoplan("fmt", "--check").code == 1
    outcome = work.jimoplan("fmt")

    assert outcome.code == 0, outcome.errors
    assert work.text == BASE.replace(
        "title: 2024年工作要点", "title: 2024年工作要点   # 全称"
    ).replace("        lead: [甲科]\n", "        # 牵头\n        lead: [甲科]\n").replace(
        "due: 2024-06-30\n            status: 推进中", "status: 推进中\n            due: 2024-06-30"
    )
    assert work.commits()[0] == "整理 plan.yaml 的格式"
    assert work.jimoplan("fmt", "--check").code == 0
    with unchanged(work):
        assert work.jimoplan("fmt").errors == "没有变化,没有写入\n"


def test_fmt_commits_the_form_alone(tmp_path: Path) -> None:
    work = make_repository(tmp_path, UNTIDY)
    work.replace("note: 指导12件", "note: 指导13件")
    assert work.jimoplan("fmt").code == 0

    assert "note: 指导12件" in work.committed()
    assert work.git("diff", "--numstat") == "1\t1\tplan.yaml"


# Since when a new item is on


def test_what_is_added_to_a_plan_that_has_begun_says_since_when(work: Work) -> None:
    added = work.jimoplan("add", "measure", "3", "--title", "回访", "--date", "2024-09-02")
    assert added.code == 0, added.errors
    assert "{id: 3-2, kind: 一次性, title: 回访, since: 2024-09-02}\n" in work.text

    task = ("add", "task", "--section", "二", "--title", "新任务", "--responsible", "甲科")
    assert work.jimoplan(*task, "--date", "2024-01-01").code == 0
    assert "since" not in work.text[work.text.index("新任务") :]


def test_a_day_before_the_plan_is_asked_about_and_a_deadline_before_the_day_refused(
    work: Work,
) -> None:
    measure = ("add", "measure", "3", "--title", "回访")
    with unchanged(work):
        early = work.jimoplan(*measure, "--date", "2023-12-01")
        passed = work.jimoplan(*measure, "--due", "2024-06-30", "--date", "2024-09-02")

    assert (early.code, "立项日期 2023-12-01 在计划期间" in early.errors) == (2, True)
    assert (passed.code, "完成时限 2024-06-30 早于立项日期 2024-09-02" in passed.errors) == (
        1,
        True,
    )


NEVER_PUBLISHED = """\
schema: 1
plan:
  unit: 某局
  title: 某局工作要点
  period: {start: 2024-01-01, end: 2024-12-31}
departments:
  - {name: 甲科, kind: 科室}
sections: []
"""


def test_a_plan_begun_empty_departs_from_no_published_text(tmp_path: Path) -> None:
    new = make_repository(tmp_path / "new", NEVER_PUBLISHED)
    words = (
        ("add", "section", "一", "党建"),
        ("add", "task", "--section", "一", "--title", "学习", "--lead", "甲科"),
        ("add", "measure", "1", "--title", "集中学习"),
        ("rename", "section", "一", "党的建设"),
    )
    for each in words:
        outcome = new.jimoplan(*each)
        assert outcome.code == 0, outcome.errors
        assert "公布文本" not in outcome.errors


def test_a_target_is_read_as_people_write_it_and_shown_back(work: Work) -> None:
    asked = ("add", "measure", "1", "--title", "走访", "--kind", "指标", "--unit", "家")
    outcome = work.jimoplan(*asked, "--target", "三百家", "--yes")
    assert outcome.code == 0, outcome.errors
    assert "目标值“三百家”读作 300" in outcome.errors
    assert "target: 300" in work.text
    with unchanged(work):
        refused = work.jimoplan(*asked, "--target", "很多", "--yes")
    assert (refused.code, "不是确定的数字" in refused.errors) == (2, True)
