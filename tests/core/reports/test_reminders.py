"""What departments are reminded of: what their letters are about, the gravest first."""

from datetime import date
from typing import Any

import pytest
from assessed import measure, periodic, plan_of

from jimoplan.core.reports.reminders import Cause, Reminders, gather_reminders

_FRESH = [{"date": "2024-06-20", "progress": 50, "note": "已征求意见", "by": "张三"}]
_RETURN = {
    "date": "2024-06-21",
    "result": "退回",
    "reason": "缺章",
    "submitted_by": "张三",
    "by": "李四",
}


def gather(*measures: dict[str, Any], as_of: str = "2024-06-24") -> Reminders:
    plan = plan_of(*measures)
    return gather_reminders(plan, date.fromisoformat(as_of), plan.departments)


def causes(found: Reminders) -> list[tuple[str, str]]:
    (message,) = found.messages
    return [(each.cause, each.matter.row.item.id) for each in message.items]


def test_red_comes_first_by_the_days_it_is_late_then_what_is_owed_returned_and_near() -> None:
    found = gather(
        measure(1, status="推进中", updates=_FRESH, due="2024-06-28"),
        measure(2, status="推进中", updates=_FRESH, due="2024-06-20"),
        measure(3, status="未启动"),
        measure(4, status="推进中", updates=_FRESH, due="2024-05-06"),
        measure(5, status="推进中", updates=_FRESH, reviews=[_RETURN]),
        {**periodic("每月", {"date": "2024-02-01", "period": 1}), "id": "8-6", "status": "推进中"},
        measure(7, status="已完成", updates=_FRESH, finished="2024-06-20"),
    )

    assert causes(found) == [
        *((Cause.RED, "8-4"), (Cause.RED, "8-2"), (Cause.MISSING, "8-6"), (Cause.RETURNED, "8-5")),
        *((Cause.DUE_SOON, "8-1"), (Cause.SILENT, "8-3")),
    ]
    (message,) = found.messages
    assert message.counts == "红灯2项、应报未报1项、退回1项、临期1项、久未填报1项"


def test_departments_without_anything_are_told_apart() -> None:
    found = gather(measure(1, status="推进中", updates=_FRESH, due="2024-06-20"))

    assert [message.department for message in found.messages] == ["甲科"]
    assert found.nothing == ("乙科", "丙科")


def test_why_says_deadline_and_days_and_a_return_in_the_words_of_who_gave_it() -> None:
    found = gather(measure(1, status="推进中", updates=_FRESH, due="2024-06-20", reviews=[_RETURN]))
    (message,) = found.messages

    assert message.items[0].why == "时限2024年6月20日；逾期2个工作日；退回（2024年6月21日）：缺章"


@pytest.mark.parametrize("who", ["张三", "李四"])
def test_nobody_is_named(who: str) -> None:
    found = gather(
        measure(1, status="推进中", updates=_FRESH, due="2024-06-20", reviews=[_RETURN]),
        measure(2, status="推进中", updates=_FRESH, due="2024-06-28", contact="张三"),
    )

    assert not [each.why for message in found.messages for each in message.items if who in each.why]


def test_a_default_deadline_is_told_only_where_it_is_what_is_near() -> None:
    silent = gather(measure(1, status="未启动"))
    near = gather(measure(1, status="未启动"), as_of="2024-12-27")

    assert "时限" not in silent.messages[0].items[0].why
    assert near.messages[0].items[0].why.startswith("时限2024年12月31日（默认时限）")
