"""Items by whether they are done and were in time, as supervision offices print it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from jimoplan.core.assessment.alarms import AlarmSort
from jimoplan.core.assessment.finishing import Timeliness
from jimoplan.core.plan.model import Department
from jimoplan.core.plan.words import MAIN_ROLES, Status
from jimoplan.core.views.query import Row


class Outcome(StrEnum):
    """Where an item stands against its deadline.

    EXTENDED was finished by a deadline that was set after the one before had passed.
    """

    IN_TIME = "按时"
    EXTENDED = "延期办结"
    LATE = "逾期"
    NOT_DUE = "未到时限"
    OVERDUE = "逾期未办结"
    NO_DEADLINE = "无明确完成时限"


DONE = (Outcome.IN_TIME, Outcome.EXTENDED, Outcome.LATE)
GOING_ON = (Outcome.NOT_DUE, Outcome.OVERDUE, Outcome.NO_DEADLINE)


class DepartmentOutcomes(NamedTuple):
    """A department's items by outcome: 已办结 of three, 办理中 of three, and all together.

    `from_report` of those finished go by their last report, because the plan does not say the day.
    """

    department: str
    by_outcome: Mapping[Outcome, int]
    from_report: int

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
) -> Iterator[DepartmentOutcomes]:
    """Each department's measures that it leads or is responsible for, suspended ones included.

    What is cancelled is left out.
    """
    counted: dict[str, Counter[Outcome]] = {d.name: Counter() for d in departments}
    from_report: Counter[str] = Counter()
    for row in rows:
        if outcome := _judge(row):
            finish = row.assessment.finish
            for name in main_owners(row):
                if name in counted:
                    counted[name][outcome] += 1
                    from_report[name] += bool(finish and finish.from_report)
    for name, counts in counted.items():
        if counts:
            by_outcome = {outcome: counts[outcome] for outcome in Outcome}
            yield DepartmentOutcomes(name, by_outcome, from_report[name])


def main_owners(row: Row) -> tuple[str, ...]:
    """Who leads an item or is responsible for it, 主责, as the owner clause names them."""
    return tuple(
        name for role, names in row.owners.by_role() if role in MAIN_ROLES for name in names
    )


def _judge(row: Row) -> Outcome | None:
    found = row.assessment
    if finish := found.finish:
        return _FINISHED[finish.timeliness]
    if row.has_stopped(Status.CANCELLED):
        return None
    if any(alarm.sort is AlarmSort.OVERDUE for alarm in found.alarms):
        return Outcome.OVERDUE
    return Outcome.NO_DEADLINE if found.due_is_default else Outcome.NOT_DUE


_FINISHED = {
    Timeliness.IN_TIME: Outcome.IN_TIME,
    Timeliness.EXTENDED: Outcome.EXTENDED,
    Timeliness.LATE: Outcome.LATE,
}
