"""`jimoplan fix`."""

from collections.abc import Callable, Sequence
from datetime import date as Day  # noqa: N812 - an option is called date
from pathlib import Path
from typing import Annotated, Any

import typer

from jimoplan.actions.desk.fixing import (
    FIGURES,
    Fixable,
    OwnReport,
    find_own,
    open_fix,
    propose_fix,
    put_otherwise,
)
from jimoplan.cli.changing.changing import Manner, settle, takes_manner
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.asking import (
    ask_choice,
    ask_if_sure,
    ask_or_leave,
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


def _field(name: str, metavar: str, what: str, **more: Any) -> typer.models.OptionInfo:  # noqa: ANN401 - as typer has it
    help_ = f"{what}改成这样;写 '' 为删去"
    option: typer.models.OptionInfo = typer.Option(f"--{name}", metavar=metavar, help=help_, **more)
    return option


@takes_manner
def run(
    number: Annotated[
        _Text,
        typer.Argument(
            metavar="[编号]",
            help="如 8-1;在终端里不写,从您最近的填报里挑",
            autocompletion=complete.ids,
        ),
    ] = None,
    *,
    entry: Annotated[
        _Text,
        typer.Option(
            "--entry",
            metavar="日期",
            help="改哪一天的填报;不写为最近一次",
            autocompletion=complete.report_days,
        ),
    ] = None,
    note: Annotated[_Text, _field("note", "文字", "进展情况")] = None,
    problem: Annotated[_Text, _field("problem", "文字", "存在问题")] = None,
    solved: Annotated[_Text, _field("solved", "文字", "问题解决情况")] = None,
    next_: Annotated[_Text, _field("next", "文字", "下一步计划")] = None,
    progress: Annotated[_Text, _field("progress", "进度", "进度(0 到 100)")] = None,
    value: Annotated[_Text, _field("value", "数字", "指标值")] = None,
    period: Annotated[
        _Text, _field("period", "期数", "第几期", autocompletion=complete.begun_periods)
    ] = None,
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
    day = read_past_day(date, file)
    of = read_recent_date(entry, file) if entry is not None else None
    picked = _pick(number, of, file, is_told=bool(written or day))
    if picked and not (written or day):
        asked = _ask(*picked)
        picked, (written, day) = (picked, asked) if asked else (None, ({}, None))
    if picked is None:
        say("没有改动\n")
        return ExitCode.NO
    found = propose_fix(*picked, written, day, find_commit_day())
    question = ask_if_sure(found.doubts)
    return settle(found.proposal, manner, question=question, notes=found.notes)


def _pick(
    number: str | None, of: Day | None, file: Path | None, *, is_told: bool
) -> tuple[Fixable, int] | None:
    """The item and which report on it is to be corrected; None where that is asked in vain.

    Where it is told what to write, the latest is meant. Raises UsageError where nobody can be
    asked.
    """
    if number is None:
        own = _ask_own(find_own(file, Path.cwd()), of)
        return own and (open_fix(file, Path.cwd(), own.number), own.at)
    fixable = open_fix(file, Path.cwd(), read_name(number, file))
    if not is_told and not is_somebody_there():
        raise UsageError(
            "没有说改什么", "写出来,如 --note 新的文字、--progress 45、--date 2024-06-13"
        )
    at = fixable.find(of) if of or is_told else _ask_which(fixable)
    return None if at is None else (fixable, at)


def _ask_own(own: Sequence[OwnReport], of: Day | None) -> OwnReport | None:
    """Which of one's own reports, perhaps only of a day, is to be corrected; None for none.

    Raises UsageError where nobody can be asked, or nothing was reported on that day.
    """
    if not is_somebody_there():
        raise UsageError("没有写更正哪一项", "写上编号,如 jimoplan fix 8-1 --note 新的文字")
    recent = [each for each in own if of in {None, each.report.date}][:_RECENT]
    if not recent:
        raise UsageError(f"没有您 {of} 的填报", f"您最近一次填报是 {own[0].report.date}")
    say(f"您最近的填报{'(更早的写编号,如 jimoplan fix 8-1)' if len(own) > _RECENT else ''}:\n")
    for key, each in enumerate(recent, start=1):
        say(f"  {key} {each.number} {reveal_line(show_update(each.report))}\n")
    choices = {str(key): "" for key, _ in enumerate(recent, start=1)}
    chosen = ask_choice("更正哪一次", choices)
    return None if chosen is None else recent[int(chosen) - 1]


def _ask(fixable: Fixable, at: int) -> tuple[dict[str, str], Day | None] | None:
    """What a report shall say; None where input ends."""
    report = fixable.report(at)
    say(f"{reveal_line(show_update(report))}\n")
    written: dict[str, str] = {}
    say("一样一样问:改好回车,不改的直接回车,清空为删去,q 离开\n")
    for field in fixable.fields:
        old = getattr(report, field)
        if old is None and field not in FIGURES.values():
            continue
        title, before = Update.model_fields[field].title, "" if old is None else str(old)
        answer = ask_or_leave(f"{title}:", written=before, check=_checked(fixable, at, field))
        if answer is None:
            return None
        if answer != before.strip():
            written[field] = answer
    path = fixable.workplace.path
    check = faults_of(lambda typed: read_past_day(typed, path))
    day = ask_or_leave("填报日期:", written=str(report.date), check=check)
    if day is None:
        return None
    meant = read_past_day(day or None, path)
    return written, meant if meant != report.date else None


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
    choices = {str(key): "" for key, _ in enumerate(recent, start=1)}
    chosen = ask_choice("更正哪一次", choices)
    return None if chosen is None else recent[int(chosen) - 1]
