"""The revisions of a plan: what it said before and after each commit, on every line of work."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jimoplan.core.history.commits import Commit
from jimoplan.core.history.graph import CommitGraph


class Side(NamedTuple):
    """A plan that led to a commit: the commit that had it, and the id of its text."""

    commit: str
    text: str


Partings = tuple[tuple[str, ...], ...]
"""The texts at which lines of work parted; where lines crossed these are several.

After several come those at which they parted in turn, and so on. Nothing where there are none.
"""


class Revision(NamedTuple):
    """A commit with the plan before and after it, all by the ids of their texts.

    `text` is what the commit has, `parents` what its parents have, None for no plan. `sides` are
    the last readable plans that led to it: one, or several where lines of work come together.
    `partings` are the readable plans at which those parted.
    """

    commit: Commit
    text: str | None
    parents: frozenset[str | None]
    sides: tuple[Side, ...]
    partings: Partings

    @property
    def touches(self) -> bool:
        """Whether the commit has something else for the plan than one of its parents."""
        return self.parents != {self.text}


class Revisions:
    """The one walk through the history of a plan, by the ids of its texts.

    A text that cannot be read is looked through: the plans before it stand for it, so that the next
    readable text is compared with the last one on every line of work that led to it.
    """

    def __init__(
        self,
        graph: CommitGraph,
        texts: Mapping[str, str | None],
        is_readable: Callable[[str], bool],
    ) -> None:
        """Take the id of the plan's text by commit, and who can say whether a text can be read."""
        self.graph = graph
        self._texts = texts
        self._is_readable = is_readable
        self._known: dict[str, tuple[Side, ...]] = {}

    def __iter__(self) -> Iterator[Revision]:
        """Every commit, parents before their children."""
        return map(self.at, self.graph.commits)

    def at(self, commit: str) -> Revision:
        """What a commit has for the plan, and what led to it."""
        parents = self.graph.parents(commit)
        sides, partings = self.unite(parents)
        texts = frozenset(self._texts[parent] for parent in parents) or frozenset({None})
        return Revision(self.graph.commits[commit], self._texts[commit], texts, sides, partings)

    def unite(self, commits: Sequence[str]) -> tuple[tuple[Side, ...], Partings]:
        """The last readable plans of some commits, and the texts at which those parted."""
        sides = self._unite(commits)
        return sides, tuple(self._find_partings(sides))

    def last_readable(self, commit: str) -> tuple[Side, ...]:
        """The plan at a commit, or the last readable ones before it, none of them twice."""
        ahead = [commit]
        while ahead:
            at = ahead[-1]
            text = self._texts[at]
            if at in self._known:
                ahead.pop()
            elif text and self._is_readable(text):
                self._known[at] = (Side(at, text),)
            elif unknown := [p for p in self.graph.parents(at) if p not in self._known]:
                ahead += unknown
            else:
                self._known[at] = self._unite(self.graph.parents(at))
        return self._known[commit]

    def _unite(self, commits: Sequence[str]) -> tuple[Side, ...]:
        """The last readable plans of several commits, the first of those with the same text."""
        found: dict[str, Side] = {}
        for commit in commits:
            for side in self.last_readable(commit):
                found.setdefault(side.text, side)
        return tuple(found.values())

    def _find_partings(self, sides: tuple[Side, ...]) -> Iterator[tuple[str, ...]]:
        while len(sides) > 1:  # each time they are older: what all come from is none of several
            sides = self._unite(self.graph.bases([side.commit for side in sides]))
            if sides:
                yield tuple(side.text for side in sides)
