"""What people said stands in the reports and letters, each as what it is."""

import re
from typing import Any

import pytest
from periodic import FRIDAY, measure, plan_of, report

from jimoplan.core.plan.model import Plan
from jimoplan.core.reports.letters import gather_grounds, write_feedback
from jimoplan.render import render

BACK = {
    "date": "2024-06-12",
    "result": "退回",
    "submitted_by": "张三",
    "by": "李四",
    "reason": "缺章",
}


def plan() -> Plan:
    """One measure that was returned and helped with, one with problems, one with a period owed."""
    owned: dict[str, Any] = {"responsible": ["甲科"], "support": ["乙科"]}
    returned = [
        {"date": "2024-06-11", "by": "张三", "note": "全部完成"},
        {"date": "2024-06-13", "dept": "乙科", "by": "丁", "note": "协助盖章"},
    ]
    told = [
        {"date": "2024-03-01", "problem": "缺人"},
        {"date": "2024-06-12", "solved": "已增派"},
        {"date": "2024-06-13", "dept": "甲科", "by": "张三", "entered_by": "丙", "problem": "缺钱"},
    ]
    remark = {"date": "2024-06-13", "by": "丙", "kind": "批示", "text": "抓紧,办好"}
    return plan_of(
        measure(1, updates=returned, reviews=[BACK], **owned),
        measure(2, updates=told, remarks=[remark]),
        measure(3, kind="周期性", cadence="每月", since="2024-05-01"),
    )


def drawn(name: str, form: str) -> str:
    """A report or letter without its tags."""
    made = plan()
    own = made.departments[0]
    form_for = write_feedback(gather_grounds(made, FRIDAY), own) if name == "feedback" else None
    view = form_for or report(made)
    return re.sub(r"<br>|</?\w[^<>]*>", "", render(name, form, view, beside=None))


@pytest.mark.parametrize(
    "words",
    [
        "6月13日，丁，配合：乙科",
        "6月13日，张三，丙代录",
        "1-1 举措1 | 6月12日李四退回：缺章",
        "已退回（6月12日）：缺章",
        "1-2 举措2 | 缺人（3月1日）6月12日已解决：已增派",
        "1-2 举措2 | 缺钱（6月13日，张三，丙代录）",
        "1-2 举措2：批示（6月13日，丙）：抓紧,办好",
        "黄灯：1-1退回（2024-06-12）：缺章；1-2存在问题（2024-06-13）：缺钱",
        "1-3 缺5月（第5期）",
    ],
)
def test_a_weekly_report_tells_it(words: str) -> None:
    assert words in drawn("weekly", "md")


def test_a_report_that_was_returned_is_told_without_what_it_claimed() -> None:
    progress = drawn("weekly", "md").split("本周进展")[1].split("未报送")[0]
    assert "全部完成" not in progress
    assert "协助盖章" in progress


@pytest.mark.parametrize(
    "words",
    [
        "6月13日，丁，配合：乙科",
        "6月13日，张三，丙代录",
        "6月12日李四退回",
        "已退回（6月12日）：缺章",
        "缺人（3月1日）6月12日已解决：已增派",
        "抓紧,办好",
        "退回（2024-06-12）：缺章",
        "缺5月（第5期）",
    ],
)
def test_its_page_tells_it_too(words: str) -> None:
    assert words in drawn("weekly", "html")


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_form_shows_remarks_and_periods_and_names_nobody(form: str) -> None:
    text = drawn("feedback", form)
    assert "批示（2024年6月13日）：抓紧,办好" in text
    assert "应报：5月（第5期）、6月（第6期）" in text
    assert "--period 5" in text
    assert "丙" not in text
