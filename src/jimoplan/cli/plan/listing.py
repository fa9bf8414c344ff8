"""`jimoplan list`."""

from typing import Annotated

import typer

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import ItemQuery, list_items
from jimoplan.actions.plan.given import Asked, give_again
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.asked import read_asked
from jimoplan.cli.shared.options import (
    AsOf,
    DepartmentName,
    Format,
    FormatName,
    LeaderName,
    OutputFile,
    PlanFile,
    SectionNames,
    read_output,
    split_list,
)
from jimoplan.cli.shared.typed import read_date, read_statuses
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.words import Kind, Status
from jimoplan.core.views.answer import Answer
from jimoplan.core.views.answers import answer_listing
from jimoplan.core.views.columns import COLUMNS
from jimoplan.core.views.query import Level
from jimoplan.core.views.sorting import SORT_KEYS

_Words = list[str] | None
_ALL = tuple(column.key for column in COLUMNS)

_Measures = Annotated[bool, typer.Option("--measures", "-m", help="列出举措;不写则列出任务")]
_Roles = Annotated[
    _Words,
    typer.Option(
        "--role",
        metavar="角色",
        help="牵头、责任、配合,或主责(牵头和责任);可以写几次",
        autocompletion=complete.roles,
    ),
]
_Statuses = Annotated[
    _Words,
    typer.Option(
        "--status",
        metavar="状态",
        help="未启动、推进中、已完成、已销号、暂缓、已取消,或办结(已完成和已销号);可以写几次",
        autocompletion=complete.offer_words(Status),
    ),
]
_Kinds = Annotated[
    _Words,
    typer.Option(
        "--kind",
        metavar="类别",
        help="含有一次性、常态化、周期性或指标举措的;可以写几次",
        autocompletion=complete.offer_words(Kind),
    ),
]
_Lights = Annotated[
    _Words,
    typer.Option(
        "--light",
        metavar="灯",
        help="红、黄、绿、✓、—(暂缓、已取消);可以写几次",
        autocompletion=complete.offer_words(Light),
    ),
]
_Overdue = Annotated[bool, typer.Option("--overdue", help="只看逾期的")]
_DueBefore = Annotated[
    str | None, typer.Option("--due-before", metavar="日期", help="完成时限早于这一天的")
]
_Text = Annotated[
    str | None,
    typer.Option("--text", metavar="文字", help="名称、原文、成果或填报里有这些字的"),
]
_Fields = Annotated[
    _Words,
    typer.Option(
        "--field",
        metavar="字段=值",
        help="自有字段是这个值的,如 优先级=高;可以写几次",
        autocompletion=complete.own_fields,
    ),
]
_Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar="键",
        help="按哪些列排序,逗号隔开,前面加 - 为倒序:"
        + "、".join(f"{key.label} {key.key}" for key in SORT_KEYS),
        autocompletion=complete.sort_keys,
    ),
]
_Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="列",
        help="要哪些列,逗号隔开,中文英文都行:"
        + "、".join(f"{column.label} {column.key}" for column in COLUMNS),
        autocompletion=complete.columns,
    ),
]


def run(
    *,
    measures: _Measures = False,
    dept: DepartmentName = None,
    leader: LeaderName = None,
    role: _Roles = None,
    section: SectionNames = None,
    status: _Statuses = None,
    kind: _Kinds = None,
    light: _Lights = None,
    overdue: _Overdue = False,
    due_before: _DueBefore = None,
    text: _Text = None,
    field: _Fields = None,
    sort: _Sort = "",
    columns: _Columns = None,
    as_of: AsOf = None,
    format_: FormatName = "table",
    output: OutputFile = None,
    file: PlanFile = None,
) -> None:
    """List the tasks or measures that meet all conditions."""
    out, asked = read_output(format_, output, file), read_asked(as_of, file)
    wanted = ItemQuery(
        department=dept,
        leader=leader,
        roles=tuple(role or ()),
        sections=tuple(section or ()),
        statuses=read_statuses(status or ()),
        kinds=tuple(kind or ()),
        lights=tuple(light or ()),
        overdue=overdue,
        due_before=read_date(due_before, file) if due_before is not None else None,
        text=text,
        fields=tuple(field or ()),
        level=Level.MEASURE if measures else Level.TASK,
        sort=split_list(sort),
        columns=split_list(columns) or (_ALL if out.format is Format.JSON else ()),
    )
    is_read = out.format is Format.JSON
    question = ("list", wanted)
    write_answer(
        give_again(asked, question, lambda read: _answer(read, wanted), with_data=is_read), out
    )


def _answer(asked: Asked, wanted: ItemQuery) -> Answer:
    found = answer_as_of(asked, lambda plan: list_items(plan, asked.as_of, wanted))
    return answer_listing(found.heading, found.columns, found.rows)
