"""How reporting periods are counted: issues of reports, 期号, and a measure's periods, 第几期."""

from collections.abc import Iterator
from datetime import date, timedelta

from jimoplan.core.plan.header import Period
from jimoplan.core.plan.periods import (
    AnyPeriod,
    ReportingPeriod,
    opening_month,
    period_of,
    period_place,
)
from jimoplan.core.plan.words import Cadence

_DAY = timedelta(days=1)
_TO_THURSDAY = 3 * _DAY


def periods_until(first: date, period: ReportingPeriod) -> Iterator[ReportingPeriod]:
    """The periods from that of a first day up to one, itself left out, the earliest first."""
    earlier = period.alike(first)
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


def issue_number(plan: Period, period: ReportingPeriod) -> int:
    """Which issue of its report a period makes, 期号; 1 for those before the plan, too.

    Issues begin anew with each year of the plan, and go on after its end; the first one is that of
    the plan's first day, in later years the first that begins in the year, of weeks the first that
    has its Thursday there. Yearly ones are counted over the whole plan.
    """
    return max(1, period.number_from(_first_of_year(plan, period)))


def _first_of_year(plan: Period, period: ReportingPeriod) -> ReportingPeriod:
    first = period.alike(plan.start)
    if period.cadence is Cadence.YEARLY:
        return first
    day = min(_stands_for(period), plan.end)
    begin = period_of(Cadence.YEARLY, day, opening_month(plan)).start
    if begin <= plan.start:
        return first
    at_turn = period.alike(begin)
    return at_turn if _stands_for(at_turn) >= begin else at_turn.next


def _stands_for(period: ReportingPeriod) -> date:
    """The day that decides which year a period belongs to."""
    return period.start + _TO_THURSDAY if period.cadence is Cadence.WEEKLY else period.start


def period_number(cadence: Cadence | None, plan: Period, day: date) -> int:
    """Which of a plan's periods a day falls in, counted from that of its first day, which is 1.

    Below 1 for earlier periods; without a cadence there is one period only.
    """
    if cadence is None:
        return 1
    opens = opening_month(plan)
    return period_place(cadence, day, opens) - period_place(cadence, plan.start, opens) + 1


def period_count(cadence: Cadence | None, plan: Period, last: date) -> int:
    """How many of a plan's periods have begun by a last day; at least 1."""
    return max(1, period_number(cadence, plan, last))
