"""The figures of an update as they were typed, read by the items that they are of."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from jimoplan.core.changes.items import each_named
from jimoplan.core.input.figures import read_percent, read_value
from jimoplan.core.input.periods import read_issue
from jimoplan.core.input.reading import Reading
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import Kind
from jimoplan.errors import UsageError

_Value = TypeVar("_Value")
_By = TypeVar("_By")


class Typed(NamedTuple):
    """The figures of an update as they were typed."""

    progress: str | None = None
    value: str | None = None
    period: str | None = None


class Figures(NamedTuple):
    """The figures of an update, and in words those that were typed otherwise than by rule."""

    progress: int | None = None
    value: str | None = None
    period: int | None = None
    told: tuple[str, ...] = ()


def read_figures(plan: Plan, ids: Sequence[str], typed: Typed, today: date) -> Figures:
    """The figures that were typed for items; raises UsageError for what is not sure of each."""
    items = [item for _, item in each_named(plan, ids)]
    progress, value, period = typed
    percent = None if progress is None else read_percent("--progress", progress)
    units = {item.unit for item in items if item.kind is Kind.INDICATOR}
    cadences = {item.cadence for item in items if item.kind is Kind.PERIODIC}
    figure = _read_by(units, value, lambda unit, typed: read_value("--value", typed, unit))
    issue = _read_by(
        cadences, period, lambda cadence, typed: read_issue(cadence, typed, plan.plan.period, today)
    )
    told = [each.told for each in (percent, figure, issue) if each and each.told]
    return Figures(
        percent and percent.value, figure and figure.value, issue and issue.value, tuple(told)
    )


def _read_by(
    by: Iterable[_By | None],
    typed: str | None,
    read: Callable[[_By | None, str], Reading[_Value]],
) -> Reading[_Value] | None:
    """What was typed read by each unit or cadence; raises UsageError where they do not agree."""
    if typed is None:
        return None
    readings = [read(each, typed) for each in dict.fromkeys(by)] or [read(None, typed)]
    if len({reading.value for reading in readings}) > 1:
        raise UsageError(f"“{typed}”对这几项不是一个意思", "分几次填报")
    return readings[0]
