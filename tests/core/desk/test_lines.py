"""Reports as people write them: in plain lines, and in tables with Chinese columns."""

from datetime import date
from typing import Any
from unicodedata import normalize

import pytest
from problem_cases import BASE

from jimoplan.core.assessment.assess import assess
from jimoplan.core.desk.figures import Frame
from jimoplan.core.desk.lines import is_comment, read_line
from jimoplan.core.desk.report import Report
from jimoplan.core.desk.table import read_heading, read_row
from jimoplan.core.plan.header import Period
from jimoplan.core.text.reading.load import load
from jimoplan.core.views.query import Level, Row, list_rows, view_tasks
from jimoplan.errors import UsageError

_TODAY = date(2024, 6, 14)


def find(written: str) -> Row:
    plan = load(BASE, with_advice=False).plan
    assert plan is not None
    rows = list_rows(view_tasks(plan, assess(plan, _TODAY)), Level.MEASURE)
    by_id = {row.item.id: row for row in rows}
    try:
        return by_id[normalize("NFKC", written)]
    except KeyError:
        raise UsageError(f"没有编号 {written}") from None


FRAME = Frame(find, Period(start=date(2024, 1, 1), end=date(2024, 12, 31)), _TODAY)


def said(report: Report) -> dict[str, Any]:
    return {key: value for key, value in report._asdict().items() if value}


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("1-1 40% 初稿已征求意见", {"progress": "40", "note": "初稿已征求意见"}),
        ("１－１　４０％,初稿已征求意见", {"progress": "40", "note": "初稿已征求意见"}),
        ("1-1\t40、初稿", {"progress": "40", "note": "初稿"}),
        ("1-1:初稿,已征求意见。", {"note": "初稿,已征求意见。"}),
        ("1-1 2024年完成", {"note": "2024年完成"}),
        ("1-1 100%", {"progress": "100"}),
        (
            "1-1 40% 初稿。问题:等批复;下一步:提请审查",
            {"progress": "40", "note": "初稿。", "problem": "等批复", "next": "提请审查"},
        ),
        ("1-1 解决:已批复 存在问题：缺人", {"solved": "已批复", "problem": "缺人"}),
        ("1-1 主要问题:不多", {"note": "主要问题:不多"}),
        ("1-2 12件", {"note": "12件"}),
        ("1-3 第3期 已通报", {"period": "3", "note": "已通报"}),
        ("1-3 3 已通报", {"period": "3", "note": "已通报"}),
        ("1-3 第三期 已通报", {"period": "3", "note": "已通报"}),
        ("1-3 3至4月 已通报", {"period": "2", "note": "已通报"}),
        ("1-3 2024-B2 已通报", {"period": "2", "note": "已通报"}),
        ("1-3 已通报3家", {"note": "已通报3家"}),
        ("1-4 98.5% 稳定", {"value": "98.5", "note": "稳定"}),
        ("1-4 98 稳定", {"value": "98", "note": "稳定"}),
        ("1-4 6月出庭12件", {"note": "6月出庭12件"}),
    ],
)
def test_a_line_is_the_item_its_figure_and_how_it_goes(line: str, meant: dict[str, str]) -> None:
    found = said(read_line(line, FRAME))
    del found["id"]
    assert found == meant


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("9-9 40%", "没有编号 9-9"),
        ("1-1", "举措 1-1 后面没有写进展"),
        ("1-1 问题:", "举措 1-1 后面没有写进展"),
        ("1-1 150% 甲", "进度 写的“150%”不是 0 到 100 的整数"),
        ("1-1 40.5% 甲", "进度 写的“40.5%”不是 0 到 100 的整数"),
        ("1-1 第3期 甲", "举措 1-1 是一次性类,不报期数,写的是“第3期”"),
        ("1-2 40% 甲", "举措 1-2 是常态化类,没有数字要报,写的是“40%”"),
        ("1-3 40% 甲", "“40%”不是期次(双月)"),
        ("1-3 第9期 甲", "期数写的“第9期”不在应报的之内"),
        ("1-3 7月 甲", "期次“7月”是一个月,这里要写两个月(双月)"),
        ("1-4 250件 甲", "数值 写的“250件”单位是“件”,这一项按“%”计"),
        ("1-1 问题:甲 问题:乙", "同一行里有两处写了同一样(进展、问题、解决、下一步)"),
    ],
)
def test_a_line_that_could_be_misread_is_refused(line: str, why: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_line(line, FRAME)
    assert refused.value.message == why


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("1-3 二季度 已通报", "期次“二季度”是一个季度,这里要写两个月(双月)"),
        ("1-3 上月 已通报", "期次“上月”是一个月,这里要写两个月(双月)"),
    ],
)
def test_a_period_of_another_rhythm_is_no_text(line: str, meant: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_line(line, FRAME)
    assert refused.value.message == meant


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-06-07", date(2024, 6, 7)),
        ("2024/6/7 0:00:00", date(2024, 6, 7)),
        ("2024年6月7日", date(2024, 6, 7)),
        ("6月7日", date(2024, 6, 7)),
        ("昨天", date(2024, 6, 13)),
        ("上周五", date(2024, 6, 7)),
    ],
)
def test_a_day_in_a_cell_is_read_as_one_behind_an_option(written: str, day: date) -> None:
    columns = read_heading(["编号", "进展", "填报日期"])
    assert columns is not None
    assert read_row(columns, ["1-1", "甲", written], FRAME).day == day


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2024年6月1日至30日", "日期一列:“2024年6月1日至30日”不是 2024-06-30 样子的日期"),
        ("6.5", "日期一列:日期“6.5”可以是一天,也可以是一个数"),
        ("2024-02-30", "日期一列:“2024-02-30”不是存在的日期"),
        ("2024/6/7 8:30", "日期一列:“2024/6/7 8:30”不是 2024-06-30 样子的日期"),
        ("2024-07-01", "日期一列:日期 2024-07-01 还没有到,今天是 2024-06-14"),
    ],
)
def test_a_day_in_a_cell_is_not_guessed(written: str, why: str) -> None:
    columns = read_heading(["编号", "进展", "日期"])
    assert columns is not None
    with pytest.raises(UsageError) as refused:
        read_row(columns, ["1-1", "甲", written], FRAME)
    assert refused.value.message == why


