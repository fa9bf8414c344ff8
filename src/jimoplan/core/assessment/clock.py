"""The clock of an item: when it begins, what stops it, when it should end.

It begins at `since`, stands still while the item or its task is suspended, and counts up to the
deadline, which suspensions do not move.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import NamedTuple

from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.plan.deadline import plain_day
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.records import Suspension

_DAY = timedelta(days=1)


class Rest(NamedTuple):
    """Days on which a clock stands still: from `first` to `last`, both included."""

    first: date
    last: date


class Clock(NamedTuple):
    """From when to when an item's time counts; `rests` come in order and apart from each other.

    `due_as_written` may be the end of a month or a quarter, of which `due` is the last day. Where
    nobody set a day, `due` is the plan's end, and `due_text` what is said instead: 长期坚持.
    """

    begin: date
    due: date
    due_is_default: bool
    rests: tuple[Rest, ...] = ()
    due_as_written: date | None = None
    due_text: str | None = None

    def days(self, after: date, until: date) -> int:
        """Count the days d with after < d <= until on which the clock runs."""
        days = max(0, (until - after).days)
        if not self.rests:
            return days
        return days - sum(max(0, (end - start).days) for start, end in self._resting(after, until))

    def working_days(self, after: date, until: date, calendar: WorkCalendar) -> int:
        """Count the working days d with after < d <= until on which the clock runs."""
        return calendar.working_days(after, until) - self.resting_days(after, until, calendar)

    def resting_days(self, after: date, until: date, calendar: WorkCalendar) -> int:
        """Count the working days d with after < d <= until on which the clock stands still."""
        if not self.rests:
            return 0
        return sum(calendar.working_days(*span) for span in self._resting(after, until))

    def silent_days(self, last: date | None, until: date) -> int:
        """Count the days without a report since the last one.

        Nobody owes a report before the clock begins, so an earlier one does not count as silence.
        """
        return self.days(max(last or self.begin, self.begin), until)

    def rests_on(self, day: date) -> bool:
        """Whether the clock stands still on a day."""
        return any(rest.first <= day <= rest.last for rest in self.rests)

    def elapsed(self, today: date) -> int:
        """Return the item's 序时进度: the floored percentage of its days gone, both ends included.

        0 before the clock begins, 100 from the deadline on. It stands still while the clock does,
        and goes on from there evenly to the deadline, which a suspension does not move.
        """
        standing = next((rest for rest in self.rests if rest.first <= today <= rest.last), None)
        if standing:
            today = _before(standing.first)
        if today >= self.due:
            return 100
        if today < self.begin:
            return 0
        first, now, end = (day.toordinal() for day in (self.begin, today, self.due))
        first -= 1
        left = Fraction(1)
        for rest in self.rests:
            last = rest.last.toordinal()
            if first < last <= now:
                left *= 1 - Fraction(max(first, rest.first.toordinal() - 1) - first, end - first)
                first = last
        if not self.rests:
            return min(100, (now - first) * 100 // (end - first))
        left *= 1 - Fraction(min(now, end) - first, end - first)
        return floor((1 - left) * 100)

    def _resting(self, after: date, until: date) -> Iterable[tuple[date, date]]:
        """The stretches (after, until] that lie within rests."""
        return (
            (max(after, _before(rest.first)), min(until, rest.last))
            for rest in self.rests
            if rest.first <= until and rest.last > after
        )


def item_clock(item: Item, task: Task, period: Period) -> Clock:
    """The clock of a measure of a task, or of the task itself.

    What a measure does not say itself it has from its task, what a task does not from the plan.
    A task's deadline that had passed before the measure was taken on is not the measure's.
    """
    passed = task.due and item.since and task.due < item.since
    written = item.due or (None if passed else task.due)
    due = plain_day(written) if written else period.end
    begin = item.since or task.since or period.start
    rests = _rests((*item.suspensions, *task.suspensions))
    said = None if written else item.due_text or task.due_text
    return Clock(begin, due, written is None, rests, written, said)


def _rests(suspensions: Sequence[Suspension]) -> tuple[Rest, ...]:
    """The days of the suspensions, put together where they overlap."""
    rests: list[Rest] = []
    if not suspensions:
        return ()
    spans = ((s.since, _before(s.until) if s.until else date.max) for s in suspensions)
    for first, last in sorted(spans):
        if last < first:
            continue
        if rests and first <= rests[-1].last:
            rests.append(Rest(rests[-1].first, max(rests.pop().last, last)))
        else:
            rests.append(Rest(first, last))
    return tuple(rests)


def _before(day: date) -> date:
    return day - _DAY if day > date.min else day
