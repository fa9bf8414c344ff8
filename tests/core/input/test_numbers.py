"""Items as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.input.numbers import Known, find_numbers, tell_numbers
from jimoplan.core.plan.ids import Name
from jimoplan.errors import AmbiguousNameError, UnknownNameError, UsageError

KNOWN = Known(
    {
        "8": Name("八", "强化行政应诉工作指导"),
        "8-1": Name(None, "制发行政应诉工作规则"),
        "8-2": Name(None, "落实即政发〔2024〕5号"),
        "8-3": Name(None, "通报、讲评败诉案件"),
        "9": Name(None, "办理复议案件"),
        "9-1": Name(None, "提高办案质效"),
        "11": Name(None, "发布白皮书"),
    },
    gaps=("10",),
    retired=("8-4",),
)


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("8", "8"),
        ("第8项", "8"),
        ("第八项", "8"),
        ("八", "8"),
        ("任务8", "8"),
        ("8-1", "8-1"),
        ("８－１", "8-1"),
        ("8—1", "8-1"),
        ("8–1", "8-1"),
        ("8.1", "8-1"),
        ("08-01", "8-1"),
        ("举措 8-1", "8-1"),
        ("8-1..8-3", "8-1 8-2 8-3"),
        ("8-1至8-3", "8-1 8-2 8-3"),
        ("8-1~3", "8-1 8-2 8-3"),
        ("８－１～８－３", "8-1 8-2 8-3"),
        ("8-1—8-2", "8-1 8-2"),
        ("8-2..9-1", "8-2 8-3 9-1"),
        ("8..11", "8 9 11"),
        ("8-1,8-2", "8-1 8-2"),
        ("8-1、9；11", "8-1 9 11"),
        ("8-1 8-1..8-2", "8-1 8-2"),
        ("白皮书", "11"),
        ("通报、讲评", "8-3"),
        ("(2024)5号", "8-2"),
        ("即政发［２０２４］５号", "8-2"),
    ],
)
def test_items_are_found_as_people_write_them(written: str, ids: str) -> None:
    assert find_numbers(KNOWN, written) == tuple(ids.split())


CARRIED = Known(
    {
        "2023年8": Name(None, "规范执法"),
        "2023年8-3": Name(None, "制发工作规则"),
        "2024年8-3": Name(None, "通报败诉案件"),
        "2024年9-3": Name(None, "提高办案质效"),
        "9": Name(None, "办理复议案件"),
    },
    retired=("9-4",),
)


def test_the_number_behind_the_year_is_enough_where_one_item_has_it() -> None:
    assert find_numbers(CARRIED, "9-3") == ("2024年9-3",)
    assert find_numbers(CARRIED, "8") == ("2023年8",)
    assert find_numbers(CARRIED, "9") == ("9",)
    assert list(tell_numbers(CARRIED, "9-3", ("2024年9-3",))) == [
        "编号“9-3”读作 2024年9-3 提高办案质效"
    ]
    with pytest.raises(AmbiguousNameError, match="2023年8-3 制发工作规则、2024年8-3 通报败诉案件"):
        find_numbers(CARRIED, "8-3")
    with pytest.raises(UsageError, match="已停用"):
        find_numbers(CARRIED, "9-4")


@pytest.mark.parametrize(
    ("written", "kind", "said"),
    [
        ("行政应诉", AmbiguousNameError, "8 强化行政应诉工作指导、8-1 制发行政应诉工作规则"),
        ("10", UsageError, "已知缺号"),
        ("8-4", UsageError, "已停用"),
        ("8-9", UnknownNameError, "没有叫“8-9”的编号"),
        ("8-1..8-9", UnknownNameError, "没有叫“8-9”的编号"),
        ("8-3..8-1", UsageError, "前大后小"),
        ("8..8-3", UsageError, "一头是任务,一头是举措"),
        ("没有的事", UnknownNameError, "没有叫“没有的事”的编号"),
        ("", UnknownNameError, "没有叫“”的编号"),
    ],
)
def test_what_is_no_item_is_refused(written: str, kind: type[UsageError], said: str) -> None:
    with pytest.raises(kind) as refused:
        find_numbers(KNOWN, written)
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("8-1", []),
        ("8-1、8-2", []),
        ("8-1..8-2", ["编号“8-1..8-2”读作 8-1、8-2"]),
        ("白皮书", ["编号“白皮书”读作 11 发布白皮书"]),
    ],
)
def test_what_was_not_written_as_an_id_is_shown_back(written: str, told: list[str]) -> None:
    assert list(tell_numbers(KNOWN, written, find_numbers(KNOWN, written))) == told


@given(
    st.one_of(st.text(max_size=60), st.text("0123489-—~.至到、, 八第项任务⑧八工作【(", max_size=14))
)
def test_any_text_is_items_that_read_as_themselves_or_is_refused(written: str) -> None:
    try:
        ids = find_numbers(KNOWN, written)
    except UsageError:
        return
    again = "、".join(ids)
    assert find_numbers(KNOWN, again) == ids
    assert not list(tell_numbers(KNOWN, again, ids))


def test_one_character_is_no_part_of_a_title() -> None:
    known = Known({"9-4": Name(None, "邀请法律顾问列席会议")})
    assert find_numbers(known, "邀请") == ("9-4",)
    with pytest.raises(UnknownNameError):
        find_numbers(known, "请")
