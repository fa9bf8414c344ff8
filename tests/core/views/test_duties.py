"""What a department owes, what waits for its answer, and what was recorded lately."""

from datetime import date
from typing import Any

import pytest
from assessed import measure, periodic, plan_of

from jimoplan.core.assessment.assess import assess
from jimoplan.core.views.asked import Demand
from jimoplan.core.views.duties import DutyList, report_duties

DAY = "2024-06-20"
REMARK = {"date": "2024-06-05", "by": "赵督查", "kind": "督查意见", "text": "请说明"}


def duties(*measures: dict[str, Any], name: str = "甲科", **task: Any) -> DutyList:  # noqa: ANN401
    plan = plan_of(*measures, **task)
    department = next(found for found in plan.departments if found.name == name)
    return report_duties(plan, assess(plan, date.fromisoformat(DAY)), department)


def pressing(*measures: dict[str, Any], **rest: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    return [(each.row.item.id, each.words) for each in duties(*measures, **rest).pressing]


def report(day: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"date": day, "by": "张三", "note": f"{day[5:]}的进展", **fields}


def test_what_is_owed_stands_by_what_it_calls_for_the_most_pressing_first() -> None:
    soon = measure(
        1, status="推进中", due="2024-06-24", updates=[report("2024-06-18", progress=100)]
    )
    silent = measure(2, kind="常态化", status="推进中")
    late = measure(3, status="推进中", due="2024-06-14", updates=[report("2024-06-18")])

    found = duties(soon, silent, late)

    assert [(each.row.item.id, each.demands[0]) for each in found.pressing] == [
        ("8-3", Demand.OVERDUE),
        ("8-2", Demand.SILENT),
        ("8-1", Demand.DUE_SOON),
    ]
    assert found.demands[Demand.OVERDUE] == found.demands[Demand.DUE_SOON] == 1


def test_a_period_that_was_not_reported_is_owed() -> None:
    months = ("2024-01-20", "2024-02-20", "2024-03-20", "2024-05-20", "2024-06-18")
    found = pressing(periodic("每月", *months, status="推进中"))

    assert found == [("8-1", "应报未报")]


@pytest.mark.parametrize("owners", [{"support": ["乙科"]}, {"responsible": ["甲科"]}])
def test_nothing_is_asked_of_who_only_supports_or_is_not_named(owners: dict[str, Any]) -> None:
    late = measure(1, status="推进中", due="2024-06-14", remarks=[REMARK])
    found = duties(late, name="乙科", **{"responsible": ["甲科"], **owners})

    assert found.pressing == ()
    assert found.asked == ()


def test_who_supports_what_nobody_leads_answers_for_it() -> None:
    late = measure(1, status="推进中", due="2024-06-14", remarks=[REMARK])
    found = duties(late, name="乙科", responsible=[], support=["乙科"])

    assert [each.words for each in found.pressing] == ["逾期"]
    assert [each.text for each in found.asked] == ["请说明"]


def test_a_remark_waits_for_an_answer_until_there_is_a_later_report() -> None:
    def waiting(*updates: dict[str, Any]) -> list[tuple[str, str, str]]:
        asked = measure(1, status="推进中", remarks=[REMARK], updates=updates)
        return [(each.what, each.by, each.text) for each in duties(asked).asked]

    open_remark = [("督查意见", "赵督查", "请说明")]
    assert waiting() == waiting(report("2024-06-04")) == open_remark
    assert waiting(report("2024-06-05")) == open_remark
    assert waiting(report("2024-06-06")) == []


def test_a_return_waits_with_its_reason() -> None:
    review = {
        "date": "2024-06-11",
        "result": "退回",
        "submitted_by": "张三",
        "by": "王督查",
        "reason": "缺章",
    }
    returned = measure(1, status="推进中", reviews=[review], updates=[report("2024-06-10")])

    (asked,) = duties(returned).asked

    assert (asked.what, asked.day, asked.by, asked.text) == (
        "退回",
        date(2024, 6, 11),
        "王督查",
        "缺章",
    )


def test_the_records_of_thirty_days_are_told_the_latest_first() -> None:
    change = {
        "due": "2024-05-31",
        "changed": "2024-06-01",
        "reason": "等省厅批复",
        "approved_by": "李局长",
    }
    busy = measure(
        1,
        status="推进中",
        due="2024-07-31",
        due_changes=[change],
        remarks=[REMARK],
        updates=[report(day) for day in ("2024-05-21", "2024-05-22", "2024-06-20", "2024-06-21")],
    )

    found = duties(busy).recorded

    assert [(f"{each.day:%m-%d}", each.what, each.by, each.text) for each in found] == [
        ("06-20", "填报", "张三", "06-20的进展"),
        ("06-05", "督查意见", "赵督查", "请说明"),
        ("06-01", "时限调整(原时限2024-05-31)", "李局长", "等省厅批复"),
        ("05-22", "填报", "张三", "05-22的进展"),
    ]
