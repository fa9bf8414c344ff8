"""The geometry of the charts: positions in percent of the room a chart has."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

_FULL = 100
_DIGITS = 2
_MOST_MONTHS = 18
_LABEL_HEIGHT = 18  # percent of the chart that a label at a line's end takes


class StepPoint(NamedTuple):
    """What a figure is from a day on, until the next point's day."""

    day: date
    value: int


class StepLine(NamedTuple):
    """A figure over time as a line of steps.

    `path` is SVG in percent; `label` stands at its end, `label_at` percent down, and says what it
    is and how much it came to.
    """

    look: str
    path: str
    label: str
    label_at: float


class Mark(NamedTuple):
    """A place on the axis of time, in percent, with its label."""

    label: str
    at: float


class StepChart(NamedTuple):
    """Some figures over the time from one day to another; the `title` says what is to be seen.

    `ends_at` is where the lines end, in percent from the left.
    """

    title: str
    lines: tuple[StepLine, ...]
    marks: tuple[Mark, ...]
    ends_at: float


class Series(NamedTuple):
    """A figure by name with its points in the order of time, and how it looks."""

    name: str
    look: str
    points: Sequence[StepPoint]

    @property
    def last(self) -> int:
        """What it came to."""
        return self.points[-1].value if self.points else 0


def draw_steps(
    title: str, series: Sequence[Series], start: date, end: date, as_of: date
) -> StepChart:
    """A chart of some figures from start to end, both included, as far as they are known."""
    last = max(end, as_of)
    full = max((point.value for each in series for point in each.points), default=0) or 1
    ends_at = _percent(as_of + timedelta(days=1), start, last)
    labels = _apart([_height(each.last, full) for each in series])
    lines = tuple(
        StepLine(
            each.look,
            _path(each.points, start, last, full, ends_at),
            f"{each.name}{each.last}",
            label_at,
        )
        for each, label_at in zip(series, labels, strict=True)
    )
    return StepChart(title, lines, mark_months(start, last), ends_at)


def mark_months(start: date, end: date) -> tuple[Mark, ...]:
    """The first days of the months from start to end on an axis of both, as in 3月.

    Of the years where that would be too many, as in 2024年.
    """
    months = tuple(_month_starts(start, end))
    if len(months) > _MOST_MONTHS:
        years = (day for day in months if day.month == 1)
        return tuple(Mark(f"{day.year}年", _percent(day, start, end)) for day in years)
    return tuple(Mark(f"{day.month}月", _percent(day, start, end)) for day in months)


def _path(points: Iterable[StepPoint], start: date, end: date, full: int, ends_at: float) -> str:
    told = ""
    for point in points:
        x, y = _percent(max(point.day, start), start, end), _height(point.value, full)
        told += f"H{x:g}V{y:g}" if told else f"M{x:g} {y:g}"
    return f"{told}H{ends_at:g}" if told else ""


def _height(value: int, full: int) -> float:
    """How far down from the top a value stands, in percent."""
    return round(_FULL - value * _FULL / full, _DIGITS)


def _apart(heights: Sequence[float]) -> list[float]:
    """Where labels go so that none covers another, as near to their lines as can be."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    placed, above = list(heights), -float(_LABEL_HEIGHT)
    for place in order:
        placed[place] = above = max(placed[place], above + _LABEL_HEIGHT)
    below = float(_FULL + _LABEL_HEIGHT)
    for place in reversed(order):
        placed[place] = below = min(placed[place], below - _LABEL_HEIGHT)
    return [round(at, _DIGITS) for at in placed]


def _percent(day: date, start: date, end: date) -> float:
    return round((day - start).days * _FULL / ((end - start).days + 1), _DIGITS)


def _month_starts(start: date, end: date) -> Iterator[date]:
    day = start if start.day == 1 else _next_month(start)
    while day <= end:
        yield day
        day = _next_month(day)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
