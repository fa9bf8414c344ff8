"""未报送 names who owes something in the period; 下周计划 what comes next."""

from datetime import date
from typing import Any

import pytest
from periodic import measure, plan_of, report

from jimoplan.core.plan.model import Plan

STALE = {"due_soon": 0, "behind": 100, "stale": 30}
WEEK = "2024-W24"  # 10 to 16 June; Monday was the Dragon Boat Festival
SUNDAY = date(2024, 6, 16)


def owed(plan: Plan, as_of: date = SUNDAY, week: str = WEEK) -> dict[str, list[str]]:
    found = report(plan, as_of, week=week).unreported
    return {
        each.department: [f"{o.row.item.id} {','.join(o.why)}" for o in each.owed] for each in found
    }


def reported(*days: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"updates": [{"date": day, "note": "有"} for day in days], **fields}


class TestUnreported:
    def test_nobody_is_named_who_owes_nothing_in_the_week(self) -> None:
        assert owed(plan_of(measure(1, **reported("2024-05-20")), policy=STALE)) == {}

    def test_silence_is_owed_in_the_week_in_which_it_has_lasted_too_long(self) -> None:
        quiet = plan_of(measure(1, kind="常态化", **reported("2024-05-11")), policy=STALE)
        assert owed(quiet) == {"甲科": ["1-1 已36天未填报"]}
        assert report(quiet, SUNDAY).unreported[0].last == date(2024, 5, 11)
        never = plan_of(measure(1, since="2024-05-11"), policy=STALE)
        assert owed(never) == {"甲科": ["1-1 一直未填报(36天)"]}

    def test_what_was_owed_in_an_earlier_week_is_not_held_against_them_again(self) -> None:
        long_ago = plan_of(measure(1, kind="常态化", **reported("2024-05-01")), policy=STALE)
        assert owed(long_ago) == {}
        assert owed(long_ago, date(2024, 6, 2), "2024-W22") == {"甲科": ["1-1 已32天未填报"]}

    def test_silence_is_owed_beyond_the_deadline_too(self) -> None:
        late = plan_of(measure(1, due="2024-05-31", **reported("2024-05-11")), policy=STALE)
        assert owed(late) == {"甲科": ["1-1 已36天未填报"]}

    def test_missing_periods_are_owed_in_the_week_in_which_their_grace_is_over(self) -> None:
        monthly = measure(
            1, kind="周期性", cadence="每月", **reported("2024-01-30", "2024-02-28", "2024-04-30")
        )
        assert owed(plan_of(monthly)) == {"甲科": ["1-1 缺5月(第5期)"]}
        assert owed(plan_of(monthly), date(2024, 6, 9), "2024-W23") == {}
        assert owed(plan_of(monthly), date(2024, 4, 14), "2024-W15") == {
            "甲科": ["1-1 缺3月(第3期)"]
        }

    def test_a_measure_due_in_the_week_is_owed_unless_it_was_reported_on(self) -> None:
        assert owed(plan_of(measure(1, due="2024-06-13"))) == {"甲科": ["1-1 时限6月13日"]}
        assert owed(plan_of(measure(1, due="2024-06-13", **reported("2024-06-12")))) == {}
        assert owed(plan_of(measure(1, due="2024-06-07"))) == {}

    def test_a_supporter_s_report_is_not_the_owner_s(self) -> None:
        theirs = {"date": "2024-06-12", "dept": "乙科", "note": "协助"}
        plan = plan_of(measure(1, due="2024-06-13", support=["乙科"], responsible=["甲科"]))
        helped = plan_of(
            measure(1, due="2024-06-13", support=["乙科"], responsible=["甲科"], updates=[theirs])
        )
        assert owed(plan) == owed(helped) == {"甲科": ["1-1 时限6月13日"]}

    def test_what_falls_on_days_off_is_owed_on_the_next_working_day(self) -> None:
        saturday = plan_of(measure(1, due="2024-06-15"))
        assert owed(saturday) == {}
        assert owed(saturday, date(2024, 6, 23), "2024-W25") == {"甲科": ["1-1 时限6月15日"]}

    def test_measures_of_which_the_same_is_owed_stand_together(self) -> None:
        silent = [measure(number, since="2024-05-11") for number in range(1, 6)]
        due = measure(6, due="2024-06-13", **reported("2024-06-05"))
        (one,) = report(plan_of(*silent, due, policy=STALE), SUNDAY).unreported
        assert one.words == "1-1、1-2、1-3等5项 一直未填报(36天);1-6 时限6月13日"

    def test_a_week_of_holidays_owes_nothing_new(self) -> None:
        days = [f"2024-06-{day:02}" for day in range(10, 15)]
        free: dict[str, Any] = {**STALE, "holidays": days}
        passed = measure(1, kind="常态化", **reported("2024-05-11"))
        due = measure(2, due="2024-06-12", **reported("2024-05-31"))
        graced = measure(4, kind="周期性", cadence="每月", since="2024-05-01")
        assert owed(plan_of(passed, due, graced, policy=free)) == {}
        assert owed(plan_of(passed, due, graced, policy=STALE)) == {
            "甲科": ["1-1 已36天未填报", "1-2 时限6月12日", "1-4 缺5月(第5期)"]
        }

    def test_a_group_is_never_named_nor_are_those_it_stands_for(self) -> None:
        assert owed(plan_of(measure(1), policy=STALE, responsible=["各科室"])) == {}

    @pytest.mark.parametrize(
        "fields",
        [
            {"status": "已完成"},
            {"status": "暂缓", "reason": "等"},
            {"status": "已取消", "reason": "并"},
            {"support": ["乙科"], "responsible": ["各科室"]},
            {"since": "2024-06-03"},
        ],
        ids=["done", "suspended", "cancelled", "supporting", "just begun"],
    )
    def test_what_is_not_to_be_worked_on_or_not_theirs_is_not_owed(
        self, fields: dict[str, Any]
    ) -> None:
        assert owed(plan_of(measure(1, **fields), policy=STALE)) == {}

    def test_the_measures_of_a_suspended_task_are_not_owed(self) -> None:
        assert owed(plan_of(measure(1), policy=STALE, status="暂缓", reason="等")) == {}


class TestComing:
    def coming(self, *measures: dict[str, Any], **task: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        found = report(plan_of(*measures, **task), SUNDAY).coming
        return [(each.row.item.id, each.words) for each in found]

    def test_the_end_of_a_period_within_two_weeks_is_planned(self) -> None:
        bimonthly = measure(1, kind="周期性", cadence="双月", due="2024-06-20")
        monthly = measure(2, kind="周期性", cadence="每月")
        weekly = measure(3, kind="周期性", cadence="每周")
        assert self.coming(bimonthly, monthly, weekly) == [
            ("1-1", "5至6月(第3期)"),
            ("1-2", "6月(第6期)"),
            ("1-3", "第24周(第24期)、第25周(第25期)、第26周(第26期)"),
        ]

    def test_a_deadline_stands_beside_them(self) -> None:
        assert self.coming(measure(1, due="2024-06-19"), measure(2)) == [("1-1", "")]

    def test_a_period_that_is_reported_already_is_not(self) -> None:
        early = [{"date": "2024-06-14", "period": number} for number in (24, 25, 26)]
        assert self.coming(measure(1, kind="周期性", cadence="每周", updates=early)) == []

    def test_nothing_comes_where_work_rests(self) -> None:
        assert self.coming(measure(1, due="2024-06-19"), status="暂缓", reason="等") == []
