"""What commits changed of files beside the plan, and what of that a merge did itself."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, Protocol

from jimoplan.core.history.graph import CommitGraph


class FileChange(NamedTuple):
    """A file that a commit has otherwise than another one, by the ids of its content.

    None stands for no file; what is no ordinary file has an id that no content has.
    """

    path: str
    before: str | None
    after: str | None


Pair = tuple[str, str]
"""Two commits, the earlier one first."""

Changed = Mapping[Pair, dict[str, FileChange]]
"""By two commits, how files differ between them, by their paths; nothing for those that do not."""


class Files(Protocol):
    """What git has of files, by their paths from the top."""

    def compare(self, pairs: Iterable[Pair], paths: Iterable[str]) -> Changed:
        """How the files at some paths, or in folders there, differ between commits."""

    def guards(self, pairs: Iterable[Pair]) -> Changed:
        """The same of the files that guard the plan, wherever they lie."""

    def places_of(self, name: str) -> tuple[str, ...]:
        """Where a file may lie that the plan names from its own folder."""

    def content_at(self, commit: str, path: str) -> str | None:
        """The id of the file at a path."""

    def find(self, commit: str, content: str) -> str | None:
        """A path where a commit has a content."""

    def merge(self, base: str, ours: str, theirs: str) -> str | None:
        """The id of what git makes of three contents by itself; None where it asks."""


class FileChanges:
    """The changes of some files by commit and parent; of a merge, those that it made itself."""

    def __init__(self, graph: CommitGraph, files: Files, found: Changed) -> None:
        self._graph = graph
        self._files = files
        self._found = found
        self._own: dict[str, frozenset[str]] = {}

    def beside(self, commit: str, other: str) -> dict[str, FileChange]:
        """What a commit has otherwise than a parent of it, or another commit compared with it."""
        return self._found.get((other, commit), {})

    def own(self, commit: str) -> frozenset[str]:
        """The paths that a commit changed itself; a merge does not merely bring its sides there."""
        if commit not in self._own:
            parents = self._graph.parents(commit)
            now = {p: c.after for parent in parents for p, c in self.beside(commit, parent).items()}
            merges = len(parents) > 1
            self._own[commit] = frozenset(
                path
                for path in now
                if not (merges and self._is_merged(commit, parents, path, now[path]))
            )
        return self._own[commit]

    def _is_merged(self, commit: str, parents: list[str], path: str, now: str | None) -> bool:
        """Whether a merge has at a path what its sides come to."""
        sides = {self.value(parent, commit, path, now) for parent in parents}
        common = self.common(parents, commit, path, now)
        return any(self._come_to(base, sides) == (now,) for base in common)

    def common(
        self, tips: Sequence[str], commit: str, path: str, now: str | None
    ) -> set[str | None]:
        """What lines of work have in common at a path where a commit has something now.

        That is what stood there where they parted; where they crossed, what merging what stood in
        these places comes to, or any of it where that takes a person.
        """
        found: set[str | None] = set()
        for level in reversed(self._graph.partings(tips)):
            values = {self.value(base, commit, path, now) for base in level}
            merged = {each for base in found for each in self._come_to(base, values)}
            found = merged or values
        return found

    def value(self, other: str, commit: str, path: str, now: str | None) -> str | None:
        """What another commit has at a path where a commit has something now."""
        change = self.beside(commit, other).get(path)
        return change.before if change else now

    def _come_to(self, base: str | None, sides: set[str | None]) -> tuple[str | None, ...]:
        """What the sides of a merge come to, nothing where that takes a person."""
        changed = sorted(sides - {base}, key=str)
        if len(changed) < 2:  # noqa: PLR2004 - two that differ
            return (*changed, base)[:1]
        ours, theirs, *others = changed
        if others or not (base and ours and theirs):
            return ()
        merged = self._files.merge(base, ours, theirs)
        return (merged,) if merged else ()


def pairs_of(graph: CommitGraph, commits: Iterable[str]) -> list[Pair]:
    """What to compare to know what commits did: their parents, and where a merge's sides parted."""
    pairs: list[Pair] = []
    for commit in commits:
        parents = graph.parents(commit)
        bases = chain.from_iterable(graph.partings(parents))
        pairs += ((other, commit) for other in dict.fromkeys((*parents, *bases)))
    return pairs
