"""The command line: parse, one action, draw the answer, exit code."""

import gc
import os
import sys
from collections.abc import Callable, Sequence

from jimoplan.errors import ExitCode

# Whoever installs a pydantic plugin beside jimoplan gets neither its start-up time nor its reports.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing a user can do ends in a traceback."""
    from jimoplan.cli.streams import prepare_streams

    # No command lives long enough to gain from looking for cycles, neither while it runs nor while
    # the interpreter shuts down, where the search would cost more than the whole answer.
    gc.disable()
    prepare_streams()
    code = _guard(lambda: _run(arguments))
    gc.freeze()
    return code


def _run(arguments: Sequence[str] | None) -> int:
    from jimoplan.cli.app import run

    return run(arguments)


def _guard(run: Callable[[], int]) -> int:
    try:
        code = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader has had enough
        _abandon_output()
        return ExitCode.FINE
    except Exception as error:  # noqa: BLE001 - the one boundary that everything ends at
        from jimoplan.cli.failures import report

        if isinstance(error, OSError):
            _abandon_output()
        return report(error)
    return code


def _abandon_output() -> None:
    """Keep Python from trying once more, and complaining, while it shuts down."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
