"""`jimoplan move`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.structure import Where, propose_move
from jimoplan.cli.changing.changing import Manner, settle, side_effects, takes_manner
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.options import PlanFile
from jimoplan.cli.shared.typed import read_name


@takes_manner
def run(
    name: Annotated[
        str,
        typer.Argument(
            metavar="编号", help="如 8、8-1,或板块、部门名", autocompletion=complete.ids
        ),
    ],
    *,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="板块", help="任务移到这个板块的最后", autocompletion=complete.sections
        ),
    ] = None,
    outside: Annotated[
        bool, typer.Option("--outside", help="任务移出板块,排在不属于任何板块的任务最后")
    ] = False,
    before: Annotated[
        str | None,
        typer.Option("--before", metavar="编号", help="移到它前面", autocompletion=complete.ids),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option("--after", metavar="编号", help="移到它后面", autocompletion=complete.ids),
    ] = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Put an item or a department elsewhere in the plan; its id stays."""
    before, after = (each and read_name(each, file) for each in (before, after))
    where = Where(to, before, after, outside)
    proposal = propose_move(file, Path.cwd(), read_name(name, file), where)
    return settle(proposal, manner, notes=side_effects(proposal))
