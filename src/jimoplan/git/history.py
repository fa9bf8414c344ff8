"""A repository's commits, and which content the plan has in each, through renames and symlinks."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from jimoplan.core.history.commits import BEIJING, Commit, Identity, read_lines
from jimoplan.errors import UsageError
from jimoplan.git.contents import find_contents
from jimoplan.git.process import ask_git, run_git
from jimoplan.git.repository import TO_COMPLETE, Repository

_FIELDS = ("%H", "%P", "%an", "%ae", "%at", "%cn", "%ce", "%ct", "%s", "%B")
_CANNOT_READ = "读不了提交历史"
_SECONDS = 253402214400  # the year 10000, which no calendar here knows


class History(NamedTuple):
    """Commits, children before their parents, and the id of the plan's content in each.

    `blobs` has None for a commit without the plan. `names` are the paths the plan has had, the
    latest first. `cut` are the commits whose parents have not been fetched, in a shallow clone.
    """

    commits: tuple[Commit, ...]
    blobs: Mapping[str, str | None]
    names: tuple[str, ...]
    cut: frozenset[str]


def read_history(repository: Repository, tips: Sequence[str] = ("HEAD",)) -> History:
    """All that has led to some revisions, which must exist; nothing for a HEAD without commits.

    Raises GitError where git has lost a content.
    """
    if tips == ("HEAD",) and not repository.has_commits:
        return History((), {}, (repository.path,), frozenset())
    asked = [*_log("--date-order"), "--end-of-options", *tips, "--"]
    commits = _read_commits(repository, asked)
    cut = _cut_commits(repository) & {commit.id for commit in commits}
    contents = find_contents(repository, commits)
    return History(commits, contents.blobs, contents.names, cut)


def read_own_line(repository: Repository, most: int = -1) -> list[tuple[str, datetime]]:
    """The ids and times of so many commits on HEAD's own line, newest first; -1 for all of them."""
    asked = ["rev-list", "--first-parent", "--timestamp", f"--max-count={most}", "HEAD", "--"]
    lines = ask_git(repository.folder, asked, _CANNOT_READ).decode("ascii").splitlines()
    pairs = (line.split(" ") for line in lines)
    return [(commit, _time(seconds)) for seconds, commit in pairs]


def read_last_commits(repository: Repository, most: int, tip: str = "HEAD") -> tuple[Commit, ...]:
    """So many commits on a tip's own line that changed the plan under its name, newest first."""
    asked = [*_log("--first-parent", f"--max-count={most}"), tip, "--", repository.name]
    return _read_commits(repository, asked)


def read_touching(repository: Repository, tip: str, most: int) -> tuple[Commit, ...]:
    """So many commits up to a revision that changed the plan under its name, newest first."""
    asked = [*_log("--date-order", f"--max-count={most}"), "--end-of-options", tip]
    return _read_commits(repository, [*asked, "--", repository.name])


def read_saying(repository: Repository, line: str) -> tuple[Commit, ...]:
    """The commits up to HEAD whose message has a line of that name, newest first."""
    if not repository.has_commits:
        return ()
    named = ("--extended-regexp", "--regexp-ignore-case", f"--grep=^[ \t]*{line}[ \t]*:")
    return _read_commits(repository, [*_log(*named), "--end-of-options", "HEAD", "--"])


def find_commit(repository: Repository, revision: str) -> str:
    """The id of the commit that a revision names; raises UsageError where there is none."""
    asked = [
        "-c",
        "core.warnAmbiguousRefs=true",
        "rev-parse",
        "--verify",
        "--end-of-options",
        f"{revision}^{{commit}}",
    ]
    ran = run_git(repository.folder, asked)
    named = ran.out.decode("ascii", "replace").strip()
    if "is ambiguous" in ran.err:
        raise UsageError(
            f"“{revision}”既是分支又是标签,说不清是哪一个", "写全名,如 refs/heads/main"
        )
    if ran.code or not re.fullmatch("[0-9a-f]{40,64}", named):
        remedy = "写提交编号、分支、标签,或 HEAD~1 的样子"
        shallow = f";这是浅克隆,没有取下来的,先{TO_COMPLETE}"
        raise UsageError(
            f"git 里没有叫“{revision}”的版本",
            remedy + (shallow if repository.is_shallow else ""),
        )
    return named


def _log(*options: str) -> list[str]:
    form = "%x00".join(_FIELDS)
    fixed = ("--encoding=UTF-8", "--no-show-signature", f"--format={form}")
    return ["log", "-z", *options, *fixed]


def _read_commits(repository: Repository, asked: Sequence[str]) -> tuple[Commit, ...]:
    out = ask_git(repository.folder, asked, _CANNOT_READ)
    fields = out.decode("utf-8", "replace").split("\0")
    size = len(_FIELDS)
    return tuple(_commit(fields[at : at + size]) for at in range(0, len(fields) - size + 1, size))


def _commit(fields: Sequence[str]) -> Commit:
    commit, parents, name, email, authored, by_name, by_email, committed, subject, message = fields
    return Commit(
        id=commit,
        parents=tuple(parents.split()),
        author=Identity(name, email),
        authored=_time(authored),
        committer=Identity(by_name, by_email),
        committed=_time(committed),
        subject=subject,
        said=tuple(read_lines(message)),
    )


def _time(seconds: str) -> datetime:
    """A time as git keeps it; what no calendar has is the beginning of time."""
    known = seconds.isdecimal() and len(seconds) <= len(str(_SECONDS)) and int(seconds) < _SECONDS
    return datetime.fromtimestamp(int(seconds) if known else 0, UTC).astimezone(BEIJING)


def _cut_commits(repository: Repository) -> frozenset[str]:
    """The commits at which a shallow clone ends."""
    if not repository.is_shallow:
        return frozenset()
    asked = ["rev-parse", "--path-format=absolute", "--git-path", "shallow"]
    path = ask_git(repository.folder, asked, _CANNOT_READ).decode("utf-8", "surrogateescape")
    with open(path.removesuffix("\n"), encoding="ascii", errors="replace") as file:  # noqa: PTH123
        return frozenset(file.read().split())
