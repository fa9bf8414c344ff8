"""Answers: one value that a terminal, CSV, Markdown and JSON all draw from."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from jimoplan.core.views.columns import COLUMNS, Column
from jimoplan.core.views.query import Row, TaskView
from jimoplan.core.views.tables import (
    Table,
    describe_counts,
    main_roles,
    tabulate,
    tabulate_duties,
    tabulate_overview,
)
from jimoplan.core.views.views import Counts, DutyList, Heading, Overview

FORMAT_VERSION = 1
"""Raised when a key of the JSON answers goes or changes its meaning; new keys do not raise it."""

_NOTHING = "没有符合条件的事项"


class Answer(NamedTuple):
    """What was asked, the sentences and tables people read, and the data programs read."""

    question: str
    heading: Heading
    sentences: tuple[str, ...]
    tables: tuple[Table, ...]
    data: Mapping[str, Any]


def answer_overview(view: Overview) -> Answer:
    """The answer to `status` for the whole plan or some sections."""
    sentences = (
        f"全部任务 {view.tasks.total} 项,举措 {view.measures.total} 项",
        *_figures(view.tasks, view.measures, view.heading),
    )
    data = {
        "tasks": _counts(view.tasks),
        "measures": _counts(view.measures),
        "sections": [
            {"number": s.section.number, "title": s.section.title, **_counts(s.counts)}
            for s in view.sections
        ],
        "departments": [
            {
                "name": d.department.name,
                "kind": d.department.kind,
                "own": _counts(d.own),
                "through_groups": d.through_groups,
            }
            for d in view.departments
        ],
    }
    return Answer("status", view.heading, sentences, tabulate_overview(view), data)


def answer_duties(view: DutyList) -> Answer:
    """The answer to `status` for one department."""
    name = view.department.name
    roles = main_roles(view)
    own = f"直接承担任务 {view.tasks.total} 项{f'({roles})' if roles else ''}"
    others = f"另有经群组承担任务 {view.only_through_groups} 项"
    sentences = (
        f"{name}:{own},举措 {view.measures.total} 项;{others}",
        *(_figures(view.tasks, view.measures, view.heading) if view.own else ()),
        *(() if view.own or view.through_groups else (_NOTHING,)),
    )
    data = {
        "department": name,
        "own": {"tasks": _counts(view.tasks), "measures": _counts(view.measures)},
        "own_tasks": [_task(duty) for duty in view.own],
        "group_tasks": [_task(duty) for duty in view.through_groups],
    }
    return Answer("status", view.heading, sentences, tabulate_duties(view), data)


def answer_listing(heading: Heading, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> Answer:
    """The answer to `list`: the columns asked for; JSON has them under their keys."""
    data = {"items": [_item(columns, row) for row in rows]}
    sentences = (_how_many(rows) if rows else _NOTHING,)
    tables = (tabulate("", columns, rows),) if rows else ()
    return Answer("list", heading, sentences, tables, data)


def _item(columns: tuple[Column, ...], row: Row) -> dict[str, Any]:
    """The columns under their keys; a deadline never goes without saying whether it is agreed."""
    item = {column.key: column.value(row) for column in columns}
    return {**item, "due_is_default": row.assessment.due_is_default} if "due" in item else item


def _how_many(rows: tuple[Row, ...]) -> str:
    through_groups = sum(row.via is not None for row in rows)
    aside = f"(直接承担 {len(rows) - through_groups},经群组承担 {through_groups})"
    return f"共 {len(rows)} 项{aside if rows[0].role else ''}"


def row_data(row: Row) -> dict[str, Any]:
    """Every column of a row under its key."""
    return {column.key: column.value(row) for column in COLUMNS}


def _figures(tasks: Counts, measures: Counts, heading: Heading) -> tuple[str, ...]:
    return (
        f"任务  {describe_counts(tasks)}",
        f"举措  {describe_counts(measures)}",
        f"进度  {tasks.progress}%,序时进度 {heading.elapsed}%",
    )


def _task(view: TaskView) -> dict[str, Any]:
    return {**row_data(view.row), "measures": [row_data(row) for row in view.measures]}


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "total": counts.total,
        "by_status": {word.name.lower(): n for word, n in counts.by_status.items()},
        "by_light": {word.name.lower(): n for word, n in counts.by_light.items()},
        "progress": counts.progress,
    }
