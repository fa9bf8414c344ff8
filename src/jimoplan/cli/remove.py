"""`jimoplan remove`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.structure import propose_removal
from jimoplan.cli import complete
from jimoplan.cli.changing import DryRun, Json, Manner, NoCommit, Yes, settle
from jimoplan.cli.options import PlanFile


def run(
    name: Annotated[
        str,
        typer.Argument(metavar="编号", help="如 8、8-1,或部门名", autocompletion=complete.ids),
    ],
    *,
    yes: Yes = False,
    dry_run: DryRun = False,
    no_commit: NoCommit = False,
    json: Json = False,
    file: PlanFile = None,
) -> int:
    """Take an item or a department out of the plan."""
    removal = propose_removal(file, Path.cwd(), name)
    manner = Manner(yes=yes, dry_run=dry_run, no_commit=no_commit, json=json)
    return settle(removal.proposal, manner, question=f"删去{removal.what},确定吗?")
