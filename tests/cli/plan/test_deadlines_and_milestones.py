"""Deadlines in months and words, milestones on the way, and tasks that are reported themselves."""

from pathlib import Path
from typing import Any

import pytest
from command_line import Outcome, run_jimoplan

PLANS = Path(__file__).parents[2] / "core" / "plan" / "published"
PLAN = """\
schema: 1
plan:
  unit: 某局
  title: 2026年工作要点
  period: {start: 2026-01-01, end: 2026-12-31}
departments:
  - {name: 甲科, kind: 科室}
tasks:
  - id: '1'
    title: 出台办法   # 经党组会研究
    responsible: [甲科]
    status: 推进中
    due: 2026-11
    milestones:
      - {due: 2026-06, text: 初稿送审}
      - {due: 2026-Q3, text: 公开征求意见}
  - id: '2'
    title: 改造小区
    kind: 指标
    target: 12
    unit: 个
    definition: 竣工验收的小区
    responsible: [甲科]
    status: 推进中
    due: 2026
    milestones:
      - {due: 2026-H1, target: 5}
  - {id: '3', title: 联系群众, responsible: [甲科], due_text: 长期坚持}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    return tmp_path


def update(folder: Path, *words: str) -> Outcome:
    return run_jimoplan("update", *words, cwd=folder)


def items(folder: Path, day: str, *columns: str) -> dict[str, dict[str, Any]]:
    asked = ("--columns", ",".join(("id", *columns)), "--as-of", day, "--format", "json")
    answer = run_jimoplan("list", *asked, cwd=folder)
    return {item["id"]: item for item in answer.data["items"]}


def shown(folder: Path, day: str, *words: str) -> str:
    return run_jimoplan("list", "--as-of", day, *words, cwd=folder, columns=160).text


def test_a_month_ends_on_its_last_day_and_is_read_as_a_month(folder: Path) -> None:
    assert items(folder, "2026-03-02", "due")["1"]["due"] == "2026-11-30"
    assert "11月底" in shown(folder, "2026-03-02", "--columns", "id,due")


def test_words_in_place_of_a_day_invent_none(folder: Path) -> None:
    found = items(folder, "2027-01-11", "due", "light")["3"]

    assert found["due"] is None
    assert found["light"] == "绿"
    text = shown(folder, "2027-01-11", "--columns", "id,due,reason")
    line = next(line for line in text.splitlines() if line.startswith("3"))
    assert "长期坚持" in line
    assert "逾期" not in line
    assert "默认" not in line


def test_the_light_goes_by_the_milestone_that_is_due(folder: Path) -> None:
    def reasons(day: str) -> str:
        return str(items(folder, day, "reason")["1"]["reason"])

    assert "节点临期,还有5个工作日(6月底:初稿送审)" in reasons("2026-06-23")
    assert reasons("2026-07-02").startswith("红:节点逾期2个工作日(6月底:初稿送审)")


def test_a_report_says_that_a_milestone_is_reached(folder: Path) -> None:
    done = update(folder, "1", "--milestone", "2026-06", "--note", "已送审", "--date", "2026-06-29")

    assert done.code == 0, done.errors
    written = (folder / "plan.yaml").read_text("utf-8")
    assert "milestone: 2026-06, note: 已送审}" in written
    assert "# 经党组会研究" in written
    assert items(folder, "2026-07-02", "reason")["1"]["reason"] == "绿:正常"
    show = run_jimoplan("show", "1", "--as-of", "2026-07-02", cwd=folder, columns=160).text
    assert "6月底:初稿送审,已完成" in show
    assert "完成6月底的节点" in show


def test_a_target_is_reached_by_the_figure_reported(folder: Path) -> None:
    red = items(folder, "2026-07-02", "reason")["2"]["reason"]
    assert red.startswith("红:节点逾期2个工作日(上半年末:5个)")

    assert update(folder, "2", "--value", "5", "--date", "2026-06-30").code == 0

    assert items(folder, "2026-07-02", "reason")["2"]["reason"] == "绿:正常"


def test_a_milestone_that_is_none_is_refused_with_those_there_are(folder: Path) -> None:
    before = (folder / "plan.yaml").read_bytes()

    wrong = update(folder, "1", "--milestone", "2026-07", "--note", "已送审")
    without = update(folder, "3", "--milestone", "2026-06", "--note", "已走访")

    assert wrong.code == without.code == 2
    assert "2026-06" in wrong.errors
    assert "2026-Q3" in wrong.errors
    assert "任务 3 没有节点,--milestone 用不上" in without.errors
    assert (folder / "plan.yaml").read_bytes() == before


def test_a_deadline_moves_to_a_month_and_the_old_one_is_kept(folder: Path) -> None:
    moved = update(folder, "1", "--due", "2026-12", "--reason", "上级推迟", "--approved-by", "李四")

    assert moved.code == 0, moved.errors
    written = (folder / "plan.yaml").read_text("utf-8")
    assert "due: 2026-12\n" in written
    assert "{due: 2026-11, changed:" in written


@pytest.mark.parametrize(
    ("said", "meant"),
    [("2026年12月底", "2026-12"), ("2026年四季度", "2026-Q4"), ("2026年下半年", "2026-H2")],
)
def test_a_deadline_in_words_is_read_and_shown_back(folder: Path, said: str, meant: str) -> None:
    moved = update(folder, "1", "--due", said, "--reason", "上级推迟", "--approved-by", "李四")

    assert moved.code == 0, moved.errors
    assert f"时限“{said}”读作 {meant}" in moved.errors
    assert f"due: {meant}\n" in (folder / "plan.yaml").read_text("utf-8")


def test_a_task_without_measures_is_reported_and_closed_itself(folder: Path) -> None:
    reported = update(folder, "1", "--progress", "40", "--note", "初稿已成")
    assert reported.code == 0, reported.errors

    assert items(folder, "2099-01-01", "progress")["1"]["progress"] == 40
    weekly = run_jimoplan("render", "weekly", "--format", "md", cwd=folder)
    assert "初稿已成" in weekly.text

    done = update(folder, "1", "--status", "已完成", "--evidence", "某发〔2026〕5号")
    assert done.code == 0, done.errors
    assert items(folder, "2099-01-01", "status")["1"]["status"] == "已完成"


def test_a_first_measure_keeps_what_the_task_has_reported_and_says_so(folder: Path) -> None:
    assert update(folder, "1", "--progress", "40", "--note", "初稿已成").code == 0

    added = run_jimoplan("add", "measure", "1", "--title", "征求意见", cwd=folder)

    assert added.code == 0, added.errors
    assert "任务 1 有了举措,它自己的目标和填报留着,不再计入" in added.text + added.errors
    assert "初稿已成" in (folder / "plan.yaml").read_text("utf-8")
    assert items(folder, "2099-01-01", "progress")["1"]["progress"] == 0


def test_five_years_are_held_to_a_milestone_each_year(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_bytes((PLANS / "five-years.yaml").read_bytes())

    def light(day: str) -> str:
        answer = run_jimoplan("show", "1.1-1", "--as-of", day, cwd=tmp_path, columns=160)
        return next(line for line in answer.text.splitlines() if line.startswith("灯"))

    assert "节点临期" in light("2022-12-20")
    assert "节点逾期" in light("2023-02-06")
    assert "2021年底:2部" in light("2023-02-06")


def test_a_target_once_reached_stays_so(folder: Path) -> None:
    assert update(folder, "2", "--value", "5", "--date", "2026-06-20").code == 0
    assert update(folder, "2", "--value", "4", "--date", "2026-07-01").code == 0

    assert "节点" not in items(folder, "2026-07-02", "reason")["2"]["reason"]


def test_a_notice_does_not_call_overdue_what_has_missed_a_milestone(folder: Path) -> None:
    asked = ("--dept", "甲科", "--as-of", "2026-07-02", "--format", "md")
    notice = run_jimoplan("render", "supervision", *asked, cwd=folder)

    assert "关于2026年工作要点节点逾期事项的督办通知" in notice.text
    assert "的下列2项没有按时做到节点，亮红灯" in notice.text
    assert "逾期未办结" not in notice.text


def test_what_lies_in_the_new_period_goes_along(folder: Path) -> None:
    plan = folder / "plan.yaml"
    text = plan.read_text("utf-8").replace("due: 2026-11\n", "due: 2027-06\n")
    plan.write_text(text.replace("2026-Q3, text", "2027-03, text"), "utf-8")

    rolled = run_jimoplan("rollover", "2027", "--yes", cwd=folder)

    assert "任务 3 项,举措 0 项" in rolled.errors
    new = (folder / "2027" / "plan.yaml").read_text("utf-8")
    assert "due: 2027-06\n" in new
    assert "2027-03, text: 公开征求意见" in new
    assert "2026-06" not in new
