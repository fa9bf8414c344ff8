"""The answers to `status`, `list` and `show`, for a terminal, CSV, Markdown and JSON alike."""

from collections.abc import Iterator
from typing import Any

from jimoplan.core.plan.extensions import days_late
from jimoplan.core.plan.items import LEAF_KEYS, Item
from jimoplan.core.plan.model import Section
from jimoplan.core.plan.published import owner_clause, task_body
from jimoplan.core.views.answer import Answer, Table
from jimoplan.core.views.columns import (
    COLUMNS,
    MEASURE_COLUMNS,
    Column,
    carried_from,
    cell_text,
    find_columns,
)
from jimoplan.core.views.duties import DutyList
from jimoplan.core.views.kind_figures import KindFigures
from jimoplan.core.views.query import Row, TaskView
from jimoplan.core.views.said import (
    problem_data,
    problem_facts,
    tabulate_remarks,
    tabulate_updates,
)
from jimoplan.core.views.tables import (
    describe_counts,
    main_roles,
    tabulate,
    tabulate_duties,
    tabulate_overview,
)
from jimoplan.core.views.views import Counts, Heading, ItemView, Overview, SectionView, about_of

_NOTHING = "没有符合条件的事项"
_BESIDE = {"due": "due_is_default", "status": "unmet", "reason": "said"}
_FACT_LABELS = ("项目", "内容")


def answer_overview(view: Overview, *, lit: bool = True) -> Answer:
    """The answer to `status` for the whole plan or some sections.

    Not `lit`, people are shown no lights: after a plan's end all that is open is red.
    """
    sentences = (_total(view), *_figures(view, lit=lit))
    data = {
        "tasks": _counts(view.tasks),
        "measures": _counts(view.measures),
        **_by_kind(view.figures),
        "sections": [
            {
                "number": s.section.number,
                "title": s.section.title,
                **_place(s, s.section),
                **_counts(s.counts),
                **_by_kind(s.figures),
            }
            for s in view.sections
            if s.section
        ],
        "departments": [
            {
                "name": d.department.name,
                "kind": d.department.kind,
                "own": _counts(d.own),
                "through_groups": d.through_groups,
                **_by_kind(d.figures),
            }
            for d in view.departments
        ],
        "leaders": [
            {"name": each.name or None, **_counts(each.counts), **_by_kind(each.figures)}
            for each in view.leaders
        ],
    }
    return Answer(
        "status", about_of(view.heading), sentences, tabulate_overview(view, lit=lit), data
    )


def say_where_it_stands(view: Overview, *, lit: bool = True) -> tuple[str, ...]:
    """The answer for the whole plan in a few lines: nothing by kind of measure, no tables."""
    return (_total(view), *_counted(view, lit=lit), _elapsed(view.heading))


def answer_duties(view: DutyList, *, lit: bool = True) -> Answer:
    """The answer to `status` for one department; `lit` as for the whole plan."""
    name = view.department.name
    roles = main_roles(view)
    own = f"直接承担任务 {view.tasks.total} 项{f'({roles})' if roles else ''}"
    others = f"另有经群组承担任务 {view.only_through_groups} 项"
    sentences = (
        f"{name}:{own},举措 {view.measures.total} 项;{others}",
        *(_figures(view, lit=lit) if view.own else ()),
        *(() if view.own or view.through_groups else (_NOTHING,)),
    )
    data = {
        "department": name,
        "own": {
            "tasks": _counts(view.tasks),
            "measures": _counts(view.measures),
            **_by_kind(view.figures),
        },
        "own_tasks": [_task(duty) for duty in view.own],
        "group_tasks": [_task(duty) for duty in view.through_groups],
    }
    return Answer("status", about_of(view.heading), sentences, tabulate_duties(view, lit=lit), data)


