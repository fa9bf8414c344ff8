"""The days that people keep in mind, each once, whatever day it is looked at."""

from datetime import date
from typing import Any

from assessed import measure, periodic, plan_of

from jimoplan.core.assessment.alarms import AlarmSort
from jimoplan.core.assessment.assess import assess
from jimoplan.core.desk.dates import DayKind, KeptDay, find_days
from jimoplan.core.plan.model import Plan
from jimoplan.core.views.query import view_tasks


def find(plan: Plan, *names: str, as_of: str = "2024-06-30") -> tuple[tuple[KeptDay, ...], int]:
    assessment = assess(plan, date.fromisoformat(as_of))
    return find_days(view_tasks(plan, assessment), assessment, names or None)


def days(plan: Plan, *names: str, as_of: str = "2024-06-30") -> list[tuple[str, str]]:
    """Their keys and days, those of the default deadline left out."""
    found, _ = find(plan, *names, as_of=as_of)
    return [(day.key, str(day.day)) for day in found if day.kind is not DayKind.DEFAULT]


def only(plan: Plan, kind: DayKind) -> KeptDay:
    (day,) = (day for day in find(plan)[0] if day.kind is kind)
    return day


def test_a_deadline_is_a_day_until_the_item_is_finished() -> None:
    plan = plan_of(
        measure(1, due="2024-07-31"),
        measure(2, due="2024-05-31", status="已完成", finished="2024-05-30"),
        measure(3, due="2024-03-31", status="推进中"),
        measure(4, due="2024-08-31", status="已取消", reason="并入8-1"),
    )

    assert days(plan) == [("8-3.due", "2024-03-31"), ("8-1.due", "2024-07-31")]


def test_what_nobody_set_a_deadline_for_is_one_day_that_counts_it() -> None:
    plan = plan_of(measure(1), measure(2), measure(3, due="2024-07-31"))
    found, undated = find(plan)
    (default,) = (day for day in found if day.kind is DayKind.DEFAULT)

    assert (default.day, undated) == (date(2024, 12, 31), 0)
    assert default.title == "默认时限：2项没有写完成时限的，到计划期末为止"
    assert default.lines == ("8 任务：8-1、8-2",)


def test_a_deadline_that_measures_have_from_their_task_stands_there_once() -> None:
    plan = plan_of(measure(1), measure(2, responsible=["乙科"]), due="2024-09-30")

    assert days(plan) == [("8.due", "2024-09-30")]
    assert days(plan, "乙科") == [("8.due", "2024-09-30")]
    assert days(plan, "丙科") == []


def test_a_period_that_is_owed_is_its_last_day_with_its_grace() -> None:
    plan = plan_of(
        periodic("每季", "2024-03-20", due="2024-12-31", status="推进中", responsible=["甲科"])
    )
    found = [day for day in find(plan)[0] if day.kind is DayKind.PERIOD]

    assert [(day.key, str(day.day)) for day in found] == [
        ("8-1.period.2", "2024-06-30"),
        ("8-1.period.3", "2024-09-30"),
        ("8-1.period.4", "2024-12-31"),
    ]
    assert found[0].title == "应报 8-1 举措1：第二季度（第2期）"
    assert "宽限到2024-07-10，过了算漏报" in found[0].lines
    assert found[0].lines[-1] == '填报：jimoplan update 8-1 --period 2 --note "……"'


def test_a_milestone_that_is_not_reached_is_a_day() -> None:
    steps = [{"due": "2024-03", "text": "初稿"}, {"due": "2024-08", "text": "送审稿"}]
    reached = [{"date": "2024-03-20", "progress": 30, "milestone": "2024-03"}]
    plan = plan_of(measure(1, due="2024-10-31", milestones=steps, updates=reached))
    day = only(plan, DayKind.STEP)

    assert (day.key, day.day) == ("8-1.step.2024-08", date(2024, 8, 31))
    assert "送审稿" in day.title


def test_a_deadline_that_was_moved_keeps_its_key_and_says_from_when() -> None:
    moved = {
        "due": "2024-05-31",
        "changed": "2024-05-20",
        "reason": "等批复",
        "approved_by": "李四",
    }
    day = only(plan_of(measure(1, due="2024-07-31", due_changes=[moved])), DayKind.DUE)

    assert (day.key, day.moves, day.moved) == ("8-1.due", 1, date(2024, 5, 20))
    assert "原时限2024-05-31，2024-05-20调整：等批复" in day.lines
    assert not any("李四" in line for line in day.lines)


def test_one_is_reminded_on_the_working_day_from_which_on_it_is_due_soon() -> None:
    plan = plan_of(measure(1, due="2024-10-08"), policy={"due_soon": 2})
    day = only(plan, DayKind.DUE)

    assert day.remind == date(2024, 9, 29)  # a Sunday on which people work for the holidays
    alarms = [assess(plan, date(2024, 9, day)).items["8-1"].alarms for day in (28, 29)]
    soon = [AlarmSort.DUE_SOON in {alarm.sort for alarm in found} for found in alarms]
    assert soon == [False, True]


def test_the_days_of_a_plan_are_the_same_whatever_day_they_are_looked_at() -> None:
    plan = plan_of(measure(1, due="2024-07-31"), periodic("每月", due="2024-12-31", id="8-2"))

    assert find(plan, as_of="2024-02-01") == find(plan, as_of="2024-11-11")


def test_a_department_has_what_it_reports_on_and_not_what_it_only_supports() -> None:
    fields: dict[str, Any] = {"responsible": ["甲科"], "support": ["乙科"]}
    plan = plan_of(measure(1, due="2024-07-31", **fields))

    assert days(plan, "甲科") == [("8-1.due", "2024-07-31")]
    assert days(plan, "乙科") == []
