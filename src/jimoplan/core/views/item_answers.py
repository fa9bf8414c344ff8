"""The answer to `show`: everything known of one task or measure."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from jimoplan.core.plan.model import Measure, Task
from jimoplan.core.plan.published import owner_clause, task_body
from jimoplan.core.views.answers import Answer, row_data
from jimoplan.core.views.columns import MEASURE_COLUMNS, cell_text, find_columns
from jimoplan.core.views.query import Row
from jimoplan.core.views.tables import Table, tabulate
from jimoplan.core.views.views import ItemView

_FACT_LABELS = ("项目", "内容")
_UPDATE_LABELS = ("日期", "填报人", "进度", "进展情况", "存在问题", "下一步计划")


def answer_item(view: ItemView) -> Answer:
    """Everything known of a task or measure, facts without content left out."""
    row = view.row
    facts = tuple((label, text) for label, text in _facts(view) if text)
    tables = [Table("", _FACT_LABELS, facts, frozenset({"内容"}))]
    if view.measures:
        tables.append(tabulate("举措", find_columns(MEASURE_COLUMNS), view.measures))
    if row.measure and row.measure.updates:
        tables.append(_updates(row.measure, view.heading.as_of))
    sentences = (f"{row.item.id} {row.item.title}",)
    return Answer("show", view.heading, sentences, tuple(tables), _data(view))


def _facts(view: ItemView) -> Iterator[tuple[str, str]]:
    row = view.row
    yield "板块", f"{row.section.number}、{row.section.title}"
    if row.measure:
        yield "所属任务", f"{row.task.id} {row.task.title}"
    yield from _owner_facts(view)
    yield from _measure_facts(row.measure) if row.measure else _task_facts(row.task)
    yield "状态", str(row.item.status)
    yield "原因", row.item.reason or ""
    yield from _assessed_facts(row)
    for change in row.item.due_changes:
        approval = f"{change.changed} 经 {change.approved_by} 批准调整"
        yield "时限调整", f"原时限 {change.due},{approval}:{change.reason}"
    yield "提交人", row.item.submitted_by or ""
    for review in row.item.reviews:
        who = f"{review.date} {review.by} 审核,{review.submitted_by} 提交"
        yield str(review.result), f"{who}{':' if review.reason else ''}{review.reason or ''}"


def _owner_facts(view: ItemView) -> Iterator[tuple[str, str]]:
    for role, names in view.row.owners.by_role():
        yield str(role), "、".join(names)
    for group, members in view.members:
        yield f"{group}包括", "、".join(members)


def _task_facts(task: Task) -> Iterator[tuple[str, str]]:
    yield "公布原文", task_body(task)
    yield "责任条款", owner_clause(task)


def _measure_facts(measure: Measure) -> Iterator[tuple[str, str]]:
    yield "类别", str(measure.kind)
    yield "公布原文", measure.text or ""
    yield "成果", "、".join(measure.deliverables)
    if measure.target is not None:
        yield "目标", f"{measure.direction}{measure.target}{measure.unit or ''}"
        yield "指标口径", measure.definition or "待明确"
    yield "周期", str(measure.cadence or "")
    yield "佐证材料", "、".join(measure.evidence)


def _assessed_facts(row: Row) -> Iterator[tuple[str, str]]:
    found = row.assessment
    yield "灯", found.words
    yield "进度", f"{found.progress.percent}%({found.progress.how})"
    yield "序时进度", f"{found.elapsed}%"
    yield "完成时限", f"{found.due}{'(默认时限)' if found.due_is_default else ''}"
    yield "最近填报", cell_text(found.last_update) or "未填报"


def _updates(measure: Measure, as_of: date) -> Table:
    def figure(progress: int | None, value: object, period: int | None) -> str:
        parts = (
            f"{progress}%" if progress is not None else "",
            f"{value}{measure.unit or ''}" if value is not None else "",
            f"第{period}期" if period is not None else "",
        )
        return "、".join(filter(None, parts))

    rows = tuple(
        (
            f"{u.date}{'(不计入)' if u.date > as_of else ''}",
            u.by or "",
            figure(u.progress, u.value, u.period),
            u.note or "",
            u.problem or "",
            u.next or "",
        )
        for u in measure.updates
    )
    return Table("填报记录", _UPDATE_LABELS, rows, frozenset(_UPDATE_LABELS[3:]))


def _data(view: ItemView) -> dict[str, Any]:
    row = view.row
    item = row.item.model_dump(mode="json", exclude={"measures"}, exclude_none=True)
    return {
        **row_data(row),
        "how": row.assessment.progress.how,
        "reasons": row.assessment.reasons,
        "members": dict(view.members),
        "item": item,
        "published": row.measure.text if row.measure else task_body(row.task),
        "measures": [row_data(measure) for measure in view.measures],
    }
