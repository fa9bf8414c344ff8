"""The top command: names and help of all commands, each imported when it is called."""

from collections.abc import Sequence
from typing import Any

import typer

from jimoplan import __version__
from jimoplan.cli.shared.commands import ENTRIES
from jimoplan.cli.shared.group import CommandEntry, Group, make_group
from jimoplan.cli.shared.pager import want_no_pager
from jimoplan.cli.shared.streams import write
from jimoplan.errors import ExitCode

_PROGRAM = "jimoplan"


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name and return its exit code; typer's errors pass."""
    given = list(arguments)
    if given in (["--version"], ["-V"], ["-v"]):
        write(f"{_PROGRAM} {__version__}\n")
        return ExitCode.FINE
    if "--no-pager" in given[: given.index("--") if "--" in given else None]:
        given.remove("--no-pager")
        want_no_pager()
    if not given:
        from jimoplan.cli.start import run as start

        return start()
    return _call(_make_top(), given)


def _call(top: Group, given: list[str]) -> int:
    """The exit code of a command; typer's own way to call one would swallow KeyboardInterrupt."""
    try:
        with top.make_context(_PROGRAM, given) as context:
            code: Any = top.invoke(context)
    except typer.Exit as done:  # such as after a page of help
        return done.exit_code
    return int(code or ExitCode.FINE)


_HELP = "工作要点台账:一份可读的 plan.yaml,随时问,每一次改动 git 留痕。"


def _make_top() -> Group:
    """The top command."""
    return make_group(_PROGRAM, CommandEntry("", _HELP, entries=ENTRIES))
