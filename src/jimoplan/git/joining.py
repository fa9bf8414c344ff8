"""Two lines of commits joined beside the work tree, which then follows in one step or not at all.

The merge is made in a work tree of its own below .git, in which only the plan is checked out. What
is changed or staged in the person's own work tree is in nobody's way, and nothing of a merge that
is given up has to be taken back.
"""

import os
import re
import shlex
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from jimoplan.git.commit import CommitRefusedError
from jimoplan.git.config import find_hook
from jimoplan.git.merging import Favour
from jimoplan.git.process import GitError, Ran, ask_git, first_line, run_git, run_git_as_a_person
from jimoplan.git.repository import Repository, find_repository

_CANNOT_READ = "读不了 git 仓库"
_CANNOT_MERGE = "git 合并不了"
_BESIDE = "jimoplan-sync"
_SPARSE = ("-c", "core.sparseCheckout=true", "-c", "core.sparseCheckoutCone=false")
_NO_ENTRY = "0" * 40
_LINK = "120000"
_OURS, _THEIRS = "2", "3"
"""How an unmerged index numbers the two sides."""


class Distance(NamedTuple):
    """How many commits either of two has that the other has not."""

    ours: int
    theirs: int


def find_base(repository: Repository, ours: str, theirs: str) -> str | None:
    """The last commit that two have in common; None where they have none."""
    ran = run_git(repository.folder, ["merge-base", ours, theirs])
    return ran.out.decode("ascii").strip() or None


def measure(repository: Repository, ours: str, theirs: str) -> Distance:
    """How far two commits are apart."""
    asked = ["rev-list", "--left-right", "--count", f"{ours}...{theirs}", "--"]
    left, right = ask_git(repository.folder, asked, _CANNOT_READ).split()
    return Distance(int(left), int(right))


def count_commits(repository: Repository, new: str, old: str | None) -> int:
    """How many commits one has that another has not, merges left out."""
    asked = ["rev-list", "--count", "--no-merges", new, *([f"^{old}"] if old else []), "--"]
    return int(ask_git(repository.folder, asked, _CANNOT_READ))


def list_authors(repository: Repository, new: str, old: str | None) -> tuple[str, ...]:
    """Who made the commits that one has and another has not, the earliest first."""
    asked = ["log", "-z", "--no-merges", "--reverse", "--format=%an", "--no-show-signature"]
    asked += [new, *([f"^{old}"] if old else []), "--"]
    names = ask_git(repository.folder, asked, _CANNOT_READ).decode("utf-8", "replace").split("\0")
    return tuple(dict.fromkeys(name for name in names if name))


class Withdrawn(NamedTuple):
    """A commit that another repository had and has not any more."""

    subject: str
    author: str


def list_withdrawn(
    repository: Repository, tracking: str, ours: str, theirs: str
) -> tuple[Withdrawn, ...]:
    """The commits of ours that another branch has had, by git's log of it, and theirs has not.

    The latest first; none where nothing was noted down of that branch.
    """
    ran = run_git(repository.folder, ["merge-base", "--fork-point", tracking, ours])
    fork = ran.out.decode("ascii").strip()
    if not fork:
        return ()
    asked = ["log", "-z", "--no-merges", "--format=%s%n%an", "--no-show-signature"]
    entries = _names(ask_git(repository.folder, [*asked, fork, f"^{theirs}", "--"], _CANNOT_READ))
    return tuple(Withdrawn(*entry.rsplit("\n", 1)) for entry in entries)


def list_commits(repository: Repository, new: str, old: str) -> tuple[str, ...]:
    """The ids of the commits that one has and another has not."""
    asked = ["rev-list", new, f"^{old}", "--"]
    return tuple(ask_git(repository.folder, asked, _CANNOT_READ).decode("ascii").split())


def list_files(repository: Repository, old: str | None, new: str) -> tuple[str, ...]:
    """The files in which two commits differ, named from the top; without the one, all."""
    asked = [
        "diff-tree",
        "-r",
        "-z",
        "--name-only",
        "--no-renames",
        _begin(repository, old),
        new,
        "--",
    ]
    return _names(ask_git(repository.folder, asked, _CANNOT_READ))


def _begin(repository: Repository, old: str | None) -> str:
    """A commit, or without one the tree of nothing at all, which every git knows by its id."""
    asked = ["hash-object", "-t", "tree", "--stdin"]
    return old or ask_git(repository.folder, asked, _CANNOT_READ).decode("ascii").strip()


class Link(NamedTuple):
    """A link that a commit has: its name from the top, and what it says."""

    name: str
    target: str


