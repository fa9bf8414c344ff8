"""Figures as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.input.figures import read_percent, read_value
from jimoplan.errors import UsageError

_FIGURES = st.one_of(
    st.text(max_size=45), st.text("0123456789.,%％４零一二三十百千万亿点件元 +-", max_size=14)
)


@pytest.mark.parametrize(
    "written", ["40", "40%", "４０%", "40％", " 40 % ", "四十", "四十%", "百分之四十"]
)
def test_a_percentage_is_read_in_any_width_and_in_words(written: str) -> None:
    assert read_percent("--progress", written).value == 40


@pytest.mark.parametrize(
    "written", ["三成", "一半", "0.4", "40.5", "101", "-3", "4 0", "约40", "40左右", ""]
)
def test_what_is_no_sure_whole_percentage_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="不是 0 到 100 的整数"):
        read_percent("--progress", written)


@pytest.mark.parametrize(
    ("written", "unit", "figure"),
    [
        ("250", "件", "250"),
        ("250件", "件", "250"),
        ("２５０ 件", "件", "250"),
        ("250件", "件 ", "250"),
        ("1,200", "件", "1200"),
        ("1，200件", "件", "1200"),
        ("1.2万", "件", "12000"),
        ("1.2万件", "件", "12000"),
        ("1.2万元", "元", "12000"),
        ("1.2万元", "万元", "1.2"),
        ("一百二十", "件", "120"),
        ("三百万", "元", "3000000"),
        ("98.5%", "%", "98.5"),
        ("98.5%", None, "98.5"),
        ("百分之九十八点五", "%", "98.5"),
        ("1.50", None, "1.50"),
        ("-5", "分", "-5"),
    ],
)
def test_a_figure_is_read_in_the_items_own_unit(
    written: str, unit: str | None, figure: str
) -> None:
    assert read_value("--value", written, unit).value == figure


@pytest.mark.parametrize(
    ("written", "unit", "said"),
    [
        ("250元", "件", "单位是“元”,这一项按“件”计"),
        ("250件", None, "单位是“件”,这一项没有写计量单位"),
        ("百分之四十", "件", "单位是“%”,这一项按“件”计"),
        ("1.2万", "万元", "分不清是多少,这一项按“万元”计"),
        ("1.2万件", "万元", "单位是“件”,这一项按“万元”计"),
    ],
)
def test_another_unit_than_the_items_own_is_refused_with_both(
    written: str, unit: str | None, said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read_value("--value", written, unit)
    assert said in refused.value.message


@pytest.mark.parametrize(
    "written", ["约40", "40多件", "几十", "一百二", "1,2", "10-20", "40?", "四十左右", "", "件"]
)
def test_a_figure_that_is_not_sure_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="不是确定的数字"):
        read_value("--value", written, "件")


@given(_FIGURES, st.sampled_from([None, "件", "%", "万元"]))
def test_any_text_is_a_figure_that_reads_as_itself_or_is_refused(
    written: str, unit: str | None
) -> None:
    try:
        found = read_value("--value", written, unit)
    except UsageError:
        return
    again = read_value("--value", found.standard, unit)
    assert (again.value, again.told) == (found.value, "")


@given(_FIGURES)
def test_any_text_is_a_percentage_or_is_refused(written: str) -> None:
    try:
        found = read_percent("--progress", written)
    except UsageError:
        return
    assert read_percent("--progress", found.standard)[:1] == (found.value,)
