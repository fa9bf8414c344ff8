"""Which deadlines were put off after they had passed."""

from datetime import date

import pytest

from jimoplan.core.plan.extensions import late_extensions
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.records import DueChange, Suspension
from jimoplan.core.plan.words import Kind

JUNE, JULY, SEPTEMBER = date(2024, 6, 30), date(2024, 7, 31), date(2024, 9, 30)


def moved(old: date, day: date) -> DueChange:
    return DueChange(due=old, changed=day, reason="等", approved_by="王局")


def measure(
    due: date | None, *changes: DueChange, paused: tuple[date, date | None] | None
) -> Measure:
    pauses = (Suspension(since=paused[0], until=paused[1], reason="等"),) if paused else ()
    return Measure(
        id="1-1", kind=Kind.ONE_OFF, title="甲", due=due, due_changes=changes, suspensions=pauses
    )


@pytest.mark.parametrize(
    ("day", "due", "late"),
    [
        (JUNE, JULY, 0),
        (date(2024, 7, 1), JULY, 1),
        (date(2024, 7, 1), None, 1),
        (date(2024, 7, 1), date(2024, 6, 28), 0),
    ],
    ids=["on the day", "a day after", "to the end of the plan", "sooner"],
)
def test_a_deadline_is_put_off_late_from_the_day_after_it(
    day: date, due: date | None, late: int
) -> None:
    assert len(late_extensions(measure(due, moved(JUNE, day), paused=None))) == late


def test_each_change_is_judged_by_the_deadline_that_came_of_it() -> None:
    changes = (moved(JUNE, date(2024, 7, 10)), moved(JULY, date(2024, 7, 20)))
    assert late_extensions(measure(SEPTEMBER, *changes, paused=None)) == changes[:1]


@pytest.mark.parametrize(
    ("since", "until", "late"),
    [
        (date(2024, 4, 1), date(2024, 8, 20), 0),
        (JUNE, date(2024, 8, 20), 0),
        (date(2024, 4, 1), None, 0),
        (date(2024, 4, 1), date(2024, 8, 19), 1),
        (date(2024, 7, 1), date(2024, 8, 20), 1),
    ],
    ids=["within", "from its day on", "still", "ended before", "begun after"],
)
def test_while_work_was_stopped_no_deadline_passed(
    since: date, until: date | None, late: int
) -> None:
    paused = measure(SEPTEMBER, moved(JUNE, date(2024, 8, 20)), paused=(since, until))
    assert len(late_extensions(paused)) == late