def test_a_status_in_a_cell_is_refused_unless_the_item_has_it() -> None:
    columns = read_heading(["编号", "状态", "进展"])
    assert columns is not None
    row = find("1-1")
    assert read_row(columns, ["1-1", row.item.status, "甲"], FRAME).note == "甲"
    with pytest.raises(UsageError) as refused:
        read_row(columns, ["1-1", "办结", "甲"], FRAME)
    assert refused.value.message == "状态一列:“办结”是状态,填报里不改状态,不会记成已完成"


def test_what_begins_with_a_hash_says_nothing() -> None:
    assert [is_comment(line) for line in ("", "  ", "# 周五", "＃ 周五", "1-1 #3")] == [
        *[True] * 4,
        False,
    ]


def test_a_row_of_a_table_is_read_by_the_names_of_its_columns() -> None:
    columns = read_heading(["编号", "名称", "进度", "进展情况", "下一步计划", "日期", "填报人"])
    assert columns is not None
    assert columns.unused == ("名称",)
    cells = ["1-1", "制发应诉规则", "40%", "初稿,已征求意见", "", "2024/6/7", "钱九"]
    assert said(read_row(columns, cells, FRAME)) == {
        "id": "1-1",
        "progress": "40",
        "note": "初稿,已征求意见",
        "day": date(2024, 6, 7),
        "by": "钱九",
    }


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (["", "40", "甲"], "这一行没有编号"),
        (["1-2", "40", "甲"], "进度一列:举措 1-2 是常态化类,不报进度,写的是“40”"),
        (["1-1", "", ""], "举措 1-1 这一行没有写进展"),
    ],
)
def test_a_row_that_does_not_fit_is_refused(cells: list[str], why: str) -> None:
    columns = read_heading(["编号", "进度", "进展"])
    assert columns is not None
    with pytest.raises(UsageError) as refused:
        read_row(columns, cells, FRAME)
    assert refused.value.message == why


def test_a_line_is_no_heading() -> None:
    assert read_heading(["8-1", "40%"]) is None
    with pytest.raises(UsageError):
        read_heading(["编号", "进展", "进展情况"])
