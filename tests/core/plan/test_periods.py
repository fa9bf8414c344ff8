"""Reporting periods: which days they have, what they are called, how they are written."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.plan.header import Period
from jimoplan.core.plan.issues import (
    ends_before,
    issue_number,
    period_count,
    period_number,
    periods_until,
)
from jimoplan.core.plan.period_keys import find_period, offer_keys, read_period
from jimoplan.core.plan.periods import ReportingPeriod, ReportingSpan, opening_month, period_of
from jimoplan.core.plan.words import Cadence
from jimoplan.errors import UsageError

CADENCES = st.sampled_from(Cadence)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
ONE_DAY = timedelta(days=1)
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))


@given(CADENCES, DAYS)
def test_a_day_is_in_its_period_and_the_next_period_follows_at_once(
    cadence: Cadence, day: date
) -> None:
    period = period_of(cadence, day)

    assert period.start <= day <= period.end
    assert period.next.start == period.end + ONE_DAY
    assert period.next.previous == period
    assert period_of(cadence, period.start) == period_of(cadence, period.end) == period


@given(CADENCES, DAYS)
def test_a_period_is_found_again_by_its_key(cadence: Cadence, day: date) -> None:
    period = period_of(cadence, day)

    assert read_period(cadence, period.key) == period
    assert read_period(cadence, period.key.lower()) == period


@pytest.mark.parametrize(
    ("cadence", "key", "words", "days"),
    [
        (Cadence.WEEKLY, "2024-W24", "2024年第24周", "6月10日至6月16日"),
        (Cadence.WEEKLY, "2025-W01", "2025年第1周", "12月30日至1月5日"),
        (Cadence.MONTHLY, "2024-02", "2024年2月", "2月1日至2月29日"),
        (Cadence.BIMONTHLY, "2024-B3", "2024年5至6月", "5月1日至6月30日"),
        (Cadence.QUARTERLY, "2024-Q2", "2024年第二季度", "4月1日至6月30日"),
        (Cadence.HALF_YEARLY, "2024-H1", "2024年上半年", "1月1日至6月30日"),
        (Cadence.HALF_YEARLY, "2024-H2", "2024年下半年", "7月1日至12月31日"),
        (Cadence.YEARLY, "2024", "2024年度", "1月1日至12月31日"),
    ],
)
def test_a_period_says_what_people_call_it(
    cadence: Cadence, key: str, words: str, days: str
) -> None:
    period = read_period(cadence, key)

    assert (period.key, period.words, period.days) == (key, words, days)


def test_a_span_says_its_days_and_has_no_number() -> None:
    span = ReportingSpan(Cadence.MONTHLY, date(2024, 3, 5), date(2024, 4, 20))

    assert (span.words, span.key) == ("2024年3月5日至4月20日", "2024-03-05至2024-04-20")
    assert (span.this, span.following) == ("本期", "下期")
    assert span._replace(end=date(2025, 1, 3)).words == "2024年3月5日至2025年1月3日"
    assert span._replace(end=span.start).words == "2024年3月5日"


@given(DAYS, st.integers(0, 400))
def test_as_many_days_follow_a_span_at_once(start: date, length: int) -> None:
    span = ReportingSpan(Cadence.MONTHLY, start, start + timedelta(days=length))

    assert span.next.start == span.end + ONE_DAY
    assert span.next.end - span.next.start == span.end - span.start


def test_a_span_is_compared_with_the_day_before_and_a_period_with_the_ends_of_earlier_ones() -> (
    None
):
    span = ReportingSpan(Cadence.MONTHLY, date(2024, 3, 5), date(2024, 4, 20))
    march = read_period(Cadence.MONTHLY, "2024-03")

    assert ends_before(YEAR.start, span) == [date(2024, 3, 4)]
    assert ends_before(YEAR.start, span._replace(start=YEAR.start)) == []
    assert ends_before(YEAR.start, march) == [date(2024, 1, 31), date(2024, 2, 29)]


@pytest.mark.parametrize(
    ("cadence", "written", "remedy"),
    [
        (Cadence.WEEKLY, "2024-24", "写成 2024-W24 的样子"),
        (Cadence.WEEKLY, "第24周", "写成 2024-W24 的样子"),
        (Cadence.WEEKLY, "2024-W53", "从 1 到 52,如 2024-W24"),
        (Cadence.MONTHLY, "2024-W24", "写成 2024-06 的样子"),
        (Cadence.MONTHLY, "2024-13", "从 1 到 12,如 2024-06"),
        (Cadence.QUARTERLY, "2024-Q0", "从 1 到 4,如 2024-Q2"),
        (Cadence.QUARTERLY, "2024-Q", "写成 2024-Q2 的样子"),
        (Cadence.YEARLY, "2024-01", "写成 2024 的样子"),
        (Cadence.YEARLY, "2021-2025", "写成 2024 的样子"),
        (Cadence.YEARLY, "0000", "从 1 到 1,如 2024"),
        (Cadence.WEEKLY, "9999-W52", "从 1 到 52,如 2024-W24"),
        (Cadence.WEEKLY, "２０２４-W24", "写成 2024-W24 的样子"),
    ],
)
def test_what_is_no_such_period_is_refused_with_an_example(
    cadence: Cadence, written: str, remedy: str
) -> None:
    with pytest.raises(UsageError) as caught:
        read_period(cadence, written)

    assert caught.value.remedy == remedy


def test_a_year_of_53_weeks_has_a_53rd_week() -> None:
    assert read_period(Cadence.WEEKLY, "2020-W53").end == date(2021, 1, 3)


@given(CADENCES, DAYS, st.integers(0, 800))
def test_issues_are_counted_from_the_first_without_a_gap(
    cadence: Cadence, first: date, days: int
) -> None:
    period = period_of(cadence, first + timedelta(days=days))
    earlier = list(periods_until(first, period))
    one_year = Period(start=first, end=date(first.year, 12, 31))

    assert issue_number(one_year, period) == len(earlier) + 1
    chain: list[ReportingPeriod] = [*earlier, period]
    assert chain[0] == period_of(cadence, first)
    assert all(one.next == other for one, other in pairwise(chain))


@pytest.mark.parametrize(
    ("cadence", "count"),
    [
        (Cadence.WEEKLY, 53),
        (Cadence.MONTHLY, 12),
        (Cadence.BIMONTHLY, 6),
        (Cadence.QUARTERLY, 4),
        (Cadence.HALF_YEARLY, 2),
        (Cadence.YEARLY, 1),
        (None, 1),
    ],
)
def test_a_calendar_year_has_as_many_as_people_expect(cadence: Cadence | None, count: int) -> None:
    assert period_count(cadence, YEAR, YEAR.end) == count


def test_quarters_are_those_of_the_calendar_when_the_plan_starts_late() -> None:
    late = Period(start=date(2024, 2, 20), end=YEAR.end)

    assert period_number(Cadence.QUARTERLY, late, date(2024, 3, 31)) == 1
    assert period_number(Cadence.QUARTERLY, late, date(2024, 4, 1)) == 2


def test_weeks_begin_on_mondays_when_the_plan_starts_on_another_day() -> None:
    from_wednesday = Period(start=date(2025, 1, 1), end=date(2025, 12, 31))

    assert period_number(Cadence.WEEKLY, from_wednesday, date(2025, 1, 5)) == 1
    assert period_number(Cadence.WEEKLY, from_wednesday, date(2025, 1, 6)) == 2
    assert period_number(Cadence.WEEKLY, from_wednesday, date(2025, 1, 12)) == 2


def test_a_week_begun_counts_as_a_week() -> None:
    from_sunday = Period(start=date(2024, 1, 7), end=YEAR.end)

    assert period_count(Cadence.WEEKLY, YEAR, date(2024, 1, 8)) == 2
    assert period_count(Cadence.WEEKLY, from_sunday, date(2024, 1, 8)) == 2


def test_a_day_before_the_plan_falls_in_none_of_its_periods() -> None:
    assert period_number(Cadence.MONTHLY, YEAR, date(2023, 12, 31)) < 1
    assert period_number(Cadence.WEEKLY, YEAR, date(2023, 12, 31)) < 1


@given(st.dates(YEAR.start, YEAR.end), CADENCES)
def test_every_day_of_a_plan_falls_in_one_of_its_periods(day: date, cadence: Cadence) -> None:
    assert 1 <= period_number(cadence, YEAR, day) <= period_count(cadence, YEAR, YEAR.end)


FIVE_YEARS = Period(start=date(2021, 1, 1), end=date(2025, 12, 31))
FROM_APRIL = Period(start=date(2024, 4, 1), end=date(2025, 3, 31))
FROM_JULY = Period(start=date(2024, 7, 1), end=date(2026, 6, 30))
MID_MARCH = Period(start=date(2024, 3, 6), end=date(2025, 3, 5))
SCHOOL_YEAR = Period(start=date(2024, 9, 2), end=date(2025, 7, 15))
SECOND_HALF = Period(start=date(2024, 7, 1), end=date(2024, 12, 31))


@pytest.mark.parametrize(
    ("plan", "month"),
    [
        (YEAR, 1),
        (FIVE_YEARS, 1),
        (FROM_APRIL, 4),
        (FROM_JULY, 7),
        (MID_MARCH, 1),
        (SECOND_HALF, 1),
        (Period(start=date(2024, 9, 2), end=date(2025, 7, 15)), 9),
        (Period(start=date(2024, 9, 2), end=date(2025, 9, 1)), 1),
        (Period(start=date(2025, 3, 1), end=date(2024, 2, 29)), 1),
        (Period(start=date(2024, 3, 1), end=date(2025, 2, 28)), 3),
        (Period(start=date(2022, 3, 1), end=date(2024, 2, 28)), 1),
    ],
    ids=[
        "a calendar year",
        "five",
        "from April to March",
        "two from July",
        "from the middle of a month",
        "half a year",
        "from September to July",
        "from September into September",
        "ends before it begins",
        "to the end of February",
        "two years but a day",
    ],
)
def test_years_begin_with_a_plan_of_whole_ones_or_of_one_over_a_new_year_else_in_january(
    plan: Period, month: int
) -> None:
    assert opening_month(plan) == month


@pytest.mark.parametrize(
    ("plan", "cadence", "key", "words", "short", "start", "end"),
    [
        (
            FROM_APRIL,
            Cadence.YEARLY,
            "2024",
            "2024年4月至2025年3月",
            "2024年4月至2025年3月",
            date(2024, 4, 1),
            date(2025, 3, 31),
        ),
        (
            FROM_APRIL,
            Cadence.HALF_YEARLY,
            "2024-H1",
            "2024年4月至9月",
            "2024年4月至9月",
            date(2024, 4, 1),
            date(2024, 9, 30),
        ),
        (
            FROM_APRIL,
            Cadence.HALF_YEARLY,
            "2024-H2",
            "2024年10月至2025年3月",
            "2024年10月至2025年3月",
            date(2024, 10, 1),
            date(2025, 3, 31),
        ),
        (
            FROM_APRIL,
            Cadence.QUARTERLY,
            "2025-Q1",
            "2025年第一季度",
            "第一季度",
            date(2025, 1, 1),
            date(2025, 3, 31),
        ),
        (
            FROM_JULY,
            Cadence.HALF_YEARLY,
            "2025-H1",
            "2025年上半年",
            "上半年",
            date(2025, 1, 1),
            date(2025, 6, 30),
        ),
    ],
    ids=["year", "first half", "second half", "a quarter is the calendar's", "halves as well"],
)
def test_years_and_their_halves_are_those_of_the_plan(
    plan: Period, cadence: Cadence, key: str, words: str, short: str, start: date, end: date
) -> None:
    period = read_period(cadence, key, plan)

    assert (period.words, period.short) == (words, short)
    assert (period.key, period.start, period.end) == (key, start, end)


@given(CADENCES, DAYS, st.integers(1, 12))
def test_whenever_years_begin_a_day_is_in_its_period_and_the_next_follows(
    cadence: Cadence, day: date, opens: int
) -> None:
    period = period_of(cadence, day, opens)

    assert period.start <= day <= period.end
    assert period.next.start == period.end + ONE_DAY
    assert period.next.previous == period
    assert period.alike(day) == period


@pytest.mark.parametrize(
    ("plan", "cadence", "key", "issue"),
    [
        (FIVE_YEARS, Cadence.MONTHLY, "2021-01", 1),
        (FIVE_YEARS, Cadence.MONTHLY, "2023-12", 12),
        (FIVE_YEARS, Cadence.MONTHLY, "2024-01", 1),
        (FIVE_YEARS, Cadence.QUARTERLY, "2025-Q4", 4),
        (FIVE_YEARS, Cadence.HALF_YEARLY, "2023-H2", 2),
        (FIVE_YEARS, Cadence.YEARLY, "2023", 3),
        (FIVE_YEARS, Cadence.WEEKLY, "2020-W53", 1),
        (FIVE_YEARS, Cadence.WEEKLY, "2021-W52", 53),
        (FIVE_YEARS, Cadence.WEEKLY, "2022-W01", 1),
        (FIVE_YEARS, Cadence.WEEKLY, "2023-W25", 25),
        (FIVE_YEARS, Cadence.WEEKLY, "2026-W01", 53),
        (FIVE_YEARS, Cadence.MONTHLY, "2026-02", 14),
        (FIVE_YEARS, Cadence.MONTHLY, "2020-06", 1),
        (FROM_APRIL, Cadence.MONTHLY, "2025-03", 12),
        (FROM_APRIL, Cadence.QUARTERLY, "2025-Q1", 4),
        (FROM_APRIL, Cadence.HALF_YEARLY, "2024-H2", 2),
        (FROM_APRIL, Cadence.YEARLY, "2024", 1),
        (FROM_APRIL, Cadence.WEEKLY, "2025-W07", 46),
        (FROM_JULY, Cadence.HALF_YEARLY, "2025-H2", 1),
        (MID_MARCH, Cadence.MONTHLY, "2024-03", 1),
        (MID_MARCH, Cadence.MONTHLY, "2025-01", 1),
        (SCHOOL_YEAR, Cadence.MONTHLY, "2025-01", 5),
        (SCHOOL_YEAR, Cadence.YEARLY, "2024", 1),
        (YEAR, Cadence.MONTHLY, "2025-02", 14),
        (YEAR, Cadence.WEEKLY, "2025-W01", 53),
    ],
)
def test_issues_begin_anew_in_each_year_of_a_plan_and_go_on_after_it(
    plan: Period, cadence: Cadence, key: str, issue: int
) -> None:
    assert issue_number(plan, read_period(cadence, key, plan)) == issue


@given(
    st.sampled_from([FIVE_YEARS, FROM_APRIL, FROM_JULY, MID_MARCH, SCHOOL_YEAR, SECOND_HALF]),
    CADENCES,
    st.integers(0, 2200),
)
def test_an_issue_follows_the_one_before_or_is_the_first(
    plan: Period, cadence: Cadence, days: int
) -> None:
    day = min(plan.start + timedelta(days=days), plan.end)
    period = period_of(cadence, day, opening_month(plan))

    assert issue_number(plan, period.next) in {issue_number(plan, period) + 1, 1}


@pytest.mark.parametrize(
    ("plan", "written", "words", "start", "end"),
    [
        (FIVE_YEARS, "2021-2025", "2021年至2025年", FIVE_YEARS.start, FIVE_YEARS.end),
        (FIVE_YEARS, "2022-2023", "2022年至2023年", date(2022, 1, 1), date(2023, 12, 31)),
        (FIVE_YEARS, "2023-2023", "2023年度", date(2023, 1, 1), date(2023, 12, 31)),
        (FROM_APRIL, "2024-2025", "2024年4月至2025年3月", FROM_APRIL.start, FROM_APRIL.end),
        (SCHOOL_YEAR, "2024-2025", "2024年9月至2025年8月", date(2024, 9, 1), date(2025, 8, 31)),
        (SECOND_HALF, "2024-2024", "2024年度", date(2024, 1, 1), date(2024, 12, 31)),
        (FROM_JULY, "2024-2025", "2024年7月1日至2026年6月30日", FROM_JULY.start, FROM_JULY.end),
        (FROM_JULY, "2024-2026", "2024年7月1日至2026年6月30日", FROM_JULY.start, FROM_JULY.end),
        (MID_MARCH, "2024-2025", "2024年3月6日至2025年3月5日", MID_MARCH.start, MID_MARCH.end),
    ],
)
def test_a_span_of_years_is_whole_years_of_the_plan_or_all_its_days(
    plan: Period, written: str, words: str, start: date, end: date
) -> None:
    span = find_period(Cadence.YEARLY, written, plan)

    assert (span.words, span.start, span.end) == (words, start, end)


@pytest.mark.parametrize(
    ("cadence", "written", "remedy"),
    [
        (Cadence.YEARLY, "2021-25", "写成 2021-2025 的样子"),
        (Cadence.YEARLY, "2023年", "写成 2023 的样子"),
        (Cadence.QUARTERLY, "2023Q2", "写成 2023-Q2 的样子"),
        (Cadence.WEEKLY, "第24周", "写成 2021-W24 的样子"),
        (Cadence.YEARLY, "2025-2021", "写成 2021-2025 的样子"),
    ],
)
def test_what_is_no_period_is_told_the_nearest_of_the_plan(
    cadence: Cadence, written: str, remedy: str
) -> None:
    with pytest.raises(UsageError) as caught:
        find_period(cadence, written, FIVE_YEARS)

    assert caught.value.remedy == remedy


def test_a_plan_offers_the_keys_of_its_periods() -> None:
    years = ["2021", "2022", "2023", "2024", "2025", "2021-2025"]

    assert [key for key, _ in offer_keys(Cadence.YEARLY, FIVE_YEARS)] == years
    assert [key for key, _ in offer_keys(Cadence.YEARLY, FROM_APRIL)] == ["2024"]
    assert dict(offer_keys(Cadence.HALF_YEARLY, FROM_APRIL))["2024-H1"] == "2024年4月至9月"
    assert len(list(offer_keys(Cadence.WEEKLY, YEAR))) == 53