def list_links(repository: Repository, old: str | None, new: str) -> Iterator[Link]:
    """The links that one commit has and another has not, or otherwise."""
    asked = [
        "diff-tree",
        "-r",
        "-z",
        "--no-renames",
        "--no-abbrev",
        _begin(repository, old),
        new,
        "--",
    ]
    fields = _names(ask_git(repository.folder, asked, _CANNOT_READ))
    entries = zip((facts.split(" ") for facts in fields[::2]), fields[1::2], strict=True)
    blobs = {name: facts[3] for facts, name in entries if facts[1] == _LINK}
    contents = repository.read_objects(list(blobs.values()))
    for name, (_, data) in zip(blobs, contents, strict=True):
        yield Link(name, (data or b"").decode("utf-8", "surrogateescape"))


def list_loose(repository: Repository) -> tuple[str, ...]:
    """The files that are changed, staged or not kept by git yet, named from the top."""
    asked = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all"]
    names = _names(ask_git(repository.top, asked, _CANNOT_READ))
    return tuple(name[3:] for name in names)


def list_untracked(repository: Repository, names: Iterable[str], commit: str) -> tuple[str, ...]:
    """What lies where files of those names are to be and a commit has not got, be it ignored.

    That is something of the very name, or a file where a folder is to be.
    """
    known = set(list_files(repository, None, commit))
    found: dict[str, None] = {}
    for name in names:
        steps = name.split("/")
        for at in range(1, len(steps)):
            above = "/".join(steps[:at])
            path = repository.top / above
            if above not in known and (path.is_symlink() or path.is_file()):
                found[above] = None
                break
        else:
            if name not in known and os.path.lexists(repository.top / name):
                found[name] = None
    return tuple(found)


class MergeCommit(NamedTuple):
    """A commit that joins others: who made it and on which day."""

    commit: str
    parents: tuple[str, ...]
    by: str
    day: str


def list_merges(repository: Repository, most: int) -> tuple[MergeCommit, ...]:
    """So many merges that have led to HEAD, the latest first."""
    asked = ["log", "-z", "--merges", f"--max-count={most}", "--no-show-signature"]
    asked += ["--date=format:%Y-%m-%d", "--format=%H%n%P%n%cd%n%an", "HEAD", "--"]
    entries = _names(ask_git(repository.folder, asked, _CANNOT_READ))
    fields = (entry.split("\n", 3) for entry in entries)
    return tuple(MergeCommit(c, tuple(p.split()), by, day) for c, p, day, by in fields)


def _names(out: bytes) -> tuple[str, ...]:
    return tuple(filter(None, out.decode("utf-8", "surrogateescape").split("\0")))


class SideTree(NamedTuple):
    """A work tree beside the person's own; `said` is what the merge driver had to say."""

    repository: Repository
    said: tuple[str, ...] = ()

    @property
    def plan(self) -> Path:
        """The plan's file in it."""
        return self.repository.top / self.repository.path


@contextmanager
def side_tree(
    repository: Repository, first: str, second: str, attributes: str
) -> Iterator[SideTree]:
    """A commit with a second merged into it, in a work tree that goes again; none is made yet.

    `attributes` is a line of .gitattributes that counts where no other says anything of the plan.
    Raises GitError where git cannot even begin.
    """
    folder = repository.git_folder / _BESIDE
    _clear_away(repository, folder)
    try:
        asked = ["worktree", "add", "--quiet", "--detach", "--no-checkout", str(folder), first]
        ask_git(repository.folder, asked, _CANNOT_MERGE)
        beside = _check_out(repository, folder)
        yield SideTree(beside, _merge(beside, second, attributes))
    finally:
        _clear_away(repository, folder)


def _clear_away(repository: Repository, folder: Path) -> None:
    if folder.exists():
        run_git(repository.folder, ["worktree", "remove", "--force", str(folder)])
        shutil.rmtree(folder, ignore_errors=True)
    run_git(repository.folder, ["worktree", "prune"])


def _check_out(repository: Repository, folder: Path) -> Repository:
    """The plan and the attributes alone, as the person's own repository that holds them."""
    depth = repository.path.count("/")
    inside = run_git(folder, ["rev-parse", "--absolute-git-dir"]).out
    git_folder = Path(inside.decode("utf-8", "surrogateescape").removesuffix("\n"))
    plan = re.sub(r"([*?\[\]\\!# ])", r"\\\1", repository.path)
    info = git_folder / "info"
    info.mkdir(exist_ok=True)
    (info / "sparse-checkout").write_bytes(
        f"/{plan}\n.gitattributes\n".encode("utf-8", "surrogateescape")
    )
    ask_git(folder, [*_SPARSE, "read-tree", "-m", "-u", "HEAD"], _CANNOT_MERGE)
    path = folder / repository.path
    path.parent.mkdir(parents=True, exist_ok=True)
    found = find_repository(path)
    if found is None or found.path.count("/") != depth:
        raise GitError(_CANNOT_MERGE, "")
    return found


