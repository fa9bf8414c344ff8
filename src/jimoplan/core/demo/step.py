"""A step of the story: who does what to the plan, when."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import NamedTuple

from jimoplan.core.assessment.calendar import working_days
from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.demo.chance import Chance
from jimoplan.core.history.commits import BEIJING, Identity
from jimoplan.core.plan.model import Plan, Review, Verdict
from jimoplan.core.workflow.record import ProgressEntry, record_progress, review_item

_DAY = timedelta(days=1)
_HOURS = (9, 10, 11, 14, 15, 16, 17)


class Step(NamedTuple):
    """What somebody does to the plan in one commit, and the reason where one is asked for."""

    at: datetime
    who: Identity
    asked: tuple[str, ...]
    make: Callable[[Plan], Plan]
    why: str = ""


Report = tuple[str, ProgressEntry]
"""An item and what is reported of it."""


def working_day(day: date) -> date:
    """The day, or the next one that people work on."""
    while not working_days(day - _DAY, day):
        day += _DAY
    return day


def later(day: date, days: int) -> date:
    """A working day so many days later, or the next one."""
    return working_day(day + timedelta(days=days))


def at_work(day: date, chance: Chance) -> datetime:
    """Some time of the working hours of a day in Beijing."""
    clock = time(chance.pick(_HOURS), chance.below(60), chance.below(60))
    return datetime.combine(day, clock, BEIJING)


def report(at: datetime, who: Identity, reports: Iterable[Report]) -> Step:
    """ProgressEntry of several items, recorded in one commit."""
    told = tuple(reports)
    return Step(at, who, tuple(number for number, _ in told), partial(_record, reports=told))


def review(at: datetime, who: Identity, number: str, returned: str = "") -> Step:
    """An item that was reported as done, approved or returned for a reason."""
    make = partial(_review, number=number, who=str(who), on=at.date(), returned=returned)
    return Step(at, who, (number,), make)


def set_field(plan: Plan, number: str, **fields: object) -> Plan:
    """The plan with fields of an item set."""
    item = items_by_id(plan)[number]
    return replace_items(plan, {number: item.model_copy(update=fields)})


def _record(plan: Plan, reports: tuple[Report, ...]) -> Plan:
    for number, progress in reports:
        plan = record_progress(plan, [number], progress).plan
    return plan


def _review(plan: Plan, *, number: str, who: str, on: date, returned: str) -> Plan:
    submitter = items_by_id(plan)[number].submitted_by or ""
    verdict = Verdict.RETURNED if returned else Verdict.APPROVED
    found = Review(date=on, result=verdict, submitted_by=submitter, by=who, reason=returned or None)
    return review_item(plan, number, found)
