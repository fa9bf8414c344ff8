"""The command line as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

REPOSITORY = Path(__file__).parents[2]
SHIPPED_PLAN = REPOSITORY / "plan.yaml"

_LEFT_OUT = frozenset(
    {"COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM", "LC_ALL", "LANG", "PYTHONUTF8"}
)


_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Outcome:
    """What a process wrote and how it ended."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode("utf-8").replace("\r\n", "\n")

    @property
    def errors(self) -> str:
        return self.err.decode("utf-8").replace("\r\n", "\n")


def clean_environment(**more: str) -> dict[str, str]:
    """The environment without what changes how a program draws, and with what is given."""
    return {k: v for k, v in os.environ.items() if k not in _LEFT_OUT} | more


def run_jimoplan(
    *words: str,
    cwd: Path,
    columns: int | None = 80,
    env: Mapping[str, str] = _NOTHING,
    given: bytes = b"",
) -> Outcome:
    """Run jimoplan as a person would, 80 cells wide unless told otherwise."""
    width = {"COLUMNS": str(columns)} if columns else {}
    ended = subprocess.run(
        [sys.executable, "-m", "jimoplan", *words],
        cwd=cwd,
        env=clean_environment(**width, **env),
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
