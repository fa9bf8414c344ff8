"""jimoplan rollover and compare: from one year's plan to the next."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from command_line import REPOSITORY, SHIPPED_PLAN
from problem_cases import BASE
from repositories import Work

from jimoplan.core.text.reading.load import load

RESTARTING = REPOSITORY / "tests/core/plan/published/restarting.yaml"


@pytest.mark.parametrize("file", [SHIPPED_PLAN, RESTARTING], ids=["shipped", "nested"])
def test_the_next_plan_is_written_beside_and_the_old_one_stays(work: Work, file: Path) -> None:
    shutil.copyfile(file, work.folder / "plan.yaml")
    old = load(file.read_text("utf-8")).plan
    assert old
    year = old.plan.period.start.year + 1
    outcome = work.jimoplan("rollover", str(year), "--yes")

    assert outcome.code == 0, outcome.errors
    assert (work.folder / "plan.yaml").read_bytes() == file.read_bytes()
    new = load((work.folder / f"{year}/plan.yaml").read_text("utf-8"))
    assert new.plan
    assert not new.has_errors
    assert len(new.plan.all_tasks()) == len(old.all_tasks())
    assert work.commits()[0] == f"登记计划文件 {year}/plan.yaml"
    kept = work.git("ls-tree", "--name-only", "-r", "HEAD").splitlines()
    assert {f"{year}/plan.schema.json", f"{year}/plan.yaml"} <= set(kept)
    assert f"jimoplan compare plan.yaml {year}/plan.yaml" in outcome.errors
    validated = work.jimoplan("validate", f"{year}/plan.yaml")
    assert validated.code == 0, validated.errors


def test_it_says_how_much_comes_along_and_how_much_stays(work: Work) -> None:
    work.update("1-1", "--status", "已完成")
    outcome = work.jimoplan("rollover", "2025", "--yes")

    tasks = load(work.text).plan
    assert tasks
    count = sum(len(task.measures) for task in tasks.all_tasks()) - 1
    assert f"结转任务 {len(tasks.all_tasks())} 项,举措 {count} 项;" in outcome.errors
    assert "已办完 1 项" in outcome.errors


def test_show_says_where_an_item_comes_from_and_log_too(work: Work) -> None:
    work.jimoplan("rollover", "2025", "--yes")
    new = ("--file", "2025/plan.yaml")
    title = load(work.text).plan
    assert title

    shown = work.jimoplan("show", "2024年1-2", *new, "--format", "json")
    item = shown.data["item"]
    assert item["carried_from"] == {"plan": title.plan.title, "id": "1-2"}
    told = work.jimoplan("show", "2024年1-2", *new)
    assert f"{title.plan.title} 1-2" in told.text
    file = work.folder / "2025/plan.yaml"
    file.write_text(file.read_text("utf-8").replace("id: 1-2}", "id: 1-3}"), "utf-8")
    assert "上年编号 1-2→1-3" in work.jimoplan("diff", *new).text


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2024", "“2024”不是 2024-12-31 以后的年份"),
        ("明年", "“明年”不是 2024-12-31 以后的年份"),
        ("20251", "“20251”不是 2024-12-31 以后的年份"),
    ],
)
def test_what_is_no_later_year_is_refused(work: Work, year: str, said: str) -> None:
    outcome = work.jimoplan("rollover", year, "--yes")

    assert (outcome.code, said in outcome.errors) == (2, True), outcome.errors
    assert "jimoplan rollover 2025" in outcome.errors


def test_a_file_that_is_there_is_never_written_over(work: Work) -> None:
    there = work.folder / "2025/plan.yaml"
    there.parent.mkdir()
    there.write_text("我的", "utf-8")

    for words in (("rollover", "2025"), ("rollover", "2025", "-o", "plan.yaml")):
        outcome = work.jimoplan(*words, "--yes")
        assert (outcome.code, "已经有了" in outcome.errors) == (2, True), outcome.errors
    assert there.read_text("utf-8") == "我的"
    assert work.text == BASE or load(work.text).plan


def test_a_plan_with_errors_is_refused(work: Work) -> None:
    file = work.folder / "plan.yaml"
    file.write_text(work.text.replace("status: 推进中", "status: 完了", 1), "utf-8")
    outcome = work.jimoplan("rollover", "2025", "--yes")

    assert outcome.code == 1
    assert not (work.folder / "2025").exists()


def test_where_everything_is_finished_there_is_nothing_to_carry_over(work: Work) -> None:
    plan = """\
