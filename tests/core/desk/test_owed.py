"""What departments owe a report on, the most pressing first."""

from datetime import date
from typing import Any

from assessed import measure, periodic, plan_of

from jimoplan.core.assessment.assess import assess
from jimoplan.core.desk.owed import Owed, Urgency, find_owed
from jimoplan.core.plan.model import Department
from jimoplan.core.views.query import view_tasks

_FRESH = [{"date": "2024-06-20", "progress": 50, "note": "已征求意见"}]


def owed(
    as_of: str,
    *measures: dict[str, Any],
    names: tuple[str, ...] = ("甲科",),
    **task: Any,  # noqa: ANN401
) -> tuple[Owed, ...]:
    plan = plan_of(*measures, **task)
    group = Department(name="各科室", kind="群组", members=("乙科", "丙科"))
    plan = plan.model_copy(update={"departments": (*plan.departments, group)})
    assessment = assess(plan, date.fromisoformat(as_of))
    return find_owed(view_tasks(plan, assessment), assessment, names)


def ids(found: tuple[Owed, ...]) -> list[str]:
    return [each.row.item.id for each in found]


def test_periods_come_before_the_overdue_the_returned_the_silent_and_what_is_due_soon() -> None:
    returned = {"date": "2024-06-21", "result": "退回", "reason": "缺章"}
    found = owed(
        "2024-06-24",
        measure(1, status="推进中", updates=_FRESH),
        measure(2, status="推进中", updates=_FRESH, due="2024-06-28"),
        measure(3, status="未启动"),
        measure(
            4,
            status="推进中",
            updates=_FRESH,
            reviews=[{**returned, "submitted_by": "张三", "by": "李四"}],
        ),
        measure(5, status="推进中", updates=_FRESH, due="2024-06-03"),
        measure(6, status="推进中", updates=_FRESH, due="2024-05-06"),
        {**periodic("每月", {"date": "2024-02-01", "period": 1}), "id": "8-7", "status": "推进中"},
        measure(8, status="已完成", updates=_FRESH, finished="2024-06-20"),
    )
    assert ids(found) == ["8-7", "8-6", "8-5", "8-4", "8-3", "8-2", "8-1"]
    assert [each.urgency for each in found] == [
        Urgency.MISSING,
        Urgency.OVERDUE,
        Urgency.OVERDUE,
        Urgency.RETURNED,
        Urgency.SILENT,
        Urgency.DUE_SOON,
        Urgency.OTHER,
    ]
    assert [each.why.partition(";")[0] for each in found] == [
        "缺2月(第2期)、3月(第3期)、4月(第4期)、5月(第5期)",
        "逾期35个工作日",
        "逾期14个工作日",
        "退回(2024-06-21):缺章",
        "一直未填报(175天)",
        "临期,距时限还有4个工作日",
        "默认时限2024-12-31",
    ]


def test_what_an_owner_said_last_and_the_periods_awaited_stand_with_it() -> None:
    found = owed(
        "2024-04-02",
        {
            **periodic("每月", {"date": "2024-02-01", "period": 1, "note": "发了第1期"}),
            "status": "推进中",
        },
    )
    (only,) = found
    assert only.last is not None
    assert only.last.note == "发了第1期"
    assert [each.number for each in only.awaited] == [2, 3]


def test_a_period_within_its_grace_is_due_soon() -> None:
    (only,) = owed("2024-02-02", {**periodic("每月"), "status": "推进中"})
    assert only.urgency is Urgency.DUE_SOON
    assert only.why == "待报1月(第1期)"


def test_what_comes_through_a_group_stands_apart_and_what_one_supports_is_not_owed() -> None:
    measures = (
        measure(1, status="推进中", updates=_FRESH, responsible=["各科室"], due="2024-05-06"),
        measure(2, status="推进中", updates=_FRESH, responsible=["乙科"]),
        measure(3, status="推进中", updates=_FRESH, responsible=["甲科"], support=["乙科"]),
        measure(4, status="推进中", updates=_FRESH, support=["乙科"]),
    )
    found = owed("2024-06-24", *measures, names=("乙科",))
    assert ids(found) == ["8-2", "8-4", "8-1"]
    assert [each.row.via for each in found] == [None, None, "各科室"]


def test_somebody_with_two_departments_sees_a_shared_item_once() -> None:
    shared = measure(1, status="推进中", updates=_FRESH, responsible=["甲科", "乙科", "各科室"])
    (only,) = owed("2024-06-24", shared, names=("甲科", "乙科", "丙科"))
    assert only.departments == ("甲科", "乙科")


def test_nothing_is_owed_on_a_task_that_has_stopped() -> None:
    stopped: dict[str, Any] = {"status": "暂缓", "reason": "等上级文件"}
    assert owed("2024-06-24", measure(1, status="推进中"), **stopped) == ()
