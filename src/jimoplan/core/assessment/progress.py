"""How far an item has come towards its deadline, in whole percent, and how the figure came about.

Percentages are floored: 100 means really there. Updates dated after the day asked about do not
count; the latest update is the one with the greatest date, the later in the list on a tie.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jimoplan.core.assessment.calendar import elapsed_percent
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.model import DONE, Cadence, Direction, Kind, Measure, Status, Task, Update
from jimoplan.core.plan.periods import period_count, period_number

_FULL = 100
_ALMOST = 99
_SHOWN_IN_FULL = 10
_SHOWN_OF_MANY = 3


class Progress(NamedTuple):
    """A percentage, 0 to 100, and in Chinese how it came about."""

    percent: int
    how: str


class Standing(NamedTuple):
    """Where an item stands on a day; `elapsed` is 序时进度 in percent from plan start to `due`."""

    due: date
    due_is_default: bool
    progress: Progress
    elapsed: int
    last_update: date | None


def measure_standing(measure: Measure, task: Task, period: Period, as_of: date) -> Standing:
    """Return a measure's standing; without a deadline it has the task's, then the plan's end."""
    own_due = measure.due or task.due
    due = own_due or period.end
    updates = updates_until(measure, as_of)
    return Standing(
        due=due,
        due_is_default=own_due is None,
        progress=measure_progress(measure, updates, period, due, as_of),
        elapsed=elapsed_percent(period.start, due, as_of),
        last_update=updates[-1].date if updates else None,
    )


def task_standing(
    task: Task, measures: Sequence[Standing], period: Period, as_of: date
) -> Standing:
    """Return a task's standing from those of its measures, given in the task's order."""
    due = task.due or period.end
    reported = (standing.last_update for standing in measures if standing.last_update)
    return Standing(
        due=due,
        due_is_default=task.due is None,
        progress=task_progress(task, [standing.progress.percent for standing in measures]),
        elapsed=elapsed_percent(period.start, due, as_of),
        last_update=max(reported, default=None),
    )


def updates_until(measure: Measure, as_of: date) -> tuple[Update, ...]:
    """Return the measure's updates dated no later than as_of, the latest last."""
    counted = (update for update in measure.updates if update.date <= as_of)
    return tuple(sorted(counted, key=lambda update: update.date))


def measure_progress(
    measure: Measure, updates: Sequence[Update], period: Period, due: date, as_of: date
) -> Progress:
    """Return a measure's progress by its kind; updates as `updates_until` returns them."""
    match measure.kind:
        case Kind.ONE_OFF:
            return _one_off(measure, updates)
        case Kind.CONTINUOUS:
            return _continuous(measure, updates, period, due, as_of)
        case Kind.PERIODIC:
            return _periodic(measure, updates, period)
        case Kind.INDICATOR:
            return _indicator(measure, updates)


def task_progress(task: Task, percents: Sequence[int]) -> Progress:
    """Return the floored mean of the task's measures, given in their order; 已取消 left out.

    Without a measure that counts, the task's own status decides: 100 when done, otherwise 0.
    """
    counted = [
        percent
        for measure, percent in zip(task.measures, percents, strict=True)
        if measure.status is not Status.CANCELLED
    ]
    if not counted:
        return _without_measures(task)
    left_out = len(task.measures) - len(counted)
    aside = f",已取消的{left_out}项不计" if left_out else ""
    rounded = ",舍去小数" if sum(counted) % len(counted) else ""
    return Progress(
        sum(counted) // len(counted),
        f"{len(counted)}项举措的平均{aside}:({_terms(counted)})/{len(counted)}{rounded}",
    )


def _one_off(measure: Measure, updates: Sequence[Update]) -> Progress:
    if measure.status in DONE:
        return _done(measure.status)
    for update in reversed(updates):
        if update.progress is not None:
            how = f"最近一次填报({update.date})为{update.progress}%"
            return Progress(update.progress, how)
    return Progress(0, "尚未填报进度")


def _continuous(
    measure: Measure, updates: Sequence[Update], period: Period, due: date, as_of: date
) -> Progress:
    over = as_of >= period.end
    if over and measure.status in DONE:
        return _done(measure.status)
    if not updates:
        return Progress(0, "尚未填报")
    last = updates[-1].date
    percent = elapsed_percent(period.start, due, last)
    how = f"最近一次填报({last})时的序时进度为{percent}%"
    if percent >= _FULL and not over:
        return Progress(_ALMOST, f"{how},计划期满前最多计{_ALMOST}%")
    return Progress(percent, how)


def _periodic(measure: Measure, updates: Sequence[Update], period: Period) -> Progress:
    if measure.status in DONE:
        return _done(measure.status)
    expected = period_count(measure.cadence, period)
    numbers = {_period_of(update, measure.cadence, period) for update in updates}
    reported = sum(1 <= number <= expected for number in numbers)
    rhythm = measure.cadence or "未填周期,按1期计"
    return Progress(
        reported * _FULL // expected, f"全年应报{expected}期({rhythm}),已报{reported}期"
    )


def _indicator(measure: Measure, updates: Sequence[Update]) -> Progress:
    if measure.target is None:
        return Progress(0, "未填目标值,无法计算")
    for update in reversed(updates):
        if update.value is not None:
            unit = measure.unit or ""
            percent = _share_of_target(update.value, measure.target, measure.direction)
            return Progress(
                percent,
                f"最近一次填报({update.date})的指标值为{update.value}{unit},"
                f"目标值{measure.direction}{measure.target}{unit}",
            )
    return Progress(0, "尚未填报指标值")


def _share_of_target(value: Decimal, target: Decimal, direction: Direction) -> int:
    at_least = direction is Direction.AT_LEAST
    if value >= target if at_least else value <= target:
        return _FULL
    part, whole = (value, target) if at_least else (target, value)
    if part <= 0:
        return 0
    # 0 < part < whole here, so nothing overflows; rounding must not fake a reached target.
    return min(_ALMOST, int(part / whole * _FULL))


def _without_measures(task: Task) -> Progress:
    what = "举措均已取消" if task.measures else "没有举措"
    percent = _FULL if task.status in DONE else 0
    return Progress(percent, f"{what},按任务状态({task.status})计{percent}%")


def _done(status: Status) -> Progress:
    return Progress(_FULL, f"状态为{status},计100%")


def _terms(percents: Sequence[int]) -> str:
    if len(percents) <= _SHOWN_IN_FULL:
        return "+".join(map(str, percents))
    return "+".join([*map(str, percents[:_SHOWN_OF_MANY]), f"…={sum(percents)}"])


def _period_of(update: Update, cadence: Cadence | None, period: Period) -> int:
    return update.period or period_number(cadence, period.start, update.date)
