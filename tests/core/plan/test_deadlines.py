"""A deadline may be the end of a month, a quarter, half a year or a year, and stays written so."""

import copy
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.plan.deadline import (
    SpanEnd,
    plain_day,
    read_deadline,
    say_deadline,
)
from jimoplan.core.plan.header import Period

YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
FISCAL = Period(start=date(2024, 4, 1), end=date(2025, 3, 31))
SPANS = st.one_of(
    st.builds("{:04}-{:02}".format, st.integers(1, 9999), st.integers(1, 12)),
    st.builds("{:04}-Q{}".format, st.integers(1, 9999), st.integers(1, 4)),
    st.builds("{:04}-H{}".format, st.integers(1, 9999), st.integers(1, 2)),
    st.integers(1, 9999).map("{:04}".format),
)


@pytest.mark.parametrize(
    ("written", "last", "words", "with_year"),
    [
        ("2024-02", date(2024, 2, 29), "2月底", "2024年2月底"),
        ("2024-Q2", date(2024, 6, 30), "二季度末", "2024年二季度末"),
        ("2024-H1", date(2024, 6, 30), "上半年末", "2024年上半年末"),
        ("2024", date(2024, 12, 31), "年底", "2024年底"),
    ],
)
def test_a_span_ends_on_its_last_day(written: str, last: date, words: str, with_year: str) -> None:
    found = read_deadline(written)

    assert found is not None
    assert plain_day(found) == last
    assert say_deadline(found, YEAR) == words
    assert say_deadline(found, FISCAL) == with_year


@pytest.mark.parametrize("wrong", ["2024-13", "2024-00", "2024-Q5", "2024-H3", "0000", "24-06", ""])
def test_what_is_no_span_is_none(wrong: str) -> None:
    assert read_deadline(wrong) is None


@given(SPANS)
def test_a_span_is_written_and_copied_as_it_is(written: str) -> None:
    found = read_deadline(written)

    assert str(found) == f"{found}" == written
    assert str(pickle.loads(pickle.dumps(found))) == written  # noqa: S301
    assert copy.deepcopy(found) == found


@given(SPANS, st.dates())
def test_a_span_is_ordered_as_its_last_day_and_equal_to_none(written: str, day: date) -> None:
    found = read_deadline(written)
    assert found is not None
    last = plain_day(found)

    assert (found < day) is (last < day)
    assert (day < found) is (day < last)
    assert found != last
    assert (day - found) == (day - last)


def test_a_day_counted_from_a_span_is_a_plain_day() -> None:
    assert type(SpanEnd("2024-06") + timedelta(days=1)) is date
