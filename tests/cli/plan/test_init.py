"""jimoplan init: from nothing to a plan that is kept, in a minute."""

import sys
from datetime import date
from pathlib import Path

import pytest
from command_line import run_jimoplan
from problem_cases import BASE
from repositories import QUIET, Work, unchanged

from jimoplan.core.text.reading.load import load

WHO = {f"GIT_{role}_NAME": "张三" for role in ("AUTHOR", "COMMITTER")} | {
    f"GIT_{role}_EMAIL": "zhang@example.cn" for role in ("AUTHOR", "COMMITTER")
}
SAID = ("--unit", "某局", "--title", "2024年要点", "--start", "2024-01-01")


@pytest.fixture
def place(tmp_path: Path) -> Work:
    """An empty folder outside of any repository."""
    (tmp_path / "work").mkdir()
    return Work(tmp_path / "work", {**QUIET, **WHO})


def test_a_plan_is_written_and_committed_with_what_belongs_beside_it(place: Work) -> None:
    (place.folder.parent / "名单.txt").write_text("# 部门\n甲科\n\n各区、县级市\n", "utf-8")
    outcome = place.jimoplan("init", *SAID, "--departments", "../名单.txt", "--yes")

    assert outcome.code == 0, outcome.errors
    plan = load(place.text).plan
    assert plan
    assert (plan.plan.unit, plan.plan.title) == ("某局", "2024年要点")
    assert (plan.plan.period.start, plan.plan.period.end) == (date(2024, 1, 1), date(2024, 12, 31))
    assert [d.name for d in plan.departments] == ["甲科", "各区、县级市"]
    assert (place.commits(), place.status()) == (["登记计划文件 plan.yaml"], [])
    kept = place.git("ls-tree", "--name-only", "HEAD").splitlines()
    assert kept == [".gitattributes", "plan.schema.json", "plan.yaml"]
    assert "各区、县级市" in (place.folder / "plan.schema.json").read_text("utf-8")
    assert place.jimoplan("git", "status").code == 0
    assert "jimoplan add section" in outcome.errors


def test_a_department_told_by_name_alone_is_an_office_however_it_comes(place: Work) -> None:
    (place.folder.parent / "名单.txt").write_text("甲科\n", "utf-8")
    place.jimoplan("init", *SAID, "--departments", "../名单.txt", "--yes")
    assert place.jimoplan("add", "dept", "乙科").code == 0

    plan = load(place.text).plan
    assert plan
    assert [(d.name, d.kind) for d in plan.departments] == [("甲科", "科室"), ("乙科", "科室")]


def test_the_first_steps_that_it_names_work(place: Work) -> None:
    place.jimoplan("init", *SAID, "--yes")
    steps = (
        ("add", "dept", "甲科", "--kind", "镇街"),
        ("add", "section", "一", "法治建设"),
        ("add", "task", "--section", "一", "--title", "规范执法", "--responsible", "甲科"),
        ("add", "measure", "1", "--title", "制发规则", "--kind", "一次性"),
        ("validate",),
        ("status",),
    )

    for words in steps:
        outcome = place.jimoplan(*words)
        assert outcome.code == 0, outcome.errors
    assert place.status() == []


def test_it_may_be_put_elsewhere(place: Work) -> None:
    outcome = place.jimoplan("init", "年度/要点", *SAID, "--yes")

    assert outcome.code == 0, outcome.errors
    made = Work(place.folder / "年度/要点", place.env)
    assert (made.commits(), made.status()) == (["登记计划文件 plan.yaml"], [])
    assert "  cd '年度/要点'\n" in outcome.errors


def test_departments_come_from_another_plan(place: Work) -> None:
    (place.folder.parent / "去年.yaml").write_text(BASE, "utf-8")
    assert place.jimoplan("init", *SAID, "--departments", "../去年.yaml", "--yes").code == 0

    was, now = load(BASE).plan, load(place.text).plan
    assert was
    assert now
    assert now.departments == was.departments


def test_in_a_repository_it_commits_its_own_files_only(place: Work) -> None:
    place.git("init", "--quiet", "--initial-branch=main")
    (place.folder / "别的.txt").write_text("甲\n", "utf-8")
    place.git("add", "别的.txt")
    assert place.jimoplan("init", *SAID, "--yes").code == 0

    assert place.git("-c", "core.quotePath=false", "status", "--porcelain") == "A  别的.txt"


