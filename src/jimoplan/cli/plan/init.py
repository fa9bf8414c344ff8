"""`jimoplan init`."""

import shlex
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.init import (
    Begun,
    NewPlan,
    begin_plan,
    check_place,
    find_identity,
    read_departments,
)
from jimoplan.cli.plan.begun import write_begun
from jimoplan.cli.shared.asking import ask_or_leave, confirm, is_somebody_there
from jimoplan.cli.shared.identity import ask_who
from jimoplan.cli.shared.options import Telling, TellingName, find_today, read_telling
from jimoplan.cli.shared.streams import say
from jimoplan.cli.shared.typed import read_first_date
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import ExitCode, UsageError
from jimoplan.system.files import shown_path

_Text = str | None

_NEXT = (
    "jimoplan add dept 部门名称",
    "jimoplan add section 一 板块标题",
    "jimoplan add task --section 一 --title 任务名称 --responsible 部门名称",
)


def run(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="建在哪里;不写就是这里", show_default=False)
    ] = Path(),
    *,
    unit: Annotated[_Text, typer.Option("--unit", metavar="单位", help="谁的计划")] = None,
    title: Annotated[
        _Text, typer.Option("--title", metavar="标题", help="如 2025年工作要点")
    ] = None,
    start: Annotated[
        _Text, typer.Option("--start", metavar="日期", help="从哪天起;不写是今年1月1日")
    ] = None,
    end: Annotated[
        _Text, typer.Option("--end", metavar="日期", help="到哪天止;不写是开始那年12月31日")
    ] = None,
    departments: Annotated[
        Path | None,
        typer.Option("--departments", metavar="文件", help="部门名单,一行一个;或另一份计划"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不提问,没有写的按默认")] = False,
    format_: TellingName = Telling.TEXT.value,
) -> int:
    """Begin a plan: ask what is not written, write it with what belongs beside it, and commit."""
    as_json = read_telling(format_) is Telling.JSON
    check_place(folder)
    read_departments(departments)  # before anything is asked
    asks = not yes and is_somebody_there()
    unit = unit or _ask("单位(谁的计划)", "", "--unit", asks=asks)
    first = _read_start(start, asks=asks)
    last = _read_end(end, first, asks=asks)
    title = title or _ask("标题", f"{first.year}年工作要点", "--title", asks=asks)
    who = find_identity(folder)
    newcomer = ask_who() if who is None and asks else None
    wanted = NewPlan(unit, title, first, last, departments)
    if not confirm(f"{_name(folder)}里建 {unit} 的《{title}》({first} 至 {last})吗?", yes=yes):
        say("没有写入\n")
        if as_json:
            write_begun(None)
        return ExitCode.NO
    begun = begin_plan(folder, wanted, newcomer)
    _tell(folder, begun)
    if as_json:
        write_begun(begun)
    return ExitCode.NO if begun.is_refused else ExitCode.FINE


def _ask(what: str, usual: str, option: str, *, asks: bool) -> str:
    """What the person says, or what is usual; raises UsageError where nobody says it."""
    answer: _Text = ""
    if asks:
        hint = f"(回车用 {usual})" if usual else ""
        answer = ask_or_leave(f"{what}{hint}:")
    if answer is not None and (said := answer or usual):
        return said
    raise UsageError(f"没有写{what}", f"加上 {option}")


def _read_start(written: _Text, *, asks: bool) -> date:
    usual = f"{find_today().year}-01-01"
    return read_first_date(written or _ask("开始日期", usual, "--start", asks=asks))


def _read_end(written: _Text, first: date, *, asks: bool) -> date:
    return read_first_date(written or _ask("结束日期", f"{first.year}-12-31", "--end", asks=asks))


def _name(folder: Path) -> str:
    return "这个文件夹" if folder == Path() else f"{reveal_line(str(folder))} "


def _tell(folder: Path, begun: Begun) -> None:
    names = "、".join(reveal_line(str(shown_path(file))) for file in begun.files)
    made = "建了 git 仓库," if begun.is_new else ""
    committed = f"提交 {begun.commit[:9]}" if begun.commit else begun.why_not
    say(f"写好了 {names};{made}{committed}\n下一步:\n")
    if folder != Path():
        say(f"  cd {reveal_line(shlex.quote(str(folder)))}\n")
    say("".join(f"  {command}\n" for command in _NEXT))
