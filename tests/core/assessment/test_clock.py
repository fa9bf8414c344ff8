"""When an item's clock begins, stands still and ends, and what counts as in time."""

from datetime import date, timedelta
from typing import Any

from assessed import assessed, measure, plan_of, the_measure, the_task
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.assessment.clock import Clock, Rest, item_clock
from jimoplan.core.assessment.finishing import Timeliness

RESUMED = [{"since": "2024-02-10", "until": "2024-08-20", "reason": "等上级文件"}]
LATE_CHANGE = {
    "due": "2024-06-30",
    "changed": "2024-07-10",
    "reason": "材料不齐",
    "approved_by": "张某",
}
DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31))


def done(**fields: Any) -> dict[str, object]:  # noqa: ANN401
    return measure(status="已完成", due="2024-06-28", **fields)


class TestBeginning:
    def test_an_item_added_late_is_not_behind_on_its_first_day(self) -> None:
        new = measure(since="2024-09-10")
        assert the_measure("2024-09-10", new).words == "绿:正常"

    def test_its_time_gone_counts_from_there_to_its_deadline(self) -> None:
        new = measure(since="2024-09-11", due="2024-10-20")
        assert the_measure("2024-09-20", new).elapsed == 25

    def test_silence_counts_from_there(self) -> None:
        new = measure(kind="常态化", since="2024-09-10")
        assert the_measure("2024-10-09", new).words == "绿:正常"
        assert the_measure("2024-10-10", new).words == "黄:一直未填报(30天)"

    def test_its_task_s_deadline_is_not_its_own_where_that_had_passed(self) -> None:
        items = assessed("2024-09-10", measure(since="2024-09-10"), due="2024-06-28").items
        assert items["8-1"].words == "绿:正常"
        assert (items["8-1"].due, items["8-1"].due_is_default) == (date(2024, 12, 31), True)
        assert items["8"].words.startswith("红:任务本身逾期")

    def test_a_measure_begins_with_its_task(self) -> None:
        items = assessed("2024-09-10", measure(), since="2024-09-10").items
        assert items["8-1"].words == items["8"].words == "绿:正常"


class TestSuspension:
    def test_days_of_suspension_are_not_late_and_that_is_said(self) -> None:
        resumed = measure(due="2024-06-30", suspensions=RESUMED)
        said = "红:逾期2个工作日(暂缓的36个工作日不计)"
        assert the_measure("2024-08-21", resumed).words == said

    def test_days_of_suspension_are_not_silent(self) -> None:
        resumed = measure(kind="常态化", suspensions=RESUMED)
        assert the_measure("2024-08-20", resumed).words == "黄:一直未填报(40天)"
        told = measure(kind="常态化", suspensions=RESUMED, updates=[{"date": "2024-02-05"}])
        assert the_measure("2024-08-30", told).words == "绿:正常"

    def test_time_gone_stands_still(self) -> None:
        resumed = measure(due="2024-12-31", suspensions=RESUMED)
        before, after = (the_measure(day, resumed).elapsed for day in ("2024-02-09", "2024-08-19"))
        assert before == after

    def test_time_gone_goes_on_evenly_from_where_it_stood_to_the_deadline(self) -> None:
        resumed = measure(due="2024-12-31", suspensions=RESUMED)
        days = ("2024-02-09", "2024-05-01", "2024-08-19", "2024-08-20", "2024-10-25", "2024-12-31")
        assert [the_measure(day, resumed).elapsed for day in days] == [10, 10, 10, 11, 55, 100]

    def test_a_suspension_that_goes_on_changes_no_figure_of_before(self) -> None:
        told = [{"date": "2024-03-02"}]
        going = measure(kind="常态化", updates=told)
        rest = [{"since": "2024-03-05", "reason": "等"}]
        paused = {**going, "status": "暂缓", "reason": "等", "suspensions": rest}
        before = the_measure("2024-03-04", going)
        after = the_measure("2024-06-01", paused)
        assert (after.progress, after.elapsed) == (before.progress, before.elapsed)

    def test_suspensions_that_follow_each_other_are_one_rest(self) -> None:
        spans = (("2024-01-01", "2024-02-01"), ("2024-02-01", "2024-03-01"))
        suspensions = [{"since": one, "until": other, "reason": "等"} for one, other in spans]
        clock = clock_of(measure(due="2024-03-03", suspensions=suspensions))
        assert [clock.elapsed(date(2024, 2, day)) for day in (1, 15, 29)] == [0, 0, 0]

    @given(st.lists(st.tuples(DAYS, DAYS), max_size=3), DAYS, DAYS, DAYS)
    def test_time_gone_never_runs_backwards(
        self, spans: list[tuple[date, date]], due: date, one: date, other: date
    ) -> None:
        suspensions = [
            {"since": str(min(span)), "until": str(max(span)), "reason": "等"} for span in spans
        ]
        clock = clock_of(measure(due=str(due), suspensions=suspensions))
        early, late = sorted([one, other])
        assert 0 <= clock.elapsed(early) <= clock.elapsed(late) <= 100

    def test_a_task_suspended_stops_the_clock_of_its_measures(self) -> None:
        items = assessed("2024-08-21", measure(due="2024-06-30"), suspensions=RESUMED).items
        assert items["8-1"].overdue_days == 2

    @given(st.lists(st.tuples(DAYS, DAYS), max_size=3), DAYS, DAYS)
    def test_days_that_count_and_days_that_rest_make_up_all_days(
        self, spans: list[tuple[date, date]], after: date, until: date
    ) -> None:
        suspensions = [
            {"since": str(min(span)), "until": str(max(span)), "reason": "等"} for span in spans
        ]
        item = measure(suspensions=suspensions)
        resting = {
            day
            for first, last in map(sorted, spans)
            for day in (first + timedelta(days=n) for n in range((last - first).days))
        }
        day, counted = after, 0
        while day < until:
            day += timedelta(days=1)
            counted += day not in resting
        clock = clock_of(item)
        assert clock.days(after, until) == counted


