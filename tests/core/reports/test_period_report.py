"""What a periodic report says of a plan and its past."""

from datetime import date

from periodic import FRIDAY, measure, plan_of, report

from jimoplan.core.assessment.assess import assess
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.period_keys import read_period
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.outcomes import Outcome
from jimoplan.core.reports.period_report import Whose, report_period
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.reports.report_history import PlanPast
from jimoplan.core.reports.snapshot import Snapshot, restore_snapshot, snapshot_data, take_snapshot


def snapshot(day: str, **alerts: Light) -> Snapshot:
    """A snapshot with alerts on the measures m1, m2 … of the task, and on the task itself."""
    ids = {f"1-{name[1:]}" if name != "task" else "1": light for name, light in alerts.items()}
    return Snapshot(date.fromisoformat(day), ids, frozenset())


RED, YELLOW = Light.RED, Light.YELLOW


def trends(found: PeriodicReport) -> dict[str, str]:
    alerts = [alert for task in found.alerts for alert in (task.task, *task.measures)]
    return {alert.row.item.id: alert.trend for alert in alerts}


LATE = plan_of(measure(1, due="2024-06-03"), measure(2))


def test_an_alert_that_was_not_there_before_is_new() -> None:
    assert trends(report(LATE, earlier=[snapshot("2024-06-09")])) == {"1": "新增", "1-1": "新增"}


def test_an_alert_counts_the_issues_it_has_stood_in_without_a_break() -> None:
    earlier = [
        snapshot("2024-05-19", m1=RED),
        snapshot("2024-05-26", m1=YELLOW),
        snapshot("2024-06-02", m1=RED, task=RED),
        snapshot("2024-06-09", m1=RED, task=RED),
    ]

    assert trends(report(LATE, earlier=earlier)) == {"1": "持续第3期", "1-1": "持续第3期"}


def test_an_alert_that_changed_its_colour_says_so() -> None:
    earlier = [snapshot("2024-06-09", m1=YELLOW)]

    assert trends(report(LATE, earlier=earlier))["1-1"] == "由黄转红"


def test_where_the_past_is_cut_off_an_alert_has_lasted_at_least_so_long() -> None:
    earlier = [snapshot("2024-06-09", m1=RED)]

    assert trends(report(LATE, earlier=earlier, all_there=False))["1-1"] == "持续至少2期"


def test_what_was_red_and_is_not_any_more_has_cleared() -> None:
    """A task and the only measure that it was red for are one."""
    done = plan_of(measure(1, status="已完成", due="2024-06-03"), measure(2))
    found = report(done, earlier=[snapshot("2024-06-09", m1=RED, task=RED)])

    assert [(each.row.item.id, each.was, each.is_whole) for each in found.cleared] == [
        ("1-1", RED, True)
    ]
    assert found.alerts == ()
    assert found.before == {RED: 1, YELLOW: 0}


def test_a_snapshot_is_the_same_after_it_was_written_down() -> None:
    taken = take_snapshot(LATE, FRIDAY)

    assert taken.alerts == {"1": RED, "1-1": RED}
    assert restore_snapshot(FRIDAY, snapshot_data(taken)) == taken


def test_reports_dated_in_the_week_are_its_progress() -> None:
    updates = [
        {"date": "2024-06-07", "note": "上周"},
        {"date": "2024-06-10", "note": "周一"},
        {"date": "2024-06-14", "note": "今天", "problem": "缺人"},
        {"date": "2024-06-15", "note": "明天"},
    ]
    found = report(plan_of(measure(1, updates=updates)))

    assert [each.update.note for each in found.reports] == ["周一", "今天"]
    assert [each.update.problem for each in found.problems] == ["缺人"]
    assert [each.update.note for each in found.progress[0].latest] == ["今天"]


def test_what_is_due_within_two_weeks_is_planned() -> None:
    found = report(
        plan_of(
            measure(1, due="2024-06-14"),
            measure(2, due="2024-06-15"),
            measure(3, due="2024-06-23"),
            measure(4, due="2024-06-29"),
            measure(5, due="2024-06-20", status="已完成"),
        )
    )

    assert [each.row.item.id for each in found.coming] == ["1-2", "1-3"]
    assert found.coming_until == date(2024, 6, 28)


