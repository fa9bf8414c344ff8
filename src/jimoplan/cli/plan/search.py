"""`jimoplan search`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.history.search import SearchQuery, search_plan
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.asked import read_as_of
from jimoplan.cli.shared.options import (
    AsOf,
    DepartmentName,
    FormatName,
    OutputFile,
    PlanFile,
    read_output,
)
from jimoplan.core.views.search import answer_search
from jimoplan.errors import ExitCode


def run(
    words: Annotated[
        list[str],
        typer.Argument(metavar="词...", help="要找的词,可以写几个:都有才算,先后不论"),
    ],
    *,
    dept: DepartmentName = None,
    history: Annotated[
        bool, typer.Option("--history", help="历史里已经改去、删去的文字也找")
    ] = False,
    as_of: AsOf = None,
    format_: FormatName = "table",
    output: OutputFile = None,
    file: PlanFile = None,
) -> int:
    """Look for words in all that the plan says."""
    wanted, (day, today) = read_output(format_, output, file), read_as_of(as_of, file)
    asked = SearchQuery(tuple(words), dept, history)
    found = search_plan(file, Path.cwd(), asked, day, today)
    write_answer(answer_search(found), wanted)
    return ExitCode.FINE