def clock_of(fields: dict[str, object]) -> Clock:

    plan = plan_of(fields)
    (task,) = plan.all_tasks()
    return item_clock(task.measures[0], task, plan.plan.period)


def test_rests_that_touch_or_overlap_are_one() -> None:
    spans = (("2024-03-01", "2024-03-10"), ("2024-03-05", "2024-03-20"), ("2024-05-01", None))
    item = measure(suspensions=[{"since": s, "until": u, "reason": "等"} for s, u in spans])
    first, last = clock_of(item).rests
    assert first == Rest(date(2024, 3, 1), date(2024, 3, 19))
    assert last.first == date(2024, 5, 1)


class TestFinishing:
    def test_the_day_of_the_work_decides_not_that_of_the_report(self) -> None:
        item = the_measure("2024-07-20", done(finished="2024-06-28"), policy={"review": 100})
        assert item.finish
        assert item.finish.timeliness is Timeliness.IN_TIME
        assert item.words == "绿:已完成,待销号"

    def test_late_says_by_how_much(self) -> None:
        assert the_measure("2024-07-04", done(finished="2024-07-03")).words == (
            "绿:已完成,待销号;逾期3个工作日办结"
        )

    def test_what_is_done_on_a_day_was_finished_by_then(self) -> None:
        assert the_measure("2024-06-28", done(finished="2024-07-03")).words == "绿:已完成,待销号"

    def test_without_a_day_the_last_report_counts_and_that_is_said(self) -> None:
        old = done(updates=[{"date": "2024-07-03", "progress": 100}])
        assert the_measure("2024-07-04", old).words == (
            "绿:已完成,待销号;逾期3个工作日办结(据最后填报)"
        )

    def test_without_a_day_and_a_report_nothing_is_held_against_it(self) -> None:
        assert the_measure("2024-07-04", done()).words == "绿:已完成,待销号"

    def test_a_deadline_moved_after_it_had_passed_is_not_in_time(self) -> None:
        late = measure(
            status="已完成", due="2024-07-31", due_changes=[LATE_CHANGE], finished="2024-07-20"
        )
        item = the_measure("2024-07-22", late)
        assert item.finish
        assert item.finish.timeliness is Timeliness.EXTENDED
        assert item.words == "绿:已完成,待销号;延期办结"

    def test_a_deadline_moved_in_time_is_in_time(self) -> None:
        change = {**LATE_CHANGE, "changed": "2024-06-30"}
        moved = measure(
            status="已销号", due="2024-07-31", due_changes=[change], finished="2024-07-20"
        )
        assert the_measure("2024-07-22", moved).words == "✓已销号"

    def test_a_task_was_finished_with_the_last_of_its_measures(self) -> None:
        parts = (done(finished="2024-07-02"), measure(2, status="已完成", finished="2024-05-02"))
        task = the_task("2024-07-04", *parts, status="已完成", due="2024-06-28")
        assert task.words == "绿:已完成,待销号;逾期2个工作日办结(据最后填报)"


class TestHolidays:
    def test_days_off_and_on_of_the_plan_go_before_the_calendar(self) -> None:
        policy = {"holidays": ["2024-07-01"], "workdays": ["2024-07-06"]}
        item = the_measure("2024-07-08", measure(due="2024-06-28"), policy=policy)
        assert item.overdue_days == 6
        assert the_measure("2024-07-02", measure(due="2024-06-28"), policy=policy).overdue_days == 1

    def test_a_year_whose_holidays_the_plan_tells_is_not_unknown(self) -> None:
        year = {"start": "2098-01-01", "end": "2098-12-31"}
        told = assessed("2098-03-01", period=year, policy={"holidays": ["2098-10-01"]})
        assert told.notes == ()

    def test_working_days_agree_with_the_days_one_by_one(self) -> None:
        policy = {
            "holidays": ["2024-07-01", "2024-07-06"],
            "workdays": ["2024-07-06", "2024-07-02"],
        }
        calendar = assessed("2024-07-08", policy=policy).calendar
        days = [date(2024, 6, 28) + timedelta(days=n) for n in range(1, 15)]
        assert sum(map(calendar.is_working_day, days)) == calendar.working_days(
            date(2024, 6, 28), days[-1]
        )
