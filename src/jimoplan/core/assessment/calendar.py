"""Working days by the official Chinese calendar, and the share of a period that is gone.

The calendar (国务院办公厅关于部分节假日安排的通知, with 调休) comes from the package
chinesecalendar.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from jimoplan.core.assessment.wording import note_unknown_years
from jimoplan.core.plan.header import Policy

_WEEK = 7
_DAY = timedelta(days=1)
_WORKING_WEEK = 5


class WorkCalendar:
    """Working days by the official calendar and a plan's own `holidays` and `workdays`.

    What the plan says of a day goes before the official calendar. Years that neither knows count
    Monday to Friday.
    """

    def __init__(self, policy: Policy | None = None) -> None:
        holidays, workdays = (policy.holidays, policy.workdays) if policy else ((), ())
        free = {day: -1 for day in holidays if _is_official_working_day(day)}
        worked = {day: 1 for day in workdays if not _is_official_working_day(day)}
        steps = sorted((free | worked).items())
        self._days = tuple(day for day, _ in steps)
        self._totals = tuple(accumulate((step for _, step in steps), initial=0))
        self._told = frozenset(day.year for day in holidays)

    def working_days(self, after: date, until: date) -> int:
        """Count the working days d with after < d <= until; 0 when until is not later than after.

        Years without a published calendar count Monday to Friday (see `unknown_years`).
        """
        if until <= after:
            return 0
        return self._count_up_to(until) - self._count_up_to(after)

    def is_working_day(self, day: date) -> bool:
        """Whether people work on a day."""
        step = self._totals[bisect_right(self._days, day)]
        own = step - self._totals[bisect_left(self._days, day)]
        return bool(own > 0 or (own == 0 and _is_official_working_day(day)))

    def add_working_days(self, day: date, count: int) -> date:
        """The first day by which so many working days have passed since a day, itself left out.

        The calendar's last day where that would lie beyond it.
        """
        later = map(date.fromordinal, range(day.toordinal(), date.max.toordinal() + 1))
        found = (each for each in later if self.working_days(day, each) >= count)
        return next(found, date.max)

    def first_day_within(self, day: date, count: int) -> date:
        """The first day from which no more than so many working days are left until a day."""
        earlier = map(date.fromordinal, range(day.toordinal(), 0, -1))
        beyond = (each for each in earlier if self.working_days(each, day) > count)
        return next((each + _DAY for each in beyond), date.min)

    def unknown_years(self, start: date, end: date) -> tuple[int, ...]:
        """Name the years from start to end, both included, whose holidays nobody has told."""
        known = _official().years | self._told
        return tuple(year for year in range(start.year, end.year + 1) if year not in known)

    def notes(self, start: date, end: date) -> tuple[str, ...]:
        """Say in Chinese which years from start to end had to be counted Monday to Friday."""
        runs = _runs(self.unknown_years(start, end))
        return tuple(note_unknown_years(first, last) for first, last in runs)

    def _count_up_to(self, day: date) -> int:
        return _count_up_to(day) + self._totals[bisect_right(self._days, day)]


def elapsed_percent(start: date, end: date, today: date) -> int:
    """Return 序时进度: the floored percentage of days gone, today and both ends included.

    0 before the start, 100 from the end on; an end before the start is simply over once reached.
    """
    if today >= end:
        return 100
    if today < start:
        return 0
    return ((today - start).days + 1) * 100 // ((end - start).days + 1)


def _runs(years: Iterable[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for year in years:
        follows = runs and runs[-1][1] == year - 1
        runs.append((runs.pop()[0], year) if follows else (year, year))
    return runs


def _count_up_to(day: date) -> int:
    # 0001-01-01 was a Monday, so ordinals divide into weeks; the exceptions are added on top.
    # This keeps a range of years as cheap as a range of days.
    weeks, rest = divmod(day.toordinal(), _WEEK)
    official = _official()
    exceptions = official.totals[bisect_right(official.exceptions, day)]
    return weeks * _WORKING_WEEK + min(rest, _WORKING_WEEK) + exceptions


def _is_official_working_day(day: date) -> bool:
    return _count_up_to(day) > _count_up_to(day - _DAY) if day > date.min else True


class _Official(NamedTuple):
    """The official calendar: its years, exceptions to Monday to Friday, and their running sum."""

    years: frozenset[int]
    exceptions: tuple[date, ...]
    totals: tuple[int, ...]


@cache
def _official() -> _Official:
    # The package's own is_workday looks for its first and last year anew for every day asked.
    from chinese_calendar import holidays, workdays

    years = frozenset(range(min(holidays).year, max(holidays).year + 1))
    worked = {day: 1 for day in workdays if day.weekday() >= _WORKING_WEEK}
    free = {day: -1 for day in holidays.keys() - workdays if day.weekday() < _WORKING_WEEK}
    days, steps = zip(*sorted((worked | free).items()), strict=True)
    return _Official(years, days, tuple(accumulate(steps, initial=0)))
