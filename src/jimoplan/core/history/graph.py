"""The graph of commits: what led to what, and where lines of work parted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import heappop, heappush

from jimoplan.core.history.commits import Commit


class CommitGraph:
    """Commits, parents before children; a parent that is not among them is left out."""

    def __init__(self, commits: Iterable[Commit]) -> None:
        self.commits = {commit.id: commit for commit in commits}

    def parents(self, commit: str) -> list[str]:
        """The parents of a commit that are known."""
        return [parent for parent in self.commits[commit].parents if parent in self.commits]

    def first_parents(self, tip: str) -> Iterator[str]:
        """A commit and the line of first parents that led to it, the youngest first."""
        at: str | None = tip
        while at in self.commits:
            yield at
            at = next(iter(self.commits[at].parents), None)

    def ancestors(self, tip: str) -> set[str]:
        """A commit and all that led to it."""
        found: set[str] = set()
        ahead = [tip]
        while ahead:
            commit = ahead.pop()
            if commit not in found and commit in self.commits:
                found.add(commit)
                ahead += self.parents(commit)
        return found

    def apart(self, tips: Sequence[str]) -> set[str]:
        """What led to some of the commits, those included, but not to all of them."""
        led = Counter(commit for tip in tips for commit in self.ancestors(tip))
        return {commit for commit, count in led.items() if count < len(tips)}

    def bases(self, tips: Sequence[str]) -> list[str]:
        """The commits from which lines of work parted: what all come from, the youngest first.

        None of them leads to another one; there are several where lines have crossed.
        """
        everyone = (1 << len(tips)) - 1
        behind = 1 << len(tips)  # marks what leads to a base already found
        reached: dict[str, int] = {}
        queue: list[tuple[int, str]] = []
        for number, tip in enumerate(tips):
            self._reach(tip, 1 << number, reached, queue)
        found: list[str] = []
        while queue and any(reached[commit] < behind for _, commit in queue):
            _, commit = heappop(queue)
            marks = reached[commit]
            if marks == everyone:
                found.append(commit)
                marks |= behind
            for parent in self.parents(commit):
                self._reach(parent, marks, reached, queue)
        return found

    def partings(self, tips: Sequence[str]) -> list[list[str]]:
        """The bases of lines of work; after several the bases of these, and so on."""
        found: list[list[str]] = []
        while len(tips) > 1:
            tips = self.bases(tips)
            found += [tips] if tips else []
        return found

    def _reach(
        self, commit: str, marks: int, reached: dict[str, int], queue: list[tuple[int, str]]
    ) -> None:
        if commit not in reached:
            heappush(queue, (-self._ranks[commit], commit))
        reached[commit] = reached.get(commit, 0) | marks

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """Where each commit comes in the order; a parent comes before its children."""
        return {commit: rank for rank, commit in enumerate(self.commits)}
