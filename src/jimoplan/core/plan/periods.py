"""Reporting periods by cadence: what owes a report each, and what reports are about.

Weeks run from Monday to Sunday and belong to the year of their Thursday, as ISO 8601 says; all
others are whole months of a calendar year.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from jimoplan.core.plan.header import Period
from jimoplan.core.plan.words import Cadence
from jimoplan.errors import UsageError

_DAY = timedelta(days=1)
_WEEK = 7 * _DAY
_MONTHS_OF = {
    Cadence.MONTHLY: 1,
    Cadence.BIMONTHLY: 2,
    Cadence.QUARTERLY: 3,
    Cadence.HALF_YEARLY: 6,
    Cadence.YEARLY: 12,
}
_LETTERS = {
    Cadence.WEEKLY: "W",
    Cadence.BIMONTHLY: "B",
    Cadence.QUARTERLY: "Q",
    Cadence.HALF_YEARLY: "H",
}
_EXAMPLES = {
    Cadence.WEEKLY: "2024-W24",
    Cadence.MONTHLY: "2024-06",
    Cadence.BIMONTHLY: "2024-B3",
    Cadence.QUARTERLY: "2024-Q2",
    Cadence.HALF_YEARLY: "2024-H1",
    Cadence.YEARLY: "2024",
}
_SHORT = {
    Cadence.WEEKLY: "周",
    Cadence.MONTHLY: "月",
    Cadence.BIMONTHLY: "期",
    Cadence.QUARTERLY: "季度",
    Cadence.HALF_YEARLY: "期",
    Cadence.YEARLY: "年度",
}
_NUMERALS = "一二三四"
_HALVES = "上下"
_FORM = re.compile(r"(\d{4})(?:-([WBQH]?)(\d{1,2}))?", re.IGNORECASE | re.ASCII)


class ReportingPeriod(NamedTuple):
    """A week from Monday to Sunday as ISO 8601 counts them, or some months of a calendar year.

    `number` is the period's own within `year`; both ends are included.
    """

    cadence: Cadence
    year: int
    number: int
    start: date
    end: date

    @property
    def key(self) -> str:
        """What it is called in commands and file names: 2024-W24, 2024-06, 2024-Q2, 2024-H1."""
        if self.cadence is Cadence.YEARLY:
            return f"{self.year}"
        if self.cadence is Cadence.WEEKLY or self.cadence is Cadence.MONTHLY:
            return f"{self.year}-{_LETTERS.get(self.cadence, '')}{self.number:02}"
        return f"{self.year}-{_LETTERS[self.cadence]}{self.number}"

    @property
    def words(self) -> str:
        """What people call it: 2024年第24周, 2024年6月, 2024年第二季度."""
        return f"{self.year}年{self._part()}"

    @property
    def short(self) -> str:
        """What people call it within its year: 第24周, 6月, 第二季度."""
        return self.words if self.cadence is Cadence.YEARLY else self._part()

    @property
    def days(self) -> str:
        """Its first and last day in words: 6月10日至6月16日."""
        return f"{_in_words(self.start)}至{_in_words(self.end)}"

    @property
    def named(self) -> str:
        """What people call it, with its days: 2024年6月(6月1日至6月30日)."""
        return f"{self.words}({self.days})"

    @property
    def this(self) -> str:
        """What a report calls the period itself: 本周, 本月, 本季度."""
        return f"本{_SHORT[self.cadence]}"

    @property
    def following(self) -> str:
        """What a report calls the period after: 下周, 下月, 下季度."""
        return f"下{_SHORT[self.cadence]}"

    @property
    def previous(self) -> "ReportingPeriod":
        """The period before."""
        return period_of(self.cadence, self.start - _DAY)

    @property
    def next(self) -> "ReportingPeriod":
        """The period after."""
        return period_of(self.cadence, self.end + _DAY)

    def _part(self) -> str:
        match self.cadence:
            case Cadence.WEEKLY:
                return f"第{self.number}周"
            case Cadence.MONTHLY:
                return f"{self.number}月"
            case Cadence.BIMONTHLY:
                return f"{self.start.month}至{self.end.month}月"
            case Cadence.QUARTERLY:
                return f"第{_NUMERALS[self.number - 1]}季度"
            case Cadence.HALF_YEARLY:
                return f"{_HALVES[self.number - 1]}半年"
            case _:
                return "度"


class ReportingSpan(NamedTuple):
    """Any days that a report is made on in place of one of its periods; both ends are included."""

    cadence: Cadence
    start: date
    end: date

    @property
    def key(self) -> str:
        """What it is called in file names: 2024-03-05至2024-04-20."""
        return f"{self.start}至{self.end}"

    @property
    def words(self) -> str:
        """What people call it: 2024年3月5日至4月20日."""
        first = f"{self.start.year}年{_in_words(self.start)}"
        if self.start == self.end:
            return first
        year = "" if self.start.year == self.end.year else f"{self.end.year}年"
        return f"{first}至{year}{_in_words(self.end)}"

    @property
    def named(self) -> str:
        """What people call it, with its days."""
        return self.words

    @property
    def this(self) -> str:
        """What a report calls the span itself: 本期."""
        return "本期"

    @property
    def following(self) -> str:
        """What a report calls the days after: 下期."""
        return "下期"

    @property
    def next(self) -> "ReportingSpan":
        """As many days after."""
        start = self.end + _DAY
        return self._replace(start=start, end=start + (self.end - self.start))


AnyPeriod = ReportingPeriod | ReportingSpan
"""What a report is made on."""


def period_of(cadence: Cadence, day: date) -> ReportingPeriod:
    """The period that a day falls in."""
    if cadence is Cadence.WEEKLY:
        year, number, weekday = day.isocalendar()
        monday = day - (weekday - 1) * _DAY
        return ReportingPeriod(cadence, year, number, monday, monday + _WEEK - _DAY)
    months = _MONTHS_OF[cadence]
    return _months(cadence, day.year, (day.month - 1) // months + 1)


def read_period(cadence: Cadence, written: str) -> ReportingPeriod:
    """The period written as 2024-W24, 2024-06, 2024-B3, 2024-Q2, 2024-H1 or 2024.

    Raises UsageError for what is no such period, or is one of another cadence.
    """
    example = _EXAMPLES[cadence]
    match = _FORM.fullmatch(written.strip())
    letter = _LETTERS.get(cadence, "")
    fits = match and (match[2] or "").upper() == letter and bool(match[3]) is ("-" in example)
    if not match or not fits:
        raise UsageError(f"“{written}”不是这种报告的期次({cadence})", f"写成 {example} 的样子")
    year, number = int(match[1]), int(match[3] or 1)
    found = _find(cadence, year, number)
    if found is None:
        last = _find_last(cadence, year)
        raise UsageError(f"{year}年没有第 {number} 期", f"从 1 到 {last},如 {example}")
    return found


def periods_until(first: date, period: ReportingPeriod) -> Iterator[ReportingPeriod]:
    """The periods from that of a first day up to one, itself left out, the earliest first."""
    earlier = period_of(period.cadence, first)
    while earlier.start < period.start:
        yield earlier
        earlier = earlier.next


def ends_before(first: date, period: AnyPeriod) -> list[date]:
    """The days to compare a report's with: the ends of the periods from that of a first day on.

    For a span it is the day before it.
    """
    if isinstance(period, ReportingPeriod):
        return [earlier.end for earlier in periods_until(first, period)]
    return [period.start - _DAY] if period.start > first else []


def issue_number(first: date, period: ReportingPeriod) -> int:
    """Which issue of its report a period makes, counted from that of a first day; 期号.

    It is 1 for earlier periods, too.
    """
    return max(1, period_number(period.cadence, first, period.start))


def period_number(cadence: Cadence | None, first: date, day: date) -> int:
    """Which period a day falls in, counted from that of a first day, which is 1.

    Below 1 for earlier periods; without a cadence there is one period only.
    """
    if cadence is None:
        return 1
    return _place(cadence, day) - _place(cadence, first) + 1


def period_count(cadence: Cadence | None, span: Period) -> int:
    """How many periods a plan has begun by its last day; at least 1."""
    return max(1, period_number(cadence, span.start, span.end))


def _place(cadence: Cadence, day: date) -> int:
    """Where the period of a day comes among all there are."""
    if cadence is Cadence.WEEKLY:
        return (day - date.min) // _WEEK  # 0001-01-01 was a Monday
    return (day.year * 12 + day.month - 1) // _MONTHS_OF[cadence]


def _find(cadence: Cadence, year: int, number: int) -> ReportingPeriod | None:
    if not date.min.year < year < date.max.year or not 1 <= number <= _find_last(cadence, year):
        return None
    if cadence is Cadence.WEEKLY:
        return period_of(cadence, date.fromisocalendar(year, number, 1))
    return _months(cadence, year, number)


def _find_last(cadence: Cadence, year: int) -> int:
    if cadence is Cadence.WEEKLY:
        return date(max(year, 1), 12, 28).isocalendar().week  # ISO 8601: always in the last week
    return 12 // _MONTHS_OF[cadence]


def _months(cadence: Cadence, year: int, number: int) -> ReportingPeriod:
    months = _MONTHS_OF[cadence]
    last = number * months
    end = date(year, last, monthrange(year, last)[1])
    return ReportingPeriod(cadence, year, number, date(year, last - months + 1, 1), end)


def _in_words(day: date) -> str:
    return f"{day.month}月{day.day}日"
