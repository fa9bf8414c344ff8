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
from jimoplan.git.history import History, read_history
from jimoplan.git.objects import ObjectReader

UNDO = "Plan-Undo"
"""The trailer that names the commit which is taken back."""

_AT_HAND = 64
"""How many texts are kept read."""


@dataclass(frozen=True)
class CommittedChange:
    """A commit that changed the plan, with the last text before it that has no errors, and its own.

    None stands for a text that has errors or is not there. A merge is compared with what was there
    before it on its own line: all that it brought is its change. `touches` tells a commit that has
    another text from one that left the file alone.
    """

    commit: Commit
    text_before: Reading | None
    text_after: Reading | None
    touches: bool

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

    def newest_first(self) -> Iterator[Commit]:
        """Every commit that has another text than one of its parents; no text is read for it."""
        blobs = self._history.blobs
        for commit in self._history.commits:
            before = [blobs[parent] for parent in self._graph.parents(commit.id)] or [None]
            if any(blob != blobs[commit.id] for blob in before):
                yield commit

    def at(self, commit: str) -> CommittedChange:
        """What a commit changed; raises KeyError for one that has not led to HEAD."""
        revision = self._revisions.at(commit)
        before = self._read(revision.sides[0].text) if revision.sides else None
        after = self._read(revision.text) if revision.text else None
        return CommittedChange(revision.commit, before, after, revision.touches)

    def has(self, commit: str) -> bool:
        """Whether a commit has led to HEAD."""
        return commit in self._graph.commits

    def made_by(self, identity: Identity) -> Iterator[CommittedChange]:
        """What somebody has changed of the plan and not taken back since, newest first.

        What others have changed and somebody merged is not theirs. A change that they took back is
        represented by its undoing, which is a change of their own; and so is what that undid.
        """
        undone: set[str] = set()
        for commit in self.newest_first():
            if commit.is_merge or not commit.is_by(identity):
                continue
            undone.update(commit.values_of(UNDO))
            if commit.id not in undone and (change := self.at(commit.id)).changes:
                yield change

    def later_than(self, commit: str) -> Iterator[tuple[Commit, Changes]]:
        """The changes that whoever made a commit had not seen, merges left out, newest first.

        What has been taken back since, and its taking back, come to nothing.
        """
        seen = self._graph.ancestors(commit)
        undone: set[str] = set()
        for later in self.newest_first():
            if later.id in seen or later.is_merge or later.id in undone:
                continue
            targets = later.values_of(UNDO)
            if targets and seen.isdisjoint(targets):
                undone.update(targets)
            else:
                yield later, self.at(later.id).changes

    def brought_by(self, merge: Commit) -> Iterator[tuple[Commit, Changes]]:
        """The changes of others' lines that a merge brought into its own, newest first."""
        parents = self._graph.parents(merge.id)
        seen = self._graph.ancestors(parents[0]) | {merge.id} if parents else set()
        brought = self._graph.ancestors(merge.id) - seen
        for commit in self.newest_first():
            if commit.id in brought and not commit.is_merge:
                yield commit, self.at(commit.id).changes

    def _read_text(self, blob: str) -> Reading | None:
        data = self._objects.read(blob)
        return self._reading if data == self._reading.data else read_plan(data).reading
