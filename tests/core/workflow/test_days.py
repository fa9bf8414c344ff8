"""The days that are written down: since when an item is on, and which days are odd."""

from datetime import date

import pytest
from problem_cases import BASE

from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load
from jimoplan.core.workflow.days import begin_clock, find_odd_days, refuse_future
from jimoplan.errors import UsageError

START, END = date(2024, 1, 1), date(2024, 12, 31)
SEPTEMBER = date(2024, 9, 2)


@pytest.fixture(scope="module")
def plan() -> Plan:
    plan = load(BASE, with_advice=False).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    ("day", "today", "since"),
    [
        (None, SEPTEMBER, SEPTEMBER),
        (date(2024, 8, 1), SEPTEMBER, date(2024, 8, 1)),
        (None, date(2023, 12, 20), None),
        (None, START, None),
        (START, SEPTEMBER, None),
        (None, END, END),
        (None, date(2025, 1, 6), None),
        (SEPTEMBER, date(2025, 1, 6), SEPTEMBER),
    ],
)
def test_a_new_item_begins_today_or_with_the_plan(
    plan: Plan, day: date | None, today: date, since: date | None
) -> None:
    assert begin_clock(plan, day, today) == since


def test_both_ends_of_the_plan_are_within_it(plan: Plan) -> None:
    days = [("甲", START), ("乙", END), ("丙", None), ("丁", date(2025, 1, 1))]
    assert find_odd_days(plan, days) == ("丁 2025-01-01 在计划期间 2024-01-01 至 2024-12-31 之外",)


def test_today_is_not_to_come() -> None:
    refuse_future("--date", SEPTEMBER, SEPTEMBER)
    with pytest.raises(UsageError, match="还没有到"):
        refuse_future("--date", SEPTEMBER, date(2024, 9, 1))
