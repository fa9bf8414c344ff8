"""`jimoplan textconv`, which git calls."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.plan.textconv import convert
from jimoplan.cli.shared.streams import write_bytes
from jimoplan.errors import ExitCode


def run(
    plan: Annotated[Path, typer.Argument(metavar="文件", help="计划文件", readable=False)],
) -> int:
    """Write a plan field by field."""
    write_bytes(convert(plan))
    return ExitCode.FINE
