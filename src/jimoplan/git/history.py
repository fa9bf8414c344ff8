"""A repository's commits, and which content the plan has in each, through renames and symlinks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from jimoplan.core.commits import BEIJING, Commit, Identity
from jimoplan.errors import UsageError
from jimoplan.git.process import GitError, ask_git, run_git
from jimoplan.git.repository import Repository

_FIELDS = ("%H", "%P", "%an", "%ae", "%at", "%cn", "%ce", "%ct", "%s", "%(trailers:only,unfold)")
_CANNOT_READ = "读不了提交历史"
_MOST_NAMES = 50
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
    if tips == ("HEAD",) and repository.read_objects(["HEAD"])[0][0] is None:
        return History((), {}, (repository.path,), frozenset())
    asked = [*_log("--date-order"), "--end-of-options", *tips, "--"]
    commits = _read_commits(repository, asked)
    cut = _cut_commits(repository) & {commit.id for commit in commits}
    names = [repository.path]
    tried: set[tuple[str, str]] = set()
    while True:
        blobs = _find_blobs(repository, commits, names)
        earlier = _find_earlier_name(repository, commits, blobs, names, tried)
        if earlier is None or len(names) >= _MOST_NAMES:
            _check_whole(repository, commits, blobs, names)
            return History(commits, blobs, tuple(names), cut)
        names.append(earlier)


def read_last_commits(repository: Repository, most: int) -> tuple[Commit, ...]:
    """So many commits on HEAD's own line that changed the plan under its name, newest first."""
    asked = [*_log("--first-parent", f"--max-count={most}"), "HEAD", "--", repository.name]
    return _read_commits(repository, asked)


def find_commit(repository: Repository, revision: str) -> str:
    """The id of the commit that a revision names; raises UsageError where there is none."""
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    ran = run_git(repository.folder, asked)
    lines = ran.out.decode("ascii", "replace").split()
    if ran.code or not lines:
        raise UsageError(
            f"git 里没有叫“{revision}”的版本", "写提交编号、分支、标签,或 HEAD~1 的样子"
        )
    return lines[-1]


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
    commit, parents, name, email, authored, by_name, by_email, committed, subject, trailers = fields
    return Commit(
        id=commit,
        parents=tuple(parents.split()),
        author=Identity(name, email),
        authored=_time(authored),
        committer=Identity(by_name, by_email),
        committed=_time(committed),
        subject=subject,
        trailers=tuple(_split_trailers(trailers)),
    )


def _split_trailers(text: str) -> Iterable[tuple[str, str]]:
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _time(seconds: str) -> datetime:
    """A time as git keeps it; what no calendar has is the beginning of time."""
    known = seconds.isdecimal() and len(seconds) <= len(str(_SECONDS)) and int(seconds) < _SECONDS
    return datetime.fromtimestamp(int(seconds) if known else 0, UTC).astimezone(BEIJING)


def _cut_commits(repository: Repository) -> frozenset[str]:
    """The commits at which a shallow clone ends."""
    if not repository.is_shallow():
        return frozenset()
    asked = ["rev-parse", "--path-format=absolute", "--git-path", "shallow"]
    path = ask_git(repository.folder, asked, _CANNOT_READ).decode("utf-8", "surrogateescape")
    with open(path.removesuffix("\n"), encoding="ascii", errors="replace") as file:  # noqa: PTH123
        return frozenset(file.read().split())


def _find_blobs(
    repository: Repository, commits: Sequence[Commit], names: Sequence[str]
) -> dict[str, str | None]:
    """The plan's content in each commit: what stands under the latest of its names there."""
    asked = [f"{commit.id}:{name}" for name in names for commit in commits]
    given = "".join(f"{name}\n" for name in asked).encode("utf-8", "surrogateescape")
    arguments = ["cat-file", "--batch-check=%(objectname) %(objecttype)", "--follow-symlinks"]
    out = ask_git(repository.folder, arguments, _CANNOT_READ, given=given)
    found = _split_checks(out, len(asked))
    blobs: dict[str, str | None] = {}
    for number, commit in enumerate(commits):
        under = (found[number + len(commits) * rank] for rank in range(len(names)))
        blobs[commit.id] = next(filter(None, under), None)
    return blobs


_ELSEWHERE = (b"dangling", b"symlink", b"loop", b"notdir")


def _split_checks(out: bytes, count: int) -> list[str | None]:
    """The blob's id of each answer; a symlink that leads nowhere comes with its target."""
    found: list[str | None] = []
    at = 0
    for _ in range(count):
        end = out.index(b"\n", at)
        words = out[at:end].split(b" ")
        at = end + 1
        if words[0] in _ELSEWHERE and words[-1].isdigit():
            at += int(words[-1]) + 1
            found.append(None)
        else:
            found.append(words[0].decode() if words[-1] == b"blob" else None)
    return found


def _check_whole(
    repository: Repository,
    commits: Sequence[Commit],
    blobs: Mapping[str, str | None],
    names: Sequence[str],
) -> None:
    """Raises GitError where a commit seems to be without plan because its content is lost."""
    doubtful = {commits[0].id} if commits and blobs[commits[0].id] is None else set()
    for commit in commits:
        for parent in set(commit.parents) & blobs.keys():
            if (blobs[parent] is None) != (blobs[commit.id] is None):
                doubtful.add(parent if blobs[parent] is None else commit.id)
    places = [(commit, *name.rpartition("/")[::2]) for commit in doubtful for name in names]
    trees = repository.read_objects([f"{commit}:{folder}" for commit, folder, _ in places])
    for (at, _, name), (_, tree) in zip(places, trees, strict=True):
        entry = rb"100(?:644|755|664) %b\0" % re.escape(name.encode("utf-8", "surrogateescape"))
        if tree and re.search(entry, tree):
            words = f"提交 {at[:9]} 里的计划内容丢失了"
            raise GitError("git 仓库不完整", words, "运行 git fsck 检查,从别处的克隆取回")


def _find_earlier_name(
    repository: Repository,
    commits: Sequence[Commit],
    blobs: Mapping[str, str | None],
    names: Sequence[str],
    tried: set[tuple[str, str]],
) -> str | None:
    """What the plan was called before the commits in which it appears, if it was called otherwise.

    A name that it had later goes before one it had earlier, so that a file made elsewhere and moved
    into its place is compared with what stood there. Pairs of commits are tried once.
    """
    for commit in commits:
        if blobs[commit.id] is None:
            continue
        for parent in commit.parents:
            pair = (parent, commit.id)
            if blobs.get(parent, "not fetched") is None and pair not in tried:
                tried.add(pair)
                name = _renamed_from(repository, *pair, names)
                if name and name not in names and "\n" not in name:
                    return name
    return None


def _renamed_from(
    repository: Repository, parent: str, commit: str, names: Sequence[str]
) -> str | None:
    asked = ["diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", parent, commit]
    out = ask_git(repository.folder, asked, _CANNOT_READ)
    fields = out.decode("utf-8", "surrogateescape").split("\0")
    renames = {new: old for old, new in zip(fields[1::3], fields[2::3], strict=False)}
    return next((renames[name] for name in names if name in renames), None)