def test_what_is_past_its_deadline_and_unfinished_is_carried_over() -> None:
    found = report(
        plan_of(
            measure(1, due="2024-06-09"),
            measure(2, due="2024-06-12"),
            measure(3, due="2024-06-12", status="暂缓", reason="等"),
            measure(4, due="2024-06-12", status="已完成"),
            measure(5, due="2024-06-12", status="已取消", reason="并"),
        )
    )

    assert [row.item.id for row in found.carried] == ["1-1", "1-2", "1-3"]
    assert [row.item.id for row in found.stopped] == ["1-3", "1-5"]


def test_a_periodic_measure_past_its_deadline_is_carried_over_only_with_a_period_missing() -> None:
    monthly = {"kind": "周期性", "cadence": "每月", "status": "推进中", "due": "2024-03-31"}
    months = [{"date": f"2024-0{month}-20", "period": month} for month in (1, 2, 3)]
    found = report(
        plan_of(
            measure(1, **monthly, updates=months),
            measure(2, **monthly, updates=months[:2]),
        )
    )

    assert [row.item.id for row in found.carried] == ["1-2"]


def test_at_the_end_of_the_year_everything_unfinished_is_carried_over() -> None:
    plan = plan_of(
        measure(1, due="2024-03-01"),
        measure(2, due="2025-06-30"),
        measure(3, status="已销号"),
    )
    end = date(2024, 12, 31)
    year = read_period(Cadence.YEARLY, "2024")
    found = report_period(plan, assess(plan, end), year, PlanPast((), (), all_there=True))

    assert [row.item.id for row in found.carried] == ["1-1", "1-2"]


def test_what_was_done_in_the_week_is_finished_in_it() -> None:
    found = report(
        plan_of(
            measure(1, status="已完成", updates=[{"date": "2024-06-09"}]),
            measure(2, status="已完成", updates=[{"date": "2024-06-10"}]),
            measure(3, status="已销号", updates=[{"date": "2024-06-14"}]),
            measure(4, updates=[{"date": "2024-06-14"}]),
        )
    )

    assert [(each.row.item.id, each.day.day) for each in found.finished] == [
        ("1-2", 10),
        ("1-3", 14),
    ]


def test_what_is_suspended_is_not_overdue_whatever_its_deadline() -> None:
    (own,) = report(plan_of(measure(1, due="2024-06-03", status="暂缓", reason="等"))).outcomes

    assert own.by_outcome[Outcome.OVERDUE] == 0
    assert own.by_outcome[Outcome.NOT_DUE] == 1


def test_deadlines_changed_in_the_week_are_told() -> None:
    def changed(day: str) -> list[dict[str, str]]:
        return [{"due": "2024-05-31", "changed": day, "reason": "等", "approved_by": "局长"}]

    found = report(
        plan_of(
            measure(1, due="2024-07-31", due_changes=changed("2024-06-12")),
            measure(2, due="2024-07-31", due_changes=changed("2024-06-09")),
        )
    )

    assert [change.row.item.id for change in found.deadline_changes] == ["1-1"]


def test_departments_are_counted_by_what_is_done_in_time_late_and_open() -> None:
    plan = plan_of(
        measure(1, status="已完成", due="2024-06-10", updates=[{"date": "2024-06-10"}]),
        measure(2, status="已销号", due="2024-06-10", updates=[{"date": "2024-06-11"}]),
        measure(3, due="2024-06-13"),
        measure(4, due="2024-06-14"),
        measure(5),
        measure(6, status="已取消", reason="并"),
        measure(7, responsible=["乙科"], lead=["甲科"]),
    )
    own, other = report(plan).outcomes

    assert (own.department, other.department) == ("甲科", "乙科")
    assert own.by_outcome == {
        Outcome.IN_TIME: 1,
        Outcome.EXTENDED: 0,
        Outcome.LATE: 1,
        Outcome.NOT_DUE: 1,
        Outcome.OVERDUE: 1,
        Outcome.NO_DEADLINE: 2,
    }
    assert (own.done, own.going_on, own.total, other.total) == (2, 4, 6, 1)


