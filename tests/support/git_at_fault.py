"""A git that does not do as it is told."""

import os
import shutil
from pathlib import Path


def git_that_fails(folder: Path, command: str, words: str, *, afterwards: bool) -> str:
    """A PATH on which git does not do as it is told by a command, or says so when it is done."""
    does = f'{_REAL} "$@"; ' if afterwards else ""
    fails = f'echo "fatal: unable to write: {words}" >&2; exit 128'
    return _put_first(folder, command, f"{does}{fails}")


def git_that_stops(folder: Path, command: str, size: int) -> str:
    """A PATH on which git dies when it has said so many bytes of what a command has to say.

    Whoever listens hears the end of it at once, though git itself may wait to be asked for more.
    """
    said = f'{_REAL} "$@" <&4 3>&- | head -c {size} >&3 4<&- &'
    stops = f"exec 3>&1 4<&0 1>/dev/null; {said} exec 3>&- 4<&-; wait; exit 128"
    return _put_first(folder, command, stops)


_REAL = shutil.which("git")


def _put_first(folder: Path, command: str, instead: str) -> str:
    script = f'for word; do [ "$word" != {command} ] || {{ {instead}; }}; done\n'
    folder.mkdir()
    (folder / "git").write_text(f'#!/bin/sh\n{script}exec {_REAL} "$@"\n', "utf-8")
    (folder / "git").chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"
