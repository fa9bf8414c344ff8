"""What people type into the cells of a form, each by its meaning."""

from collections.abc import Callable
from datetime import date

import pytest
from form_sheets import frame_of, read_plan, rows_of
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.forms.reading import (
    read_form_day,
    read_form_figure,
    read_form_status,
    read_id,
    split_evidence,
)
from jimoplan.core.forms.returned import FormCell
from jimoplan.errors import UsageError

PLAN = read_plan()
ROWS, FRAME = rows_of(PLAN), frame_of(PLAN)
WIDE = str.maketrans("0123456789%.", "０１２３４５６７８９％．")
HAN = "零一二三四五六七八九"


def in_han(number: int) -> str:
    if number == len(HAN) ** 2:
        return "一百"
    tens, ones = divmod(number, 10)
    ten = "" if not tens else f"{HAN[tens] if tens > 1 else ''}十"
    return ten + (HAN[ones] if ones or not tens else "")


PERCENT: dict[str, Callable[[int], str]] = {
    "digits": str,
    "percent": "{}%".format,
    "blank before": "{} %".format,
    "full width": lambda n: f"{n}%".translate(WIDE),
    "finished": "已完成{}%".format,
    "finished so far": "目前完成了{}％。".format,
    "reached": "进度达到{}%".format,
    "pushed": "已推进到{}%".format,
    "named": "完成率：{}%".format,
    "about": "约{}%".format,
    "or so": "{}%左右".format,
    "with decimals": lambda n: f"{n}.00%",
    "in words": lambda n: f"百分之{in_han(n)}",
}


@given(st.integers(0, 100), st.sampled_from(sorted(PERCENT)))
def test_a_percentage_typed_in_any_known_way_is_that_percentage(number: int, way: str) -> None:
    cell = FormCell("甲科!H7", PERCENT[way](number))
    assert read_form_figure(ROWS["1-1"], cell, FRAME) == {"progress": str(number)}


@given(st.integers(2, 99))
def test_a_share_of_one_is_a_percentage(number: int) -> None:
    for text in (f"0.{number:02}", f"0.{number:02}".rstrip("0"), f".{number:02}"):
        cell = FormCell("甲科!H7", text)
        assert read_form_figure(ROWS["1-1"], cell, FRAME) == {"progress": str(number)}


@given(st.integers(10, 100))
def test_a_number_in_a_cell_that_was_set_to_percent_is_that_number(number: int) -> None:
    cell = FormCell("甲科!H7", f"{number * 100}%")
    assert read_form_figure(ROWS["1-1"], cell, FRAME) == {"progress": str(number)}


@pytest.mark.parametrize(
    ("id_", "text", "read"),
    [
        ("1-5", "40件", {"value": "40"}),
        ("1-5", "累计 1,200 件", {"value": "1200"}),
        ("1-5", "四十", {"value": "40"}),
        ("1-5", "0.6", {"value": "0.6"}),
        ("1-4", "98.50%", {"value": "98.50"}),
        ("1-3", "2", {"period": "2"}),
        ("1-3", "第二期", {"period": "2"}),
        ("1-3", "3-4月", {"period": "2"}),
    ],
)
def test_a_figure_is_read_by_the_kind_of_its_item(
    id_: str, text: str, read: dict[str, str]
) -> None:
    assert read_form_figure(ROWS[id_], FormCell("甲科!H7", text), FRAME) == read


@pytest.mark.parametrize(
    ("id_", "cell", "words", "remedy"),
    [
        ("1-1", FormCell("", "约六成"), "进度写的“约六成”不是 0 到 100 的整数", "如 60"),
        ("1-1", FormCell("", "150%"), "进度写的“150%”不是", "0 到 100"),
        ("1-1", FormCell("", "60.5%"), "进度写的“60.5%”不是", "0 到 100"),
        ("1-1", FormCell("", "1.0"), "分不清是 1% 还是 100%", "如 60"),
        ("1-1", FormCell("", "2月29日", date(2024, 2, 29)), "“2月29日”是日期", "格式改成文本"),
        ("1-5", FormCell("", "约40件"), "数值写的“约40件”不是确定的数字", "单位不用写"),
        ("1-5", FormCell("", "40家"), "单位是“家”,这一项按“件”计", "换算成“件”"),
        ("1-3", FormCell("", "第9期"), "期数写的“第9期”不在应报的之内", "应报的从1至2月"),
        ("1-3", FormCell("", "3月4日", date(2024, 3, 4)), "“3月4日”是日期", "如 第2期"),
        ("1-2", FormCell("", "12"), "没有数字要报", "写进“进展情况”一栏"),
    ],
)
def test_a_figure_that_is_none_is_told_with_what_to_write(
    id_: str, cell: FormCell, words: str, remedy: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read_form_figure(ROWS[id_], cell, FRAME)
    assert words in refused.value.message
    assert remedy in refused.value.remedy
    assert "--" not in refused.value.remedy


@pytest.mark.parametrize(
    ("text", "status"),
    [("进行中", "推进中"), (" 推进中 ", "推进中"), ("办结", "已完成"), ("未开始", "未启动")],
)
def test_a_status_in_other_words_is_that_status(text: str, status: str) -> None:
    assert read_form_status(ROWS["1-6"], FormCell("", text)).value == status


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("推近中", "状态“推近中”不是状态,是否为 推进中?"),
        ("已完成60%", "状态“已完成60%”里写的是进度"),
        ("２０％", "状态“２０％”里写的是进度"),
        ("好", "状态“好”不是状态"),
    ],
)
def test_what_is_no_status_is_asked_about(text: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        read_form_status(ROWS["1-6"], FormCell("", text))
    assert refused.value.message == words
    assert refused.value.remedy.startswith("改成 未启动、推进中、已完成 中的一个")


@pytest.mark.parametrize(
    ("cell", "id_"),
    [
        (FormCell("", "8-1"), "8-1"),
        (FormCell("", "８－１"), "8-1"),
        (FormCell("", "8月1日", date(2024, 8, 1)), "8-1"),
        (FormCell("", "8月1日"), "8-1"),
        (FormCell("", "2024/8/1"), "8-1"),
        (FormCell("", "1-Aug", date(2024, 8, 1)), "8-1"),
        (FormCell("", "Aug-35"), "8-35"),
        (FormCell("", "'8-1"), "8-1"),
        (FormCell("", "8"), "8"),
    ],
)
def test_an_id_is_known_again_after_a_program_made_a_day_of_it(cell: FormCell, id_: str) -> None:
    assert read_id(cell) == id_


@pytest.mark.parametrize(
    "text", ["2024-05-04", "5月4日", "2024/5/4", "2024.5.4", "45416", "２０２４年５月４日"]
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(text: str) -> None:
    cell = FormCell("", text)
    assert read_form_day(cell, PLAN.plan.period, date(2024, 5, 6)).value == date(2024, 5, 4)


def test_a_day_that_has_not_come_is_refused_in_words_of_the_form() -> None:
    with pytest.raises(UsageError, match="填报日期 2024-05-31 还没有到") as refused:
        read_form_day(FormCell("", "5月底"), PLAN.plan.period, date(2024, 5, 6))
    assert refused.value.remedy == "写已经到的那一天;不写就是收表那天"


def test_evidence_is_one_a_line_or_with_semicolons_of_either_width() -> None:
    assert split_evidence("a.pdf\n\n b.pdf ；c;d；") == ("a.pdf", "b.pdf", "c", "d")
