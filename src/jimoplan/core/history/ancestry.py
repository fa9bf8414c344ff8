"""What led to which commit, for whoever asks it of many."""

from collections.abc import Callable, Iterable

from jimoplan.core.history.graph import CommitGraph


class Ancestry:
    """For each commit all that led to it, as a bit for each commit of the graph."""

    def __init__(self, graph: CommitGraph) -> None:
        self._bits = {commit: 1 << rank for rank, commit in enumerate(graph.commits)}
        self._known: dict[str, int] = {}
        for commit, bit in self._bits.items():
            self._known[commit] = bit
            for parent in graph.parents(commit):
                self._known[commit] |= self._known[parent]

    def to(self, tips: Iterable[str]) -> Callable[[str], bool]:
        """Whether a commit is one of these or has led to one of them."""
        led = 0
        for tip in tips:
            led |= self._known[tip]
        return lambda commit: bool(led & self._bits.get(commit, 0))
