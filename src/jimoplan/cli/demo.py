"""`jimoplan demo`."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.demo import Demo, make_demo
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.options import Telling, TellingName, read_telling
from jimoplan.cli.shared.progress import at_work
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line

_WORTH_TRYING = (
    "jimoplan status --dept 复议应诉科 --as-of 2025-01-20",
    "jimoplan log 8-1",
    'jimoplan update 8-5 --progress 70 --note "与法院会商一次" --by 周复议 --dept 复议应诉科',
    "jimoplan render weekly --period 2024-W24 --format html -o 周报.html",
)


def run(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="建在哪里;要么还没有,要么是空的")
    ],
    format_: TellingName = Telling.TEXT.value,
) -> None:
    """Make a repository with the shipped plan and a year of made-up progress."""
    as_json = read_telling(format_) is Telling.JSON
    with at_work("正在编一年的提交"):
        made = make_demo(folder)
    if as_json:
        _write_made(folder, made)
        return
    say(
        f"{reveal_line(str(folder))} 建好了:{made.commits} 次提交,{made.first} 至 {made.last},"
        f"{made.people} 人,全部是示例数据。\n"
        f"在里面您是督查 {made.keeper.name}(git config user.name、user.email),什么都可以试。\n"
        "可以试试:\n"
    )
    say(f"  cd {reveal_line(shlex.quote(str(folder)))}\n")
    say("".join(f"  {command}\n" for command in _WORTH_TRYING))


def _write_made(folder: Path, made: Demo) -> None:
    data = {
        "folder": str(folder),
        "commit": made.head,
        "commits": made.commits,
        "first": made.first,
        "last": made.last,
        "people": made.people,
        "keeper": {"name": made.keeper.name, "email": made.keeper.email},
    }
    write_envelope("demo", data)
