"""What is owed and when: alarms that know a measure's rhythm."""

from datetime import date, timedelta

import pytest
from assessed import assessed, measure, periodic, the_measure
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.words import Cadence

IN_2024 = st.dates(date(2024, 1, 1), date(2024, 12, 31))


def words(as_of: str, cadence: str, *days: str, **fields: object) -> str:
    return the_measure(as_of, periodic(cadence, *days, **fields)).words


class TestWhatIsYellow:
    def test_a_period_skipped_is_named_with_its_number(self) -> None:
        skipped = ("2024-01-31", "2024-02-29", "2024-04-30", "2024-05-31")
        assert words("2024-06-03", "每月", *skipped) == "黄:缺3月(第3期)"

    def test_a_quarter_reported_in_time_stays_green_all_through_the_next(self) -> None:
        reported = periodic("每季", "2024-03-28")
        days = (date(2024, 3, 28) + timedelta(days=n) for n in range(70))
        lights = {the_measure(str(day), reported).light for day in days}
        assert lights == {Light.GREEN}

    @pytest.mark.parametrize(
        ("as_of", "said"),
        [
            ("2024-04-22", "绿:正常"),
            ("2024-04-24", "黄:待报4月(第4期),距期末还有5个工作日"),
            ("2024-04-30", "黄:待报4月(第4期),当天到期"),
            ("2024-05-01", "绿:正常"),
            ("2024-05-10", "绿:正常"),
            ("2024-05-11", "黄:缺4月(第4期)"),
        ],
        ids=[
            "far",
            "a quarter left",
            "last day",
            "in its grace",
            "last of grace",
            "past its grace",
        ],
    )
    def test_a_month_is_yellow_before_its_end_and_after_its_grace(
        self, as_of: str, said: str
    ) -> None:
        assert words(as_of, "每月", "2024-01-30", "2024-02-28", "2024-03-29") == said

    @pytest.mark.parametrize(("as_of", "yellow"), [("2024-01-16", False), ("2024-01-17", True)])
    def test_the_grace_of_a_week_is_two_days(self, as_of: str, *, yellow: bool) -> None:
        named = "缺第2周(第2期)" in words(as_of, "每周", "2024-01-05")
        assert named is yellow

    def test_the_plan_sets_the_grace(self) -> None:
        item = the_measure("2024-05-04", periodic("每月", since="2024-04-01"), policy={"grace": 3})
        assert item.words == "黄:缺4月(第4期)"

    def test_many_missing_periods_are_counted_behind_the_first_ones(self) -> None:
        assert words("2024-09-15", "每月").endswith("6月(第6期)等8期")

    def test_a_period_has_its_year_where_the_plan_is_in_more_than_one(self) -> None:
        two_years = {"start": "2024-07-01", "end": "2026-06-30"}
        item = the_measure("2025-03-03", periodic("每半年"), period=two_years)
        assert item.words == "黄:缺2024年下半年(第1期)"
        later = the_measure("2025-08-01", periodic("每半年", "2024-12-20"), period=two_years)
        assert later.words == "黄:缺2025年上半年(第2期)"

    def test_neither_silence_nor_the_time_gone_is_an_alarm(self) -> None:
        half = the_measure("2024-06-01", periodic("每半年"))
        assert (half.words, half.elapsed) == ("绿:正常", 41)

    def test_a_year_ended_with_a_period_missing_is_red_once_its_grace_is_over(self) -> None:
        most = tuple(f"2024-{month:02}-20" for month in range(1, 12))
        assert words("2025-01-10", "每月", *most) == "绿:正常"
        assert words("2025-01-13", "每月", *most) == "红:逾期8个工作日(默认时限);缺12月(第12期)"

    def test_whose_only_period_ended_while_it_was_suspended_owes_nothing_and_is_not_red(
        self,
    ) -> None:
        rest = [{"since": "2024-06-20", "until": "2024-07-10", "reason": "等文件"}]
        assert words("2024-09-02", "每年", due="2024-06-30", suspensions=rest) == "绿:正常"

    def test_a_year_ended_with_everything_reported_is_not_overdue(self) -> None:
        every = tuple(f"2024-{month:02}-20" for month in range(1, 13))
        assert words("2025-02-01", "每月", *every) == "绿:正常"


