"""`jimoplan remove`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.structure import propose_removal
from jimoplan.actions.plan.schema import tell_outdated
from jimoplan.cli.changing.changing import Manner, settle, takes_manner
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
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Take an item or a department out of the plan."""
    removal = propose_removal(file, Path.cwd(), read_name(name, file))
    proposal = removal.proposal
    before, after = proposal.reading.plan, proposal.written.plan
    notes = tell_outdated(proposal.workplace.file, before, after) if after else ()
    return settle(proposal, manner, question=f"删去{removal.what},确定吗?", notes=notes)
