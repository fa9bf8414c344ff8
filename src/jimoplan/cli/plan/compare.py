"""`jimoplan compare`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.plan.compare import compare_plans
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.options import FormatName, OutputFile, find_today, read_output
from jimoplan.core.views.two_years import answer_two_years

_OLD = typer.Argument(metavar="原计划", help="上一年的计划文件", readable=False)
_NEW = typer.Argument(metavar="新计划", help="下一年的计划文件", readable=False)


def run(
    old: Annotated[Path, _OLD],
    new: Annotated[Path, _NEW],
    *,
    format_: FormatName = "table",
    output: OutputFile = None,
) -> None:
    """Answer what became of one year's plan in the next year's."""
    wanted = read_output(format_, output, old, new)
    view = compare_plans(old, new, Path.cwd(), find_today())
    write_answer(answer_two_years(view), wanted)
