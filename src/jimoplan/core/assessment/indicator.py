"""How far an indicator has come: against its target, from its base, or within its limit."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jimoplan.core.assessment.clock import Clock
from jimoplan.core.assessment.percent import ALMOST, FULL, Progress
from jimoplan.core.assessment.reporting import owners_updates
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Direction, Kind, Totalling


class IndicatorValue(NamedTuple):
    """The value that counts, and in words where it comes from."""

    value: Decimal
    how: str


def current_value(item: Item, updates: Sequence[Update]) -> IndicatorValue | None:
    """The latest value reported, or all of them added up (累计); None without a report.

    Updates as `owners_updates` returns them.
    """
    reported = [(u.date, u.value) for u in updates if u.value is not None]
    if not reported:
        return None
    unit = item.unit or ""
    if item.total is Totalling.CUMULATIVE:
        total = sum((value for _, value in reported), Decimal(0))
        return IndicatorValue(total, f"{len(reported)}次填报累计{total}{unit}")
    day, value = reported[-1]
    return IndicatorValue(value, f"最近一次填报({day})的指标值为{value}{unit}")


def is_limit(item: Item) -> bool:
    """Whether the target is an upper limit to keep, rather than a fall to reach from a base."""
    at_most = item.direction is Direction.AT_MOST
    return item.target is not None and at_most and item.base is None


def is_reached(item: Item, updates: Sequence[Update]) -> bool:
    """Whether the value that counts meets the target; without a value it does not.

    A target that is no number is nothing to compare with, and taken as met.
    """
    if item.target is None:
        return True
    found = current_value(item, updates)
    if found is None:
        return False
    return meets(item.direction, found.value, item.target)


def meets(direction: Direction, value: Decimal, target: Decimal) -> bool:
    """Whether a value is on the side of a target on which it has to be."""
    return value >= target if direction is Direction.AT_LEAST else value <= target


def is_unmet(item: Item, task: Task, departments: Departments) -> bool:
    """Whether a measure is an indicator whose target no report so far has met."""
    if item.kind is not Kind.INDICATOR:
        return False
    return not is_reached(item, owners_updates(item, task, departments, date.max))


def exceeded_by(item: Item, updates: Sequence[Update]) -> str:
    """By how much a limit has been exceeded, in words; '' while it is kept."""
    found = current_value(item, updates) if is_limit(item) else None
    if found is None or item.target is None or found.value <= item.target:
        return ""
    unit = item.unit or ""
    return f"上限{item.target}{unit},现为{found.value}{unit}"


def indicator_progress(
    item: Item, updates: Sequence[Update], clock: Clock, as_of: date
) -> Progress:
    """How far an indicator has come, in percent.

    (value - base) / (target - base) where there is a base, value against target where there is
    none. A limit that is kept goes with the share of time gone, at most 99 before its end. A
    target that is no number claims no percentage.
    """
    found = current_value(item, updates)
    if item.target is None:
        return _without_target(item, found)
    if found is None:
        return Progress(0, "尚未填报指标值")
    unit = item.unit or ""
    from_base = "" if item.base is None else f",起点值{item.base}{unit}"
    how = f"{found.how}{from_base},目标值{item.direction}{item.target}{unit}"
    if is_limit(item):
        if found.value > item.target:
            return Progress(0, f"{how},已超过上限")
        gone = clock.elapsed(as_of)
        percent = FULL if as_of >= clock.due else min(ALMOST, gone)
        return Progress(percent, f"{how},未超上限,按序时进度计{percent}%")
    if is_reached(item, updates):
        return Progress(FULL, how)
    return Progress(_share(found.value, item.base or Decimal(0), item.target), how)


def _without_target(item: Item, found: IndicatorValue | None) -> Progress:
    if item.target_text is None:
        return Progress(0, "未填目标值,无法计算")
    how = found.how if found else "尚未填报指标值"
    return Progress(None, f"{how},目标为“{item.target_text}”,不计百分比")


def _share(value: Decimal, base: Decimal, target: Decimal) -> int:
    """The share of the way from base to target, which the value has not reached."""
    way, gone = target - base, value - base
    forward = bool(way) and (gone < 0) is (way < 0) and abs(gone) < abs(way)
    # 0 <= gone < way here, so nothing overflows; rounding must not fake a reached target.
    return min(ALMOST, int(gone / way * FULL)) if forward else 0
