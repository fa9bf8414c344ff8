"""Working days against the published calendar, and the laws of counting."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jimoplan.core.assessment.calendar import (
    WorkCalendar,
    elapsed_percent,
)

DAYS = st.dates(date(1999, 1, 1), date(2040, 12, 31))
OFFICIAL = WorkCalendar()
ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    return OFFICIAL.working_days(day - ONE_DAY, day) == 1


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2024, 2, 4), True, id="Sunday worked before Spring Festival"),
        pytest.param(date(2024, 2, 12), False, id="Monday in Spring Festival"),
        pytest.param(date(2024, 10, 12), True, id="Saturday worked after National Day"),
        pytest.param(date(2024, 10, 7), False, id="Monday off for National Day"),
        pytest.param(date(2024, 3, 13), True, id="an ordinary Wednesday"),
        pytest.param(date(2024, 3, 16), False, id="an ordinary Saturday"),
    ],
)
def test_the_official_calendar_decides_what_is_a_working_day(day: date, *, works: bool) -> None:
    assert is_working_day(day) is works


def test_every_day_of_the_known_years_agrees_with_the_package() -> None:
    known = sorted({day.year for day in chinese_calendar.holidays})
    day, last = date(known[0], 1, 1), date(known[-1], 12, 31)
    while day <= last:
        assert is_working_day(day) is chinese_calendar.is_workday(day), day
        day += ONE_DAY


def test_the_first_day_is_left_out_and_the_last_counted() -> None:
    assert OFFICIAL.working_days(date(2024, 3, 11), date(2024, 3, 15)) == 4


def test_a_week_of_spring_festival_has_no_working_day() -> None:
    assert OFFICIAL.working_days(date(2024, 2, 9), date(2024, 2, 17)) == 0


def test_the_year_2024_has_251_working_days() -> None:
    assert OFFICIAL.working_days(date(2023, 12, 31), date(2024, 12, 31)) == 251


@pytest.mark.parametrize(
    ("day", "count", "reached"),
    [
        pytest.param(date(2024, 3, 11), 3, date(2024, 3, 14), id="within a week"),
        pytest.param(date(2024, 3, 14), 3, date(2024, 3, 19), id="over a weekend"),
        pytest.param(date(2024, 2, 2), 3, date(2024, 2, 6), id="over a Sunday that is worked"),
        pytest.param(date(2024, 9, 29), 3, date(2024, 10, 9), id="over National Day"),
        pytest.param(date(2024, 3, 16), 0, date(2024, 3, 16), id="no day at all"),
        pytest.param(date(9999, 12, 30), 3, date(9999, 12, 31), id="past the last day there is"),
    ],
)
def test_days_are_added_by_the_official_calendar(day: date, count: int, reached: date) -> None:
    assert OFFICIAL.add_working_days(day, count) == reached


@given(DAYS, st.integers(1, 30))
def test_the_day_reached_is_the_first_with_so_many_working_days(day: date, count: int) -> None:
    reached = OFFICIAL.add_working_days(day, count)
    assert OFFICIAL.working_days(day, reached) == count
    assert is_working_day(reached)


@given(DAYS, DAYS)
def test_nothing_is_counted_backwards(one: date, other: date) -> None:
    assert OFFICIAL.working_days(max(one, other), min(one, other)) == 0


@given(st.lists(DAYS, min_size=3, max_size=3))
def test_counts_of_adjoining_ranges_add_up(days: list[date]) -> None:
    first, middle, last = sorted(days)
    whole = OFFICIAL.working_days(first, last)
    assert OFFICIAL.working_days(first, middle) + OFFICIAL.working_days(middle, last) == whole


@given(DAYS, DAYS)
def test_there_are_never_more_working_days_than_days(one: date, other: date) -> None:
    first, last = sorted([one, other])
    assert 0 <= OFFICIAL.working_days(first, last) <= (last - first).days


def test_a_year_without_a_calendar_counts_monday_to_friday() -> None:
    assert OFFICIAL.working_days(date(2098, 12, 31), date(2099, 1, 7)) == 5
    assert OFFICIAL.working_days(date(2099, 9, 30), date(2099, 10, 2)) == 2


def test_the_end_of_dates_can_be_counted_to() -> None:
    assert OFFICIAL.working_days(date.min, date.max) > 2_000_000


def test_years_the_package_refuses_are_unknown() -> None:
    for year in OFFICIAL.unknown_years(date(1990, 1, 1), date(2060, 1, 1)):
        with pytest.raises(NotImplementedError):
            chinese_calendar.is_workday(date(year, 6, 1))


def test_years_the_package_answers_for_are_known() -> None:
    assert OFFICIAL.unknown_years(date(2020, 5, 1), date(2024, 12, 31)) == ()


def test_only_the_unknown_years_of_a_span_are_named() -> None:
    assert OFFICIAL.unknown_years(date(2024, 1, 1), date(2099, 1, 1))[-2:] == (2098, 2099)
    assert 2024 not in OFFICIAL.unknown_years(date(2024, 1, 1), date(2099, 1, 1))


def test_a_note_names_a_single_year_or_a_run_of_them() -> None:
    single = OFFICIAL.notes(date(2098, 1, 1), date(2098, 12, 31))
    run = OFFICIAL.notes(date(2096, 1, 1), date(2098, 12, 31))
    assert single == ("2098年节假日安排尚未公布或未收录,按周一至周五计",)
    assert run == ("2096年至2098年节假日安排尚未公布或未收录,按周一至周五计",)


def test_unknown_years_on_both_sides_of_the_known_ones_get_a_note_each() -> None:
    before, after = OFFICIAL.notes(date(1990, 1, 1), date(2099, 1, 1))
    assert before.startswith("1990年至")
    assert "至2099年" in after


def test_known_years_need_no_note() -> None:
    assert OFFICIAL.notes(date(2024, 1, 1), date(2024, 12, 31)) == ()


@pytest.mark.parametrize(
    ("start", "end", "today", "percent"),
    [
        pytest.param("2024-01-01", "2024-12-31", "2023-12-31", 0, id="before the start"),
        pytest.param("2024-01-01", "2024-01-10", "2024-01-01", 10, id="the first day counts"),
        pytest.param("2024-01-01", "2024-01-10", "2024-01-09", 90, id="the day before the end"),
        pytest.param("2024-01-01", "2024-12-31", "2024-12-30", 99, id="floored, not rounded"),
        pytest.param("2024-01-01", "2024-12-31", "2024-06-30", 49, id="half a leap year"),
        pytest.param("2024-01-01", "2024-12-31", "2024-12-31", 100, id="the last day"),
        pytest.param("2024-01-01", "2024-12-31", "2026-01-01", 100, id="after the end"),
        pytest.param("2024-05-05", "2024-05-05", "2024-05-05", 100, id="one day, on it"),
        pytest.param("2024-05-05", "2024-05-05", "2024-05-04", 0, id="one day, before it"),
        pytest.param("2024-05-05", "2023-12-31", "2024-01-01", 100, id="an end before the start"),
    ],
)
def test_time_gone_is_a_floored_share_with_both_ends_included(
    start: str, end: str, today: str, percent: int
) -> None:
    days = [date.fromisoformat(day) for day in (start, end, today)]
    assert elapsed_percent(*days) == percent


@given(DAYS, DAYS, DAYS)
@example(date(2024, 1, 1), date(2024, 1, 1), date(2024, 1, 1))
def test_time_gone_stays_within_0_and_100(one: date, other: date, today: date) -> None:
    start, end = sorted([one, other])
    percent = elapsed_percent(start, end, today)
    assert 0 <= percent <= 100
    assert (percent == 100) == (today >= end)


@given(DAYS, DAYS, DAYS)
def test_time_gone_never_runs_backwards(one: date, other: date, today: date) -> None:
    start, end = sorted([one, other])
    assert elapsed_percent(start, end, today) <= elapsed_percent(start, end, today + ONE_DAY)
