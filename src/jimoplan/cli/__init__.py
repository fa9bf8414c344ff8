"""The command line: parse, one action, draw the answer, exit code."""

import gc
import os
import sys
from collections.abc import Callable, Sequence

from jimoplan.cli.tab.offer import SHELL, answer_shell

# Whoever installs a pydantic plugin beside jimoplan gets neither its start-up time nor its reports.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing a user can do ends in a traceback.

    Raises KeyboardInterrupt, which `entry` answers.
    """
    # No command lives long enough to gain from looking for cycles, neither while it runs nor while
    # the interpreter shuts down, where the search would cost more than the whole answer.
    gc.disable()
    given = sys.argv[1:] if arguments is None else list(arguments)
    if SHELL in os.environ:
        return _guard(lambda: answer_shell(given), given)
    from jimoplan.cli.shared.streams import prepare_streams

    prepare_streams()
    code = _guard(lambda: _run(given), given)
    gc.freeze()
    return code


def _run(arguments: Sequence[str]) -> int:
    from jimoplan.cli.app import run

    return run(arguments)


def _guard(run: Callable[[], int], arguments: Sequence[str]) -> int:
    try:
        return run()
    except Exception as error:  # noqa: BLE001 - the one boundary that everything ends at
        from jimoplan.cli.shared.failures import report

        return report(error, arguments)
