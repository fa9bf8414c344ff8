"""Git's own merge of texts, line by line, and whose commits are being merged."""

import os
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from jimoplan.git.objects import ObjectReader
from jimoplan.git.process import GitError, ask_git, first_line, run_git
from jimoplan.git.repository import Repository
from jimoplan.git.temporary import temporary_folder

_MOST_CONFLICTS = 127
_CANNOT_MERGE = "git 合并不了这些文字"
_COMMIT_ID = 40
_CANDIDATES = 20
_HEADS = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD")


class Favour(StrEnum):
    """What becomes of lines that both sides changed: markers, or one side's."""

    NEITHER = "neither"
    OURS = "ours"
    THEIRS = "theirs"


class Three(NamedTuple):
    """What a text was before it was changed on two sides, and what either made of it."""

    base: bytes
    ours: bytes
    theirs: bytes


class Stages(NamedTuple):
    """What an unmerged index has of a file: three versions, fewer where a side has not got it."""

    base: bytes | None = None
    ours: bytes | None = None
    theirs: bytes | None = None

    @property
    def is_unmerged(self) -> bool:
        """Whether there is any; an index with nothing to merge has none."""
        return any(data is not None for data in self)

    @property
    def three(self) -> Three | None:
        """The three to merge; None where a side has not got the file."""
        if self.ours is None or self.theirs is None:
            return None
        return Three(self.base or b"", self.ours, self.theirs)


class LineMerge(NamedTuple):
    """A text of three, and whether it has conflict markers in it."""

    data: bytes
    has_conflicts: bool


class NoTextError(GitError):
    """What was to be merged line by line is no text."""


def weave_lines(three: Three, favour: Favour = Favour.NEITHER, size: int = 7) -> LineMerge:
    """Merge line by line as git does without a driver.

    Raises NoTextError over what is no text, and GitError where git or its temporary files fail.
    """
    labels = ("-L", "我方", "-L", "原来", "-L", "对方")
    asked = ["-c", "merge.conflictStyle=merge", "merge-file", "--stdout", "--quiet"]
    asked += [] if favour is Favour.NEITHER else [f"--{favour}"]
    asked += [f"--marker-size={size}", *labels, "ours", "base", "theirs"]
    with temporary_folder() as folder:
        for side, data in zip(Three._fields, three, strict=True):
            (folder / side).write_bytes(data)
        ran = run_git(folder, asked)
    if not 0 <= ran.code <= _MOST_CONFLICTS:
        kind = NoTextError if "Cannot merge binary files" in ran.err else GitError
        raise kind(_CANNOT_MERGE, first_line(ran.err) or f"git 退出码 {ran.code}")
    return LineMerge(ran.out, ran.code > 0)


def merges_of_git(three: Three, *, with_base: bool) -> Iterator[bytes]:
    """What git writes of three texts where no driver is set up, in each way that it may have.

    Line by line as `git merge-file` does, then as `git merge`, which pairs lines in another way; a
    git that cannot do that alone (before 2.38) has none of the latter. `with_base` says that the
    base stands between the sides.
    """
    if not with_base:
        yield weave_lines(three).data
    stream = b"".join(
        b"commit refs/heads/%s\ncommitter a <a> 0 +0000\ndata 0\n%sM 644 inline f\ndata %d\n%s\n"
        % (name.encode(), b"" if name == "base" else b"from refs/heads/base\n", len(data), data)
        for name, data in zip(Three._fields, three, strict=True)
    )
    with temporary_folder() as folder:
        ask_git(folder, ["init", "--quiet", "--bare"], _CANNOT_MERGE)
        ask_git(folder, ["fast-import", "--quiet"], _CANNOT_MERGE, given=stream)
        for style in ("diff3", "zdiff3") if with_base else ("merge",):
            asked = ["-c", f"merge.conflictStyle={style}", "merge-tree", "--write-tree"]
            ran = run_git(folder, [*asked, "ours", "theirs"])
            tree = first_line(ran.out.decode("ascii", "replace"))
            if ran.code in {0, 1} and tree:
                yield ask_git(folder, ["cat-file", "blob", f"{tree}:f"], _CANNOT_MERGE)


def find_tips(
    repository: Repository, objects: ObjectReader, three: Three
) -> tuple[str | None, str | None]:
    """The commits being merged: HEAD if ours is what it has, and the one that has theirs.

    Git names that one in a file or variable, or else it is the latest with that very plan in it;
    None where nothing tells.
    """
    named = [*_HEADS, *_named_by_git(), *_next_in_sequence(repository)]
    theirs = next(_having(repository, objects, named, three.theirs), None)
    if theirs is None:
        asked = ["log", "--all", "-m", f"--max-count={_CANDIDATES}", "--format=%H"]
        asked += [f"--find-object={repository.identify(three.theirs)}", "--", repository.name]
        found = run_git(repository.folder, asked).out.decode().split()
        theirs = next(_having(repository, objects, found, three.theirs), None)
    return next(_having(repository, objects, ["HEAD"], three.ours), None), theirs


def read_merged(repository: Repository) -> tuple[str, ...]:
    """The commits that git is about to merge, HEAD first; none where it is not about to."""
    path = repository.git_folder / "MERGE_HEAD"
    heads = path.read_text("ascii", "replace").split() if path.is_file() else []
    head = repository.read_head().commit
    return (head, *heads) if head and heads else ()


def _having(
    repository: Repository, objects: ObjectReader, names: Iterable[str], data: bytes
) -> Iterator[str]:
    """The commits of those names whose plan is that very one."""
    for name in names:
        commit = objects.find(f"{name}^{{commit}}")
        plan = objects.find(f"{name}:{repository.path}") if commit else None
        if commit and plan and plan[1] == data:
            yield commit[0]


def _named_by_git() -> Iterator[str]:
    for variable in os.environ:
        commit = variable.removeprefix("GITHEAD_")
        if commit != variable and len(commit) >= _COMMIT_ID:
            yield commit.lower()


def _next_in_sequence(repository: Repository) -> Iterator[str]:
    """The commit at which a rebase or a series of picks has arrived."""
    for name, line in (("rebase-merge/done", -1), ("sequencer/todo", 0)):
        path = repository.git_folder / name
        lines = path.read_text("utf-8", "replace").split("\n") if path.is_file() else []
        words = [text.split() for text in lines if text.strip() and not text.startswith("#")]
        if words and len(words[line]) > 1:
            yield words[line][1]


def stage(repository: Repository) -> None:
    """Tell git that the plan in the work tree is what the merge comes to; raises GitError."""
    ask_git(repository.folder, ["add", "--", repository.name], "暂存不了计划文件")


def read_stages(repository: Repository) -> Stages:
    """The versions of the plan that an unmerged index has."""
    asked = [f":{number}:{repository.path}" for number in (1, 2, 3)]
    return Stages(*(data for _, data in repository.read_objects(asked)))


def is_as_ours(repository: Repository) -> bool:
    """Whether the plan in the work tree is our version in an unmerged index."""
    ((ours, _),) = repository.read_objects([f":2:{repository.path}"])
    return ours is not None and ours == repository.store_file()


def changes_nothing(repository: Repository) -> bool:
    """Whether a commit of the index would say what HEAD says."""
    return run_git(repository.folder, ["diff", "--cached", "--quiet", "HEAD"]).code == 0


def has_stash(repository: Repository) -> bool:
    """Whether something is stashed away."""
    asked = ["rev-parse", "--verify", "--quiet", "refs/stash"]
    return run_git(repository.folder, asked).code == 0
