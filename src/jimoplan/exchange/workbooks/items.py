"""The tables of tasks and measures in reports' workbooks."""

from collections.abc import Iterable

from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.records import Update
from jimoplan.core.views.answer import Table
from jimoplan.core.views.query import Row, TaskView
from jimoplan.exchange.workbooks.words import say_about_due, say_due_day, say_light, say_owners

_LABELS = (
    *("编号", "所属任务", "板块", "名称", "类别", "责任部门", "分管领导", "状态", "进度"),
    *("完成时限", "时限说明", "灯与原因", "最近填报", "最近进展", "成果"),
)
_WIDE = frozenset({"名称", "责任部门", "时限说明", "灯与原因", "最近进展", "成果"})
_DAYS = frozenset({"完成时限", "最近填报"})
_FIGURES = frozenset({"进度"})


def items_table(views: Iterable[TaskView], title: str = "任务和举措") -> Table:
    """Tasks, each followed by its measures; a department's rows say its role as well.

    A column that is empty in every row is left out.
    """
    listed = list(views)
    has_role = any(view.row.role for view in listed)
    labels = (*_LABELS, *(("本部门",) if has_role else ()))
    rows = [
        (*_cells(view, row), *((_say_role(row),) if has_role else ()))
        for view in listed
        for row in (view.row, *view.measures)
    ]
    every = range(len(labels))
    filled = [column for column in every if not rows or any(row[column] for row in rows)]
    return Table(
        title,
        tuple(labels[column] for column in filled),
        tuple(tuple(row[column] for column in filled) for row in rows),
        _WIDE,
        days=_DAYS,
        figures=_FIGURES,
    )


def _cells(view: TaskView, row: Row) -> tuple[str, ...]:
    item, found = row.item, row.assessment
    latest = found.last_report or (None if row.measure else _latest(view))
    return (
        item.id,
        row.task.id,
        (row.section.number or row.section.title) if row.section else "",
        item.title,
        str(row.leaf.kind) if row.leaf else "",
        say_owners(row),
        "、".join(row.leaders),
        in_full_width(row.status_words),
        found.progress.words,
        say_due_day(row),
        say_about_due(row),
        say_light(row),
        str(latest.date) if latest else "",
        (latest.note or "") if latest else "未填报",
        "、".join(row.leaf.deliverables) if row.leaf else "",
    )


def _latest(view: TaskView) -> Update | None:
    """The last report on any measure of a task."""
    reports = [row.assessment.last_report for row in view.measures]
    return max(filter(None, reports), key=lambda report: report.date, default=None)


def _say_role(row: Row) -> str:
    through = f"经{row.via}：" if row.via else ""
    return f"{through}{row.role or ''}"