schema: 1
plan: {unit: 某局, title: 要点, period: {start: 2024-01-01, end: 2024-12-31}}
departments: [{name: 甲科, kind: 科室}]
tasks: [{id: '1', title: 办案, lead: [甲科], status: 已完成}]
"""
    (work.folder / "plan.yaml").write_text(plan, "utf-8")
    outcome = work.jimoplan("rollover", "2025", "--yes")

    assert (outcome.code, "没有要结转的事项" in outcome.errors) == (2, True), outcome.errors
    assert "--all" in outcome.errors


def test_without_a_terminal_it_asks_for_yes(work: Work) -> None:
    outcome = work.jimoplan("rollover", "2025")

    assert (outcome.code, "--yes" in outcome.errors) == (2, True), outcome.errors
    assert not (work.folder / "2025").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_at_a_terminal_it_asks_and_takes_no_for_an_answer(work: Work) -> None:
    from terminal import answer

    assert answer(work, ["rollover", "2025"], "否\n").code == 1
    assert not (work.folder / "2025").exists()
    assert answer(work, ["rollover", "2025"], "是\n").code == 0
    assert (work.folder / "2025/plan.yaml").exists()


def test_the_sections_and_tasks_of_the_new_document_have_their_numbers_free(work: Work) -> None:
    work.jimoplan("rollover", "2025", "--yes")
    steps = (
        ("add", "section", "一", "新的板块"),
        (
            "add",
            "task",
            "--section",
            "新的板块",
            "--id",
            "1",
            "--title",
            "新任务",
            "--lead",
            "甲科",
        ),
        ("move", "2024年1", "--to", "新的板块"),
    )

    for words in steps:
        outcome = work.jimoplan(*words, "--file", "2025/plan.yaml")
        assert outcome.code == 0, outcome.errors
    assert work.jimoplan("validate", "2025/plan.yaml").code == 0


def test_outside_of_a_repository_it_only_writes(tmp_path: Path, work: Work) -> None:
    alone = Work(tmp_path / "alone/2024", work.env)
    alone.folder.mkdir(parents=True)
    (alone.folder / "plan.yaml").write_text(work.text, "utf-8")
    outcome = alone.jimoplan("rollover", "2025", "--yes")

    assert (outcome.code, "不在 git 仓库里" in outcome.errors) == (0, True), outcome.errors
    assert sorted(file.name for file in (tmp_path / "alone/2025").iterdir()) == [
        "plan.schema.json",
        "plan.yaml",
    ]


def test_a_schema_that_is_there_already_serves_the_new_plan_too(work: Work) -> None:
    schema = work.folder / "plan.schema.json"
    schema.write_text("{}", "utf-8")
    outcome = work.jimoplan("rollover", "2025", "-o", "plan-2025.yaml", "--yes")

    assert outcome.code == 0, outcome.errors
    assert schema.read_text("utf-8") == "{}"
    assert (work.folder / "plan-2025.yaml").exists()


def test_compare_tells_what_became_of_a_plan(work: Work) -> None:
    work.update("1-1", "--status", "已完成")
    work.jimoplan("rollover", "2025", "--yes")
    removed = work.jimoplan("remove", "2024年1-2", "--file", "2025/plan.yaml", "--yes")
    assert removed.code == 0, removed.errors
    new = work.folder / "2025/plan.yaml"
    new.write_text(new.read_text("utf-8").replace("规范行政应诉", "规范行政复议"), "utf-8")
    outcome = work.jimoplan("compare", "plan.yaml", "2025/plan.yaml", "--format", "json")

    assert outcome.code == 0, outcome.errors
    data = outcome.data
    assert [each["id"] for each in data["finished"]] == ["1-1"]
    assert [each["id"] for each in data["dropped"]] == ["1-2"]
    assert data["new"] == []
    changed = [(each["id"], each["was"]) for each in data["carried"] if each["was"]]
    assert changed == [("2024年1", {"title": "规范行政应诉"})]
    counts = next(row for row in data["departments"] if row["name"] == "甲科")
    assert (counts["dropped"], counts["finished"], counts["new"]) == (1, 1, 0)


def test_compare_draws_tables_and_names_what_is_new(work: Work) -> None:
    work.jimoplan("rollover", "2025", "--yes")
    added = ("add", "task", "--section", "一", "--title", "新任务", "--lead", "甲科")
    outcome = work.jimoplan(*added, "--file", "2025/plan.yaml")
    assert outcome.code == 0, outcome.errors
    drawn = work.jimoplan("compare", "plan.yaml", "2025/plan.yaml").text

    assert "本年新增 任务 1 项,举措 0 项" in drawn
    assert "没有结转 任务 0 项,举措 0 项" in drawn
    assert "新任务" in drawn


def test_compare_says_where_items_name_another_plan_than_the_old_one(work: Work) -> None:
    work.jimoplan("rollover", "2025", "--yes")
    new = work.folder / "2025/plan.yaml"
    said = "carried_from: {plan: 2024年工作要点, id: 1-1}"
    assert said in new.read_text("utf-8")
    new.write_text(new.read_text("utf-8").replace(said, said.replace("2024", "2023")), "utf-8")
    outcome = work.jimoplan("compare", "plan.yaml", "2025/plan.yaml", "--format", "json")

    (note,) = json.loads(outcome.text)["notes"]
    assert note == "1 项写明结转自《2023年工作要点》,不是《2024年工作要点》,按编号对应的"
