"""The table that a district publishes each quarter, in seven columns."""

from collections.abc import Iterator

from jimoplan.core.plan.published import task_body
from jimoplan.core.plan.records import Review
from jimoplan.core.reports.parts.blocks import (
    ReportColumn,
    ReportTable,
    Runs,
    cell,
    own,
    plain,
    said,
    table,
)
from jimoplan.core.reports.parts.item_rows import say_deadlines
from jimoplan.core.reports.parts.rows import UNNAMED, joined
from jimoplan.core.reports.period_view import PeriodicReport, Reported, TaskProgress
from jimoplan.core.views.query import Row


def published_table(view: PeriodicReport) -> ReportTable:
    """Every task in the seven columns of the published table.

    They are 序号, 工作事项, 具体工作内容和任务目标, 主办单位, 完成时限, 本季度工作进展情况,
    下一步工作计划.
    """
    named = (
        ReportColumn("序号", "number"),
        ReportColumn("工作事项", "name"),
        ReportColumn("具体工作内容和任务目标"),
        ReportColumn("主办单位", "owners"),
        ReportColumn("完成时限", "owners"),
        ReportColumn(f"{view.period.this}工作进展情况"),
        ReportColumn("下一步工作计划", "name"),
    )
    return table(view.title, named, tuple(_row(task) for task in view.progress))


def _row(told: TaskProgress) -> tuple[Runs, ...]:
    task = told.row.task
    plans = [
        (*_which(told, report), said(report.update.next))
        for report in told.latest
        if report.update.next
    ]
    return (
        plain(task.id),
        plain(task.title),
        plain(task_body(task)),
        _organisers(told.row),
        joined(_deadline(told.row)),
        joined(_progress(told)) or cell("未填报"),
        joined(plans) or cell("—"),
    )


def _organisers(row: Row) -> Runs:
    """Who carries a task out; those in charge by name are no part of the published table."""
    main = plain("、".join((*row.owners.lead, *row.owners.responsible)) or UNNAMED)
    if not row.owners.support:
        return main
    return (*main, own("\n配合:"), *plain("、".join(row.owners.support)))


def _deadline(row: Row) -> Iterator[Runs]:
    yield from say_deadlines(row)
    finish = row.assessment.finish
    if finish and finish.words:
        yield cell(finish.words)


def _progress(told: TaskProgress) -> Iterator[Runs]:
    for report in told.latest:
        note = said(report.update.note) if report.update.note else own("未写进展情况。")
        yield (*_which(told, report), own(_figures(report)), note, own(_how(report.row)))
    for report in told.sent_back:
        if report.returned:
            yield (*_which(told, report), *_sent_back(report.returned))


def _which(told: TaskProgress, report: Reported) -> Runs:
    """Which measure is told of, where there is more than one."""
    several = len(told.latest) + len(told.sent_back) > 1
    return plain(f"{report.row.item.id} ") if several else ()


def _figures(report: Reported) -> str:
    update = report.update
    parts = (
        f"进度{update.progress}%。" if update.progress is not None else "",
        f"指标值{update.value}{report.row.item.unit or ''}。" if update.value is not None else "",
        f"完成{update.milestone}的节点。" if update.milestone else "",
        f"第{update.period}期。" if update.period is not None else "",
    )
    return "".join(parts)


def _how(row: Row) -> str:
    """How a measure was finished, where that was not simply in time."""
    finish = row.assessment.finish
    how = f"({finish.how})" if finish and finish.how else ""
    return f"{how}{'(未达标)' if row.assessment.unmet else ''}"


def _sent_back(review: Review) -> Runs:
    head = own(f"已退回({review.date})")
    return (head, own(":"), said(review.reason)) if review.reason else (head,)
