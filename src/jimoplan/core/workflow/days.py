"""Days as people write them down: none that is still to come, hardly any outside of the plan."""

from collections.abc import Iterable
from datetime import date

from jimoplan.core.plan.model import Plan
from jimoplan.errors import UsageError


def refuse_future(what: str, day: date, today: date) -> None:
    """Raises UsageError for a day after today, on which nothing can have happened yet."""
    if day > today:
        raise UsageError(
            f"{what} {day} 还没有到,今天是 {today}", "写已经发生的那一天;不写 --date 就是今天"
        )


def find_odd_days(plan: Plan, days: Iterable[tuple[str, date | None]]) -> tuple[str, ...]:
    """In words, the days named that lie outside of the plan's period: hardly ever what is meant."""
    start, end = plan.plan.period.start, plan.plan.period.end
    return tuple(
        f"{what} {day} 在计划期间 {start} 至 {end} 之外"
        for what, day in days
        if day and not start <= day <= end
    )


def begin_clock(plan: Plan, day: date | None, today: date) -> date | None:
    """The 立项日期 of an item that is added: the day written, or else today.

    None where its clock begins with the plan's, and after the plan's end, where nothing begins.
    """
    start, end = plan.plan.period.start, plan.plan.period.end
    if day is None and today > end:
        return None
    begun = day or today
    return begun if begun > start else None