LONGER = {"changed": "2024-06-03", "reason": "等", "approved_by": "局长"}


def test_finished_by_a_deadline_set_after_the_old_one_had_passed_is_not_in_time() -> None:
    longer = {"due_changes": [{"due": "2024-05-31", **LONGER}]}
    before = {"due_changes": [{"due": "2024-06-03", **LONGER}]}
    plan = plan_of(
        measure(1, status="已完成", due="2024-06-28", finished="2024-06-11", **longer),
        measure(2, status="已完成", due="2024-06-28", finished="2024-06-11", **before),
        measure(3, status="已完成", due="2024-06-10", finished="2024-06-11", **longer),
        measure(4, due="2024-06-28", **longer),
    )
    found = report(plan)
    (own,) = found.outcomes

    assert {outcome: n for outcome, n in own.by_outcome.items() if n} == {
        Outcome.EXTENDED: 1,
        Outcome.IN_TIME: 1,
        Outcome.LATE: 1,
        Outcome.NOT_DUE: 1,
    }
    assert own.from_report == 0
    assert [each.finish.with_day for each in found.finished] == [
        "2024-06-11,延期办结",
        "2024-06-11",
        "2024-06-11,逾期1个工作日办结",
    ]


def test_the_day_finished_is_the_plans_else_that_of_the_last_report_and_says_so() -> None:
    reported = {"due": "2024-06-12", "updates": [{"date": "2024-06-13"}]}
    plan = plan_of(
        measure(1, status="已完成", finished="2024-06-12", **reported),
        measure(2, status="已完成", **reported),
        measure(3, status="已完成", due="2024-06-12"),
    )
    found = report(plan)
    (own,) = found.outcomes

    assert [each.finish.with_day for each in found.finished] == [
        "2024-06-12",
        "2024-06-13(据最后填报),逾期1个工作日办结",
    ]
    assert (own.by_outcome[Outcome.IN_TIME], own.by_outcome[Outcome.LATE]) == (2, 1)
    assert own.from_report == 1


def test_periods_are_owed_in_the_report_in_whose_period_they_end() -> None:
    weekly = {"kind": "周期性", "cadence": "每周", "updates": [{"date": "2024-06-14"}]}
    overview = report(plan_of(measure(1, **weekly)), date(2024, 6, 16)).overview

    assert overview.figures.periodic.words == "应报1期,已报1期"
    assert overview.sections[0].figures.periodic == overview.figures.periodic
    assert overview.departments[0].figures.periodic == overview.figures.periodic


def test_what_is_left_open_under_a_cancelled_task_is_counted_nowhere() -> None:
    dropped = plan_of(measure(1, due="2024-06-03"), status="已取消", reason="并")

    assert report(dropped).outcomes == ()


def test_a_report_on_one_department_has_its_own_duties_and_counts_the_others() -> None:
    plan = plan_of(measure(1), measure(2, responsible=["乙科"]), support=["各科室"])
    week, past = read_period(Cadence.WEEKLY, "2024-W24"), PlanPast((), (), all_there=True)
    found = report_period(plan, assess(plan, FRIDAY), week, past, Whose(plan.departments[1]))

    assert [view.row.item.id for part in found.overview.sections for view in part.tasks] == ["1"]
    assert [
        row.measure.id
        for view in found.overview.sections[0].tasks
        for row in view.measures
        if row.measure
    ] == ["1-2"]
    assert found.through_groups == 0


def test_a_week_without_anything_says_so() -> None:
    notes = report(plan_of(measure(1)), date(2023, 12, 8), week="2023-W49").heading.notes

    assert "2023年第49周没有填报,也没有改动" in notes
    assert "2023年第49周不在计划期间(2024-01-01至2024-12-31)里" in notes
