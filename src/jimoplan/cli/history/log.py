"""`jimoplan log`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.history.log import LogQuery, read_log
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.options import (
    DepartmentName,
    Format,
    FormatName,
    OutputFile,
    PlanFile,
    Since,
    Until,
    find_today,
    read_now,
    read_output,
)
from jimoplan.cli.shared.pager import write_long
from jimoplan.cli.shared.progress import at_work
from jimoplan.cli.shared.typed import read_names, read_recent_date
from jimoplan.core.views.history_answers import answer_log
from jimoplan.errors import ExitCode, UsageError

_Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="字段",
        help="只看某个字段,如 状态、进度;可以写几次",
        autocompletion=complete.fields,
    ),
]


def run(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[编号]...",
            help="任务(连同它的举措)、举措,或板块(连同它的任务);不写则列出全部",
            autocompletion=complete.ids,
        ),
    ] = None,
    *,
    dept: DepartmentName = None,
    since: Since = None,
    until: Until = None,
    author: Annotated[
        str,
        typer.Option(
            "--author",
            metavar="改动人",
            help="姓名或邮箱的一部分",
            autocompletion=complete.authors,
        ),
    ] = "",
    field: _Fields = None,
    limit: Annotated[
        str | None, typer.Option("--limit", "-n", metavar="N", help="只看最近几次提交")
    ] = None,
    signatures: Annotated[bool, typer.Option("--signatures", help="核对每次提交的签名")] = False,
    format_: FormatName = "table",
    output: OutputFile = None,
    file: PlanFile = None,
) -> int:
    """List what was done to the plan, newest first."""
    wanted = read_output(format_, output, file)
    asked = LogQuery(
        ids=tuple(read_names(ids or (), file)),
        department=dept,
        since=read_recent_date(since, file) if since else None,
        until=read_recent_date(until, file) if until else None,
        author=author,
        fields=tuple(field or ()),
        limit=_read_limit(limit),
        signed_at=read_now() if signatures else None,
    )
    with at_work("正在读历史"):
        log = read_log(file, Path.cwd(), asked, find_today())
    if wanted.format is Format.TABLE:
        from jimoplan.cli.history.draw_log import draw_log

        write_long(draw_log(log))
    else:
        write_answer(answer_log(log), wanted)
    return ExitCode.FINE


def _read_limit(written: str | None) -> int | None:
    """The number of commits written, None for all; raises UsageError."""
    if written is None:
        return None
    if not written.isascii() or not written.isdecimal() or not int(written[:9]):
        raise UsageError(f"--limit 不能是“{written}”", "写 1、2、3 …,是提交的次数")
    return int(written[:9])
