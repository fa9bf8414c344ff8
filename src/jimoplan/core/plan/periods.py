"""Reporting periods by cadence: what owes a report each, and what reports are about.

Weeks run from Monday to Sunday and belong to the year of their Thursday, as ISO 8601 says; all
others are whole months. Months, pairs of them and quarters are those of the calendar; years and
their halves begin in the month in which the plan's years do, see opening_month.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from jimoplan.core.plan.header import Period
from jimoplan.core.plan.words import Cadence

JANUARY = 1
_YEAR = 12
_DAY = timedelta(days=1)
_WEEK = 7 * _DAY
_OF_THE_PLANS_YEAR = frozenset({Cadence.HALF_YEARLY, Cadence.YEARLY})
MONTHS_OF = {
    Cadence.MONTHLY: 1,
    Cadence.BIMONTHLY: 2,
    Cadence.QUARTERLY: 3,
    Cadence.HALF_YEARLY: 6,
    Cadence.YEARLY: 12,
}
"""How many months a period has, by cadence; weeks have none."""

LETTERS = {
    Cadence.WEEKLY: "W",
    Cadence.BIMONTHLY: "B",
    Cadence.QUARTERLY: "Q",
    Cadence.HALF_YEARLY: "H",
}
"""What stands before the number of a period in its key, by cadence."""

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


class ReportingPeriod(NamedTuple):
    """A week from Monday to Sunday as ISO 8601 counts them, or some months.

    `number` is the period's own within `year`, the one in which its year begins; both ends are
    included.
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
            return f"{self.year}-{LETTERS.get(self.cadence, '')}{self.number:02}"
        return f"{self.year}-{LETTERS[self.cadence]}{self.number}"

    @property
    def words(self) -> str:
        """What people call it: 2024年第24周, 2024年6月, 2024年第二季度, 2024年4月至2025年3月."""
        if self._opens != JANUARY:
            last = "" if self.start.year == self.end.year else f"{self.end.year}年"
            return f"{self.start.year}年{self.start.month}月至{last}{self.end.month}月"
        return f"{self.year}年{self._part()}"

    @property
    def short(self) -> str:
        """What people call it within its year: 第24周, 6月, 第二季度."""
        whole = self.cadence is Cadence.YEARLY or self._opens != JANUARY
        return self.words if whole else self._part()

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
        return self.alike(self.start - _DAY)

    @property
    def next(self) -> "ReportingPeriod":
        """The period after."""
        return self.alike(self.end + _DAY)

    def alike(self, day: date) -> "ReportingPeriod":
        """The period of a day that is as long and of years that begin in the same month."""
        return period_of(self.cadence, day, self._opens)

    def number_from(self, first: "ReportingPeriod") -> int:
        """Which it is counted from a first one, which is 1."""
        places = (period_place(self.cadence, each.start, self._opens) for each in (self, first))
        return next(places) - next(places) + 1

    @property
    def _opens(self) -> int:
        """The month that its years begin in."""
        if self.cadence not in _OF_THE_PLANS_YEAR:
            return JANUARY
        gone = (self.number - 1) * MONTHS_OF[self.cadence]
        return (self.start.month - 1 - gone) % _YEAR + 1

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
    """Any days that a report is made on in place of one of its periods; both ends are included.

    `years` are the first and the last where it was asked for by them, as in 2021-2025, else ''.
    """

    cadence: Cadence
    start: date
    end: date
    years: str = ""

    @property
    def key(self) -> str:
        """What it is called in file names: 2024-03-05至2024-04-20, 2021-2025."""
        return self.years or f"{self.start}至{self.end}"

    @property
    def words(self) -> str:
        """What people call it: 2024年3月5日至4月20日, 2021年至2025年."""
        if self.years and _begins_year(self.start) and _begins_year(self.end + _DAY):
            return f"{self.start.year}年至{self.end.year}年"
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
        return self._replace(start=start, end=start + (self.end - self.start), years="")


AnyPeriod = ReportingPeriod | ReportingSpan
"""What a report is made on."""


def opening_month(plan: Period) -> int:
    """The month that a plan's years begin in: January, or its own first.

    That is so where it runs for whole years from the first of a month, as from April to March, or
    for no more than twelve months over a new year, as from September to July.
    """
    start, end = plan.start, plan.end
    months = (end.year - start.year) * _YEAR + end.month - start.month + 1
    ends_month = end.day == monthrange(end.year, end.month)[1]
    whole = start.day == 1 and ends_month and months % _YEAR == 0
    short = start.year < end.year and months <= _YEAR
    return start.month if (whole and months > 0) or short else JANUARY


def runs_for_years(plan: Period) -> bool:
    """Whether a plan reaches into more than one year of its own."""
    first = period_of(Cadence.YEARLY, plan.start, opening_month(plan))
    return plan.end > first.end


def period_of(cadence: Cadence, day: date, opens: int = JANUARY) -> ReportingPeriod:
    """The period that a day falls in, where years begin in a month, see opening_month."""
    return period_at(cadence, period_place(cadence, day, opens), opens)


def period_place(cadence: Cadence, day: date, opens: int = JANUARY) -> int:
    """Where the period of a day comes among all there are."""
    if cadence is Cadence.WEEKLY:
        return (day - date.min) // _WEEK  # 0001-01-01 was a Monday
    return (day.year * _YEAR + day.month - 1 - _months_late(cadence, opens)) // MONTHS_OF[cadence]


def period_at(cadence: Cadence, place: int, opens: int = JANUARY) -> ReportingPeriod:
    """The period that comes there among all there are."""
    if cadence is Cadence.WEEKLY:
        monday = date.min + place * _WEEK
        year, number, _ = monday.isocalendar()
        return ReportingPeriod(cadence, year, number, monday, monday + _WEEK - _DAY)
    months = MONTHS_OF[cadence]
    year, before = divmod(place * months, _YEAR)
    month = place * months + _months_late(cadence, opens)
    start, end = _first_day(month), _last_day(month + months - 1)
    return ReportingPeriod(cadence, year, before // months + 1, start, end)


def _months_late(cadence: Cadence, opens: int) -> int:
    """How many months after January years begin, as far as that concerns periods of a cadence.

    Halves of years that begin in July are those of the calendar.
    """
    late = opens - JANUARY
    return late if cadence in _OF_THE_PLANS_YEAR and late % MONTHS_OF[cadence] else 0


def _first_day(month: int) -> date:
    """The first day of a month, counted from January of the year 0."""
    return date(month // _YEAR, month % _YEAR + 1, 1) if month >= _YEAR else date.min


def _last_day(month: int) -> date:
    """Its last day."""
    year, before = divmod(month, _YEAR)
    if year > date.max.year:
        return date.max
    return date(year, before + 1, monthrange(year, before + 1)[1])


def _begins_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _in_words(day: date) -> str:
    return f"{day.month}月{day.day}日"
