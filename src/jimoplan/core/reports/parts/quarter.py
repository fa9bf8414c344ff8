"""The quarterly table as it is published: what was to be done, who does it, how far it is."""

from collections.abc import Iterator

from jimoplan.core.plan.published import task_body
from jimoplan.core.plan.records import Review
from jimoplan.core.reports.parts.blocks import (
    ReportColumn,
    ReportTable,
    Run,
    Runs,
    cell,
    own,
    plain,
    said,
)
from jimoplan.core.reports.parts.item_rows import say_deadlines
from jimoplan.core.reports.parts.rows import UNNAMED, joined
from jimoplan.core.reports.period_view import PeriodicReport, Reported, TaskProgress
from jimoplan.core.views.query import Row

_NOTHING_NEXT = "—"


def quarterly_table(view: PeriodicReport) -> ReportTable:
    """The seven columns of the published table, a row for each task."""
    named = (
        ReportColumn("序号", "number"),
        ReportColumn("工作事项", "owners"),
        ReportColumn("具体工作内容和任务目标", "text"),
        ReportColumn("主办单位", "owners"),
        ReportColumn("完成时限", "day"),
        ReportColumn(f"{view.period.this}工作进展情况", "text"),
        ReportColumn("下一步工作计划", "name"),
    )
    rows = tuple(_task(task) for task in view.progress)
    return ReportTable(cell(f"{view.period.words}进展情况"), named, rows)


def _task(task: TaskProgress) -> tuple[Runs, ...]:
    row = task.row
    return (
        plain(row.task.id),
        plain(row.task.title),
        (said(task_body(row.task)),),
        joined(_organisers(row)),
        joined(_due(row)),
        joined(_progress(task)),
        joined(_next(task)) or plain(_NOTHING_NEXT),
    )


def _organisers(row: Row) -> Iterator[Runs]:
    """Who carries a task out; those in charge by name are no part of the published table."""
    yield plain("、".join((*row.owners.lead, *row.owners.responsible)) or UNNAMED)
    if row.owners.support:
        yield plain(f"配合：{'、'.join(row.owners.support)}")


def _due(row: Row) -> Iterator[Runs]:
    yield from say_deadlines(row)
    finish = row.assessment.finish
    if finish and finish.words:
        yield cell(finish.words)


def _progress(task: TaskProgress) -> Iterator[Runs]:
    for report in task.latest:
        note = report.update.note
        told = said(note) if note else Run("未写进展情况。")
        yield (Run(_which(task, report)), Run(_figures(report)), told, Run(_how(report.row)))
    for report in task.sent_back:
        yield (Run(_which(task, report)), *_sent_back(report.returned))
    if not task.latest and not task.sent_back:
        yield plain("未填报")


def _next(task: TaskProgress) -> Iterator[Runs]:
    for report in task.latest:
        if report.update.next:
            yield (Run(_which(task, report)), said(report.update.next))


def _which(task: TaskProgress, report: Reported) -> str:
    """Which measure is told of, where there is more than one."""
    return f"{report.row.item.id} " if len(task.latest) + len(task.sent_back) > 1 else ""


def _figures(report: Reported) -> str:
    update = report.update
    unit = getattr(report.row.item, "unit", None) or ""
    told = (
        (update.progress, f"进度{update.progress}%。"),
        (update.value, f"指标值{update.value}{unit}。"),
        (update.milestone or None, f"完成{update.milestone}的节点。"),
        (update.period, f"第{update.period}期。"),
    )
    return "".join(words for figure, words in told if figure is not None)


def _how(row: Row) -> str:
    """How a measure was finished where that was not simply in time."""
    finish = row.assessment.finish
    how = f"（{finish.how}）" if finish and finish.how else ""
    return f"{how}（未达标）" if row.assessment.unmet else how


def _sent_back(review: Review | None) -> Runs:
    if review is None:
        return ()
    head = f"已退回（{review.date}）"
    return (own(f"{head}："), said(review.reason)) if review.reason else (own(head),)
