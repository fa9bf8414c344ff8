"""What people said: problems from issue to issue, returns, remarks, other departments' reports."""

from datetime import date
from typing import Any

import pytest
from periodic import measure, plan_of, report

from jimoplan.core.reports.period_view import PeriodicReport

LACK = {"date": "2024-03-01", "problem": "缺人"}
BACK = {
    "date": "2024-06-12",
    "result": "退回",
    "submitted_by": "张三",
    "by": "李四",
    "reason": "缺章",
}


def problems(found: PeriodicReport) -> list[tuple[str | None, str, str | None, str | None]]:
    return [
        (
            p.update.problem,
            f"{p.update.date:%m-%d}",
            f"{p.settled:%m-%d}" if p.settled else None,
            p.solved,
        )
        for p in found.problems
    ]


def told(*updates: dict[str, Any], **fields: Any) -> PeriodicReport:  # noqa: ANN401
    return report(plan_of(measure(1, updates=list(updates), **fields)))


class TestProblems:
    def test_an_open_problem_is_carried_from_issue_to_issue_with_since_when(self) -> None:
        assert problems(told(LACK, {"date": "2024-06-12", "note": "照常"})) == [
            ("缺人", "03-01", None, None)
        ]

    def test_the_same_words_again_are_one_problem_since_they_were_said_first(self) -> None:
        again = {"date": "2024-06-12", "problem": "缺人"}
        other = {"date": "2024-06-13", "problem": "缺钱"}
        assert [p[:2] for p in problems(told(LACK, again, other))] == [
            ("缺人", "03-01"),
            ("缺钱", "06-13"),
        ]

    def test_what_was_settled_in_the_week_is_told_as_settled(self) -> None:
        assert problems(told(LACK, {"date": "2024-06-12", "solved": "已增派"})) == [
            ("缺人", "03-01", "06-12", "已增派")
        ]

    def test_what_was_settled_before_is_gone(self) -> None:
        assert problems(told(LACK, {"date": "2024-06-07", "solved": "已增派"})) == []

    def test_finishing_settles_it_too(self) -> None:
        done = {"status": "已完成", "finished": "2024-06-13"}
        assert problems(told(LACK, **done)) == [("缺人", "03-01", "06-13", None)]
        assert problems(told(LACK, status="已完成", finished="2024-06-07")) == []

    def test_finishing_settles_nothing_that_was_settled_before(self) -> None:
        solved = {"date": "2024-06-07", "solved": "已增派"}
        assert problems(told(LACK, solved, status="已完成", finished="2024-06-13")) == []

    def test_a_suspended_measure_keeps_its_problem_and_a_cancelled_one_does_not(self) -> None:
        assert problems(told(LACK, status="暂缓", reason="等")) == [("缺人", "03-01", None, None)]
        assert problems(told(LACK, status="已取消", reason="并")) == []


class TestReturns:
    def test_a_report_before_the_return_is_no_progress(self) -> None:
        before = {"date": "2024-06-11", "progress": 100, "note": "全部完成"}
        after = {"date": "2024-06-13", "progress": 90, "note": "补章"}
        (task,) = told(before, after, reviews=[BACK]).progress
        assert [r.update.note for r in task.reports] == ["补章"]
        assert [(r.update.note, r.returned and r.returned.reason) for r in task.sent_back] == [
            ("全部完成", "缺章")
        ]

    def test_the_item_is_listed_as_returned_until_it_is_reported_again(self) -> None:
        found = told(reviews=[BACK])
        assert [(r.row.item.id, r.review.reason) for r in found.returned] == [("1-1", "缺章")]
        assert told(reviews=[BACK], status="已完成").returned == ()

    def test_a_task_whose_reports_were_all_returned_is_still_told_of(self) -> None:
        found = told({"date": "2024-06-11", "note": "全部完成"}, reviews=[BACK])
        assert (len(found.reported), found.reports, found.finished) == (1, (), ())

    def test_a_report_of_the_day_of_the_return_was_before_it(self) -> None:
        (task,) = told({"date": "2024-06-12", "note": "全部完成"}, reviews=[BACK]).progress
        assert (len(task.reports), len(task.returned)) == (0, 1)

    def test_what_was_returned_in_an_earlier_issue_leaves_later_reports_alone(self) -> None:
        back = {**BACK, "date": "2024-05-31"}
        assert len(told({"date": "2024-06-11"}, reviews=[back]).reports) == 1


class TestOthers:
    def test_remarks_of_the_week_are_told_and_are_no_progress(self) -> None:
        remarks = [
            {"date": "2024-06-07", "text": "上周"},
            {"date": "2024-06-12", "by": "丙", "kind": "批示", "text": "抓紧"},
            {"date": "2024-06-15", "text": "明天"},
        ]
        found = report(plan_of(measure(1, remarks=remarks), remarks=remarks))
        assert [(r.row.item.id, r.remark.text) for r in found.remarks] == [
            ("1", "抓紧"),
            ("1-1", "抓紧"),
        ]
        assert found.reports == ()

    @pytest.mark.parametrize(
        ("dept", "whose"), [("甲科", ""), (None, ""), ("乙科", "配合:乙科"), ("丙科", "丙科")]
    )
    def test_a_report_says_whose_it_is_unless_it_is_the_owner_s(
        self, dept: str | None, whose: str
    ) -> None:
        (one,) = told({"date": "2024-06-12", "dept": dept}, support=["乙科"], lead=["甲科"]).reports
        assert one.whose == whose

    def test_the_last_report_of_the_owner_stands_beside_the_supporter_s(self) -> None:
        ours = {"date": "2024-06-11", "note": "起草"}
        theirs = {"date": "2024-06-12", "dept": "乙科", "note": "协助"}
        (task,) = told(ours, theirs, support=["乙科"], lead=["甲科"]).progress
        assert [r.update.note for r in task.latest] == ["起草", "协助"]


def test_an_item_is_finished_in_the_week_of_its_own_day() -> None:
    early = {"date": "2024-06-07", "note": "有"}
    found = told(early, status="已完成", finished="2024-06-12")
    assert [f.day for f in found.finished] == [date(2024, 6, 12)]
    assert told(early, status="已完成").finished == ()
