"""`jimoplan git setup` and `jimoplan git status`."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.merging.git_setup import (
    Part,
    Setup,
    State,
    carry_out_setup,
    check_setup,
    find_setup,
)
from jimoplan.cli.shared.asking import confirm
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.options import PlanFile, Telling, TellingName, read_telling
from jimoplan.cli.shared.streams import say, write
from jimoplan.core.display.cells import reveal_line
from jimoplan.errors import ExitCode
from jimoplan.system.files import shown_path

_WORDS = {
    "merge": "属性 merge=jimoplan",
    "diff": "属性 diff=jimoplan",
    "merge.jimoplan.name": "配置 merge.jimoplan.name(合并驱动的名称)",
    "merge.jimoplan.driver": "配置 merge.jimoplan.driver(合并驱动)",
    "diff.jimoplan.textconv": "配置 diff.jimoplan.textconv(差异显示)",
}


def setup(
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="凡有提问都答“是”")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="只显示要写什么,不写入")] = False,
    format_: TellingName = Telling.TEXT.value,
    file: PlanFile = None,
) -> int:
    """Show what has to be written so that git merges and shows the plan by field, and write it."""
    as_json = read_telling(format_) is Telling.JSON
    code = _set_up(file, yes=yes, dry_run=dry_run, show=say if as_json else write)
    if as_json:
        write_envelope("git status", _data(find_setup(file, Path.cwd())))
    return code


def _set_up(file: Path | None, *, yes: bool, dry_run: bool, show: Callable[[str], None]) -> int:
    found = find_setup(file, Path.cwd())
    check_setup(found)
    if found.is_complete:
        say("已经装好,没有要写的\n")
        return ExitCode.FINE
    show("".join(f"{reveal_line(line)}\n" for line in _to_write(found)))
    if dry_run:
        say("只是看看(--dry-run),没有写入\n")
        return ExitCode.FINE
    if not confirm("写入这些设置吗?", yes=yes):
        say("没有写入\n")
        return ExitCode.NO
    carry_out_setup(found)
    again = find_setup(file, Path.cwd())
    if not again.is_complete:
        say("".join(f"{reveal_line(line)}\n" for line in map(_line, again.parts)))
        say("写入了,但还没有全部就位,见上\n")
        return ExitCode.NO
    say("已装好。.gitattributes 要提交,列了人员的由督查提交;")
    say("别人的克隆里各运行一次 jimoplan git setup\n")
    return ExitCode.FINE


def status(
    *,
    format_: TellingName = Telling.TEXT.value,
    file: PlanFile = None,
) -> int:
    """Say part by part whether git is set up; the exit code is 1 if it is not."""
    as_json = read_telling(format_) is Telling.JSON
    found = find_setup(file, Path.cwd())
    if as_json:
        write_envelope("git status", _data(found))
    else:
        write("".join(f"{reveal_line(line)}\n" for line in map(_line, found.parts)))
        if not found.is_complete:
            say("运行 jimoplan git setup 装上\n")
    return ExitCode.FINE if found.is_complete else ExitCode.NO


def _to_write(found: Setup) -> list[str]:
    lines = []
    if found.needs_line:
        lines = [f"{shown_path(found.attributes).as_posix()} 里加一行:", f"  {found.line}"]
    if found.settings:
        lines += ["这个克隆的 git 配置(.git/config)里设:"]
        lines += [f"  {key} = {value}" for key, value in found.settings]
    return lines


def _line(part: Part) -> str:
    told = f"{part.state}  {_WORDS[part.name]}"
    if part.state in {State.FOREIGN, State.OUTDATED, State.BROKEN}:
        told += f":现在是“{part.found}”"
    return told


def _data(found: Setup) -> dict[str, object]:
    return {
        "complete": found.is_complete,
        "parts": [
            {
                "name": part.name,
                "state": part.state.name.lower(),
                "wanted": part.wanted,
                "found": part.found,
            }
            for part in found.parts
        ],
    }