def _merge(beside: Repository, second: str, attributes: str) -> tuple[str, ...]:
    """Merge, and what was said about the plan; raises GitError where git does not even begin."""
    usual = beside.git_folder / "info" / "jimoplan-attributes"
    usual.write_bytes(f"{attributes}\n".encode("utf-8", "surrogateescape"))
    asked = [*_SPARSE, "-c", f"core.attributesFile={usual}", "-c", "merge.conflictStyle=merge"]
    asked += ["-c", "rerere.enabled=false", "merge", "--no-ff", "--no-commit", "--quiet", second]
    ran = run_git(beside.top, asked)
    if ran.code and not list_unmerged(beside):
        raise GitError(_CANNOT_MERGE, first_line(ran.err) or f"git 退出码 {ran.code}")
    return tuple(line for line in ran.err.splitlines() if line.startswith(beside.path))


def list_unmerged(beside: Repository) -> dict[str, Favour | None]:
    """The files over which the two sides are in conflict, named from the top.

    Each with the side that has not got it any more, if one has not.
    """
    out = ask_git(beside.top, ["ls-files", "--unmerged", "-z"], _CANNOT_READ)
    stages: dict[str, set[str]] = {}
    for entry in _names(out):
        facts, _, name = entry.partition("\t")
        stages.setdefault(name, set()).add(facts[-1])
    gone = {_OURS: Favour.OURS, _THEIRS: Favour.THEIRS}
    return {
        name: next((side for stage, side in gone.items() if stage not in having), None)
        for name, having in stages.items()
    }


def keep_side(beside: Repository, name: str, side: Favour) -> None:
    """Settle a file in conflict: all of it as one side has it, gone where that has removed it."""
    out = ask_git(beside.top, ["ls-files", "--unmerged", "-z", "--", name], _CANNOT_READ)
    wanted = _OURS if side is Favour.OURS else _THEIRS
    lines = [f"0 {_NO_ENTRY}\t{name}\0"]
    for entry in _names(out):
        mode, blob, stage = entry.partition("\t")[0].split(" ")
        lines += [f"{mode} {blob}\t{name}\0"] if stage == wanted else []
    given = "".join(lines).encode("utf-8", "surrogateescape")
    ask_git(beside.top, ["update-index", "-z", "--index-info"], _CANNOT_MERGE, given=given)


def conclude(beside: Repository, message: str) -> str:
    """Commit the merge, with hooks and signing as a person has them; its id.

    Raises CommitRefusedError with the words of whoever refuses.
    """
    if hook := find_hook(beside, "pre-merge-commit"):
        alias = f"alias.jimoplan-hook=!{shlex.quote(hook.as_posix())}"
        _ask_as_a_person(beside, ["-c", alias, "jimoplan-hook"], b"")
    asked = ["commit", "--quiet", "--file=-", "--cleanup=verbatim"]
    _ask_as_a_person(beside, asked, message.encode("utf-8"))
    return head_of(beside)


def _ask_as_a_person(beside: Repository, asked: list[str], given: bytes) -> None:
    ran: Ran = run_git_as_a_person(beside.top, asked, given=given, environment={})
    if ran.code:
        words = f"{ran.err}\n{ran.out.decode('utf-8', 'replace')}".strip()
        raise CommitRefusedError(words)


def head_of(repository: Repository) -> str:
    """The commit at HEAD now; raises GitError."""
    asked = ["rev-parse", "--verify", "HEAD^{commit}"]
    return ask_git(repository.folder, asked, _CANNOT_READ).decode("ascii").strip()


def follow(repository: Repository, commit: str) -> bool:
    """Bring branch, index and work tree to a commit that has HEAD behind it, or change nothing.

    What is changed or staged otherwise stays as it is. False where HEAD is not behind it any more;
    raises GitError where git refuses.
    """
    ran = run_git(repository.top, ["merge", "--ff-only", "--quiet", commit])
    if ran.code == 0:
        return True
    if measure(repository, "HEAD", commit).ours:
        return False
    words = first_line(ran.err)
    raise GitError("收到的改动放不进工作区,什么都没有动", f"git 的原话:{words}" if words else "")
