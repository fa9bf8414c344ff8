"""A new repository made from commits as values, the same ids wherever and whenever it is made.

`git fast-import` takes identities, times and contents as they are given: nothing is signed, no hook
runs, and no setting of the person's own has a say in what is stored.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jimoplan.core.history.commits import Identity
from jimoplan.git.process import ask_git


class NewCommit(NamedTuple):
    """A commit to be made: by whom, when, what it says, which files it writes or, as None, removes.

    It comes after the commit before it, or after the numbers in `parents`, counted from 0.
    """

    who: Identity
    at: datetime
    message: str
    files: Mapping[str, bytes | None]
    parents: tuple[int, ...] = ()


def begin_repository(folder: Path) -> None:
    """Make a repository without commits in an empty folder, where the branch will be main.

    Raises GitMissingError where there is no git, GitError where it refuses.
    """
    _ask(folder, "init", "--quiet", *_THE_SAME_EVERYWHERE)
    _ask(folder, "config", "--local", "core.autocrlf", "false")


def work_as(folder: Path, who: Identity) -> None:
    """Let commits from a repository be somebody's, by its own settings; raises GitError."""
    _ask(folder, "config", "--local", "user.name", who.name)
    _ask(folder, "config", "--local", "user.email", who.email)


def commit_files(folder: Path, files: Iterable[Path], message: str) -> str:
    """Commit new files and nothing else, by whoever works there; the commit's id.

    What is staged beside them stays staged. Raises GitError, with the words of a hook that refuses.
    """
    names = [str(file.absolute()) for file in files]
    ask_git(folder, ["add", "--", *names], "暂存不了")
    said = ["commit", "--quiet", "--only", "--message", message, "--", *names]
    ask_git(folder, said, "提交不了")
    return ask_git(folder, ["rev-parse", "--verify", "HEAD"], "读不了 git 仓库").decode().strip()


def import_commits(folder: Path, commits: Iterable[NewCommit]) -> str:
    """Put the commits into the repository and check the last one out; its id.

    Raises GitError.
    """
    stream = b"".join(part for commit in _stream(commits) for part in commit)
    _ask(folder, "fast-import", "--quiet", "--date-format=raw", given=stream)
    _ask(folder, "reset", "--quiet", "--hard", "main")
    return _ask(folder, "rev-parse", "--verify", "HEAD").decode().strip()


_THE_SAME_EVERYWHERE = ("--initial-branch=main", "--object-format=sha1", "--template=")
_WITHOUT_HOOKS = ("-c", f"core.hooksPath={os.devnull}")


def _ask(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    return ask_git(folder, [*_WITHOUT_HOOKS, *arguments], "建不了 git 仓库", given=given)


def _stream(commits: Iterable[NewCommit]) -> Iterator[tuple[bytes, ...]]:
    """What fast-import reads, see git-fast-import(1)."""
    for number, commit in enumerate(commits):
        by = f"{commit.who} {int(commit.at.timestamp())} {commit.at:%z}"
        first, *others = commit.parents or ((number - 1,) if number else (None,))
        yield (
            f"commit refs/heads/main\nmark :{number + 1}\n".encode(),
            f"author {by}\ncommitter {by}\n".encode(),
            _data(commit.message.encode()),
            b"" if first is None else f"from :{first + 1}\n".encode(),
            *(f"merge :{other + 1}\n".encode() for other in others if other is not None),
            *(_write(path, content) for path, content in commit.files.items()),
        )


def _write(path: str, content: bytes | None) -> bytes:
    if content is None:
        return f"D {path}\n".encode()
    return f"M 100644 inline {path}\n".encode() + _data(content)


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)
