"""A plan's repository: where it is, what HEAD and the index say of the plan, what is going on."""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from jimoplan.core.history.commits import BEIJING, Identity
from jimoplan.git.process import GitError, GitMissingError, ask_git, first_line, run_git

TO_COMPLETE = "运行 jimoplan sync 取回全部历史(只取不送的,git fetch --unshallow)"
"""The remedy where a shallow clone has not got enough."""


class Undertaking(StrEnum):
    """One of the longer undertakings of git, in words."""

    MERGE = "合并"
    REBASE = "变基(rebase)"
    CHERRY_PICK = "拣选(cherry-pick)"
    REVERT = "还原(revert)"

    @property
    def carry_on(self) -> str:
        """The command that goes on with it once nothing is in its way."""
        return "git commit" if self is Undertaking.MERGE else f"git {self._command} --continue"

    @property
    def skip(self) -> str:
        """The command that goes on where nothing is left to commit, as a merge may be even so."""
        return self.carry_on if self is Undertaking.MERGE else f"git {self._command} --skip"

    @property
    def abandon(self) -> str:
        """The command that gives it up."""
        return f"git {self._command} --abort"

    @property
    def way_out(self) -> str:
        """How to end it either way, each command with what it does."""
        return (
            f"先做完它:有冲突的运行 jimoplan resolve 逐处取舍,再运行 {self.carry_on}(接着做完);"
            f"不做了,运行 {self.abandon}(回到{self}以前的样子)"
        )

    @property
    def _command(self) -> str:
        return self.name.lower().replace("_", "-")


_GOING_ON = (
    ("MERGE_HEAD", Undertaking.MERGE),
    ("rebase-merge", Undertaking.REBASE),
    ("rebase-apply", Undertaking.REBASE),
    ("CHERRY_PICK_HEAD", Undertaking.CHERRY_PICK),
    ("REVERT_HEAD", Undertaking.REVERT),
)


class Head(NamedTuple):
    """The commit at HEAD and the plan in it; None where there is none."""

    commit: str | None
    blob: str | None
    data: bytes


class Repository(NamedTuple):
    """A work tree that has the plan in it.

    `folder` is where git is run, `top` the top of the work tree, `git_folder` its git directory,
    `path` the plan's path from the top, with slashes.

    As it was when the repository was found: `branch`, the full name of the branch at HEAD, None
    where there is none; `has_commits`, whether there is a commit at HEAD; `is_shallow`, whether
    earlier commits have not been fetched.
    """

    folder: Path
    top: Path
    git_folder: Path
    path: str
    branch: str | None
    has_commits: bool
    is_shallow: bool

    def read_head(self) -> Head:
        """The plan as committed last."""
        wanted = ("HEAD", f"HEAD:{self.path}")
        (commit, _), (blob, data) = self.read_objects(wanted)
        return Head(commit, blob, data or b"")

    def read_objects(self, names: Sequence[str]) -> list[tuple[str | None, bytes | None]]:
        """The id and content of each object named, None for one that is not there."""
        given = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        out = ask_git(self.folder, ["cat-file", "--batch"], "读不了 git 仓库", given=given)
        return list(_split_batch(out, len(names)))

    def identify(self, data: bytes) -> str:
        """The id that content has, or would have if it were stored."""
        asked = ["hash-object", "--stdin"]
        return ask_git(self.folder, asked, "读不了 git 仓库", given=data).decode().strip()

    def store_file(self) -> str:
        """Store the plan as git add would, line ends converted where that is set, for its id."""
        asked = ["hash-object", "-w", "--", self.name]
        return ask_git(self.folder, asked, "写不进 git 仓库").decode().strip()

    def store(self, data: bytes) -> str:
        """Store what the plan is to be in the same way, for its id."""
        asked = ["hash-object", "-w", "--stdin", f"--path={self.name}"]
        return ask_git(self.folder, asked, "写不进 git 仓库", given=data).decode().strip()

    @property
    def name(self) -> str:
        """The plan's file name; git runs in its folder."""
        return self.path.rpartition("/")[2]

    def going_on(self) -> Undertaking | None:
        """Which of the longer undertakings of git is not finished, such as a merge."""
        found = (what for name, what in _GOING_ON if (self.git_folder / name).exists())
        return next(found, None)

    def is_detached(self) -> bool:
        """Whether HEAD is at no branch now."""
        return bool(run_git(self.folder, ["symbolic-ref", "--quiet", "HEAD"]).code)

    def tracks(self, name: str) -> bool:
        """Whether git keeps a file, named from the plan's folder."""
        return bool(ask_git(self.folder, ["ls-files", "-z", "--", name], "读不了 git 暂存区"))

    def leaves_out(self, name: str) -> bool:
        """Whether git keeps a file, but a sparse checkout leaves it out of the work tree."""
        asked = ["ls-files", "-t", "-z", "--", name]
        return ask_git(self.folder, asked, "读不了 git 暂存区").startswith(b"S ")

    def keeps_link(self) -> bool:
        """Whether what git keeps under the plan's name is a link."""
        entry = ask_git(
            self.folder, ["ls-files", "--stage", "-z", "--", self.name], "读不了 git 暂存区"
        )
        return entry.startswith(b"120000 ")

    def ignores(self, name: str) -> bool:
        """Whether git is told to ignore a file, named from the plan's folder."""
        given = os.fsencode(name) + b"\0"
        asked = ["check-ignore", "-z", "--stdin"]
        environment = {"GIT_LITERAL_PATHSPECS": "0"}  # which this one command does not take
        return run_git(self.folder, asked, given=given, environment=environment).code == 0


