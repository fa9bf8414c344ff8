"""Progress by kind of measure, and how each figure says it came about."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.assessment.percent import Progress
from jimoplan.core.assessment.progress import task_progress
from jimoplan.core.assessment.standing import Frame, leaf_standing
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.header import Period, Policy
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.words import Cadence

YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
LAST_DAY = date(2024, 12, 31)
IN_2024 = st.dates(date(2024, 1, 1), LAST_DAY)


def measure(kind: str, *updates: tuple[str, dict[str, Any]], **fields: Any) -> Measure:  # noqa: ANN401
    reports = [{"date": day, **values} for day, values in updates]
    return Measure.model_validate(
        {"id": "8-1", "kind": kind, "title": "举措", "updates": reports, **fields}
    )


def progress(item: Measure, as_of: str = "2024-06-30", span: Period = YEAR) -> Progress:
    day = date.fromisoformat(as_of)
    frame = Frame(span, Policy(), Departments(()), WorkCalendar(), day)
    return leaf_standing(item, task(), frame).progress


def percent(item: Measure, as_of: str = "2024-06-30") -> int:
    found = progress(item, as_of).percent
    assert found is not None
    return found


def mean(of: Task, *percents: int | None) -> Progress:
    return task_progress(of, zip(of.measures, percents, strict=True))


def task(*statuses: str, status: str = "推进中") -> Task:
    measures = [
        {"id": f"8-{number}", "kind": "一次性", "title": "举措", "status": each}
        for number, each in enumerate(statuses, 1)
    ]
    return Task.model_validate({"id": "8", "title": "任务", "status": status, "measures": measures})


class TestUpdates:
    def test_those_after_the_day_asked_about_do_not_count(self) -> None:
        item = measure("一次性", ("2024-03-15", {"progress": 40}), ("2024-07-01", {"progress": 90}))
        assert progress(item, "2024-06-30").percent == 40
        assert progress(item, "2024-07-01").percent == 90

    def test_the_greatest_date_is_the_latest_whatever_the_order(self) -> None:
        item = measure("一次性", ("2024-05-01", {"progress": 60}), ("2024-03-15", {"progress": 40}))
        assert progress(item).percent == 60

    def test_the_later_in_the_list_wins_on_the_same_day(self) -> None:
        item = measure("一次性", ("2024-05-01", {"progress": 60}), ("2024-05-01", {"progress": 50}))
        assert progress(item).percent == 50


class TestOneOff:
    def test_is_what_the_latest_report_says(self) -> None:
        item = measure("一次性", ("2024-03-15", {"progress": 40}))
        assert progress(item) == Progress(40, "最近一次填报(2024-03-15)为40%")

    def test_looks_past_a_later_report_without_a_figure(self) -> None:
        item = measure("一次性", ("2024-03-15", {"progress": 40}), ("2024-05-01", {"note": "推进"}))
        assert progress(item).percent == 40

    def test_is_zero_when_no_figure_was_reported(self) -> None:
        item = measure("一次性", ("2024-05-01", {"note": "推进"}))
        assert progress(item) == Progress(0, "尚未填报进度")

    @pytest.mark.parametrize("status", ["已完成", "已销号"])
    def test_is_full_when_done_whatever_was_reported(self, status: str) -> None:
        item = measure("一次性", ("2024-03-15", {"progress": 40}), status=status)
        assert progress(item) == Progress(100, f"状态为{status},计100%")


class TestContinuous:
    def test_is_the_time_gone_at_the_latest_report(self) -> None:
        item = measure("常态化", ("2024-03-31", {"progress": 80}))
        assert progress(item) == Progress(24, "最近一次填报(2024-03-31)时的序时进度为24%")

    def test_stops_growing_when_nobody_reports(self) -> None:
        item = measure("常态化", ("2024-03-31", {}))
        assert progress(item, "2024-04-01") == progress(item, "2025-03-01")

    def test_is_zero_when_nobody_ever_reported(self) -> None:
        assert progress(measure("常态化"), "2025-01-01") == Progress(0, "尚未填报")

    def test_done_before_the_end_is_no_more_than_the_time_gone(self) -> None:
        item = measure("常态化", ("2024-03-31", {}), status="已完成")
        assert progress(item, "2024-12-30").percent == 24

    @pytest.mark.parametrize("status", ["已完成", "已销号"])
    def test_done_is_full_from_the_end_of_the_plan_on(self, status: str) -> None:
        item = measure("常态化", ("2024-03-31", {}), status=status)
        assert progress(item, "2024-12-31") == Progress(100, f"状态为{status},计100%")

    def test_an_earlier_deadline_of_its_own_does_not_make_it_full(self) -> None:
        item = measure("常态化", ("2024-06-30", {}), due="2024-06-30")
        reached = progress(item, "2024-07-01")
        assert reached.percent == 99
        assert reached.how.endswith("为100%,计划期满前最多计99%")

    def test_a_report_on_the_last_day_makes_it_full(self) -> None:
        assert progress(measure("常态化", ("2024-12-31", {})), "2024-12-31").percent == 100

    @given(IN_2024, st.lists(IN_2024), IN_2024, st.sampled_from(["推进中", "已完成", "已销号"]))
    def test_is_never_full_before_the_plan_ends(
        self, as_of: date, days: list[date], due: date, status: str
    ) -> None:
        item = measure("常态化", *((str(day), {}) for day in days), due=str(due), status=status)
        reached = percent(item, str(as_of))
        assert 0 <= reached <= 100
        assert reached < 100 or as_of == LAST_DAY

    @given(st.lists(IN_2024), IN_2024, IN_2024)
    def test_another_report_never_lowers_it(
        self, days: list[date], another: date, as_of: date
    ) -> None:
        reports: list[tuple[str, dict[str, Any]]] = [(str(day), {}) for day in days]
        before = percent(measure("常态化", *reports), str(as_of))
        after = percent(measure("常态化", *reports, (str(another), {})), str(as_of))
        assert after >= before


class TestPeriodic:
    def test_is_the_share_of_periods_reported(self) -> None:
        item = measure("周期性", ("2024-02-20", {}), ("2024-04-20", {}), cadence="双月")
        assert progress(item) == Progress(33, "到时限应报6期(双月),已报2期")

    def test_counts_a_period_reported_twice_once(self) -> None:
        item = measure("周期性", ("2024-01-20", {}), ("2024-02-20", {}), cadence="双月")
        assert progress(item).how == "到时限应报6期(双月),已报1期"

    def test_a_late_report_counts_for_the_period_it_names(self) -> None:
        late = ("2024-03-02", {"period": 1})
        item = measure("周期性", late, ("2024-04-20", {}), cadence="双月")
        assert progress(item).how == "到时限应报6期(双月),已报2期"

    def test_ignores_periods_the_plan_does_not_have(self) -> None:
        item = measure("周期性", ("2024-02-20", {"period": 7}), ("2023-12-20", {}), cadence="双月")
        assert progress(item).percent == 0

    def test_without_a_cadence_is_one_period_and_says_so(self) -> None:
        assert progress(measure("周期性")).how == "到时限应报1期(未填周期,按每年一期计),已报0期"
        assert progress(measure("周期性", ("2024-02-20", {}))).percent == 100

    def test_weeks_are_those_of_the_weekly_reports_when_the_year_starts_on_a_wednesday(
        self,
    ) -> None:
        days = ("2025-01-03", "2025-01-07", "2025-01-15", "2025-01-21")
        item = measure("周期性", *((day, {}) for day in days), cadence="每周")
        span = Period(start=date(2025, 1, 1), end=date(2025, 12, 31))
        assert progress(item, "2025-01-25", span) == Progress(7, "到时限应报53期(每周),已报4期")

    @pytest.mark.parametrize("status", ["已完成", "已销号"])
    def test_is_full_when_done(self, status: str) -> None:
        assert progress(measure("周期性", cadence="双月", status=status)).percent == 100

    @given(st.lists(IN_2024), IN_2024, st.sampled_from(Cadence))
    def test_another_report_never_lowers_it(
        self, days: list[date], another: date, cadence: Cadence
    ) -> None:
        reports: list[tuple[str, dict[str, Any]]] = [(str(day), {}) for day in days]
        before = measure("周期性", *reports, cadence=cadence)
        after = measure("周期性", *reports, (str(another), {}), cadence=cadence)
        at_end = str(LAST_DAY)
        assert percent(before, at_end) <= percent(after, at_end) <= 100


class TestIndicator:
    def test_is_the_value_against_the_target(self) -> None:
        item = measure("指标", ("2024-05-01", {"value": "29"}), target="100", unit="件")
        how = "最近一次填报(2024-05-01)的指标值为29件,目标值不低于100件"
        assert progress(item) == Progress(29, how)

    @pytest.mark.parametrize(
        ("value", "target", "direction", "percent"),
        [
            pytest.param("120", "100", "不低于", 100, id="above a lower bound"),
            pytest.param("99.99", "100", "不低于", 99, id="nearly there is not there"),
            pytest.param("99.9999999", "100", "不低于", 99, id="a hair off"),
            pytest.param("-5", "100", "不低于", 0, id="below nothing"),
            pytest.param("0", "0", "不低于", 100, id="a lower bound of zero, reached"),
            pytest.param("-1", "0", "不低于", 0, id="a lower bound of zero, missed"),
            pytest.param("5", "10", "不高于", 49, id="within a limit, by the time gone"),
            pytest.param("10", "10", "不高于", 49, id="on a limit"),
            pytest.param("30", "10", "不高于", 0, id="over a limit"),
            pytest.param("1", "0", "不高于", 0, id="a limit of zero, exceeded"),
            pytest.param("0", "0", "不高于", 49, id="a limit of zero, kept"),
            pytest.param("1", "1000000000", "不低于", 0, id="an absurd target"),
        ],
    )
    def test_is_floored_and_full_only_when_reached(
        self, value: str, target: str, direction: str, percent: int
    ) -> None:
        report = ("2024-05-01", {"value": value})
        item = measure("指标", report, target=target, direction=direction)
        assert progress(item).percent == percent

    def test_without_a_value_is_zero_and_says_so(self) -> None:
        item = measure("指标", ("2024-05-01", {"progress": 90}), target="100")
        assert progress(item) == Progress(0, "尚未填报指标值")

    def test_without_a_target_is_zero_and_says_so(self) -> None:
        item = measure("指标", ("2024-05-01", {"value": "90"}))
        assert progress(item) == Progress(0, "未填目标值,无法计算")

    def test_is_not_made_full_by_a_status(self) -> None:
        item = measure("指标", ("2024-05-01", {"value": "90"}), target="100", status="已销号")
        assert progress(item).percent == 90

    @given(
        st.decimals(-(10**6), 10**6, places=4),
        st.decimals(-(10**6), 10**6, places=4),
        st.sampled_from(["不低于", "不高于"]),
    )
    def test_stays_within_0_and_100_for_any_numbers(
        self, value: object, target: object, direction: str
    ) -> None:
        report = ("2024-05-01", {"value": str(value)})
        item = measure("指标", report, target=str(target), direction=direction)
        assert 0 <= percent(item) <= 100


class TestTask:
    def test_is_the_floored_mean_of_its_measures(self) -> None:
        assert mean(task("推进中", "推进中", "推进中"), 100, 40, 60) == Progress(
            66, "3项举措的平均:(100+40+60)/3,舍去小数"
        )

    def test_leaves_cancelled_measures_out_and_says_so(self) -> None:
        assert mean(task("推进中", "已取消", "暂缓"), 100, 0, 50) == Progress(
            75, "2项举措的平均,已取消的1项不计:(100+50)/2"
        )

    def test_keeps_the_sum_of_many_measures_readable(self) -> None:
        assert mean(task(*["推进中"] * 12), *[10] * 12) == Progress(
            10, "12项举措的平均:(10+10+10+…=120)/12"
        )

    def test_with_every_measure_cancelled_goes_by_its_own_status(self) -> None:
        own = mean(task("已取消", status="已销号"), 30)
        assert own == Progress(100, "举措均已取消,按任务状态(已销号)计100%")

    @given(st.lists(st.integers(0, 100), min_size=1))
    def test_lies_between_its_least_and_its_most(self, percents: list[int]) -> None:
        found = mean(task(*["推进中"] * len(percents)), *percents).percent
        assert found is not None
        assert min(percents) <= found <= max(percents)
