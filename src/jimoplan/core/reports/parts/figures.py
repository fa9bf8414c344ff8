"""The charts of a report: how red and yellow went, and what is finished of what was due."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from jimoplan.core.assessment.finishing import Timeliness
from jimoplan.core.plan.words import STOPPED, Kind
from jimoplan.core.reports.parts.blocks import (
    Block,
    ChartBlock,
    ReportColumn,
    ReportPart,
    ReportText,
    cell,
    own,
    table,
)
from jimoplan.core.reports.parts.rows import joined, say_day
from jimoplan.core.reports.period_view import LightPoint, PeriodicReport
from jimoplan.core.views.charts import Series, StepPoint, draw_steps
from jimoplan.core.views.query import Row

_DAY = timedelta(days=1)
_LIGHTS = (
    ReportColumn("截至", "day"),
    ReportColumn("红灯", "count"),
    ReportColumn("黄灯", "count"),
)
_FINISHED = (
    ReportColumn("截至", "day"),
    ReportColumn("到期", "count"),
    ReportColumn("办结", "count"),
)


def figures_part(view: PeriodicReport) -> ReportPart:
    """How it has gone so far: two charts, and what each kind of measure owes and has done."""
    kinds = view.overview.figures.by_kind
    period = {"周期性": view.period.this}
    told = [(own(f"{kind}:{period.get(str(kind), '')}{words}"),) for kind, words in kinds]
    blocks: list[Block] = [*_lights_chart(view), *_finished_chart(view)]
    if told:
        blocks.append(ReportText((*joined(told, ";"), own("。"))))
    return ReportPart("figures", "总体进展", tuple(blocks))


def _lights_chart(view: PeriodicReport) -> Iterator[ChartBlock]:
    points = view.lights
    if len(set(points)) <= 1 or not any(point.red or point.yellow for point in points):
        return  # nothing to see: no week to compare with, or no light all the time
    period, as_of = view.heading.plan.period, view.heading.as_of
    series = (
        Series("红", "red", [StepPoint(point.day, point.red) for point in points]),
        Series("黄", "yellow", [StepPoint(point.day, point.yellow) for point in points]),
    )
    title = _say_trend(points, as_of)
    rows = tuple((cell(p.day), cell(p.red), cell(p.yellow)) for p in points)
    chart = draw_steps(title, series, period.start, period.end, as_of)
    yield ChartBlock("lights", chart, table("红灯、黄灯任务", _LIGHTS, rows))


def _say_trend(points: Sequence[LightPoint], as_of: date) -> str:
    """What is to be seen of the red lights, dates and all."""
    last = points[-1]
    most = max(points, key=lambda point: point.red)
    now = f"红灯{last.red}项、黄灯{last.yellow}项({say_day(last.day, as_of)})"
    if not most.red:
        return f"一直没有红灯,{now.split('、')[1]}"
    if last.red == most.red:
        return f"{now},红灯为最多"
    return f"{now},红灯最多时{most.red}项({say_day(most.day, as_of)})"


def _finished_chart(view: PeriodicReport) -> Iterator[ChartBlock]:
    rows = [
        row
        for section in view.overview.sections
        for task in section.tasks
        for row in task.leaves
        if row.item.kind is Kind.ONE_OFF and not any(map(row.has_stopped, STOPPED))
    ]
    period, as_of = view.heading.plan.period, view.heading.as_of
    both = [_due_and_done(row, as_of) for row in rows]
    due = sorted(day for day, _ in both if day and day <= as_of)
    done = sorted(day for _, day in both if day and day <= as_of)
    if not due:
        return
    start = min(period.start, due[0])
    series = (
        Series("到期", "due", _cumulate(due, start)),
        Series("办结", "done", _cumulate(done, start)),
    )
    gap = len(due) - len(done)
    told = f",还差{gap}项" if gap > 0 else ""
    title = f"一次性举措到期{len(due)}项,办结{len(done)}项({say_day(as_of, as_of)}){told}"
    days = [*_month_ends(start, as_of), as_of]
    counted = tuple(
        (cell(day), cell(sum(d <= day for d in due)), cell(sum(d <= day for d in done)))
        for day in dict.fromkeys(days)
    )
    chart = draw_steps(title, series, start, period.end, as_of)
    yield ChartBlock("finished", chart, table("到期和办结的一次性举措,累计", _FINISHED, counted))


def _due_and_done(row: Row, as_of: date) -> tuple[date | None, date | None]:
    """From which day on something counts as due, and as finished of what is due; None for neither.

    As in the figures of its kind: what is finished before its deadline counts from that on, what
    was put off after it had passed is due by the day on which it was finished.
    """
    found, finish = row.assessment, row.assessment.finish
    if finish is None:
        return (None if found.undated else found.due), None
    finished = min(finish.day or found.due, as_of)
    put_off = finish.timeliness is Timeliness.EXTENDED
    due = min(found.due, finished) if put_off else found.due
    return due, max(due, finished)


def _cumulate(days: Sequence[date], start: date) -> list[StepPoint]:
    """How many of the days have come, from the start on."""
    counted = {start: 0} | {day: place for place, day in enumerate(days, 1)}
    return [StepPoint(day, number) for day, number in counted.items()]


def _month_ends(start: date, until: date) -> Iterator[date]:
    day = start
    while day < until:
        following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        if following - _DAY < until:
            yield following - _DAY
        day = following
