"""Lights of measures and tasks, each with its reason in words."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.assessment.assess import Assessment, ItemAssessment, assess
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.model import Plan

PERIOD = {"start": "2024-01-01", "end": "2024-12-31"}
QUIET = {"due_soon": 0, "behind": 100, "stale": 366}
OVER = "计划期间已于2024年12月31日结束,"


def measure(number: int = 1, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"id": f"8-{number}", "kind": "一次性", "title": "举措", **fields}


def reported(day: str, percent: int = 100) -> dict[str, Any]:
    """Fields of a measure with one report."""
    return {"updates": [{"date": day, "progress": percent}]}


def assessed(
    as_of: str,
    *measures: dict[str, Any],
    policy: dict[str, int] | None = None,
    period: dict[str, str] = PERIOD,
    **task: Any,  # noqa: ANN401
) -> Assessment:
    """Assess a plan whose only task, number 8, has these measures."""
    plan = {
        "schema": "1",
        "plan": {"unit": "司法局", "title": "工作要点", "period": period},
        "policy": policy or {},
        "departments": [],
        "sections": [
            {
                "number": "三",
                "title": "板块",
                "tasks": [{"id": "8", "title": "任务", "measures": list(measures), **task}],
            }
        ],
    }
    return assess(Plan.model_validate(plan), date.fromisoformat(as_of))


def the_measure(
    as_of: str,
    policy: dict[str, int] | None = None,
    **fields: Any,  # noqa: ANN401
) -> ItemAssessment:
    return assessed(as_of, measure(**fields), policy=policy).items["8-1"]


def the_task(
    as_of: str,
    *measures: dict[str, Any],
    **task: Any,  # noqa: ANN401
) -> ItemAssessment:
    return assessed(as_of, *measures, **task).items["8"]


class TestMeasureLights:
    def test_closed_is_ticked(self) -> None:
        item = the_measure("2025-02-01", status="已销号")
        assert item.light is Light.CLOSED
        assert item.words == "✓已销号"

    @pytest.mark.parametrize("status", ["已取消", "暂缓"])
    def test_what_is_dropped_has_no_light_but_a_reason(self, status: str) -> None:
        item = the_measure("2025-02-01", status=status, reason="上级另有\n安排")
        assert item.light is Light.NONE
        assert item.words == f"—{status}:上级另有 安排"
        assert item.overdue_days == 0

    def test_what_is_dropped_without_a_reason_still_says_what_it_is(self) -> None:
        assert the_measure("2024-03-01", status="暂缓").words == "—暂缓"

    def test_completed_is_green_even_past_its_deadline(self) -> None:
        item = the_measure("2024-06-01", status="已完成", due="2024-03-01")
        assert item.words == "绿:已完成,待销号"
        assert item.overdue_days == 0

    def test_nothing_wrong_is_green(self) -> None:
        assert the_measure("2024-01-02").words == "绿:正常"

    def test_past_the_deadline_is_red_in_working_days(self) -> None:
        item = the_measure("2024-03-20", due="2024-03-15", policy=QUIET, **reported("2024-03-14"))
        assert item.words == "红:逾期3个工作日"
        assert item.overdue_days == 3

    def test_spring_festival_does_not_count_as_days_overdue(self) -> None:
        item = the_measure("2024-02-19", due="2024-02-08", policy=QUIET, **reported("2024-02-01"))
        assert item.reasons == ("逾期3个工作日",)

    def test_a_deadline_missed_over_a_weekend_is_red_already(self) -> None:
        item = the_measure("2024-03-17", due="2024-03-15", policy=QUIET, **reported("2024-03-14"))
        assert item.words == "红:刚过时限,其间没有工作日"
        assert item.overdue_days == 0

    def test_a_default_deadline_is_named_as_such(self) -> None:
        item = the_measure("2025-01-03", policy=QUIET, **reported("2024-12-20"))
        assert item.due == date(2024, 12, 31)
        assert item.due_is_default
        assert item.words == "红:逾期2个工作日(默认时限)"

    def test_a_red_light_gives_the_yellow_reasons_too(self) -> None:
        item = the_measure("2024-03-20", due="2024-03-15", **reported("2024-02-01", 40))
        reasons = ("逾期3个工作日",)
        assert item.reasons == reasons
        assert item.words == "红:" + ";".join(reasons)

    @pytest.mark.parametrize(
        ("as_of", "words"),
        [
            pytest.param("2024-03-14", "绿:正常", id="eleven working days left"),
            pytest.param("2024-03-15", "黄:临期,距时限还有10个工作日", id="ten left"),
            pytest.param("2024-03-28", "黄:临期,距时限还有1个工作日", id="the day before"),
            pytest.param("2024-03-29", "黄:当天到期", id="on the day"),
        ],
    )
    def test_is_yellow_within_ten_working_days_of_the_deadline(
        self, as_of: str, words: str
    ) -> None:
        item = the_measure(as_of, due="2024-03-29", **reported("2024-03-14"))
        assert item.words == words

    def test_nearing_the_default_deadline_says_so(self) -> None:
        item = the_measure("2024-12-27", **reported("2024-12-20"))
        assert item.words == "黄:临期,距默认时限还有2个工作日"

    @pytest.mark.parametrize(
        ("percent", "light"),
        [
            pytest.param(35, Light.YELLOW, id="fifteen points behind"),
            pytest.param(36, Light.GREEN, id="fourteen points behind"),
        ],
    )
    def test_is_yellow_from_fifteen_points_behind_the_time_gone(
        self, percent: int, light: Light
    ) -> None:
        item = the_measure("2024-07-01", **reported("2024-06-30", percent))
        assert item.elapsed == 50
        assert item.light is light

    def test_says_by_how_many_points_it_is_behind(self) -> None:
        item = the_measure("2024-07-01", **reported("2024-06-30", 27))
        assert item.reasons == ("滞后序时进度23个百分点(应达50%,实际27%)",)

    def test_being_level_is_not_being_behind_even_with_no_tolerance(self) -> None:
        strict = {"behind": 0}
        level = the_measure("2024-07-01", policy=strict, **reported("2024-06-30", 50))
        behind = the_measure("2024-07-01", policy=strict, **reported("2024-06-30", 49))
        assert (level.light, behind.light) == (Light.GREEN, Light.YELLOW)

    def test_is_yellow_after_thirty_days_without_a_report(self) -> None:
        spoken = reported("2024-03-01")
        assert the_measure("2024-03-30", **spoken).words == "绿:正常"
        assert the_measure("2024-03-31", **spoken).words == "黄:已30天未填报"

    def test_silence_counts_from_the_start_when_nobody_ever_reported(self) -> None:
        item = the_measure("2024-02-06")
        assert item.words == "黄:一直未填报(36天)"
        assert item.last_update is None

    def test_silence_before_the_plan_began_does_not_count(self) -> None:
        item = the_measure("2024-01-02", **reported("2023-10-01", 10))
        assert item.words == "绿:正常"

    def test_several_yellow_reasons_are_all_given(self) -> None:
        item = the_measure("2024-03-27", due="2024-03-29")
        assert item.words == (
            "黄:临期,距时限还有2个工作日;滞后序时进度97个百分点(应达97%,实际0%);一直未填报(86天)"
        )

    def test_nothing_is_yellow_before_the_plan_starts(self) -> None:
        assert the_measure("2023-12-29", due="2024-01-02").words == "绿:正常"

    def test_a_deadline_before_the_plan_starts_is_red_even_then(self) -> None:
        assert the_measure("2023-12-29", due="2023-12-27").words == "红:逾期2个工作日"

    def test_the_plan_sets_its_own_thresholds(self) -> None:
        policy = {"due_soon": 1, "behind": 99, "stale": 300}
        assert the_measure("2024-03-27", due="2024-03-29", policy=policy).words == "绿:正常"

    def test_later_reports_are_not_known_yet(self) -> None:
        item = the_measure("2024-02-06", **reported("2024-02-07"))
        assert item.last_update is None
        assert item.progress.percent == 0

    def test_a_silent_standing_duty_is_silent_and_nothing_else(self) -> None:
        item = the_measure("2024-07-01", kind="常态化", **reported("2024-03-31"))
        assert item.reasons == ("已92天未填报",)

    def test_inherits_the_deadline_of_its_task(self) -> None:
        item = assessed("2024-01-02", measure(), due="2024-06-30").items["8-1"]
        assert item.due == date(2024, 6, 30)
        assert not item.due_is_default

    def test_prefers_its_own_deadline(self) -> None:
        plan = assessed("2024-01-02", measure(due="2024-03-29"), due="2024-06-30")
        assert plan.items["8-1"].due == date(2024, 3, 29)

    @given(st.dates(date(2023, 12, 1), date(2025, 3, 1)), st.integers(0, 100))
    def test_is_red_exactly_when_the_deadline_has_passed(self, as_of: date, percent: int) -> None:
        item = the_measure(str(as_of), due="2024-06-30", **reported("2024-02-01", percent))
        assert (item.light is Light.RED) == (as_of > date(2024, 6, 30))
        assert item.reasons
        assert item.overdue_days >= 0


class TestTaskLights:
    @pytest.mark.parametrize(
        ("status", "words"),
        [("已销号", "✓已销号"), ("已取消", "—已取消:并入"), ("暂缓", "—暂缓:并入")],
    )
    def test_its_own_end_comes_first(self, status: str, words: str) -> None:
        late = measure(due="2024-01-05")
        task = the_task("2024-03-01", late, status=status, reason="并入")
        assert task.words == words
        assert task.overdue_days == 0

    def test_a_dropped_task_takes_its_unfinished_measures_along(self) -> None:
        items = assessed(
            "2025-02-01",
            measure(1),
            measure(2, status="推进中"),
            measure(3, status="已完成"),
            measure(4, status="已销号"),
            measure(5, status="暂缓", reason="缺人"),
            status="已取消",
            reason="并入任务9",
        ).items
        assert [items[f"8-{number}"].words for number in range(1, 6)] == [
            "—任务已取消:并入任务9",
            "—任务已取消:并入任务9",
            "绿:已完成,待销号",
            "✓已销号",
            "—暂缓:缺人",
        ]

    def test_one_late_measure_makes_it_red_and_is_named(self) -> None:
        task = the_task(
            "2024-03-20",
            measure(1, due="2024-03-15", **reported("2024-03-14")),
            measure(2, **reported("2024-03-14")),
        )
        assert task.words == "红:8-1逾期3个工作日"
        assert task.overdue_days == 3

    def test_red_outranks_yellow_and_both_are_told(self) -> None:
        task = the_task(
            "2024-03-20",
            measure(1, due="2024-03-22", **reported("2024-03-14")),
            measure(2, due="2024-03-15", **reported("2024-03-14")),
        )
        assert task.words == "红:8-2逾期3个工作日;8-1临期,距时限还有2个工作日"

    def test_several_late_measures_are_counted_and_the_worst_named(self) -> None:
        task = the_task(
            "2024-03-20",
            *(
                measure(number, due=due, **reported("2024-03-14"))
                for number, due in enumerate(["2024-03-04", "2024-03-15", "2024-03-18"], 1)
            ),
        )
        assert task.words == "红:3项举措逾期,最长12个工作日(8-1)"
        assert task.overdue_days == 12

    def test_several_measures_behind_name_the_one_furthest_behind(self) -> None:
        task = the_task(
            "2024-07-01",
            measure(1, **reported("2024-06-30", 30)),
            measure(2, **reported("2024-06-30", 18)),
        )
        assert task.words == "黄:2项举措滞后序时进度,最多32个百分点(8-2)"

    def test_several_measures_due_soon_name_the_nearest(self) -> None:
        task = the_task(
            "2024-03-20",
            measure(1, due="2024-03-26", **reported("2024-03-14")),
            measure(2, due="2024-03-25", **reported("2024-03-14")),
        )
        assert task.words == "黄:2项举措临期,最近还有3个工作日(8-2)"

    def test_several_silent_measures_name_the_longest_silence(self) -> None:
        task = the_task(
            "2024-04-06",
            measure(1, **reported("2024-03-06")),
            measure(2, **reported("2024-03-01")),
        )
        assert task.words == "黄:2项举措未填报,最长36天(8-2)"

    def test_measures_with_the_same_reason_are_told_together(self) -> None:
        silent = [measure(number, **reported("2024-12-20")) for number in range(1, 9)]
        task = the_task("2025-01-06", *silent)
        assert task.words == "红:8项举措均逾期3个工作日(默认时限)"

    def test_what_some_measures_share_is_not_said_of_all(self) -> None:
        task = the_task(
            "2024-02-06",
            measure(1, **reported("2024-02-05")),
            measure(2, **reported("2024-01-02")),
            measure(3),
            measure(4, **reported("2024-01-02"), status="已销号"),
        )
        assert task.words == "黄:3项举措中2项未填报,最长36天(8-3),其中1项一直未填报"

    def test_default_deadlines_among_set_ones_are_pointed_out(self) -> None:
        task = the_task(
            "2025-01-06",
            measure(1, **reported("2024-12-20")),
            measure(2, due="2025-01-03", **reported("2024-12-20")),
        )
        assert task.words == "红:2项举措逾期,最长3个工作日(8-1),其中1项为默认时限"

    def test_closed_and_dropped_measures_do_not_worsen_it(self) -> None:
        task = the_task(
            "2024-03-20",
            measure(1, due="2024-03-15", status="已销号"),
            measure(2, due="2024-03-15", status="暂缓", reason="缺人"),
            measure(3, **reported("2024-03-14")),
        )
        assert task.words == "绿:正常"

    def test_completed_with_its_measures_waits_to_be_closed(self) -> None:
        task = the_task("2025-03-01", measure(status="已完成"), status="已完成")
        assert task.words == "绿:已完成,待销号"

    def test_without_measures_is_judged_by_its_own_deadline(self) -> None:
        task = the_task("2025-01-03", policy=QUIET)
        assert task.reasons[0] == "逾期2个工作日(默认时限)"
        assert task.due_is_default

    def test_past_its_own_deadline_is_red_though_its_measures_have_later_ones(self) -> None:
        task = the_task(
            "2024-03-20",
            measure(due="2024-06-30", **reported("2024-03-14")),
            due="2024-03-15",
        )
        assert task.words == "红:任务本身逾期3个工作日"
        assert task.overdue_days == 3

    def test_past_its_own_deadline_says_so_once_where_a_measure_inherits_it(self) -> None:
        task = the_task("2024-03-20", measure(**reported("2024-03-14")), due="2024-03-15")
        assert task.words == "红:8-1逾期3个工作日"

    def test_past_its_own_deadline_with_all_declared_done_is_not_red(self) -> None:
        task = the_task("2024-03-20", measure(status="已完成"), due="2024-03-15")
        assert task.light is Light.GREEN

    def test_its_last_report_is_the_latest_of_its_measures(self) -> None:
        task = the_task(
            "2024-04-06",
            measure(1, **reported("2024-03-06", 20)),
            measure(2, **reported("2024-03-01", 45)),
        )
        assert task.last_update == date(2024, 3, 6)
        assert task.progress.percent == 32

    @given(st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=1, max_size=6))
    def test_is_as_bad_as_its_worst_measure(self, dues: list[date]) -> None:
        measures = [measure(number, due=str(due)) for number, due in enumerate(dues, 1)]
        items = dict(assessed("2024-06-30", *measures).items)
        task = items.pop("8")
        lights = {item.light for item in items.values()}
        worst = next(each for each in (Light.RED, Light.YELLOW, Light.GREEN) if each in lights)
        assert task.light is worst
        assert task.overdue_days == max(item.overdue_days for item in items.values())


class TestAssessment:
    def test_lists_every_item_in_plan_order(self) -> None:
        answer = assessed("2024-03-01", measure(1), measure(2))
        assert list(answer.items) == ["8", "8-1", "8-2"]
        assert answer.as_of == date(2024, 3, 1)

    def test_has_nothing_to_note_within_a_plan_of_known_years(self) -> None:
        assert assessed("2024-03-01", measure()).notes == ()

    @pytest.mark.parametrize(
        ("as_of", "note"),
        [
            (
                "2025-11-23",
                f"{OVER}各项的灯按截至2025年11月23日算,没办结的逾期天数还在增加",
            ),
            (
                "2023-11-23",
                "计划期间从2024年1月1日起,截至2023年11月23日还没有开始,没有提前立项的事项不计时",
            ),
        ],
    )
    def test_notes_a_day_outside_the_plan(self, as_of: str, note: str) -> None:
        assert assessed(as_of, measure()).notes == (note,)

    def test_notes_a_year_whose_holidays_are_not_known(self) -> None:
        period = {"start": "2098-01-01", "end": "2098-12-31"}
        answer = assessed("2098-03-01", measure(), period=period)
        assert answer.notes == ("2098年节假日安排尚未公布或未收录,按周一至周五计",)

    def test_notes_updates_that_do_not_count_yet(self) -> None:
        measures = (measure(1, **reported("2024-03-15")), measure(2, **reported("2024-02-01")))
        assert assessed("2024-03-01", *measures).notes == ("截至日以后的填报1条,不计入",)

    def test_notes_the_unknown_year_of_the_day_asked_about(self) -> None:
        outside, unknown = assessed("2099-03-01", measure()).notes
        assert outside.startswith(OVER)
        assert "至2099年" in unknown

    def test_notes_the_unknown_year_of_a_distant_deadline(self) -> None:
        notes = assessed("2024-03-01", measure(due="2099-01-01")).notes
        assert len(notes) == 1
        assert "至2099年" in notes[0]

    def test_an_impossible_period_is_assessed_all_the_same(self) -> None:
        period = {"start": "2024-12-31", "end": "2024-01-01"}
        weekly = measure(kind="周期性", cadence="每周")
        assert assessed("2024-06-01", weekly, period=period).items["8-1"].light is Light.GREEN