class TestWhatIsOwed:
    def progress(self, as_of: str, fields: dict[str, object]) -> str:
        return the_measure(as_of, fields).progress.how

    def test_its_own_deadline_ends_the_count(self) -> None:
        fields = periodic("每月", "2024-01-20", due="2024-03-15")
        assert self.progress("2024-03-01", fields) == "到时限应报3期(每月),已报1期"

    def test_periods_before_it_was_taken_on_are_not_owed(self) -> None:
        fields = periodic("每月", since="2024-09-10")
        assert self.progress("2024-09-11", fields) == "到时限应报4期(每月),已报0期"
        assert the_measure("2024-10-11", fields).words == "黄:缺9月(第9期)"

    def test_a_period_that_ended_during_a_suspension_is_not_owed(self) -> None:
        rest = [{"since": "2024-02-10", "until": "2024-05-06", "reason": "等文件"}]
        fields = periodic("每月", "2024-01-20", suspensions=rest)
        assert self.progress("2024-05-10", fields) == "到时限应报9期(每月),已报1期"
        assert the_measure("2024-06-14", fields).words == "黄:缺5月(第5期)"

    def test_periods_before_the_plan_are_not_owed(self) -> None:
        fields = periodic("每月", since="2023-10-09")
        assert self.progress("2024-02-15", fields) == "到时限应报12期(每月),已报0期"
        assert the_measure("2024-02-15", fields).words == "黄:缺1月(第1期)"

    def test_weeks_are_those_of_the_calendar(self) -> None:
        year = {"start": "2025-01-01", "end": "2025-12-31"}
        days = ("2025-01-03", "2025-01-07", "2025-01-15", "2025-01-21")
        item = the_measure("2025-01-25", periodic("每周", *days), period=year)
        assert item.progress.how == "到时限应报53期(每周),已报4期"
        assert item.light is Light.GREEN


class TestWhichPeriodAReportGoesTo:
    def reported(self, *days: str | dict[str, object], as_of: str = "2024-12-31") -> list[int]:
        rhythm = the_measure(as_of, periodic("每月", *days)).rhythm
        assert rhythm
        return sorted(rhythm.reported)

    def test_to_the_one_that_has_just_ended_while_its_grace_lasts(self) -> None:
        assert self.reported("2024-04-10") == [3]
        assert self.reported("2024-04-11") == [4]

    def test_to_the_current_one_where_the_last_is_reported(self) -> None:
        assert self.reported("2024-03-30", "2024-04-02") == [3, 4]

    def test_to_the_one_it_names_whenever_it_is_made(self) -> None:
        assert self.reported({"date": "2024-06-20", "period": 3}) == [3]

    def test_what_comes_after_the_end_fills_the_last(self) -> None:
        assert self.reported("2025-03-01", as_of="2025-03-02") == [12]

    @given(st.lists(IN_2024, max_size=8), IN_2024, st.sampled_from(Cadence))
    def test_one_more_report_never_leaves_more_missing(
        self, days: list[date], more: date, cadence: Cadence
    ) -> None:
        def missing(*reports: date) -> int:
            rhythm = the_measure("2025-02-01", periodic(cadence, *map(str, reports))).rhythm
            return len(rhythm.late) if rhythm else 0

        assert missing(*days, more) <= missing(*days)


class TestSilence:
    def test_stale_may_stand_on_the_item(self) -> None:
        quiet = measure(kind="常态化", stale=90, updates=[{"date": "2024-01-02"}])
        assert the_measure("2024-03-31", quiet).words == "绿:正常"
        assert the_measure("2024-04-01", quiet).words == "黄:已90天未填报"

    def test_stale_of_the_task_goes_for_its_measures(self) -> None:
        task = assessed("2024-02-15", measure(kind="常态化"), stale=60)
        assert task.items["8-1"].words == "绿:正常"

    def test_a_standing_duty_has_nothing_to_finish_by_the_plan_s_end(self) -> None:
        told = [{"date": "2024-12-20"}]
        assert the_measure("2024-12-27", measure(kind="常态化", updates=told)).words == "绿:正常"
        dated = measure(kind="常态化", updates=told, due="2024-12-31")
        assert the_measure("2024-12-27", dated).words == "黄:临期,距时限还有2个工作日"

    def test_a_standing_duty_is_silent_and_never_behind(self) -> None:
        quiet = measure(kind="常态化", stale=366, updates=[{"date": "2024-01-02"}])
        assert the_measure("2024-11-01", quiet).words == "绿:正常"
