"""The deeds of a plan's whole history, unit by unit, for whoever asks what led to a commit."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from jimoplan.core.audit.taking_back import Deed, Unit
from jimoplan.core.audit.trail import Trail


class Deeds:
    """What each commit did to each unit; found when it is first asked for, oldest first."""

    def __init__(self, trail: Trail, answering: Callable[[str], Sequence[str]]) -> None:
        """Take the trail and who answers for a commit, by its id."""
        self._trail = trail
        self._answering = answering
        self._on: dict[Unit, list[Deed]] | None = None
        self._by: dict[str, list[Deed]] = {}

    def on(self, unit: Unit) -> Sequence[Deed]:
        """The deeds on a unit, the oldest first."""
        if self._on is None:
            self._on = defaultdict(list)
            for commit in self._trail.graph.commits:
                if self._trail.touches(commit):
                    for deed in self.by(commit):
                        for each in deed.units:
                            self._on[each].append(deed)
        return self._on.get(unit, ())

    def by(self, commit: str) -> Sequence[Deed]:
        """The deeds of a commit, of a merge for each side."""
        if commit not in self._by:
            self._by[commit] = list(self._find(commit))
        return self._by[commit]

    def _find(self, commit: str) -> Iterator[Deed]:
        hands = frozenset(self._answering(commit))
        day = self._trail.graph.commits[commit].arrived
        for side in self._trail.step(commit).sides:
            if side.own:
                yield Deed(commit, hands, side.before, side.own, day=day)
            if side.brought:
                yield Deed(commit, hands, side.before, side.brought, brought=True, day=day)
