"""`jimoplan import`."""

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.importing import (
    check_days,
    check_output,
    keep_answers,
    prepare_import,
    private_in,
    write_import,
)
from jimoplan.actions.init import Begun
from jimoplan.actions.plan.texts import check_line
from jimoplan.cli.plan.doubts import settle_doubts
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.asking import confirm, is_somebody_there
from jimoplan.cli.shared.draw import draw_answer
from jimoplan.cli.shared.identity import make_known
from jimoplan.cli.shared.options import FormatName, Output, find_today, read_format
from jimoplan.cli.shared.progress import at_work
from jimoplan.cli.shared.streams import say, write_exactly
from jimoplan.cli.shared.typed import read_first_date
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.importing.documents import Wanted
from jimoplan.core.plan.vocabulary import find_word
from jimoplan.core.views.imported import answer_import
from jimoplan.errors import ExitCode
from jimoplan.exchange.documents.read import STANDARD_INPUT
from jimoplan.system.files import shown_path

_Text = str | None


class Measures(StrEnum):
    """Whether the text of a task is cut into measures."""

    CLAUSES = "clauses"
    NONE = "none"


def run(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="文件...",
            help="公布的文件:.docx .xlsx .csv .txt .md;- 是标准输入;几份依次接在一起",
            show_default=False,
        ),
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件", help="写到哪里,如 plan.yaml;不写就输出到屏幕"
        ),
    ] = None,
    unit: Annotated[_Text, typer.Option("--unit", metavar="单位", help="谁的计划")] = None,
    title: Annotated[
        _Text, typer.Option("--title", metavar="标题", help="如 2025年工作要点")
    ] = None,
    start: Annotated[
        _Text, typer.Option("--start", metavar="日期", help="从哪天起;不写看文件里的年份")
    ] = None,
    end: Annotated[_Text, typer.Option("--end", metavar="日期", help="到哪天止")] = None,
    departments: Annotated[
        Path | None,
        typer.Option("--departments", metavar="文件", help="部门名单,一行一个;或另一份计划"),
    ] = None,
    measures: Annotated[
        str,
        typer.Option("--measures", metavar="方式", help="clauses 按分句建议举措;none 不建议"),
    ] = Measures.CLAUSES.value,
    first_is_lead: Annotated[
        bool, typer.Option("--first-is-lead", help="没有写牵头的,列第一位的是牵头部门")
    ] = False,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="文件", help="疑点的答复;不写是 plan.answers.yaml"),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="还有疑点就不写入")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不提问,疑点按暂定的办")] = False,
    format_: FormatName = "table",
) -> int:
    """Read published documents, ask about what is in doubt, write the plan, and commit it."""
    form = read_format(format_)
    output = None if output == Path(STANDARD_INPUT) else output
    if output:
        check_output(output, answers)
        make_known(output)
    wanted = Wanted(
        year=find_today().year,
        unit=check_line("--unit", unit),
        title=check_line("--title", title),
        start=None if start is None else read_first_date(start),
        end=None if end is None else read_first_date(end),
        proposes=find_word(measures, Measures, "方式") is Measures.CLAUSES,
        first_is_lead=first_is_lead,
    )
    check_days(wanted)
    given = sys.stdin.buffer.read() if STANDARD_INPUT in files else None
    kept_in = answers or (output and output.with_suffix(".answers.yaml"))
    with at_work("正在读文件"):
        prepared = prepare_import(files, given, wanted, departments, kept_in)
    asks = not yes and not strict and output is not None and is_somebody_there()
    replies: dict[str, str] = {}
    try:
        if asks:
            settle_doubts(prepared, replies)
        with at_work("正在认板块、任务和举措"):
            imported = prepared.carry_out(replies)
    finally:  # whoever breaks off, or gets a plan with errors, has not answered for nothing
        if replies:
            keep_answers(prepared, replies)
    answer = answer_import(imported, find_today())
    if output is None and form.value == "table":
        write_exactly(imported.text)
        say(draw_answer(answer))
    else:
        write_answer(answer, Output(form))
    if strict and imported.doubts:
        kept = keep_answers(prepared, replies, imported.doubts)
        where = f";在 {_name(kept)} 里填上 answer 再运行一次" if kept else ""
        say(f"还有疑点 {len(imported.doubts)} 处,没有写入计划{where}\n")
        return ExitCode.NO
    if output is None:
        return ExitCode.FINE
    private = private_in(imported)
    if private and not confirm(f"{';'.join(private)}。照写吗?", yes=yes):
        say("没有写入计划\n")
        return ExitCode.NO
    begun = write_import(output, prepared, replies, imported)
    _tell(output, begun, kept_in, proposals=answer.data["found"]["proposals"])
    return ExitCode.NO if begun.is_refused else ExitCode.FINE


def _tell(plan: Path, begun: Begun, kept: Path | None, *, proposals: int) -> None:
    names = "、".join(_name(file) for file in begun.files)
    committed = f"提交 {begun.commit[:9]}" if begun.commit else begun.why_not
    say(f"写好了 {names};{committed}\n")
    if kept in begun.files:
        say(f"疑点和答复在 {_name(kept)};改了答复再导入一次,先把计划移开\n")
    if proposals:
        say(f"举措的类别、成果是建议的({proposals} 项),看过以后删去 proposal: 待确认 那一行\n")
    say(f"下一步:\n  jimoplan validate {_name(plan)}\n")


def _name(file: Path) -> str:
    return reveal_line(shlex.quote(str(shown_path(file))))
