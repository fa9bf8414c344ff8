"""What is red, each matter once, and what falls due in the next days."""

from datetime import date
from typing import Any

from assessed import measure, periodic, plan_of

from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.model import Plan
from jimoplan.core.views.matters import find_red
from jimoplan.core.views.query import TaskView, view_tasks
from jimoplan.core.views.upcoming import Upcoming, find_upcoming


def views_on(day: str, plan: Plan) -> tuple[TaskView, ...]:
    return view_tasks(plan, assess(plan, date.fromisoformat(day)))


def red(day: str, *measures: dict[str, Any], **task: Any) -> list[str]:  # noqa: ANN401
    return [row.item.id for row in find_red(views_on(day, plan_of(*measures, **task)))]


def upcoming(day: str, *measures: dict[str, Any], **task: Any) -> Upcoming:  # noqa: ANN401
    return find_upcoming(views_on(day, plan_of(*measures, **task)), date.fromisoformat(day))


def dues(found: Upcoming) -> list[tuple[str, str, str]]:
    return [
        (f"{due.day:%m-%d} {due.weekday}", due.row.item.id, due.words)
        for week in found.weeks
        for due in week.dues
    ]


def test_a_task_and_its_red_measures_are_told_by_the_measures() -> None:
    late = measure(1, status="推进中", due="2024-06-14")
    later = measure(2, status="推进中", due="2024-05-31")

    assert red("2024-06-20", late, measure(3, status="推进中")) == ["8-1"]
    assert red("2024-06-20", late, later) == ["8-2", "8-1"]


def test_a_task_that_is_late_by_itself_is_told_itself() -> None:
    assert red("2024-06-20", measure(due="2024-12-01"), due="2024-06-14") == ["8"]
    assert red("2024-06-20", due="2024-06-14") == ["8"]


def test_what_falls_due_stands_under_its_day_and_week() -> None:
    found = upcoming(
        "2024-06-20",
        measure(1, due="2024-06-20"),
        measure(2, due="2024-08-19"),
        measure(3, due="2024-08-20"),
        measure(4, due="2024-06-19"),
    )

    assert dues(found) == [("06-20 周四", "8-1", "时限"), ("08-19 周一", "8-2", "时限")]
    assert [(week.start, week.end) for week in found.weeks] == [
        (date(2024, 6, 17), date(2024, 6, 23)),
        (date(2024, 8, 19), date(2024, 8, 25)),
    ]
    assert found.until == date(2024, 8, 19)


def test_what_is_over_or_stopped_falls_due_no_more() -> None:
    day = "2024-06-28"
    stopped = measure(2, status="已取消", due=day)

    assert dues(upcoming("2024-06-20", measure(1, status="已完成", due=day), stopped)) == []


def test_a_deadline_of_the_task_stands_there_once() -> None:
    found = upcoming("2024-06-20", measure(1), measure(2, due="2024-07-01"), due="2024-06-28")

    assert dues(found) == [("06-28 周五", "8", "时限"), ("07-01 周一", "8-2", "时限")]


def test_periods_and_milestones_that_are_still_open_fall_due() -> None:
    milestones = [{"due": "2024-06-25", "text": "初稿"}]
    found = upcoming(
        "2024-06-20",
        periodic("每月", "2024-06-18"),
        measure(2, status="推进中", milestones=milestones),
    )

    assert dues(found) == [
        ("06-25 周二", "8-2", "节点2024-06-25:初稿"),
        ("07-31 周三", "8-1", "应报7月(第7期)"),
    ]


def test_what_ends_with_the_plan_is_only_counted() -> None:
    found = upcoming("2024-12-01", measure(1), measure(2, due="2024-12-20"))

    assert dues(found) == [("12-20 周五", "8-2", "时限")]
    assert found.by_default == 1
    assert upcoming("2024-06-20", measure(1)).by_default == 0


def test_the_last_days_of_all_time_can_be_looked_at() -> None:
    period = {"start": "9999-01-01", "end": "9999-12-31"}
    plan = plan_of(measure(1, due="9999-12-31"), period=period)

    found = find_upcoming(views_on("9999-12-20", plan), date(9999, 12, 20))

    assert found.until == date.max
    assert dues(found) == [("12-31 周五", "8-1", "时限")]
