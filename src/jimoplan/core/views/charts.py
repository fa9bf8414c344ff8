"""The geometry of the charts: positions and sizes in percent of the room a chart has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from jimoplan.core.plan.words import Status
from jimoplan.core.views.views import Counts, DepartmentCounts, SectionView

_FULL = 100
_DIGITS = 2
_MOST_MONTHS = 18
_UPWARDS = (
    Status.CLOSED,
    Status.COMPLETED,
    Status.IN_PROGRESS,
    Status.NOT_STARTED,
    Status.SUSPENDED,
    Status.CANCELLED,
)


class StatusPoint(NamedTuple):
    """How many items had which status from a day on, until the next point's day."""

    day: date
    by_status: Mapping[Status, int]


class Bar(NamedTuple):
    """What a bar is called, and the items it counts."""

    label: str
    counts: Counts


class ChartPiece(NamedTuple):
    """A part of a bar: whose it is, how many items it stands for, where it starts, how long it is.

    Start and size are percent of the longest bar.
    """

    key: str
    number: int
    start: float
    size: float


class ChartColumn(NamedTuple):
    """The time from one point to the next as a bar that stands: from left to right in percent."""

    point: StatusPoint
    start: float
    size: float
    pieces: tuple[ChartPiece, ...]


class Mark(NamedTuple):
    """A place on the axis of time, in percent, with its label."""

    label: str
    at: float


def section_bars(sections: Iterable[SectionView]) -> tuple[Bar, ...]:
    """A bar for each section that stands in no other."""
    return tuple(Bar(view.label, view.counts) for view in sections if not view.depth)


def department_bars(departments: Iterable[DepartmentCounts]) -> tuple[Bar, ...]:
    """A bar for each department that has tasks of its own."""
    return tuple(Bar(view.department.name, view.own) for view in departments if view.own.total)


def stack_pieces(counts: Mapping[str, int], full: int) -> tuple[ChartPiece, ...]:
    """The counts above zero one behind the other, where `full` items fill the whole length."""
    return tuple(_pieces(counts, max(full, 1)))


def stack_columns(
    points: Sequence[StatusPoint], start: date, end: date, as_of: date
) -> tuple[ChartColumn, ...]:
    """A column for each point, in the order of time, on an axis from start to end, both included.

    The last column ends with as_of. The most items of any point fill the whole height; what is
    closed lies at the bottom.
    """
    until = min(end, as_of)
    shown = [point for point in points if point.day <= until]
    full = max((sum(point.by_status.values()) for point in shown), default=0)
    edges = [_percent(max(point.day, start), start, end) for point in shown]
    edges.append(_percent(until + timedelta(days=1), start, end))
    return tuple(
        ChartColumn(point, left, round(right - left, _DIGITS), stack_pieces(_upwards(point), full))
        for point, left, right in zip(shown, edges, edges[1:], strict=False)
        if right > left
    )


def used_statuses(points: Sequence[StatusPoint]) -> tuple[Status, ...]:
    """The statuses that any of the points has an item in, in the workflow's order."""
    return tuple(s for s in Status if any(point.by_status.get(s) for point in points))


def mark_months(start: date, end: date) -> tuple[Mark, ...]:
    """The first days of the months from start to end on an axis of both, as in 3月.

    Of the years where that would be too many, as in 2024年.
    """
    months = tuple(_month_starts(start, end))
    if len(months) > _MOST_MONTHS:
        years = (day for day in months if day.month == 1)
        return tuple(Mark(f"{day.year}年", _percent(day, start, end)) for day in years)
    return tuple(Mark(f"{day.month}月", _percent(day, start, end)) for day in months)


def _upwards(point: StatusPoint) -> Mapping[str, int]:
    return {status: point.by_status.get(status, 0) for status in _UPWARDS}


def _pieces(counts: Mapping[str, int], full: int) -> Iterator[ChartPiece]:
    before = 0
    for key, count in counts.items():
        if count:
            start = round(before * _FULL / full, _DIGITS)
            before += count
            yield ChartPiece(key, count, start, round(before * _FULL / full - start, _DIGITS))


def _percent(day: date, start: date, end: date) -> float:
    return round((day - start).days * _FULL / ((end - start).days + 1), _DIGITS)


def _month_starts(start: date, end: date) -> Iterator[date]:
    day = start if start.day == 1 else _next_month(start)
    while day <= end:
        yield day
        day = _next_month(day)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
