"""What a report says of itself, what an unmet target asks for, what is left of a task."""

from datetime import date
from typing import Any

import pytest
from assessed import measure, periodic, plan_of

from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Status
from jimoplan.core.workflow.record import ProgressEntry, Recorded, record_progress
from jimoplan.errors import UsageError

TARGET: dict[str, Any] = {"kind": "指标", "status": "推进中", "target": "100", "unit": "件"}


def report(plan: Plan, day: str, **said: Any) -> Recorded:  # noqa: ANN401
    update = Update.model_validate({"date": day, "note": "已报", **said})
    return record_progress(plan, ["8-1"], ProgressEntry(update.date, update=update))


def finish(plan: Plan, number: str = "8-1", reason: str | None = None) -> Recorded:
    entry = ProgressEntry(date(2024, 6, 28), status=Status.COMPLETED, reason=reason)
    return record_progress(plan, [number], entry)


def the_measure(plan: Plan) -> Measure:
    return plan.all_tasks()[0].measures[0]


class TestThePeriodOfAReport:
    @pytest.mark.parametrize(
        ("day", "period", "words"),
        [("2024-04-10", 3, "3月(第3期)"), ("2024-04-11", 4, "4月(第4期)")],
        ids=["within the grace of the last", "past it"],
    )
    def test_is_found_written_and_said(self, day: str, period: int, words: str) -> None:
        plan = plan_of(periodic("每月", "2024-01-20", "2024-02-20", status="推进中"))
        recorded = report(plan, day)
        assert the_measure(recorded.plan).updates[-1].period == period
        assert recorded.notes == (f"举措 8-1 的填报记为{words}",)

    def test_is_as_told_where_it_is_told(self) -> None:
        recorded = report(plan_of(periodic("每月", status="推进中")), "2024-06-10", period=2)
        assert the_measure(recorded.plan).updates[-1].period == 2
        assert recorded.notes == ()

    @pytest.mark.parametrize(
        ("period", "note"),
        [
            (2, "举措 8-1 的2月(第2期)在 2024-02-20 报过了,这次算补充"),
            (5, "举措 8-1 的5月(第5期)到 2024-04-02 还没有开始,请核对"),
            (7, "举措 8-1 不应报第7期,这次不计入已报(应报的从1月(第1期)到6月(第6期))"),
        ],
        ids=["reported", "not begun", "after its end"],
    )
    def test_that_is_odd_is_said(self, period: int, note: str) -> None:
        fields = periodic("每月", "2024-02-20", status="推进中", due="2024-06-15")
        assert report(plan_of(fields), "2024-04-02", period=period).notes == (note,)

    def test_other_kinds_have_none(self) -> None:
        recorded = report(plan_of(measure(status="推进中")), "2024-06-10")
        assert the_measure(recorded.plan).updates[-1].period is None

    def test_writing_it_changes_no_verdict(self) -> None:
        days = ("2024-01-31", "2024-03-05", "2024-04-02", "2024-04-20")
        told = plan_of(periodic("每月", status="推进中"))
        for day in days:
            told = report(told, day).plan
        unsaid = plan_of(periodic("每月", *days, status="推进中"))
        assert [u.period for u in the_measure(told).updates] == [1, 2, 3, 4]
        assert _reported(told) == _reported(unsaid)


def _reported(plan: Plan) -> Any:  # noqa: ANN401
    from jimoplan.core.assessment.assess import assess

    return assess(plan, date(2024, 12, 31)).items["8-1"].rhythm


class TestAnUnmetTarget:
    @pytest.mark.parametrize(
        ("values", "now"),
        [(["90"], "现为 90件"), ([], "还没有填报指标值")],
        ids=["below", "no value"],
    )
    def test_is_not_done_without_a_reason(self, values: list[str], now: str) -> None:
        updates = [{"date": "2024-05-20", "value": value} for value in values]
        with pytest.raises(UsageError) as refused:
            finish(plan_of(measure(**TARGET, updates=updates)))
        assert now in refused.value.message
        assert "--reason" in refused.value.remedy

    def test_keeps_the_reason_given(self) -> None:
        done = the_measure(finish(plan_of(measure(**TARGET)), reason="基数有误").plan)
        assert (done.status, done.reason) == (Status.COMPLETED, "基数有误")

    def test_reached_needs_none(self) -> None:
        reached = measure(**TARGET, updates=[{"date": "2024-05-20", "value": "100"}])
        assert the_measure(finish(plan_of(reached)).plan).status is Status.COMPLETED

    def test_in_words_needs_none(self) -> None:
        fields = measure(kind="指标", status="推进中", target_text="与经济增长同步")
        assert the_measure(finish(plan_of(fields)).plan).status is Status.COMPLETED


