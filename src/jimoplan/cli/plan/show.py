"""`jimoplan show`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import Listing, show
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.options import AsOf, FormatName, OutputFile, PlanFile, read_output
from jimoplan.cli.shared.typed import read_as_of, read_name
from jimoplan.core.views.answer import Answer
from jimoplan.core.views.answers import answer_item, answer_listing
from jimoplan.core.views.views import ItemView


def run(
    number: Annotated[
        str,
        typer.Argument(
            metavar="编号", help="如 8 或 8-1,或板块,如 三", autocompletion=complete.ids
        ),
    ],
    *,
    as_of: AsOf = None,
    format_: FormatName = "table",
    output: OutputFile = None,
    file: PlanFile = None,
) -> None:
    """Show everything known of a task or measure, or the tasks of a section."""
    wanted, (day, today) = read_output(format_, output, file), read_as_of(as_of, file)
    name = read_name(number, file)
    view = answer_as_of(file, Path.cwd(), day, today, lambda plan: show(plan, day, name))
    write_answer(_answer(view), wanted)


def _answer(view: ItemView | Listing) -> Answer:
    return answer_listing(*view) if isinstance(view, Listing) else answer_item(view)
