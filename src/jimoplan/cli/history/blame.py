"""`jimoplan blame`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.history.log import read_blame
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.options import (
    Format,
    FormatName,
    OutputFile,
    PlanFile,
    find_today,
    read_output,
)
from jimoplan.cli.shared.pager import write_long
from jimoplan.cli.shared.typed import read_name
from jimoplan.core.views.history_answers import answer_blame
from jimoplan.errors import ExitCode


def run(
    number: Annotated[
        str | None,
        typer.Argument(
            metavar="[编号]",
            help="任务(连同它的举措)、举措,或板块(连同它的任务);不写则列出全部",
            autocompletion=complete.ids,
        ),
    ] = None,
    *,
    format_: FormatName = "table",
    output: OutputFile = None,
    file: PlanFile = None,
) -> int:
    """Say of each field who set it last, when and in which commit."""
    wanted = read_output(format_, output, file)
    blame = read_blame(file, Path.cwd(), read_name(number, file) if number else None, find_today())
    if wanted.format is Format.TABLE:
        from jimoplan.cli.history.draw_blame import draw_blame

        write_long(draw_blame(blame))
    else:
        write_answer(answer_blame(blame), wanted)
    return ExitCode.FINE
