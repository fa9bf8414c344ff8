"""When an item was finished, and whether that was in time."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jimoplan.core.assessment import wording
from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.assessment.clock import Clock
from jimoplan.core.plan.extensions import late_extensions
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.words import DONE


class Timeliness(StrEnum):
    """How an item was finished against its deadline.

    EXTENDED is in time only by a deadline that was set after the one before had passed.
    """

    IN_TIME = "按时"
    EXTENDED = "延期办结"
    LATE = "逾期"


class Finish(NamedTuple):
    """The day an item was finished, and how many working days after its deadline.

    `from_report` says that the day is that of the last report, because the item does not say;
    without a report there is no day, and nothing is held against the item.
    """

    day: date | None
    from_report: bool
    timeliness: Timeliness
    late: int

    @property
    def words(self) -> str:
        """What is to be said beside the item, '' where it was in time."""
        return f"{self.how}{self._mark}" if self.how else ""

    @property
    def with_day(self) -> str:
        """The day, whether it is that of the last report, and 延期办结 or 逾期 where it is so."""
        day = f"{self.day}{self._mark}" if self.day else ""
        return ",".join(filter(None, (day, self.how)))

    @property
    def _mark(self) -> str:
        return wording.BY_LAST_REPORT if self.from_report else ""

    @property
    def how(self) -> str:
        """延期办结, or by how much it was late; '' where it was in time."""
        match self.timeliness:
            case Timeliness.IN_TIME:
                return ""
            case Timeliness.EXTENDED:
                return str(self.timeliness)
            case Timeliness.LATE:
                return wording.say_late_finish(self.late)


def find_finish(
    item: Item, last_report: date | None, clock: Clock, calendar: WorkCalendar, as_of: date
) -> Finish | None:
    """How an item was finished; None for one that is not.

    Items that do not say go by the last report on them. What is done on the day asked about was
    finished by then, whatever later day is written down.
    """
    if item.status not in DONE:
        return None
    day = item.finished or last_report
    done = min(day, as_of) if day else None
    late = clock.working_days(clock.due, done, calendar) if done else 0
    if done and done > clock.due:
        timeliness = Timeliness.LATE
    elif late_extensions(item):
        timeliness = Timeliness.EXTENDED
    else:
        timeliness = Timeliness.IN_TIME
    return Finish(day, item.finished is None and day is not None, timeliness, late)


def last_of(days: Iterable[date | None]) -> date | None:
    """The latest of the days there are."""
    return max((day for day in days if day), default=None)
