"""A plan's repository: where it is, what HEAD and the index say of the plan, what is going on."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jimoplan.core.history.commits import Identity
from jimoplan.errors import JimoplanError
from jimoplan.git.process import GitError, GitMissingError, ask_git, first_line, run_git

_GOING_ON = (
    ("MERGE_HEAD", "合并"),
    ("rebase-merge", "变基(rebase)"),
    ("rebase-apply", "变基(rebase)"),
    ("CHERRY_PICK_HEAD", "拣选(cherry-pick)"),
    ("REVERT_HEAD", "还原(revert)"),
)


class Head(NamedTuple):
    """The commit at HEAD and the plan in it; None where there is none."""

    commit: str | None
    blob: str | None
    data: bytes


class Repository(NamedTuple):
    """A work tree that has the plan in it.

    `folder` is where git is run, `git_folder` the work tree's own git directory, `path` the plan's
    path from the top of the work tree, with slashes.
    """

    folder: Path
    git_folder: Path
    path: str

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

    def read_index(self) -> tuple[str, str] | None:
        """The mode and blob that the index has for the plan, None if it has not got it.

        Raises JimoplanError where a conflict is not resolved yet.
        """
        arguments = ["ls-files", "--stage", "-z", "--", self.name]
        out = ask_git(self.folder, arguments, "读不了 git 暂存区")
        entries = [entry.split(b"\t")[0].decode().split() for entry in out.split(b"\0") if entry]
        if any(stage != "0" for _, _, stage in entries):
            raise JimoplanError(f"{self.path} 有没有解决的合并冲突", "先解决冲突并提交,再运行一次")
        return (entries[0][0], entries[0][1]) if entries else None

    def store(self, data: bytes) -> str:
        """Store content as it is and return its id."""
        asked = ["hash-object", "-w", "--stdin"]
        return ask_git(self.folder, asked, "写不进 git 仓库", given=data).decode().strip()

    def identify(self, data: bytes) -> str:
        """The id that content has, or would have if it were stored."""
        asked = ["hash-object", "--stdin"]
        return ask_git(self.folder, asked, "读不了 git 仓库", given=data).decode().strip()

    def store_file(self) -> str:
        """Store the plan as git add would, line ends converted where that is set, for its id."""
        asked = ["hash-object", "-w", "--", self.name]
        return ask_git(self.folder, asked, "写不进 git 仓库").decode().strip()

    @property
    def name(self) -> str:
        """The plan's file name; git runs in its folder."""
        return self.path.rpartition("/")[2]

    def going_on(self) -> str | None:
        """Which of the longer undertakings of git is not finished, such as a merge."""
        found = (what for name, what in _GOING_ON if (self.git_folder / name).exists())
        return next(found, None)

    def branch(self) -> str | None:
        """The branch at HEAD, None where HEAD is detached."""
        ran = run_git(self.folder, ["symbolic-ref", "--quiet", "--short", "HEAD"])
        return ran.out.decode("utf-8", "replace").strip() or None

    def is_shallow(self) -> bool:
        """Whether earlier commits have not been fetched."""
        asked = ["rev-parse", "--is-shallow-repository"]
        return ask_git(self.folder, asked, "读不了 git 仓库").strip() == b"true"

    def tracks(self, name: str) -> bool:
        """Whether git keeps a file, named from the plan's folder."""
        return bool(ask_git(self.folder, ["ls-files", "-z", "--", name], "读不了 git 暂存区"))

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
    asked = ["rev-parse", "--is-inside-work-tree", "--absolute-git-dir", "--show-prefix"]
    try:
        ran = run_git(folder, asked)
    except GitMissingError:
        return None
    if ran.code:
        if "not a git repository" in ran.err:
            return None
        hint = " ".join(line.strip() for line in ran.err.strip().splitlines()[1:] if line.strip())
        raise GitError("git 不让用这个仓库", first_line(ran.err), f"git 的提示:{hint}")
    lines = ran.out.decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    if lines[0] != "true":
        return None
    if len(lines) != len(asked) - 1:
        raise GitError("路径里有换行,git 说不清", "", "给文件夹换一个名字")
    _, git_folder, prefix = lines
    return Repository(folder, Path(git_folder), f"{prefix}{plan.name}")


def find_identity(folder: Path) -> Identity | None:
    """Who commits from a folder by git's settings; None if they do not say or there is no git."""
    try:
        ran = run_git(folder, ["var", "GIT_AUTHOR_IDENT"])
    except GitMissingError:
        return None
    name, found, rest = ran.out.decode("utf-8", "replace").partition(" <")
    return Identity(name, rest.partition(">")[0]) if found and not ran.code else None


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
