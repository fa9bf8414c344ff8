"""The top command: names and help of all commands, each imported when it is called."""

import io
import os
from collections.abc import Sequence
from contextlib import redirect_stdout
from typing import Any

from jimoplan import __version__
from jimoplan.cli.shared.commands import ENTRIES
from jimoplan.cli.shared.group import CommandEntry, Group, make_group
from jimoplan.cli.shared.pager import want_no_pager
from jimoplan.cli.shared.streams import write
from jimoplan.errors import ExitCode

_PROGRAM = "jimoplan"
_COMPLETION_VARIABLE = "_JIMOPLAN_COMPLETE"


def run(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name and return its exit code; typer's errors pass."""
    given = list(arguments)
    if given in (["--version"], ["-V"]):
        write(f"{_PROGRAM} {__version__}\n")
        return ExitCode.FINE
    if "--no-pager" in given[: given.index("--") if "--" in given else None]:
        given.remove("--no-pager")
        want_no_pager()
    if _COMPLETION_VARIABLE in os.environ:
        return _complete()
    if not given:
        from jimoplan.cli.start import run as start

        return start()
    code: Any = _make_top().main(
        args=given,
        prog_name=_PROGRAM,
        complete_var=_COMPLETION_VARIABLE,
        standalone_mode=False,
    )
    return int(code or ExitCode.FINE)


def _complete() -> int:
    """Answer a shell that asks for completions; one that asks wrongly gets none."""
    _register_shells()
    try:
        _make_top().main(args=[], prog_name=_PROGRAM, complete_var=_COMPLETION_VARIABLE)
    except (KeyError, ValueError):
        return ExitCode.USAGE
    return ExitCode.FINE


_HELP = "工作要点台账:一份可读的 plan.yaml,随时问,每一次改动 git 留痕。"


def completion_script(shell: str) -> str:
    """The script that makes a shell ask jimoplan for completions."""
    from typer.completion import shell_complete

    _register_shells()
    written = io.StringIO()
    with redirect_stdout(written):
        shell_complete(_make_top(), {}, _PROGRAM, _COMPLETION_VARIABLE, f"source_{shell}")
    return written.getvalue()


def _make_top() -> Group:
    """The top command."""
    return make_group(_PROGRAM, CommandEntry("", _HELP, entries=ENTRIES))


def _register_shells() -> None:
    from typer.completion import get_completion_inspect_parameters

    get_completion_inspect_parameters()
