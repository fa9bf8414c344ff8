"""`jimoplan fmt`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.format import propose_format
from jimoplan.cli.changing.changing import Manner, settle, takes_manner
from jimoplan.cli.shared.options import PlanFile
from jimoplan.cli.shared.streams import say
from jimoplan.errors import ExitCode
from jimoplan.system.files import shown_path


@takes_manner
def run(
    *,
    check: Annotated[bool, typer.Option("--check", help="只检查是否规范,不规范退出码为 1")] = False,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Put keys in their usual order and quotes only where they are needed."""
    proposal = propose_format(file, Path.cwd())
    if check:
        name = shown_path(proposal.workplace.path)
        say(f"{name}:{'格式规范' if proposal.is_empty else '格式不规范,运行 jimoplan fmt 整理'}\n")
        return ExitCode.FINE if proposal.is_empty else ExitCode.NO
    return settle(proposal, manner)
