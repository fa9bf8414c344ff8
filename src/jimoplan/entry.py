"""Where jimoplan begins: from its first import on, Ctrl-C is one line and an exit code."""

import sys  # and nothing else, before Ctrl-C is heard

_WORDS = "已中断"
_INTERRUPTED = 130
"""As errors.ExitCode has it, which may not have been imported yet."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code, whenever it is interrupted."""
    before, sys.unraisablehook = sys.unraisablehook, _end_at_once
    try:
        from jimoplan.cli import main as run

        return run(arguments)
    except KeyboardInterrupt as interrupted:
        _say(str(interrupted) or _WORDS)
        return _INTERRUPTED
    finally:
        sys.unraisablehook = before


def _end_at_once(lost: "sys.UnraisableHookArgs") -> None:
    """End where a library had no way to pass Ctrl-C on, as pydantic's core has none.

    No write suffers from that: each is whole or has not happened, even if the process is killed.
    """
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    import os

    _say(_WORDS)
    os._exit(_INTERRUPTED)


def _say(line: str) -> None:
    try:
        sys.stderr.write(f"{line}\n")
    except (AttributeError, OSError, ValueError):
        return  # there is nowhere to say it