def test_who_git_does_not_know_writes_and_is_told(place: Work) -> None:
    only_configured = {"GIT_CONFIG_KEY_0": "user.useConfigOnly", "GIT_CONFIG_VALUE_0": "true"}
    nobody = Work(place.folder, {**QUIET, "GIT_CONFIG_COUNT": "1", **only_configured})
    outcome = nobody.jimoplan("init", *SAID, "--yes")

    assert (outcome.code, "没有提交" in outcome.errors) == (0, True)
    assert load(nobody.text).plan
    assert sorted(nobody.status()) == ["?? .gitattributes", "?? plan.schema.json", "?? plan.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_at_a_terminal_it_asks_for_what_is_not_written(place: Work) -> None:
    from terminal import answer

    outcome = answer(place, ["init"], "某局\n2024-01-01\n\n\n是\n")

    assert outcome.code == 0, outcome.errors
    assert "title: 2024年工作要点" in place.text
    assert "end: 2024-12-31" in place.text


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--unit", "某局"), 2, "不在终端里"),
        (("--yes",), 2, "没有写单位"),
        ((*SAID, "--end", "2023-12-31", "--yes"), 1, "早于开始日期"),
        ((*SAID, "--departments", "没有.txt", "--yes"), 3, "没有.txt"),
        ((*SAID, "--departments", "../两次.txt", "--yes"), 2, "第 3 行的“甲科”在第 1 行已经有了"),
        ((*SAID, "--departments", "../粘着.txt", "--yes"), 1, "E009"),
        ((*SAID, "--departments", "../坏.yaml", "--yes"), 1, "部门取不出来"),
    ],
)
def test_what_does_not_fit_is_said_before_anything_is_written(
    words: tuple[str, ...], code: int, said: str, place: Work
) -> None:
    around = place.folder.parent
    (around / "两次.txt").write_text("甲科\n乙科\n甲科\n", "utf-8")
    (around / "粘着.txt").write_text("甲科\n乙科\n甲科、乙科\n", "utf-8")
    (around / "坏.yaml").write_text("departments: [\n", "utf-8")
    outcome = place.jimoplan("init", *words)

    assert (outcome.code, said in outcome.text + outcome.errors) == (code, True), outcome.errors
    assert list(place.folder.iterdir()) == []


def test_where_git_cannot_be_set_up_nothing_is_left_behind(place: Work) -> None:
    (place.folder / ".gitattributes").symlink_to("别处")
    outcome = place.jimoplan("init", *SAID, "--yes")

    assert (outcome.code, "符号链接" in outcome.errors) == (1, True)
    assert not place.plan.exists()
    assert not (place.folder / "plan.schema.json").exists()


def test_a_hook_that_refuses_leaves_what_was_written_and_says_so(place: Work) -> None:
    place.git("init", "--quiet", "--initial-branch=main")
    place.hook("pre-commit", "echo 不许 >&2; exit 1")
    outcome = place.jimoplan("init", *SAID, "--yes")

    assert (outcome.code, "不许" in outcome.errors, load(place.text).plan is not None) == (
        1,
        True,
        True,
    )


def test_a_schema_that_is_there_is_not_written_over(place: Work) -> None:
    schema = place.folder / "plan.schema.json"
    schema.write_text("{}", "utf-8")
    outcome = place.jimoplan("init", *SAID, "--yes")

    assert (outcome.code, "plan.schema.json 已经有了" in outcome.errors) == (2, True)
    assert (schema.read_text("utf-8"), place.plan.exists()) == ("{}", False)


def test_what_is_there_is_not_written_over(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("init", *SAID, "--yes")

    assert (outcome.code, "已经有了" in outcome.errors) == (2, True)


def test_it_is_not_put_among_jimoplan_s_own_files(tmp_path: Path) -> None:
    (tmp_path / "src/jimoplan/core").mkdir(parents=True)
    outcome = run_jimoplan("init", "计划", *SAID, "--yes", cwd=tmp_path)

    assert (outcome.code, "源代码" in outcome.errors) == (2, True)
    assert not (tmp_path / "计划").exists()
