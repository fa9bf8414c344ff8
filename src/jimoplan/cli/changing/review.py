"""`jimoplan review`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.review import Opinion, propose_review
from jimoplan.cli.changing.changing import Manner, settle, takes_manner
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.asking import ask_if_sure
from jimoplan.cli.shared.options import PlanFile, find_commit_day, read_past_day
from jimoplan.core.plan.words import Verdict
from jimoplan.core.workflow.days import find_odd_days
from jimoplan.errors import UsageError


@takes_manner
def run(
    number: Annotated[
        str, typer.Argument(metavar="编号", help="如 8-1", autocompletion=complete.ids)
    ],
    *,
    approve: Annotated[bool, typer.Option("--approve", help="核实无误,销号")] = False,
    return_: Annotated[bool, typer.Option("--return", help="退回推进中(要写 --reason)")] = False,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="文字", help="审核意见;退回时必须写")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="日期", help="审核日期;不写为今天(北京时间)")
    ] = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Approve or return an item that has been reported as done."""
    if approve == return_:
        raise UsageError("要说清是销号还是退回", "--approve 和 --return 写且只写一个")
    verdict = Verdict.APPROVED if approve else Verdict.RETURNED
    opinion = Opinion(verdict, reason, read_past_day(date) or find_commit_day())
    proposal, changed, left = propose_review(file, Path.cwd(), number, opinion)
    odd = find_odd_days(proposal.reading.plan, [("审核日期", opinion.day if date else None)])
    doubts = (*odd, *changed, *(["销号以后不再改动"] if approve else []))
    told = changed if manner.yes or manner.dry_run else ()
    return settle(proposal, manner, question=ask_if_sure(doubts), notes=(*told, *left))
