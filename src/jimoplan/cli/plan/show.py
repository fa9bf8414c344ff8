"""`jimoplan show`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import show_item
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.options import AsOf, FormatName, PlanFile, read_as_of, read_format
from jimoplan.core.views.answers import answer_item


def run(
    number: Annotated[
        str,
        typer.Argument(metavar="编号", help="如 8 或 8-1", autocompletion=complete.ids),
    ],
    *,
    as_of: AsOf = None,
    format_: FormatName = "table",
    file: PlanFile = None,
) -> None:
    """Show everything known of a task or measure."""
    wanted, (day, today) = read_format(format_), read_as_of(as_of)
    view = answer_as_of(file, Path.cwd(), day, today, lambda plan: show_item(plan, day, number))
    write_answer(answer_item(view), wanted)
