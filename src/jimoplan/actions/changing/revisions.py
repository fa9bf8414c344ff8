"""The commits that changed a plan: whose they are, the text before and after, what came later."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from jimoplan.actions.plan.open import Reading, read_plan
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.diff import diff
from jimoplan.core.history.commits import Commit, Identity
from jimoplan.core.history.graph import CommitGraph
from jimoplan.core.history.revisions import Revisions
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import address_of
from jimoplan.git.history import History, read_history
from jimoplan.git.objects import ObjectReader

_AT_HAND = 64
"""How many texts are kept read."""


@dataclass(frozen=True)
class CommittedChange:
    """A commit that changed the plan, with the last text before it that has no errors, and its own.

    None stands for a text that has errors or is not there; the first has nothing before it. A merge
    is compared with what was there before it on its own line: all that it brought is its change.
    """

    commit: Commit
    text_before: Reading | None
    text_after: Reading | None
    is_first: bool

    @property
    def before(self) -> Plan | None:
        """The plan before the commit."""
        return self.text_before.plan if self.text_before else None

    @property
    def after(self) -> Plan | None:
        """The plan after the commit."""
        return self.text_after.plan if self.text_after else None

    @cached_property
    def changes(self) -> Changes:
        """What the commit changed of the plan; nothing where one of the two cannot be read."""
        return diff(self.before, self.after) if self.before and self.after else ()

    @property
    def is_merge(self) -> bool:
        """Whether the commit brought lines of work together."""
        return len(self.commit.parents) > 1

    def is_by(self, identity: Identity | None) -> bool:
        """Whether somebody made the change, and did not merely merge what others did."""
        same = identity and address_of(str(self.commit.author)) == address_of(str(identity))
        return bool(same) and not self.is_merge and not self.is_first


class ChangesOfPlan:
    """All that has led to HEAD, as far as it changed the plan; texts are read when asked for."""

    def __init__(self, objects: ObjectReader, reading: Reading) -> None:
        """What git has; nothing is read that says what the reading does."""
        self._objects, self._reading = objects, reading
        self._history: History = read_history(objects.repository)
        self._graph = CommitGraph(tuple(reversed(self._history.commits)))
        self._read = lru_cache(_AT_HAND)(self._read_text)
        texts = self._history.blobs
        self._revisions = Revisions(self._graph, texts, lambda blob: self._read(blob) is not None)

    def newest_first(self) -> Iterator[CommittedChange]:
        """Every commit that has another text than one of its parents."""
        blobs = self._history.blobs
        for commit in self._history.commits:
            before = [blobs[parent] for parent in self._graph.parents(commit.id)] or [None]
            if any(blob != blobs[commit.id] for blob in before):
                yield self.at(commit.id)

    def at(self, commit: str) -> CommittedChange:
        """What a commit changed; raises KeyError for one that has not led to HEAD."""
        revision = self._revisions.at(commit)
        before = self._read(revision.sides[0].text) if revision.sides else None
        after = self._read(revision.text) if revision.text else None
        return CommittedChange(revision.commit, before, after, revision.parents == {None})

    def has(self, commit: str) -> bool:
        """Whether a commit has led to HEAD."""
        return commit in self._graph.commits

    def later_than(self, commit: str) -> list[CommittedChange]:
        """The changes that whoever made a commit had not seen, merges left out, newest first."""
        seen = self._graph.ancestors(commit)
        found = (c for c in self.newest_first() if c.commit.id not in seen)
        return [change for change in found if not change.is_merge]

    def brought_by(self, merge: CommittedChange) -> list[CommittedChange]:
        """The changes of others' lines that a merge brought into its own, newest first."""
        parents = self._graph.parents(merge.commit.id)
        seen = self._graph.ancestors(parents[0]) | {merge.commit.id} if parents else set()
        mine = self._graph.ancestors(merge.commit.id) - seen
        return [change for change in map(self.at, mine) if change.changes]

    def _read_text(self, blob: str) -> Reading | None:
        data = self._objects.read(blob)
        return self._reading if data == self._reading.data else read_plan(data).reading
