"""Periods as people write them in commands: 2024-W24, 2024-Q2, 2024, 2021-2025."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from jimoplan.core.plan.header import Period
from jimoplan.core.plan.periods import (
    JANUARY,
    LETTERS,
    MONTHS_OF,
    AnyPeriod,
    ReportingPeriod,
    ReportingSpan,
    opening_month,
    period_at,
    period_of,
    runs_for_years,
)
from jimoplan.core.plan.words import Cadence
from jimoplan.errors import UsageError, nearest_names

_EXAMPLES = {
    Cadence.WEEKLY: "-W24",
    Cadence.MONTHLY: "-06",
    Cadence.BIMONTHLY: "-B3",
    Cadence.QUARTERLY: "-Q2",
    Cadence.HALF_YEARLY: "-H1",
    Cadence.YEARLY: "",
}
"""What stands behind the year."""
_FORM = re.compile(r"(\d{4})(?:-([WBQH]?)(\d{1,2}))?", re.IGNORECASE | re.ASCII)
_YEARS = re.compile(r"(\d{4})-(\d{4})", re.ASCII)
_MOST_COMPARED = 1000


def find_period(cadence: Cadence, written: str, plan: Period) -> AnyPeriod:
    """The period of a plan written as its key, or the span of years written as 2021-2025.

    A span has the plan's own days where its years are those in which the plan begins and ends.
    Raises UsageError for what is neither, with the nearest of the plan's own periods.
    """
    years = _YEARS.fullmatch(written.strip())
    if years:
        return _find_years(cadence, int(years[1]), int(years[2]), plan)
    return read_period(cadence, written, plan)


def read_period(cadence: Cadence, written: str, plan: Period | None = None) -> ReportingPeriod:
    """The period written as 2024-W24, 2024-06, 2024-B3, 2024-Q2, 2024-H1 or 2024.

    Raises UsageError for what is no such period, or is one of another cadence.
    """
    example = f"{plan.start.year if plan else 2024:04}{_EXAMPLES[cadence]}"
    match = _FORM.fullmatch(written.strip())
    letter = LETTERS.get(cadence, "")
    fits = match and (match[2] or "").upper() == letter and bool(match[3]) is ("-" in example)
    if not match or not fits:
        known = offer_keys(cadence, plan) if plan else ()
        near = nearest_names(written, (key for key, _ in islice(known, _MOST_COMPARED)))
        raise UsageError(f"“{written}”不是期次({cadence})", f"写成 {(near or [example])[0]} 的样子")
    year, number = int(match[1]), int(match[3] or 1)
    if not (_is_year(year) and 1 <= number <= _last_number(cadence, year)):
        last = _last_number(cadence, year)
        raise UsageError(f"{year}年没有第 {number} 期", f"从 1 到 {last},如 {example}")
    return _numbered(cadence, year, number, opening_month(plan) if plan else JANUARY)


def offer_keys(cadence: Cadence, plan: Period) -> Iterator[tuple[str, str]]:
    """The keys of a plan's periods, each with what it is called, the earliest first.

    For yearly ones that of all the plan's years is the last.
    """
    period = period_of(cadence, plan.start, opening_month(plan))
    last = period.alike(plan.end)
    while period.start < last.start:
        yield period.key, period.words
        period = period.next
    yield last.key, last.words
    if cadence is Cadence.YEARLY and runs_for_years(plan):
        yield f"{plan.start.year}-{plan.end.year}", "整个计划期间"


def _find_years(cadence: Cadence, first: int, last: int, plan: Period) -> AnyPeriod:
    """The span of a plan's years, or the one period that all of it is in."""
    if not (_is_year(first) and _is_year(last) and first <= last):
        raise UsageError(f"“{first:04}-{last:04}”不是从早到晚的年份", "写成 2021-2025 的样子")
    opens = opening_month(plan)
    years = [_numbered(Cadence.YEARLY, year, 1, opens) for year in (first, last)]
    start, end = years[0].start, years[1].end
    if (first, last) == (plan.start.year, plan.end.year):
        start, end = plan.start, plan.end
    period = period_of(cadence, start, opens)
    if end <= period.end:
        return period
    return ReportingSpan(cadence, start, end, years=f"{first}-{last}")


def _numbered(cadence: Cadence, year: int, number: int, opens: int) -> ReportingPeriod:
    if cadence is Cadence.WEEKLY:
        return period_of(cadence, date.fromisocalendar(year, number, 1))
    return period_at(cadence, year * 12 // MONTHS_OF[cadence] + number - 1, opens)


def _is_year(year: int) -> bool:
    return date.min.year < year < date.max.year


def _last_number(cadence: Cadence, year: int) -> int:
    if cadence is Cadence.WEEKLY:
        return date(max(year, 1), 12, 28).isocalendar().week  # ISO 8601: always in the last week
    return 12 // MONTHS_OF[cadence]
