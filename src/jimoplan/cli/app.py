"""The top command: names and help of all commands, each imported when it is called."""

from collections.abc import Sequence
from typing import Any

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
    if given in (["--version"], ["-V"]):
        write(f"{_PROGRAM} {__version__}\n")
        return ExitCode.FINE
    if "--no-pager" in given[: given.index("--") if "--" in given else None]:
        given.remove("--no-pager")
        want_no_pager()
    if not given:
        from jimoplan.cli.start import run as start

        return start()
    code: Any = _make_top().main(args=given, prog_name=_PROGRAM, standalone_mode=False)
    return int(code or ExitCode.FINE)


_HELP = "工作要点台账:一份可读的 plan.yaml,随时问,每一次改动 git 留痕。"


def _make_top() -> Group:
    """The top command."""
    return make_group(_PROGRAM, CommandEntry("", _HELP, entries=ENTRIES))
