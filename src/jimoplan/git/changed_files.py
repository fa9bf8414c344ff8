"""How files differ between commits: only those asked for, whatever else the commits changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jimoplan.core.audit.file_changes import FileChange, Pair
from jimoplan.git.process import ask_git
from jimoplan.git.repository import Repository

_CANNOT_READ = "读不了提交历史"
_MOST_ARGUMENTS = 16_000
"""Characters of paths for one process: Windows takes 32767 in all."""
_ORDINARY = "100"
"""How the mode of an ordinary file begins."""


def compare_commits(
    repository: Repository, pairs: Iterable[Pair], paths: Sequence[str], magic: str = "literal"
) -> dict[Pair, dict[str, FileChange]]:
    """How the files at some paths from the top, or below them, differ between commits.

    `magic` says how paths are meant; see gitglossary(7), pathspec. Pairs that do not differ there
    are left out. Raises GitError where git fails.
    """
    asked = list(dict.fromkeys(pairs))
    trees = _find_trees(repository, {commit for pair in asked for commit in pair})
    by_trees: dict[Pair, list[Pair]] = {}
    for old, new in asked:
        if trees[old] != trees[new]:
            by_trees.setdefault((trees[old], trees[new]), []).append((old, new))
    found: dict[Pair, dict[str, FileChange]] = {}
    for some in _split(paths) if by_trees else ():
        for each, change in _compare_trees(repository, by_trees, some, magic):
            for pair in by_trees[each]:
                found.setdefault(pair, {})[change.path] = change
    return found


def _find_trees(repository: Repository, commits: Iterable[str]) -> Mapping[str, str]:
    asked = sorted(commits)
    given = "".join(f"{commit}^{{tree}}\n" for commit in asked).encode()
    checked = ["cat-file", "--batch-check=%(objectname)"]
    out = ask_git(repository.folder, checked, _CANNOT_READ, given=given)
    return dict(zip(asked, out.decode().splitlines(), strict=True))


def _split(paths: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    for path in paths:
        if some and sum(map(len, some)) + len(path) > _MOST_ARGUMENTS:
            yield some
            some = []
        some.append(path)
    if some:
        yield some


def _compare_trees(
    repository: Repository, pairs: Iterable[Pair], paths: Sequence[str], magic: str
) -> Iterator[tuple[Pair, FileChange]]:
    given = "".join(f"{old} {new}\n" for old, new in pairs).encode()
    asked = ["diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--"]
    asked += (f":(top,{magic}){path}" for path in paths)
    by_magic = {"GIT_LITERAL_PATHSPECS": "0"}
    out = ask_git(repository.folder, asked, _CANNOT_READ, given=given, environment=by_magic)
    fields = out.decode("utf-8", "surrogateescape").split("\0")
    old = new = ""
    for at in range(0, len(fields) - 1, 2):
        *heads, entry = fields[at].split("\n")  # a pair that does not differ has a head alone
        if heads:
            old, new = heads[-1].split(" ")
        was, now, before, after, _ = entry.removeprefix(":").split(" ")
        change = FileChange(fields[at + 1], _content(was, before), _content(now, after))
        if change.before != change.after:
            yield (old, new), change


def _content(mode: str, blob: str) -> str | None:
    if mode.startswith(_ORDINARY):
        return blob
    return None if not int(mode, 8) else f"{mode} {blob}"
