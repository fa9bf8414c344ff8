"""One run of git: arguments in, bytes out."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from jimoplan.errors import JimoplanError

_KEPT = (
    *("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_", "GIT_SSH", "GIT_ASKPASS", "GIT_EXEC_PATH"),
    *("GIT_TERMINAL_PROMPT", "GIT_TRACE"),
)
_NOTHING: Mapping[str, str] = {}


class GitMissingError(JimoplanError):
    """There is no git to run."""

    def __init__(self) -> None:
        super().__init__("没有找到 git 程序", "安装 git 2.34 或更新的版本,并让它在 PATH 里")


class GitError(JimoplanError):
    """Git refused; its own words are part of the message."""

    def __init__(
        self, what: str, words: str, remedy: str = "按 git 的提示处理后再运行一次"
    ) -> None:
        super().__init__(f"{what}{':' if words else ''}{words}", remedy)


class Ran(NamedTuple):
    """What git wrote and how it ended."""

    code: int
    out: bytes
    err: str


def runs_inside_git() -> bool:
    """Whether git has started this program: from a hook, for an alias, as a driver."""
    return "GIT_PREFIX" in os.environ


def run_git(
    folder: Path,
    arguments: Sequence[str],
    *,
    given: bytes | None = None,
    environment: Mapping[str, str] = _NOTHING,
    plain: bool = True,
) -> Ran:
    """Run git in a folder; where it is not `plain`, as a person would who meets hooks and signing.

    Raises GitMissingError where there is no git. The variables by which a surrounding git points at
    its own repository and index are not passed on; identity, configuration and ssh are.
    """
    with _asking(folder):
        ended = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            [_GIT, *(_PLAIN if plain else ()), *arguments],
            cwd=folder,
            env=_scrubbed() | (_PLAINLY if plain else {}) | dict(environment),
            input=given if given is not None else b"",
            capture_output=True,
            check=False,
        )
    return Ran(ended.returncode, ended.stdout, ended.stderr.decode("utf-8", "replace"))


def start_git(folder: Path, arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Git at work on what is written to it; whoever starts it also ends it.

    What interrupts us at the terminal is not heard by it, so that it can be asked until the end.
    Raises GitMissingError as above.
    """
    with _asking(folder):
        return subprocess.Popen(  # noqa: S603 - as above
            [_GIT, *_PLAIN, *arguments],
            cwd=folder,
            env=_scrubbed() | _PLAINLY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )


_GIT = "git"  # whichever one the person uses
_PLAIN = (
    *("-c", "core.quotePath=false", "-c", "color.ui=false", "-c", "core.commentChar=#"),
    *("-c", "core.commitGraph=false"),  # parents as the commits themselves name them
)
_PLAINLY = {
    "LC_ALL": "C",
    "LANGUAGE": "",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",  # history as it was made
    "GIT_GRAFT_FILE": os.devnull,
}


@contextmanager
def _asking(folder: Path) -> Iterator[None]:
    """Tell a missing git from a missing folder."""
    try:
        yield
    except FileNotFoundError:
        if folder.is_dir():
            raise GitMissingError from None
        raise


def ask_git(
    folder: Path,
    arguments: Sequence[str],
    what: str,
    *,
    given: bytes | None = None,
    environment: Mapping[str, str] = _NOTHING,
) -> bytes:
    """What git answers; raises GitError, saying what was wanted, if it refuses."""
    ran = run_git(folder, arguments, given=given, environment=environment)
    if ran.code:
        raise GitError(what, first_line(ran.err) or f"git 退出码 {ran.code}")
    return ran.out


def first_line(words: str) -> str:
    """What git complains of, without its prefix and without the advice that may stand before it."""
    lines = words.strip().splitlines()
    line = next((line for line in lines if not line.startswith("hint:")), "")
    return line.removeprefix("fatal: ").removeprefix("error: ")


def _scrubbed() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(_KEPT)}
