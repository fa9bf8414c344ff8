"""Numbers written in Chinese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.input.numerals import read_han


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("四十五", 45),
        ("一百零八", 108),
        ("一百一十", 110),
        ("两百", 200),
        ("三千零五", 3005),
        ("一万两千", 12000),
        ("十万", 100000),
        ("一亿零三十", 100000030),
        ("〇", 0),
        ("一一", None),
        ("两百五", None),
        ("一万二", None),
        ("百", None),
        ("", None),
        ("八月", None),
    ],
)
def test_chinese_numbers_are_counted(written: str, number: int | None) -> None:
    assert read_han(written) == number


@given(st.text("零一二三四五六七八九十百千万亿〇两", max_size=26))
def test_no_row_of_numerals_is_too_odd_to_be_read_or_refused(written: str) -> None:
    found = read_han(written)
    assert found is None or found >= 0
