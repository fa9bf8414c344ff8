"""The reason people gave stands beside the light, before what is computed."""

from datetime import date
from typing import Any

import pytest
from assessed import assessed, measure, plan_of, the_measure, the_task

from jimoplan.core.assessment.assess import assess

PROBLEM = {"date": "2024-05-02", "problem": "等省厅\n批复"}
BACK = {
    "date": "2024-05-02",
    "result": "退回",
    "submitted_by": "张三",
    "by": "李四",
    "reason": "缺章",
}


def quiet(number: int = 1, *updates: dict[str, Any], **fields: object) -> dict[str, Any]:
    """A standing duty, reported on in time, with these reports."""
    usual = ({"date": "2024-05-01", "note": "照常"}, *updates)
    return measure(number, **{"kind": "常态化", "updates": usual, **fields})


def test_an_open_problem_comes_before_the_computed_reasons() -> None:
    item = the_measure("2024-05-30", quiet(1, PROBLEM, due="2024-06-03"))
    assert item.words == "黄:存在问题(2024-05-02):等省厅 批复;临期,距时限还有2个工作日"
    assert item.reasons == ("临期,距时限还有2个工作日",)
    assert item.verdict == "黄:临期,距时限还有2个工作日"


def test_why_it_was_returned_comes_before_an_open_problem() -> None:
    item = the_measure("2024-05-10", quiet(1, PROBLEM, due="2024-05-07", reviews=[BACK]))
    assert item.words == ("红:退回(2024-05-02):缺章;存在问题(2024-05-02):等省厅 批复;逾期3个工作日")


def test_where_nothing_is_computed_nobody_is_told_that_all_is_well() -> None:
    item = the_measure("2024-05-03", quiet(1, PROBLEM))
    assert item.words == "绿:存在问题(2024-05-02):等省厅 批复"
    assert item.reasons == ("正常",)


def test_the_latest_of_several_problems_is_quoted_and_the_others_are_counted() -> None:
    item = the_measure("2024-05-10", quiet(1, PROBLEM, {"date": "2024-05-09", "problem": "缺钱"}))
    assert item.words == "绿:存在问题(2024-05-09,另有1条未解决):缺钱"


@pytest.mark.parametrize(
    "settled",
    [
        quiet(1, PROBLEM, {"date": "2024-05-03", "solved": "已批复"}),
        quiet(1, PROBLEM, reviews=[BACK], status="已完成"),
        quiet(1, PROBLEM, reviews=[BACK], status="已取消", reason="并入"),
        quiet(1, {"date": "2024-05-20", "problem": "以后的事"}),
    ],
    ids=["solved", "finished", "cancelled", "later"],
)
def test_what_is_settled_or_still_to_come_is_not_said(settled: dict[str, Any]) -> None:
    assert the_measure("2024-05-10", settled).said == ()


def test_a_review_after_the_day_asked_about_is_not_known() -> None:
    assert the_measure("2024-05-01", quiet(1, reviews=[BACK])).returned is None


def test_a_task_quotes_a_single_measure_by_its_number() -> None:
    task = the_task("2024-05-10", quiet(1, PROBLEM), quiet(2))
    assert task.words == "绿:8-1存在问题(2024-05-02):等省厅 批复"


def test_a_task_says_of_several_how_many_and_quotes_the_latest() -> None:
    later = {"date": "2024-05-09", "problem": "缺钱"}
    task = the_task("2024-05-10", quiet(1, PROBLEM), quiet(2, later), quiet(3, reviews=[BACK]))
    assert [said.words for said in task.said] == [
        "8-3退回(2024-05-02):缺章",
        "2项举措存在问题,最近8-2(2024-05-09):缺钱",
    ]


def test_a_task_returned_itself_says_so_unless_somebody_answers_for_a_part_only() -> None:
    plan = plan_of(quiet(1, PROBLEM), quiet(2), reviews=[BACK])
    found = assess(plan, date(2024, 5, 10))
    (task,) = plan.all_tasks()
    whole, part = (found.of_part(task, ["8-2"], whole=whole) for whole in (True, False))
    assert found.items["8"].words.startswith("绿:退回(2024-05-02):缺章;8-1存在问题")
    assert whole.words == "绿:退回(2024-05-02):缺章"
    assert part.words == "绿:正常"


def test_nothing_is_said_of_a_task_that_is_over() -> None:
    found = assessed("2024-05-10", quiet(1, PROBLEM), status="已取消", reason="并入")
    assert [item.said for item in found.items.values()] == [(), ()]


def test_the_last_report_is_an_owner_s() -> None:
    theirs = {"date": "2024-05-05", "dept": "乙科", "note": "协助"}
    item = the_measure("2024-05-10", quiet(1, theirs, responsible=["甲科"], support=["乙科"]))
    assert item.last_report
    assert item.last_report.note == "照常"