def answer_listing(heading: Heading, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Answer:
    """The answer to `list`: the columns asked for; JSON has them under their keys."""
    data = {"items": [_item(columns, row) for row in rows]}
    sentences = (_how_many(rows) if rows else _NOTHING,)
    tables = (tabulate("", columns, rows),) if rows else ()
    return Answer("list", about_of(heading), sentences, tables, data)


def answer_item(view: ItemView) -> Answer:
    """Everything known of a task or measure, facts without content left out."""
    row = view.row
    facts = tuple((label, text) for label, text in _facts(view) if text)
    tables = [Table("", _FACT_LABELS, facts, frozenset({"内容"}))]
    if view.measures:
        tables.append(tabulate("举措", find_columns(MEASURE_COLUMNS), view.measures))
    if row.item.updates:
        tables.append(tabulate_updates(view, row.item))
    if row.item.remarks:
        tables.append(tabulate_remarks(row.item.remarks))
    sentences = (f"{row.item.id} {row.item.title}",)
    return Answer("show", about_of(view.heading), sentences, tuple(tables), _item_data(view))


def _item(columns: tuple[Column, ...], row: Row) -> dict[str, Any]:
    """The columns under their keys, none without what belongs to it.

    A deadline says whether it is agreed, a status whether the target was met, a computed reason
    which ones people gave.
    """
    asked = {column.key for column in columns}
    beside = {added for key, added in _BESIDE.items() if key in asked}
    found = (*columns, *(c for c in COLUMNS if c.key in beside - asked))
    return {key: value for column in found for key, value in column.data(row)}


def _how_many(rows: tuple[Row, ...]) -> str:
    through_groups = sum(row.via is not None for row in rows)
    aside = f"(直接承担 {len(rows) - through_groups},经群组承担 {through_groups})"
    return f"共 {len(rows)} 项{aside if rows[0].role else ''}"


def _row_data(row: Row) -> dict[str, Any]:
    """Every column of a row under its key."""
    return _item(COLUMNS, row)


def _total(view: Overview) -> str:
    what = f"{view.leader} 分管的" if view.leader else "全部"
    return f"{what}任务 {view.tasks.total} 项,举措 {view.measures.total} 项"


def _figures(view: Overview | DutyList, *, lit: bool) -> tuple[str, ...]:
    by_kind = (f"{kind}  {words}" for kind, words in view.figures.by_kind)
    return (*_counted(view, lit=lit), *by_kind, _elapsed(view.heading))


def _counted(view: Overview | DutyList, *, lit: bool) -> tuple[str, str]:
    return (
        f"任务  {describe_counts(view.tasks, lit=lit)}",
        f"举措  {describe_counts(view.measures, lit=lit)}",
    )


def _elapsed(heading: Heading) -> str:
    return f"序时进度  {heading.elapsed}%"


def _by_kind(figures: KindFigures) -> dict[str, Any]:
    one_off, periodic, continuous, indicators = figures
    rate = {"due": one_off.due, "finished": one_off.finished, "percent": one_off.percent}
    return {
        "one_off": {**one_off._asdict(), **rate},
        "periodic": {**periodic._asdict(), "missing": periodic.missing},
        "continuous": {**continuous._asdict(), "silent": continuous.silent},
        "indicators": indicators._asdict(),
    }


def _task(view: TaskView) -> dict[str, Any]:
    return {**_row_data(view.row), "measures": [_row_data(row) for row in view.measures]}


def _place(view: SectionView, section: Section) -> dict[str, Any]:
    """Where a section stands, as far as its number does not tell."""
    found: dict[str, Any] = {"key": section.key} if section.key != section.number else {}
    return {**found, "depth": view.depth} if view.depth else found


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "total": counts.total,
        "by_status": {word.name.lower(): n for word, n in counts.by_status.items()},
        "by_light": {word.name.lower(): n for word, n in counts.by_light.items()},
        "progress": counts.progress,
    }


