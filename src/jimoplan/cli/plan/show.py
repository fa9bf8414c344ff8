"""`jimoplan show`."""

from typing import Annotated

import typer

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import Listing, show
from jimoplan.actions.plan.given import Asked, give_again
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.asked import read_asked
from jimoplan.cli.shared.options import AsOf, Format, FormatName, OutputFile, PlanFile, read_output
from jimoplan.cli.shared.typed import read_name
from jimoplan.core.views.answer import Answer
from jimoplan.core.views.answers import answer_item, answer_listing


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
    wanted, asked = read_output(format_, output, file), read_asked(as_of, file)
    name = read_name(number, file)
    is_read = wanted.format is Format.JSON
    answer = give_again(asked, ("show", name), lambda read: _answer(read, name), with_data=is_read)
    write_answer(answer, wanted)


def _answer(asked: Asked, name: str) -> Answer:
    view = answer_as_of(asked, lambda plan: show(plan, asked.as_of, name))
    return answer_listing(*view) if isinstance(view, Listing) else answer_item(view)
