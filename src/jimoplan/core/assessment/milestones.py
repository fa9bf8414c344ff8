"""Milestones: which of an item's steps are reached, which one is missed, which comes next."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.indicator import current_value, meets
from jimoplan.core.plan.deadline import plain_day, say_deadline
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.records import Milestone, Update
from jimoplan.core.plan.words import DONE, Kind


class Step(NamedTuple):
    """A milestone on a day: the last day it may take, whether it is reached, and in words what."""

    milestone: Milestone
    due: date
    reached: bool
    words: str


def find_steps(item: Item, updates: Sequence[Update], period: Period) -> tuple[Step, ...]:
    """The milestones of an item in order of time; updates as `owners_updates` returns them.

    One is reached by a report that names it, or one that brought its target, whatever came later.
    An item that is done has reached them all.
    """
    ordered = sorted(item.milestones, key=lambda milestone: milestone.due)
    return tuple(
        Step(
            milestone,
            plain_day(milestone.due),
            item.status in DONE or _is_reached(item, milestone, updates),
            _in_words(item, milestone, period),
        )
        for milestone in ordered
    )


def missed_step(steps: Sequence[Step], as_of: date) -> Step | None:
    """The first step that is past its day and not reached; None where none is."""
    return next((step for step in steps if step.due < as_of and not step.reached), None)


def next_step(steps: Sequence[Step], as_of: date) -> Step | None:
    """The first step that is still to come and not reached; None where none is."""
    return next((step for step in steps if step.due >= as_of and not step.reached), None)


def _is_reached(item: Item, milestone: Milestone, updates: Sequence[Update]) -> bool:
    if any(update.milestone == milestone.due for update in updates):
        return True
    target = milestone.target
    if target is None:
        return False
    if item.kind is not Kind.INDICATOR:
        return any(u.progress is not None and u.progress >= target for u in updates)
    values = (current_value(item, updates[:count]) for count in range(1, len(updates) + 1))
    return any(found and meets(item.direction, found.value, target) for found in values)


def _in_words(item: Item, milestone: Milestone, period: Period) -> str:
    """6月底:初稿送审, 6月底:60件."""
    unit = (item.unit or "") if item.kind is Kind.INDICATOR else "%"
    target = f"{milestone.target}{unit}" if milestone.target is not None else ""
    what = ",".join(filter(None, (" ".join((milestone.text or "").split()), target)))
    return f"{say_deadline(milestone.due, period)}:{what}"