def find_repository(plan: Path) -> Repository | None:
    """The repository whose work tree holds a plan; None outside of any and where there is no git.

    Raises GitError where git will not look at the repository that is there.
    """
    folder = plan.parent
    try:
        ran = run_git(folder, ["rev-parse", *_WANTED])
    except GitMissingError:
        return None
    lines = ran.out.decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    if ran.code and not ran.out:
        _check_missing(folder, ran.err)
        return None
    if lines[0] != "true":
        return None
    if len(lines) != len(_WANTED) - 1:
        raise GitError("路径里有换行,git 说不清", "", "给文件夹换一个名字")
    _, git_folder, prefix, is_shallow, head = lines
    branch = head if head.startswith("refs/") else None
    return Repository(
        folder=folder,
        top=folder.parents[depth - 1] if (depth := prefix.count("/")) else folder,
        git_folder=Path(git_folder),
        path=f"{prefix}{plan.name}",
        branch=branch,
        has_commits=ran.code == 0,
        is_shallow=is_shallow == "true",
    )


_WANTED = (
    *("--is-inside-work-tree", "--absolute-git-dir", "--show-prefix", "--is-shallow-repository"),
    *("--symbolic-full-name", "HEAD"),  # the last: without commits, git answers all but this
)


def _check_missing(folder: Path, words: str) -> None:
    """Raises GitError where there is a repository and git will not look at it, or cannot."""
    if "not a git repository" not in words:
        hint = " ".join(line.strip() for line in words.strip().splitlines()[1:] if line.strip())
        raise GitError("git 不让用这个仓库", first_line(words), f"git 的提示:{hint}")
    above = (each / ".git" for each in (folder, *folder.parents))
    broken = next((each for each in above if (each / "objects").is_dir()), None)
    if broken and "GIT_CEILING_DIRECTORIES" not in os.environ:
        raise GitError(
            "git 认不出这里的仓库,.git 里的文件可能损坏了",
            first_line(words),
            f"看看 {broken} 里的 HEAD 和 config,或另外 git clone 一份,把改动搬过去",
        )


class Author(NamedTuple):
    """Who commits by git's settings, and the moment that git would write down, in Beijing."""

    identity: Identity
    at: datetime


def find_author(folder: Path) -> Author | None:
    """Who commits from a folder, and when; None if git's settings do not say, or without git."""
    try:
        ran = run_git(folder, ["var", "GIT_AUTHOR_IDENT"])
    except GitMissingError:
        return None
    name, found, rest = ran.out.decode("utf-8", "replace").partition(" <")
    email, _, moment = rest.rpartition("> ")
    if ran.code or not found:
        return None
    return Author(Identity(name, email), datetime.fromtimestamp(int(moment.split()[0]), BEIJING))


def _split_batch(out: bytes, count: int) -> Iterator[tuple[str | None, bytes | None]]:
    at = 0
    for _ in range(count):
        end = out.index(b"\n", at)
        words = out[at:end].split(b" ")
        at = end + 1
        if len(words) == 3 and words[2].isdigit():  # noqa: PLR2004 - id, type, size
            size = int(words[2])
            yield words[0].decode(), out[at : at + size]
            at += size + 1
        else:
            yield None, None
