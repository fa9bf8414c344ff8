"""`jimoplan fix`."""

from collections.abc import Callable
from datetime import date as Day  # noqa: N812 - an option is called date
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.desk.fixing import FIELDS, Fixable, open_fix, propose_fix, put_otherwise
from jimoplan.cli.changing.changing import Manner, settle, takes_manner
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.asking import (
    ask_choice,
    ask_if_sure,
    ask_line,
    faults_of,
    is_somebody_there,
)
from jimoplan.cli.shared.options import PlanFile, find_commit_day
from jimoplan.cli.shared.streams import say
from jimoplan.cli.shared.typed import read_name, read_past_day, read_recent_date
from jimoplan.core.changes.words import show_update
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.plan.records import Update
from jimoplan.errors import ExitCode, UsageError

_Text = str | None
_RECENT = 9


def _field(name: str, what: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(f"--{name}", metavar="文字", help=what)
    return option


@takes_manner
def run(
    number: Annotated[
        str, typer.Argument(metavar="编号", help="如 8-1", autocompletion=complete.ids)
    ],
    *,
    entry: Annotated[
        _Text, typer.Option("--entry", metavar="日期", help="改哪一天的填报;不写为最近一次")
    ] = None,
    note: Annotated[_Text, _field("note", "改成这样的进展情况")] = None,
    problem: Annotated[_Text, _field("problem", "改成这样的存在问题;写 '' 为删去")] = None,
    solved: Annotated[_Text, _field("solved", "改成这样的问题解决情况;写 '' 为删去")] = None,
    next_: Annotated[_Text, _field("next", "改成这样的下一步计划;写 '' 为删去")] = None,
    progress: Annotated[_Text, _field("progress", "改成这样的进度,0 到 100")] = None,
    value: Annotated[_Text, _field("value", "改成这样的指标值")] = None,
    period: Annotated[_Text, _field("period", "改成第几期")] = None,
    date: Annotated[_Text, typer.Option("--date", metavar="日期", help="改成哪一天填报的")] = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Correct a report of one's own: its text, its figure or its day."""
    given = {
        "note": note,
        "problem": problem,
        "solved": solved,
        "next": next_,
        "progress": progress,
        "value": value,
        "period": period,
    }
    written = {field: text for field, text in given.items() if text is not None}
    day, fixable = read_past_day(date, file), open_fix(file, Path.cwd(), read_name(number, file))
    of = read_recent_date(entry, file) if entry is not None else None
    if written or day:
        at = fixable.find(of)
    elif not is_somebody_there():
        raise UsageError(
            "没有说改什么", "写出来,如 --note 新的文字、--progress 45、--date 2024-06-13"
        )
    else:
        asked = _ask(fixable, of)
        if asked is None:
            say("没有改动\n")
            return ExitCode.NO
        at, written, day = asked
    found = propose_fix(fixable, at, written, day, find_commit_day())
    question = ask_if_sure(found.doubts)
    return settle(found.proposal, manner, question=question, notes=found.notes)


def _ask(fixable: Fixable, of: Day | None) -> tuple[int, dict[str, str], Day | None] | None:
    """Which report, and what it shall say; None where input ends."""
    at = fixable.find(of) if of else _ask_which(fixable)
    if at is None:
        return None
    report = fixable.report(at)
    say(f"{reveal_line(show_update(report))}\n")
    written: dict[str, str] = {}
    for field in FIELDS:
        old = getattr(report, field)
        if old is None:
            continue
        title = Update.model_fields[field].title
        answer = ask_line(f"{title}:", written=str(old), check=_checked(fixable, at, field))
        if answer is None:
            return None
        if answer != str(old).strip():
            written[field] = answer
    path = fixable.workplace.path
    check = faults_of(lambda typed: read_past_day(typed, path))
    day = ask_line("填报日期:", written=str(report.date), check=check)
    if day is None:
        return None
    meant = read_past_day(day or None, path)
    return at, written, meant if meant != report.date else None


def _checked(fixable: Fixable, at: int, field: str) -> Callable[[str], str]:
    """The check of an answer: what recording it would refuse."""
    today = find_commit_day()
    return faults_of(lambda answer: put_otherwise(fixable, at, {field: answer}, None, today))


def _ask_which(fixable: Fixable) -> int | None:
    """Where the report stands that is to be corrected; one only needs no question."""
    recent = fixable.own[:_RECENT]
    if len(recent) == 1:
        return recent[0]
    for key, at in enumerate(recent, start=1):
        say(f"  {key} {reveal_line(show_update(fixable.report(at)))}\n")
    choices = {str(key): str(fixable.report(at).date) for key, at in enumerate(recent, start=1)}
    chosen = ask_choice("更正哪一次", choices)
    return None if chosen is None else recent[int(chosen) - 1]
