"""Which content the plan has in each commit, through renames and symlinks."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jimoplan.core.history.commits import Commit
from jimoplan.core.history.graph import CommitGraph
from jimoplan.git.objects import FOLDER, split_tree
from jimoplan.git.process import GitError, ask_git
from jimoplan.git.repository import Repository

_CANNOT_READ = "读不了提交历史"
_MOST_ROUNDS = 50
_ORDINARY = (b"100644", b"100755", b"100664")


class Contents(NamedTuple):
    """The id of the plan's content by commit, None without it, and its paths, the latest first."""

    blobs: Mapping[str, str | None]
    names: tuple[str, ...]


def find_contents(repository: Repository, commits: Sequence[Commit]) -> Contents:
    """What the plan is in each commit, the commits given children before their parents.

    A path that it had later goes before one it had earlier, so that a file made elsewhere and moved
    into its place is compared with what stood there; an earlier path counts only before the plan
    was moved away from it. Raises GitError where git has lost a content.
    """
    graph = CommitGraph(reversed(commits))
    scopes = {repository.path: set(graph.commits)}
    known: dict[tuple[str, str], str | None] = {}
    tried: set[tuple[str, str]] = set()
    for _ in range(_MOST_ROUNDS):
        _look_up(repository, scopes, known)
        blobs = {commit: _first(known, commit, scopes) for commit in graph.commits}
        pairs = [pair for pair in _appearances(graph, blobs) if pair not in tried]
        tried.update(pairs)
        found = list(_trace(repository, pairs, scopes))
        for name, parent in found:
            scopes[name] = scopes.get(name, set()) | graph.ancestors(parent)
        if not found:
            break
    _check_whole(repository, graph, blobs, scopes)
    return Contents(blobs, tuple(scopes))


_Scopes = Mapping[str, set[str]]
"""By path of the plan, the commits in which it may stand for the plan."""


def _look_up(
    repository: Repository, scopes: _Scopes, known: dict[tuple[str, str], str | None]
) -> None:
    """Ask git for what is not known yet of the paths in their commits."""
    asked = [(c, name) for name, scope in scopes.items() for c in scope if (c, name) not in known]
    known.update(zip(asked, _ask_ids(repository, asked, "--follow-symlinks"), strict=True))


def _first(
    known: Mapping[tuple[str, str], str | None], commit: str, names: Iterable[str]
) -> str | None:
    return next(filter(None, (known.get((commit, name)) for name in names)), None)


def find_texts(repository: Repository, commits: Sequence[str]) -> list[str | None]:
    """The id of the plan's content under its present name in each commit, None where it has none.

    Links are followed, earlier names are not looked for.
    """
    return _ask_ids(repository, [(c, repository.path) for c in commits], "--follow-symlinks")


def find_entries(repository: Repository, commits: Sequence[str]) -> dict[str, str | None]:
    """What stands under the plan's own name in each commit, links not followed.

    That is the id of the file or of the link; None where there is neither.
    """
    places = [(commit, repository.path) for commit in commits]
    return dict(zip(commits, _ask_ids(repository, places), strict=True))


class Standing(NamedTuple):
    """What stands at a name in a commit: git's word for it, blob, tree or commit (a submodule)."""

    kind: str
    name: str


def find_standing(repository: Repository, commit: str) -> Standing | None:
    """What stands where the plan would in a commit, or else on the way to it; None for nothing."""
    steps = repository.path.split("/")
    names = ["/".join(steps[:many]) for many in range(1, len(steps) + 1)]
    asked = ["ls-tree", "-z", "--full-tree", commit, "--", *names]
    out = ask_git(repository.folder, asked, _CANNOT_READ).decode("utf-8", "surrogateescape")
    entries = (entry.partition("\t") for entry in out.split("\0") if entry)
    found = [Standing(facts.split(" ")[1], name) for facts, _, name in entries]
    return max(found, key=lambda each: len(each.name), default=None)


def _ask_ids(
    repository: Repository, places: Sequence[tuple[str, str]], *options: str
) -> list[str | None]:
    """The id of the blob at each path in a commit, None where there is none."""
    given = "".join(f"{commit}:{name}\n" for commit, name in places)
    asked = ["cat-file", "--batch-check=%(objectname) %(objecttype)", *options]
    data = given.encode("utf-8", "surrogateescape")
    return _split_checks(ask_git(repository.folder, asked, _CANNOT_READ, given=data), len(places))


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


def _appearances(graph: CommitGraph, blobs: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Parents without the plan, each with the child that has it."""
    for commit in reversed(graph.commits):
        if blobs[commit] is not None:
            yield from ((p, commit) for p in graph.parents(commit) if blobs[p] is None)


def _trace(
    repository: Repository, pairs: Iterable[tuple[str, str]], names: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """What the plan was called in those parents, where the child has it from there."""
    names = list(names)
    for parent, commit in pairs:
        source = _find_source(repository, parent, commit, names, ()) or _find_source(
            repository, parent, commit, names, sorted({_alike(name) for name in names})
        )
        if source and "\n" not in source:
            yield source, parent


def _find_source(
    repository: Repository, parent: str, commit: str, names: list[str], among: Sequence[str]
) -> str | None:
    """What the file of one of the names was called in a parent, looked for among such paths.

    Where so many files come and go at once that comparing them would take minutes, one whose
    content changed as well is found only among few.
    """
    asked = ["diff-tree", "-r", "-z", "-C", "-l1000", "--diff-filter=RC", "--name-status"]
    asked += [parent, commit, "--", *among]
    environment = {"GIT_LITERAL_PATHSPECS": "0"}
    out = ask_git(repository.top, asked, _CANNOT_READ, environment=environment)
    fields = out.decode("utf-8", "surrogateescape").split("\0")
    sources = dict(zip(fields[2::3], fields[1::3], strict=False))
    return next((sources[name] for name in names if name in sources), None)


def _alike(name: str) -> str:
    """The paths whose file names end as a name does."""
    suffix = posixpath.splitext(name)[1]
    return f":(top,glob)**/*{suffix}" if suffix.isascii() else ":/"


def _check_whole(
    repository: Repository, graph: CommitGraph, blobs: Mapping[str, str | None], scopes: _Scopes
) -> None:
    """Raises GitError where a commit seems to be without plan because something is lost."""
    tip = next(reversed(graph.commits), None)
    doubtful = {tip} if tip and blobs[tip] is None else set[str]()
    for commit in graph.commits:
        for parent in graph.parents(commit):
            if (blobs[parent] is None) != (blobs[commit] is None):
                doubtful.add(parent if blobs[parent] is None else commit)
    for commit in doubtful:
        for name in (name for name, scope in scopes.items() if commit in scope):
            if _is_lost(repository, commit, name):
                words = f"提交 {commit[:9]} 里的计划内容丢失了"
                raise GitError("git 仓库不完整", words, "运行 git fsck 检查,从别处的克隆取回")


def _is_lost(repository: Repository, commit: str, path: str) -> bool:
    """Whether a commit has a file at a path that git cannot give, or a folder on the way to it."""
    *folders, name = path.encode("utf-8", "surrogateescape").split(b"/")
    at = f"{commit}^{{tree}}"
    for part in (*folders, name):
        ((_, tree),) = repository.read_objects([at])
        if tree is None:
            return True
        entry = next((e for e in split_tree(tree, len(commit) // 2) if e.path == part), None)
        if entry is None or (part is not name and entry.mode != FOLDER):
            return False
        at = entry.id
    ((_, data),) = repository.read_objects([at])
    return data is None and entry is not None and entry.mode in _ORDINARY
