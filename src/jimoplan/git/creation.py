"""A new repository made from commits as values, the same ids wherever and whenever it is made.

`git fast-import` takes identities, times and contents as they are given: no hook runs, nothing is
signed, and no setting of the person's own has a say in what is stored.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jimoplan.core.commits import Identity
from jimoplan.git.process import ask_git

_WHAT = "建不了 git 仓库"


class NewCommit(NamedTuple):
    """A commit to be made: by whom, when, what it says, which files it writes.

    It comes after the commit before it, or after the numbers in `parents`, counted from 0.
    """

    who: Identity
    at: datetime
    message: str
    files: Mapping[str, bytes]
    parents: tuple[int, ...] = ()


def check_git(folder: Path) -> None:
    """Raises GitMissingError where there is no git."""
    ask_git(folder, ["--version"], _WHAT)


def create_repository(folder: Path, commits: Iterable[NewCommit]) -> str:
    """Make the repository in an empty folder, its files checked out; the id of the last commit.

    Raises GitError.
    """
    ask_git(folder, ["init", "--quiet", *_THE_SAME_EVERYWHERE], _WHAT)
    ask_git(folder, ["config", "--local", "core.autocrlf", "false"], _WHAT)
    stream = b"".join(part for commit in _stream(commits) for part in commit)
    ask_git(folder, ["fast-import", "--quiet", "--date-format=raw"], _WHAT, given=stream)
    ask_git(folder, [*_WITHOUT_HOOKS, "reset", "--quiet", "--hard", "main"], _WHAT)
    return ask_git(folder, ["rev-parse", "--verify", "HEAD"], _WHAT).decode().strip()


_THE_SAME_EVERYWHERE = ("--initial-branch=main", "--object-format=sha1", "--template=")
_WITHOUT_HOOKS = ("-c", f"core.hooksPath={os.devnull}")


def _stream(commits: Iterable[NewCommit]) -> Iterator[tuple[bytes, ...]]:
    for number, commit in enumerate(commits):
        by = f"{commit.who} {int(commit.at.timestamp())} {commit.at:%z}"
        first, *others = commit.parents or ((number - 1,) if number else (None,))
        lines = [f"author {by}", f"committer {by}"]
        yield (
            f"commit refs/heads/main\nmark :{number + 1}\n".encode(),
            "".join(f"{line}\n" for line in lines).encode(),
            _data(commit.message.encode()),
            b"" if first is None else f"from :{first + 1}\n".encode(),
            *(f"merge :{other + 1}\n".encode() for other in others),
            *(
                f"M 100644 inline {path}\n".encode() + _data(content)
                for path, content in commit.files.items()
            ),
        )


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)
