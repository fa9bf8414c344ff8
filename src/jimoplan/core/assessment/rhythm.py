"""What a periodic measure owes: the periods that have ended, each with a grace, and their reports.

Periods are those of core.plan.periods, cut off at the measure's beginning and at its deadline. A
period that ends while the clock stands still is not owed, nor one before the plan's own first,
which has no number.
"""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.assessment.clock import Clock
from jimoplan.core.plan.header import Period, Policy
from jimoplan.core.plan.issues import period_number
from jimoplan.core.plan.periods import ReportingPeriod, opening_month, period_of
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Cadence

_GRACE_SHARE = 3
_DUE_SOON_SHARE = 4
_PERIODS_KEPT = 4096
_PERIODS_NAMED = 6


class OwedPeriod(NamedTuple):
    """A period that owes a report by `end`; `number` counts from the plan's first, 第几期.

    `dated` says that its year has to be named, as the plan is in more than one.
    """

    number: int
    period: ReportingPeriod
    start: date
    end: date
    dated: bool = False

    @property
    def words(self) -> str:
        """What it is called: 3月(第3期), or 2025年3月(第15期)."""
        name = self.period.words if self.dated else self.period.short
        return f"{name}(第{self.number}期)"

    def grace(self, policy: Policy) -> int:
        """How many days after its end a report is in time: `grace`, at most a third of it."""
        days = (self.period.end - self.period.start).days + 1
        return min(policy.grace, days // _GRACE_SHARE)

    def due_soon(self, policy: Policy, calendar: WorkCalendar) -> int:
        """How many working days before its end it is due soon: at most a quarter of it."""
        worked = calendar.working_days(self.period.start, self.period.end)
        return min(policy.due_soon, worked // _DUE_SOON_SHARE)


def name_periods(periods: Sequence[OwedPeriod]) -> str:
    """The periods by name, the first ones where they are many: 3月(第3期)、4月(第4期)."""
    more = f"等{len(periods)}期" if len(periods) > _PERIODS_NAMED else ""
    return "、".join(each.words for each in periods[:_PERIODS_NAMED]) + more


class Rhythm(NamedTuple):
    """What a periodic measure owes by its own end, and the day each period was first reported.

    `late` are the periods past their grace without a report, `current` the one that a day falls
    in, None where there is none.
    """

    owed: tuple[OwedPeriod, ...]
    reported: Mapping[int, date]
    late: tuple[OwedPeriod, ...]
    current: OwedPeriod | None

    @property
    def complete(self) -> bool:
        """Whether every period has its report."""
        return all(each.number in self.reported for each in self.owed)


class Schedule(NamedTuple):
    """By which periods a measure reports: its cadence and clock, and the plan's own period."""

    cadence: Cadence
    clock: Clock
    plan: Period
    policy: Policy

    @property
    def owed(self) -> tuple[OwedPeriod, ...]:
        """All periods that owe a report by the measure's own end, the earliest first."""
        clock = self.clock
        begin = max(clock.begin, self.plan.start)
        owed = _periods_between(self.cadence, self.plan, begin, clock.due)
        if not clock.rests:
            return owed
        return tuple(each for each in owed if not clock.rests_on(each.end))

    def find_rhythm(self, updates: Sequence[Update], as_of: date) -> Rhythm:
        """What is owed and reported on a day; updates as `owners_updates` returns them."""
        owed = self.owed
        reported = self._reported(updates)
        late = tuple(
            each
            for each in owed
            if each.number not in reported and each.end < as_of and not self._graced(each, as_of)
        )
        current = next((each for each in owed if each.start <= as_of <= each.end), None)
        return Rhythm(owed, reported, late, current)

    def period_for(self, updates: Sequence[Update], day: date) -> OwedPeriod | None:
        """The period that a report made on a day goes to where it does not say which.

        The oldest that has ended, is not reported and is within its grace, else the current one;
        None before the clock begins. Updates as `owners_updates` returns them.
        """
        before = [update for update in updates if update.date <= day]
        return self._find(self._reported(before), day)

    def _reported(self, updates: Sequence[Update]) -> Mapping[int, date]:
        reported: dict[int, date] = {}
        for update in updates:
            number = update.period
            if number is None:
                goes_to = self._find(reported, update.date)
                number = goes_to.number if goes_to else 0
            reported.setdefault(number, update.date)
        return reported

    def _find(self, reported: Container[int], day: date) -> OwedPeriod | None:
        begun = [each for each in self.owed if each.start <= day]
        for each in begun:
            if each.end < day and each.number not in reported and self._graced(each, day):
                return each
        return begun[-1] if begun else None

    def _graced(self, owed: OwedPeriod, day: date) -> bool:
        return self.clock.days(owed.end, day) <= owed.grace(self.policy)


@lru_cache(maxsize=_PERIODS_KEPT)
def _periods_between(
    cadence: Cadence, plan: Period, begin: date, due: date
) -> tuple[OwedPeriod, ...]:
    found: list[OwedPeriod] = []
    period = period_of(cadence, begin, opening_month(plan))
    while period.start <= due:
        number = period_number(cadence, plan, period.start)
        first, last = max(period.start, begin), min(period.end, due)
        dated = not plan.start.year == plan.end.year == period.year
        found.append(OwedPeriod(number, period, first, last, dated=dated))
        period = period.next
    return tuple(found)
