"""The last commits of a plan, one by one, with the text before and after each."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from jimoplan.actions.plan.open import Reading, read_plan
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.diff import diff
from jimoplan.core.history.commits import Commit
from jimoplan.core.history.graph import CommitGraph
from jimoplan.core.history.revisions import Revisions
from jimoplan.core.plan.model import Plan
from jimoplan.git.history import read_last_commits
from jimoplan.git.repository import Repository


class CommittedChange(NamedTuple):
    """A commit that changed the plan, with the last text before it that has no errors, and its own.

    None stands for a text that has errors or is not there; the first has nothing before it.
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

    @property
    def changes(self) -> Changes:
        """What the commit changed of the plan; nothing where one of the two cannot be read."""
        return diff(self.before, self.after) if self.before and self.after else ()


def last_changes(repository: Repository, most: int, reading: Reading) -> Iterator[CommittedChange]:
    """The last commits on HEAD's own line that changed the plan, at most so many, newest first.

    A merge is one change there: all that it brought. Nothing is read of what lies before them but
    the text that the earliest replaced, nor is a text read that is the reading's own.
    """
    commits = read_last_commits(repository, most)
    line = _as_line(commits)
    names = [f"{commit.id}:{repository.path}" for commit in line]
    contents = repository.read_objects(names) if names else []
    data = {blob: content for blob, content in contents if blob and content is not None}
    texts = {c.id: blob for c, (blob, _) in zip(line, contents, strict=True)}

    @cache
    def read(blob: str | None) -> Reading | None:
        content = data.get(blob or "")
        if content is None:
            return None
        return reading if content == reading.data else read_plan(content).reading

    revisions = Revisions(CommitGraph(line), texts, lambda blob: read(blob) is not None)
    for commit in commits:
        revision = revisions.at(commit.id)
        before = read(revision.sides[0].text) if revision.sides else None
        yield CommittedChange(commit, before, read(revision.text), revision.parents == {None})


def _as_line(commits: Sequence[Commit]) -> list[Commit]:
    """The commits, newest first, as one line: what the earliest replaced, and each after it."""
    line: list[Commit] = []
    for commit in reversed(commits):
        start = commit._replace(id=f"{commit.id}^", parents=())
        line = line or [start]
        line.append(commit._replace(parents=(line[-1].id,)))
    return line
