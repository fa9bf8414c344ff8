"""Items by whether they are done and were in time, as supervision offices print it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jimoplan.core.plan.model import MAIN_ROLES, Department, Status
from jimoplan.core.views.query import Row


class Outcome(StrEnum):
    """Where an item stands against its deadline."""

    IN_TIME = "按时"
    LATE = "逾期"
    NOT_DUE = "未到时限"
    OVERDUE = "逾期未办结"
    NO_DEADLINE = "无明确完成时限"


DONE = (Outcome.IN_TIME, Outcome.LATE)
GOING_ON = (Outcome.NOT_DUE, Outcome.OVERDUE, Outcome.NO_DEADLINE)


class DepartmentOutcomes(NamedTuple):
    """A department's items by outcome: 已办结 of three, 办理中 of three, and all together."""

    department: str
    by_outcome: Mapping[Outcome, int]

    @property
    def done(self) -> int:
        """已办结."""
        return sum(self.by_outcome[outcome] for outcome in DONE)

    @property
    def going_on(self) -> int:
        """办理中."""
        return sum(self.by_outcome[outcome] for outcome in GOING_ON)

    @property
    def total(self) -> int:
        """合计."""
        return self.done + self.going_on


def count_outcomes(
    departments: Iterable[Department],
    rows: Iterable[Row],
    finished: Mapping[str, date],
    as_of: date,
) -> Iterator[DepartmentOutcomes]:
    """Each department's measures that it leads or is responsible for, suspended ones included.

    What is cancelled is left out. `finished` says when an item came to be done; where it does not,
    the last report counts.
    """
    counted: dict[str, Counter[Outcome]] = {d.name: Counter() for d in departments}
    for row in rows:
        if outcome := _judge(row, finished, as_of):
            for name in main_owners(row):
                if name in counted:
                    counted[name][outcome] += 1
    for name, counts in counted.items():
        if counts:
            yield DepartmentOutcomes(name, {outcome: counts[outcome] for outcome in Outcome})


def main_owners(row: Row) -> tuple[str, ...]:
    """Who leads an item or is responsible for it, 主责, as the owner clause names them."""
    return tuple(
        name for role, names in row.owners.by_role() if role in MAIN_ROLES for name in names
    )


def finished_on(row: Row, finished: Mapping[str, date]) -> date | None:
    """The day on which an item was done, None where neither git nor a report says."""
    return finished.get(row.item.id) or row.assessment.last_update


def _judge(row: Row, finished: Mapping[str, date], as_of: date) -> Outcome | None:
    due = row.assessment.due
    match row.item.status:
        case Status.CANCELLED:
            return None
        case Status.COMPLETED | Status.CLOSED:
            day = finished_on(row, finished)
            return Outcome.LATE if day and day > due else Outcome.IN_TIME
        case _ if as_of > due and row.item.status is not Status.SUSPENDED:
            return Outcome.OVERDUE
        case _:
            return Outcome.NO_DEADLINE if row.assessment.due_is_default else Outcome.NOT_DUE
