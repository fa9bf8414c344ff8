"""The command line: run within this process, or as one of its own where that is the point."""

import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Literal, TextIO

from jimoplan.entry import main

REPOSITORY = Path(__file__).parents[2]
SHIPPED_PLAN = REPOSITORY / "plan.yaml"

_LEFT_OUT = frozenset(
    {
        *("COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM", "LC_ALL", "LANG", "PYTHONUTF8"),
        *("GIT_PREFIX", "JIMOPLAN_INSIDE"),  # which a git that runs the tests has set
    }
)
_READ_AT_THE_START = ("PYTHON", "LC_", "LANG", "TZ")
"""How variables begin that an interpreter reads once, when it starts."""

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Outcome:
    """What a command wrote and how it ended."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode("utf-8").replace("\r\n", "\n")

    @property
    def errors(self) -> str:
        return self.err.decode("utf-8").replace("\r\n", "\n")

    @property
    def envelope(self) -> dict[str, Any]:
        """What was answered in JSON, whole."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def data(self) -> dict[str, Any]:
        """The data of an answer in JSON."""
        found: dict[str, Any] = self.envelope["data"]
        return found


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without what changes what a program does, and with what is given."""
    return {k: v for k, v in os.environ.items() if k not in _LEFT_OUT} | more


def run_jimoplan(
    *words: str,
    cwd: Path,
    columns: int | None = 80,
    env: Mapping[str, str] = _NOTHING,
    given: bytes = b"",
) -> Outcome:
    """Run jimoplan as a person would, 80 cells wide unless told otherwise.

    That is within this process, which starts no interpreter and imports nothing again, unless the
    environment says something to the interpreter.
    """
    if any(name.startswith(_READ_AT_THE_START) for name in env):
        return run_process(*words, cwd=cwd, columns=columns, env=env, given=given)
    environment = clean_environment(**_width(columns), **env)
    with ExitStack() as stack:
        stdin, out, err = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        stdin.write(given)
        stdin.seek(0)
        with _collected(), being_at(cwd, environment), _leading_to(stdin, out, err):
            code = _exit_code(words)
        return Outcome(code, _content(out), _content(err))


def run_process(
    *words: str,
    cwd: Path,
    columns: int | None = 80,
    env: Mapping[str, str] = _NOTHING,
    given: bytes = b"",
) -> Outcome:
    """Run jimoplan in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "jimoplan", *words],
        cwd=cwd,
        env=clean_environment(**_width(columns), **env),
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Outcome(ended.returncode, ended.stdout, ended.stderr)


def ask_shipped(
    *words: str, columns: int | None = 80, env: Mapping[str, str] = _NOTHING
) -> Outcome:
    """Run jimoplan in the project's own folder, where the shipped plan lies."""
    return run_jimoplan(*words, cwd=REPOSITORY, columns=columns, env=env)


Golden = Callable[[Path, str], None]


def _width(columns: int | None) -> dict[str, str]:
    return {"COLUMNS": str(columns)} if columns else {}


def _exit_code(words: Sequence[str]) -> int:
    """The code that a process would end with."""
    try:
        return main(list(words))
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


@contextmanager
def _collected() -> Iterator[None]:
    """Let the collector go on afterwards, which a command stops for the rest of its process."""
    was_on = gc.isenabled()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


@contextmanager
def being_at(folder: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Be in a folder, with an environment, as a process is that starts there."""
    here, before = Path.cwd(), dict(os.environ)
    try:
        os.chdir(folder)
        _set_environment({**environment, **_started().variables})
        yield
    finally:
        os.chdir(here)
        _set_environment(before)


def _set_environment(variables: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)
    tempfile.tempdir = None  # which is found in the environment, once


@contextmanager
def _leading_to(*files: IO[bytes]) -> Iterator[None]:
    """Let standard input, output and error lead to files, for child processes as well."""
    before = (sys.stdin, sys.stdout, sys.stderr)
    for stream in before[1:]:
        stream.flush()
    with ExitStack() as stack:
        for number, file in enumerate(files):
            stack.enter_context(_duplicated(file, number))
        opened = [stack.enter_context(_open_stream(number)) for number in range(len(files))]
        sys.stdin, sys.stdout, sys.stderr = opened
        try:
            yield
        finally:
            sys.stdin, sys.stdout, sys.stderr = before


@contextmanager
def _duplicated(file: IO[bytes], number: int) -> Iterator[None]:
    """Let a descriptor lead to a file."""
    kept = os.dup(number)
    try:
        os.dup2(file.fileno(), number)
        yield
    finally:
        os.dup2(kept, number)
        os.close(kept)


def _open_stream(number: int) -> TextIO:
    """A standard stream as an interpreter opens it."""
    encoding, errors = _started().streams[number]
    mode: Literal["r", "w"] = "w" if number else "r"
    return open(number, mode, encoding=encoding, errors=errors, closefd=False)


@dataclass(frozen=True)
class _Started:
    """An interpreter that has just started: its streams' encodings, and what it set itself."""

    streams: tuple[tuple[str, str], ...]
    variables: Mapping[str, str]


@cache
def _started() -> _Started:
    """What an interpreter makes of such an environment on this machine."""
    script = (
        "import json, os, sys; streams = (sys.stdin, sys.stdout, sys.stderr);"
        "print(json.dumps([[(s.encoding, s.errors) for s in streams], dict(os.environ)]))"
    )
    given = clean_environment()
    asked = subprocess.run(
        [sys.executable, "-c", script], env=given, input=b"", capture_output=True, check=True
    )
    streams, environment = json.loads(asked.stdout)
    variables = {k: v for k, v in environment.items() if given.get(k) != v}
    return _Started(tuple((encoding, errors) for encoding, errors in streams), variables)
