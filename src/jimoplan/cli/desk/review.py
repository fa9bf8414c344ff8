"""`jimoplan review`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.commit_base import Done
from jimoplan.actions.changing.proposal import Proposal
from jimoplan.actions.changing.review import (
    Opinion,
    ReasonMissingError,
    Reviews,
    open_reviews,
    propose_reviews,
)
from jimoplan.cli.changing.changing import Carry, Manner, carry_at_once, settle, takes_manner
from jimoplan.cli.desk.walk import Walk, ask_for_return, walk_through
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.asking import ask_if_sure, is_somebody_there
from jimoplan.cli.shared.options import DepartmentName, LeaderName, PlanFile, find_commit_day
from jimoplan.cli.shared.typed import read_names, read_past_day
from jimoplan.core.plan.words import Verdict
from jimoplan.core.workflow.days import find_odd_days
from jimoplan.errors import UsageError

FOR_GOOD = "销号以后不再改动"


@takes_manner
def run(
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[编号...]",
            help="如 8-1,可以写几个;不写则是等待销号的;不写 --approve、--return 则逐项问",
            autocompletion=complete.waiting,
        ),
    ] = None,
    *,
    approve: Annotated[bool, typer.Option("--approve", help="核实无误,销号")] = False,
    return_: Annotated[bool, typer.Option("--return", help="退回推进中(要写 --reason)")] = False,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="文字", help="审核意见;退回时必须写")
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="日期", help="审核日期;不写为今天(北京时间)")
    ] = None,
    dept: DepartmentName = None,
    leader: LeaderName = None,
    one_commit: Annotated[
        bool, typer.Option("--one-commit", help="几项合成一次提交;不写则一项一次提交")
    ] = False,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Approve or return items that have been reported as done: those named, or one by one."""
    day = read_past_day(date, file) or find_commit_day()
    asked = list(dict.fromkeys(read_names(numbers or (), file)))
    if asked and (dept or leader):
        raise UsageError(
            "--dept、--leader 用来缩小逐项审核的范围,不和编号一起写", "去掉编号,或去掉这两个选项"
        )
    can_walk = not (approve or return_) and _is_answered(manner)
    if can_walk or not asked:
        if not can_walk:
            raise UsageError(
                "没有写审核哪一项;逐项审核要在终端里一项一项答",
                "写上编号,如 jimoplan review 8-1 8-2 --approve;"
                "等着审核的有哪些,运行 jimoplan inbox",
            )
        reviews = open_reviews(file, Path.cwd())
        walk = Walk(reviews, manner, day, one_commit, reason, tuple(asked))
        return walk_through(walk, dept, leader)
    if approve == return_:
        raise UsageError("要说清是销号还是退回", "--approve 和 --return 写且只写一个")
    verdict = Verdict.APPROVED if approve else Verdict.RETURNED
    opinion = Opinion(verdict, reason, day)
    try:
        reviews, (proposal, changed, left) = propose_reviews(file, Path.cwd(), asked, opinion)
    except ReasonMissingError as missing:
        opinion = opinion._replace(reason=_ask_reason(missing, manner))
        reviews, (proposal, changed, left) = propose_reviews(file, Path.cwd(), asked, opinion)
    odd = find_odd_days(proposal.reading.plan, [("审核日期", day if date else None)])
    doubts = (*odd, *changed, *([FOR_GOOD] if approve else []))
    told = changed if manner.yes or manner.dry_run else ()
    carry: Carry = carry_at_once
    if not one_commit and not manner.no_commit and len(asked) > 1:
        carry = _carry_each(reviews, asked, opinion)
    return settle(proposal, manner, question=ask_if_sure(doubts), notes=(*told, *left), carry=carry)


def _ask_reason(missing: ReasonMissingError, manner: Manner) -> str:
    """Why items are returned, asked at a terminal; raises what is missing where nobody says."""
    reason = None
    if _is_answered(manner):
        reason = ask_for_return()
    if not reason:
        raise missing
    return reason


def _is_answered(manner: Manner) -> bool:
    """Whether somebody is there to answer item by item."""
    return is_somebody_there() and not manner.json and not manner.yes


def _carry_each(reviews: Reviews, numbers: list[str], opinion: Opinion) -> Carry:
    """Make reviews in a commit each."""

    def carry(agreed: Proposal, commit: bool) -> Iterator[tuple[Proposal, Done]]:  # noqa: FBT001 - as Carry has it
        for number in numbers:
            part = reviews.propose({number: opinion}).proposal
            part = part._replace(trailers=agreed.trailers)
            yield part, reviews.carry_out(part, commit=commit)

    return carry