class TestTheLastMeasure:
    left = "任务 8 的举措均已办结,任务待报已完成:jimoplan update 8 --status 已完成"

    def test_finished_says_that_the_task_is_left(self) -> None:
        others = measure(2, status="已销号"), measure(3, status="已取消", reason="并入")
        recorded = finish(plan_of(measure(status="推进中"), *others))
        assert recorded.notes == (self.left,)

    def test_one_of_several_does_not(self) -> None:
        plan = plan_of(measure(status="推进中"), measure(2, status="暂缓", reason="等文件"))
        assert finish(plan).notes == ()


class TestWhatAReportBegins:
    def test_the_owner_s_first_word_begins_a_standing_duty(self) -> None:
        recorded = report(plan_of(measure(kind="常态化")), "2024-03-01")
        assert the_measure(recorded.plan).status is Status.IN_PROGRESS

    def test_a_supporter_s_word_does_not(self) -> None:
        plan = plan_of(measure(kind="常态化", responsible=["甲科"], support=["乙科"]))
        recorded = report(plan, "2024-03-01", dept="乙科")
        assert the_measure(recorded.plan).status is Status.NOT_STARTED


class TestWhatIsWorthSaying:
    def test_a_period_reported_before_is_said(self) -> None:
        plan = plan_of(periodic("每月", "2024-03-20", status="推进中"))
        assert report(plan, "2024-03-25").notes == (
            "举措 8-1 的填报记为3月(第3期)",
            "举措 8-1 的3月(第3期)在 2024-03-20 报过了,这次算补充",
        )

    def test_periods_missing_of_what_is_done_are_named(self) -> None:
        plan = plan_of(periodic("每季", "2024-06-20", status="推进中"))
        assert finish(plan).notes[0] == "举措 8-1 还缺第一季度(第1期),照报已完成;请审核人留意"

    def test_problems_settled_together_are_counted(self) -> None:
        updates = [
            {"date": "2024-03-01", "problem": "缺人"},
            {"date": "2024-04-01", "problem": "缺章"},
        ]
        plan = plan_of(measure(status="推进中", updates=updates))
        (note,) = report(plan, "2024-05-06", solved="已解决").notes
        assert note.startswith("举措 8-1 的2条存在问题都算解决:缺人;缺章")


def test_a_report_that_was_returned_is_never_all_of_it() -> None:
    from jimoplan.core.assessment.assess import assess

    back = {
        "date": "2024-05-02",
        "result": "退回",
        "submitted_by": "张",
        "by": "李",
        "reason": "缺章",
    }
    said = [{"date": "2024-05-01", "progress": 100}]
    plan = plan_of(measure(status="推进中", updates=said, reviews=[back]))
    found = assess(plan, date(2024, 5, 6)).items["8-1"].progress
    assert (found.percent, "已退回" in found.how) == (99, True)


class TestAProblemThatIsSettled:
    plan = plan_of(measure(status="推进中", updates=[{"date": "2024-05-06", "problem": "缺经费"}]))

    def test_has_been_reported_by_then(self) -> None:
        recorded = report(self.plan, "2024-05-06", solved="已追加")
        assert open_problems(the_measure(recorded.plan)) == ()

    def test_is_not_settled_before_it_was_reported(self) -> None:
        with pytest.raises(UsageError) as refused:
            report(self.plan, "2024-05-05", solved="已追加")
        assert "是 2024-05-06 填报的" in refused.value.message
        assert "2024-05-06 或以后" in refused.value.remedy
