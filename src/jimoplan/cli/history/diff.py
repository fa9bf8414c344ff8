"""`jimoplan diff`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.history.difference import Between, read_difference
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.options import (
    DepartmentName,
    FormatName,
    OutputFile,
    PlanFile,
    Since,
    Until,
    find_today,
    read_output,
)
from jimoplan.cli.shared.typed import read_recent_date
from jimoplan.core.views.history_answers import answer_difference
from jimoplan.errors import ExitCode, UsageError


def run(
    revisions: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[版本 [版本]]",
            help="提交编号、分支、标签;写一个同工作区比,不写则拿上次提交同工作区比",
        ),
    ] = None,
    *,
    since: Since = None,
    until: Until = None,
    dept: DepartmentName = None,
    by_dept: Annotated[bool, typer.Option("--by-dept", help="按部门分开列")] = False,
    format_: FormatName = "table",
    output: OutputFile = None,
    file: PlanFile = None,
) -> int:
    """Say what differs between two states of the plan."""
    wanted = read_output(format_, output, file)
    named = [name for each in revisions or () for name in _ends(each)]
    if len(named) > _MOST:
        raise UsageError("一次只能比较两个版本", "写一个或两个版本")
    between = Between(
        tuple(named),
        read_recent_date(since, file) if since else None,
        read_recent_date(until, file) if until else None,
    )
    difference = read_difference(file, Path.cwd(), between, dept, find_today())
    write_answer(answer_difference(difference, by_department=by_dept), wanted)
    return ExitCode.FINE


_MOST = 2


def _ends(written: str) -> list[str]:
    """A revision, or the two of a range as git writes it."""
    old, dots, new = written.partition("..")
    if new.startswith("."):
        raise UsageError(f"“{written}”有三个点,说不清从哪里比起", "写两个点,如 main..HEAD")
    return [old or "HEAD", new or "HEAD"] if dots else [written]
