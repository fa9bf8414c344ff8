"""One run of git: arguments in, bytes out."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import ENOSPC
from pathlib import Path
from typing import NamedTuple

from jimoplan.errors import DISK_CAUSES, JimoplanError

_KEPT = (
    *("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_", "GIT_SSH", "GIT_ASKPASS", "GIT_EXEC_PATH"),
    *("GIT_TERMINAL_PROMPT", "GIT_TRACE", "GIT_SSL_", "GIT_HTTP_", "GIT_PROXY_", "GIT_PROTOCOL"),
)
_STARTED_BY_US = "JIMOPLAN_INSIDE"
_NOTHING: Mapping[str, str] = {}


class GitMissingError(JimoplanError):
    """There is no git to run."""

    code = "git_missing"

    def __init__(self) -> None:
        super().__init__("没有找到 git 程序", "安装 git 2.34 或更新的版本,并让它在 PATH 里")


class GitError(JimoplanError):
    """Git refused; its own words are part of the message."""

    code = "git"

    def __init__(
        self, what: str, words: str, remedy: str = "按 git 的提示处理后再运行一次"
    ) -> None:
        why, remedy = find_cause(words) or ("", remedy)
        said = f"{why}({words})" if why else words
        super().__init__(f"{what}{':' if said else ''}{said}", remedy)


def find_cause(words: str) -> tuple[str, str] | None:
    """Why git cannot do what it complains of, and what to do; None where that is not known here.

    It is the disk, or a lock that another git holds or has left behind.
    """
    if lock := _LOCK.search(words):
        path = lock["path"]
        return (
            "git 正在做别的,或上次没有正常结束,留下了锁文件",
            f"等它做完再运行;确认没有别的 git(包括编辑器、图形界面里的)在运行,就删去 {path}",
        )
    known = {os.strerror(number): cause for number, cause in DISK_CAUSES.items()}
    known["Out of diskspace"] = DISK_CAUSES[ENOSPC]
    return next((cause for said, cause in known.items() if said in words), None)


_LOCK = re.compile(r"Unable to create '(?P<path>[^'\n]+\.lock)': File exists")


class Ran(NamedTuple):
    """What git wrote and how it ended."""

    code: int
    out: bytes
    err: str


def runs_inside_git() -> bool:
    """Whether git has started this program: from a hook, for an alias, as a driver.

    Git gives a prefix to whatever it starts. What comes of a git that we have started has our own
    mark as well, as hooks may clear away git's variables.
    """
    return "GIT_PREFIX" in os.environ or _STARTED_BY_US in os.environ


def run_git(
    folder: Path,
    arguments: Sequence[str],
    *,
    given: bytes = b"",
    environment: Mapping[str, str] = _NOTHING,
) -> Ran:
    """Run git in a folder, whatever the person's own settings, and give it something to read.

    Raises GitMissingError where there is no git. The variables by which a surrounding git points at
    its own repository and index are not passed on; identity, configuration and ssh are.
    """
    arguments = [*_PLAIN, *arguments]
    return _run(folder, arguments, given, _scrubbed() | _PLAINLY | dict(environment))


def run_git_as_a_person(
    folder: Path,
    arguments: Sequence[str],
    *,
    given: bytes,
    environment: Mapping[str, str],
    keep_open: tuple[int, ...] = (),
) -> Ran:
    """Run git as a person would who meets hooks and signing, with the same errors.

    The open files stay open as long as git lives, or what it starts.
    """
    return _run(folder, arguments, given, _scrubbed() | dict(environment), keep_open)


class GitTooSlowError(Exception):
    """Git was still waiting for another machine when there was no more time."""


def run_git_afar(
    folder: Path,
    arguments: Sequence[str],
    *,
    patience: float,
    asks: bool,
    environment: Mapping[str, str],
) -> Ran:
    """Run git on what another machine has; GitTooSlowError after so many seconds.

    Where it may not ask at the terminal it has none, so that nothing waits there for an answer.
    """
    with _asking(folder), _unstopped():
        process = subprocess.Popen(  # noqa: S603 - as below
            [_GIT, *_PLAIN, *arguments],
            cwd=folder,
            env=_scrubbed() | _PLAINLY | dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=not asks,
            restore_signals=False,
        )
        try:
            out, err = process.communicate(timeout=patience)
        except BaseException as stopped:
            _end(process, with_session=not asks)
            if isinstance(stopped, subprocess.TimeoutExpired):
                raise GitTooSlowError from None
            raise
    return Ran(process.returncode, out, err.decode("utf-8", "replace"))


def _end(process: "subprocess.Popen[bytes]", *, with_session: bool) -> None:
    """End a git, with all that it has started where that is a session of its own."""
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        with suppress(OSError):
            if with_session and sys.platform != "win32":
                os.killpg(process.pid, number)
            else:
                process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_TO_END)
            break
    for pipe in (process.stdout, process.stderr):
        if pipe:
            pipe.close()


_TO_END = 3.0
"""Seconds for a git to tidy up in."""


def _run(
    folder: Path,
    arguments: Sequence[str],
    given: bytes,
    environment: Mapping[str, str],
    keep_open: tuple[int, ...] = (),
) -> Ran:
    with _asking(folder), _unstopped():
        ended = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            [_GIT, *arguments],
            cwd=folder,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
            pass_fds=keep_open,
            restore_signals=False,
        )
    return Ran(ended.returncode, ended.stdout, ended.stderr.decode("utf-8", "replace"))


def find_version(folder: Path) -> tuple[int, ...]:
    """Git's own version, () where it does not tell; raises GitMissingError."""
    words = run_git(folder, ["--version"]).out.decode("ascii", "replace").split()
    numbers = words[2].split(".") if len(words) > 2 else []  # noqa: PLR2004 - git version 2.34.1
    return tuple(int(number) for number in numbers[:3] if number.isdecimal())


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
    """Tell a missing git from a missing folder, and from one that cannot be started now."""
    try:
        yield
    except FileNotFoundError:
        if folder.is_dir():
            raise GitMissingError from None
        raise
    except OSError as error:
        raise GitError("启动不了 git", error.strerror or type(error).__name__) from None


@contextmanager
def _unstopped() -> Iterator[None]:
    """Let git be told that a file may not grow, which would stop it amid its work and leave locks.

    Python ignores SIGXFSZ and SIGPIPE, and so would whatever it starts. The latter is one of those
    for a moment that have a meaning to us, and hence their usual one to git and its hooks.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPIPE, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)


def ask_git(
    folder: Path,
    arguments: Sequence[str],
    what: str,
    *,
    given: bytes = b"",
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


def mark_words(words: str) -> str:
    """What was said, the lines of git and of the signing program marked as such, hooks' not."""
    lines = (f"{GIT_SAID}{x}" if x.startswith(_OF_GIT) else x for x in words.splitlines())
    return "\n".join(lines)


GIT_SAID = "git 的原话:"
_OF_GIT = ("error: ", "fatal: ", "warning: ", "gpg: ")


def _scrubbed() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(_KEPT)}
    return kept | {_STARTED_BY_US: "1"}
