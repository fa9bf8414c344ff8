"""`jimoplan remark`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.changing.remark import Said, propose_remark
from jimoplan.cli.changing.changing import MANY, Manner, settle, takes_manner
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.asking import ask_if_sure
from jimoplan.cli.shared.missing import ask_needed
from jimoplan.cli.shared.options import PlanFile, find_commit_day
from jimoplan.cli.shared.typed import read_names, read_past_day
from jimoplan.core.plan.words import RemarkKind
from jimoplan.errors import UsageError


@takes_manner
def run(
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="编号...", help="如 8 或 8-1,可以写几个", autocompletion=complete.ids
        ),
    ] = None,
    text: Annotated[str, typer.Argument(metavar="文字", help="意见内容", show_default=False)] = "",
    *,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="类别",
            help="督查意见、批示、提醒;不写则督查是督查意见,分管领导是批示,别人是提醒",
            autocompletion=complete.offer_words(RemarkKind),
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="姓名",
            help="督查转记的批示是谁的;不写则用 git 的 user.name",
            autocompletion=complete.people,
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="日期", help="意见的日期;不写为今天(北京时间)")
    ] = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Record what others than the owner have to say on tasks or measures."""
    if not numbers or not text:
        missing = UsageError("编号和意见都要写", "如 jimoplan remark 8-1 请抓紧")
        alone, text = (text, "") if text[:1].isdigit() else ("", text)
        numbers = numbers or [alone or ask_needed("编号(如 8 或 8-1):", missing)]
        text = text or ask_needed("意见内容:", missing)
    said = Said(text, find_commit_day(), read_past_day(date, file), kind, by)
    planned = propose_remark(file, Path.cwd(), read_names(numbers, file), said)
    items = len(planned.asked)
    doubts = (*planned.doubts, *([f"要改 {items} 项"] if items > MANY else []))
    return settle(planned.proposal, manner, question=ask_if_sure(doubts), notes=planned.notes)
