"""`jimoplan undo`."""

import re
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
    which: Annotated[
        str,
        typer.Argument(
            metavar="[N|提交]",
            help="撤销自己倒数第几次改动,不写为最近一次;别人的改动和合并,写明提交",
        ),
    ] = "1",
    *,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Take an earlier change back by its inverse, as a change of its own."""
    undoing = propose_undo(file, Path.cwd(), _read(which))
    commit = undoing.commit
    said = [f"撤销 {commit.id[:9]} {commit.day} {commit.author}:{commit.subject}"]
    question = "撤销这次改动,确定吗?"
    if undoing.whose:
        what = "这是合并" if commit.is_merge else "这不是您自己的改动"
        said += [f"{what},会去掉的是 {undoing.whose} 的:", *undoing.lost]
        question = f"撤销 {undoing.whose} 的改动,确定吗?"
    say("".join(f"{reveal_line(line)}\n" for line in said))
    return settle(undoing.proposal, manner, question=question)


def _read(which: str) -> int | str:
    """How many changes back, or the revision written; raises UsageError for neither."""
    if re.fullmatch(r"[0-9]{1,6}", which):
        if not int(which):
            raise UsageError("没有倒数第 0 次改动", "最近一次是 1")
        return int(which)
    if not which.strip() or which.startswith("-"):
        raise UsageError(f"“{which}”不是次数,也不是提交", "写 1、2、3 …,或提交编号")
    return which