def _facts(view: ItemView) -> Iterator[tuple[str, str]]:
    row = view.row
    yield "板块", "·".join(section.heading for section in row.sections)
    if row.measure:
        yield "所属任务", f"{row.task.id} {row.task.title}"
    yield "印出的序号", row.item.number or ""
    yield "上年结转", carried_from(row) or ""
    yield from _owner_facts(view)
    yield from ((name, str(value)) for name, value in row.fields.items())
    yield "类别", str(row.leaf.kind) if row.leaf else ""
    yield from _published_facts(view)
    yield from _leaf_facts(row.leaf) if row.leaf else ()
    yield "状态", row.status_words
    yield "原因", row.item.reason or ""
    yield from _assessed_facts(view)
    yield from problem_facts(view)
    for change in row.item.due_changes:
        late = days_late(row.item, change)
        when = f"{change.changed}{f'(逾期{late}天后)' if late else ''}"
        approval = f"{when} 经 {change.approved_by} 批准调整"
        yield "时限调整", f"原时限 {change.due},{approval}:{change.reason}"
    yield "提交日期", str(row.item.submitted or "")
    yield "提交人", row.item.submitted_by or ""
    for review in row.item.reviews:
        who = f"{review.date} {review.by} 审核,{review.submitted_by} 提交"
        yield str(review.result), f"{who}{':' if review.reason else ''}{review.reason or ''}"


def _owner_facts(view: ItemView) -> Iterator[tuple[str, str]]:
    for role, names in view.row.owners.by_role():
        yield str(role), "、".join(names)
    for group, members in view.members:
        yield f"{group}包括", "、".join(members)
    yield "分管领导", "、".join(view.row.leaders)
    yield "责任人", "、".join(view.row.contacts)


def _published_facts(view: ItemView) -> Iterator[tuple[str, str]]:
    if measure := view.row.measure:
        yield "公布原文", measure.text or ""
        return
    task = view.row.task
    yield "公布原文", task_body(task)
    yield "责任条款", owner_clause(view.heading.plan.published, task)


def _leaf_facts(item: Item) -> Iterator[tuple[str, str]]:
    yield "成果", "、".join(item.deliverables)
    if item.target is not None:
        yield "目标", f"{item.direction}{item.target}{item.unit or ''}"
        yield "指标口径", item.definition or "待明确"
    yield "周期", str(item.cadence or "")
    yield "建议", str(item.proposal or "")
    yield "佐证材料", "、".join(item.evidence)


def _assessed_facts(view: ItemView) -> Iterator[tuple[str, str]]:
    item, found = view.row.item, view.row.assessment
    yield "灯", found.words
    yield "进度", f"{found.progress.words}({found.progress.how})"
    yield "序时进度", f"本项{found.elapsed}%,计划{view.heading.elapsed}%"
    yield "立项日期", cell_text(item.since)
    yield "完成时限", find_columns(["due"])[0].text(view.row)
    for step in found.steps:
        yield "节点", f"{step.words}{',已完成' if step.reached else ''}"
    yield "办结日期", found.finish.with_day if found.finish else ""
    yield "最近填报", cell_text(found.last_update) or "未填报"
    for pause in item.suspensions:
        approval = f" 经 {pause.approved_by} 批准" if pause.approved_by else ""
        until = f"到 {pause.until} 恢复" if pause.until else "还没有恢复"
        yield "暂缓记录", f"{pause.since} 起{until}{approval}:{pause.reason}"


def _item_data(view: ItemView) -> dict[str, Any]:
    row = view.row
    is_new = row.item.carried_from.id is None
    left_out = {"measures", *(["carried_from"] if is_new else [])}
    left_out |= set() if row.item.fields.said else {"fields"}
    if not row.leaf:
        left_out |= set(LEAF_KEYS).difference(row.task.idle_keys)
    item = row.item.model_dump(exclude=left_out, exclude_none=True)
    return {
        **_row_data(row),
        "how": row.assessment.progress.how,
        "reasons": row.assessment.reasons,
        "members": dict(view.members),
        "open_problems": problem_data(view),
        "item": item,
        "published": row.measure.text if row.measure else task_body(row.task),
        "measures": [_row_data(measure) for measure in view.measures],
    }
