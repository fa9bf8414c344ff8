"""`jimoplan undo`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.undo import propose_undo
from jimoplan.cli.changing.changing import Manner, settle, takes_manner
from jimoplan.cli.shared.options import PlanFile
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import UsageError


@takes_manner
def run(
    number: Annotated[
        str, typer.Argument(metavar="[N]", help="撤销倒数第几次改动;不写为最近一次")
    ] = "1",
    *,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Take an earlier change back by its inverse, as a change of its own."""
    if number.isascii() and number.isdecimal() and len(number) > _DIGITS:
        raise UsageError("没有那么多次改动", "从最近一次往前数,写 1、2、3 …")
    if not number.isascii() or not number.isdecimal():
        raise UsageError(f"“{number}”不是次数", "写 1、2、3 …,从最近一次往前数")
    if not int(number):
        raise UsageError("没有倒数第 0 次改动", "最近一次是 1")
    undoing = propose_undo(file, Path.cwd(), int(number))
    commit = undoing.commit
    say(reveal_line(f"撤销 {commit.id[:9]} {commit.day} {commit.author}:{commit.subject}") + "\n")
    return settle(undoing.proposal, manner, question="撤销这次改动,确定吗?")


_DIGITS = 6
