"""What whoever moves or stops work is told of a deadline that has passed; on values alone."""

from datetime import date

import pytest
from problem_cases import BASE

from jimoplan.actions.changing.late import tell_passed, tell_suspended
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import Status
from jimoplan.core.text.reading.load import load
from jimoplan.core.workflow.record import ProgressEntry, record_progress

DUE, TODAY = date(2024, 6, 30), date(2024, 7, 10)
STOP = ProgressEntry(DUE, Status.SUSPENDED, reason="等文件", approved_by="王五")
MOVE = ProgressEntry(DUE, due=date(2024, 7, 9), reason="等文件", approved_by="王局")
RESUME = ProgressEntry(TODAY, Status.IN_PROGRESS, keep_due=True)


@pytest.fixture(scope="module")
def plan() -> Plan:
    found = load(BASE, with_advice=False).plan
    assert found is not None
    return found


def after(plan: Plan, entry: ProgressEntry) -> Plan:
    return record_progress(plan, ["1-1"], entry).plan


@pytest.mark.parametrize(
    "since", [date(2024, 6, 3), DUE, date(2024, 7, 5)], ids=["before", "that day", "late already"]
)
def test_a_suspension_written_down_after_the_deadline_is_said_to_spare_days(
    plan: Plan, since: date
) -> None:
    stopped = after(plan, STOP._replace(day=since))

    assert list(tell_suspended(plan, stopped, ["1-1"], TODAY)) == [
        f"注意:举措 1-1 的原时限 2024-06-30 已过8个工作日;暂缓从 {since} 起,其间的天数不计逾期"
    ]


def test_one_in_time_and_what_does_not_suspend_are_not_spoken_of(plan: Plan) -> None:
    stopped = after(plan, STOP)

    assert not list(tell_suspended(plan, stopped, ["1-1"], DUE))
    assert not list(tell_suspended(stopped, stopped, ["1-1"], TODAY))
    assert not list(tell_suspended(stopped, after(stopped, RESUME), ["1-1"], TODAY))


def test_a_new_deadline_that_is_over_is_said_to_be(plan: Plan) -> None:
    moved = after(plan, MOVE)

    said = ["举措 1-1 的新时限 2024-07-09 已过"]
    assert list(tell_passed(plan, moved, ["1-1"], TODAY)) == said
    assert not list(tell_passed(plan, moved, ["1-1"], date(2024, 7, 9)))
    assert not list(tell_passed(moved, moved, ["1-1"], TODAY))
