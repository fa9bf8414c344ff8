"""Every task and measure with its standing, as rows of a table: the annex of a report."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.extensions import days_late
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.records import DueChange, Update
from jimoplan.core.reports.parts.blocks import (
    Look,
    ReportTable,
    Run,
    Runs,
    cell,
    columns,
    own,
    plain,
    said,
)
from jimoplan.core.reports.parts.rows import UNNAMED, joined
from jimoplan.core.views.query import Row, TaskView
from jimoplan.core.views.views import SectionView

_COLUMNS = columns(
    编号="number",
    名称="name",
    责任部门="owners",
    状态="day",
    进度="count",
    时限="day",
    灯与原因="state",
    最近进展="text",
)
_LOOKS = {Light.RED: Look.RED, Light.YELLOW: Look.YELLOW}
_LIT = frozenset({Light.RED, Light.YELLOW, Light.GREEN})


class AnnexSection(NamedTuple):
    """A section of the plan with its tasks and measures; `depth` is 0 for one in no other.

    `table` is None where no task stands in the section itself; `is_empty` says that none stands
    below it either.
    """

    title: str
    depth: int
    table: ReportTable | None
    is_empty: bool


def annex_sections(sections: tuple[SectionView, ...]) -> tuple[AnnexSection, ...]:
    """The plan's sections with what stands in each, in the order of the plan."""
    alone = len(sections) == 1
    return tuple(
        AnnexSection(
            title := "全部任务" if alone and not part.section else part.label,
            part.depth,
            items_table(title, part.tasks) if part.tasks else None,
            not part.counts.total,
        )
        for part in sections
    )


def items_table(caption: str, views: Iterable[TaskView]) -> ReportTable:
    """Tasks, each followed by its measures.

    In a department's list rows name the department's own role, and tasks their section.
    """
    rows = (_item(row, view) for view in views for row in (view.row, *view.measures))
    return ReportTable(plain(caption), _COLUMNS, tuple(rows))


def _item(row: Row, view: TaskView) -> tuple[Runs, ...]:
    found = row.assessment
    return (
        plain(row.item.id),
        joined(_name(row)),
        joined(_whose(row, view)),
        cell(row.status_words),
        plain(found.progress.words),
        joined(say_deadlines(row)),
        light_runs(row),
        _latest(_last_report(row, view)),
    )


def _name(row: Row) -> Iterator[Runs]:
    yield plain(row.item.title)
    if row.leaf:
        results = "、".join(row.leaf.deliverables)
        yield plain(f"{row.leaf.kind}；成果：{results}" if results else str(row.leaf.kind))
    if not row.measure and row.role and row.sections:
        yield plain("·".join(section.heading for section in row.sections))


def _whose(row: Row, view: TaskView) -> Iterator[Runs]:
    roles = [f"{role}：{'、'.join(names)}" for role, names in row.owners.by_role() if names]
    led = [f"分管领导：{'、'.join(row.leaders)}"] if row.leaders else []
    yield plain("；".join([*(roles or [UNNAMED]), *led]))
    if row.role and (not row.measure or row.role != view.row.role):
        via = f"经{row.via}" if row.via else ""
        yield plain(f"本部门{via}：{row.role}")


def say_deadline(row: Row) -> Iterator[Runs]:
    """The deadline that holds and, on a line of its own, that it is only the plan's end."""
    yield plain(row.assessment.due_words)
    if row.assessment.due_is_default and not row.assessment.undated:
        yield plain("（默认时限）")


def say_deadlines(row: Row) -> Iterator[Runs]:
    """The deadline and those before it, line by line."""
    yield from say_deadline(row)
    for change in row.item.due_changes:
        yield plain(f"原时限{change.due}{_late(row.item, change)}")


def _late(item: Item, change: DueChange) -> str:
    days = days_late(item, change)
    return f"（逾期{days}天后调整）" if days else ""


def light_word(row: Row) -> Run:
    """红灯, 黄灯 and 绿灯 in words, with the look of their colour; else the mark itself."""
    light = row.assessment.light
    return Run(f"{light}灯" if light in _LIT else str(light), _LOOKS.get(light, Look.PLAIN))


def light_runs(row: Row) -> Runs:
    """The light with why it is so: what people said, then what was computed."""
    found = row.assessment
    reasons: list[Runs] = [
        (own(f"{each.head}：" if each.text else each.head), *((said(each.text),) * bool(each.text)))
        for each in found.said
    ]
    lit = found.light in _LIT
    reasons += [cell(words) if lit else plain(words) for words in found.computed]
    return (light_word(row), Run(" "), *joined(reasons, "；"))


def _last_report(row: Row, view: TaskView) -> Update | None:
    """The latest report on an item, on a task's measures where it has none of its own."""
    found = row.assessment
    if found.last_report or row.measure or not found.last_update:
        return found.last_report
    below = [measure.assessment.last_report for measure in view.measures]
    reports = sorted(filter(None, below), key=lambda report: report.date)
    return reports[-1] if reports else None


def _latest(report: Update | None) -> Runs:
    if report is None:
        return ()
    note = (Run(" "), said(report.note)) if report.note else ()
    return (*plain(str(report.date)), *note)
