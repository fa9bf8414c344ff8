"""The last commits of a plan, one by one, with the text before and after each."""

from collections.abc import Iterator
from typing import NamedTuple

from jimoplan.actions.plan.workplace import Reading
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.diff import diff
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import Loaded, load_bytes
from jimoplan.git.history import read_last_commits
from jimoplan.git.repository import Repository


class Revision(NamedTuple):
    """A commit that changed the plan, and what the file said before and after it.

    None stands for a text that has errors or is not there; the first has nothing before it.
    """

    commit: Commit
    text_before: Loaded | None
    text_after: Loaded | None
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


def each_revision(repository: Repository, most: int, reading: Reading) -> Iterator[Revision]:
    """The commits on HEAD's own line that changed the plan, newest first.

    A text that is the one read already is not read again.
    """
    commits = read_last_commits(repository, most)
    path = repository.path
    names = [name for c in commits for name in (f"{c.id}:{path}", f"{c.id}^:{path}")]
    contents = [data for _, data in repository.read_objects(names)] if names else []
    known: dict[bytes, Loaded | None] = {reading.data: reading.loaded}
    for position, commit in enumerate(commits):
        after, before = contents[2 * position : 2 * position + 2]
        yield Revision(commit, _read(before, known), _read(after, known), before is None)


def _read(data: bytes | None, known: dict[bytes, Loaded | None]) -> Loaded | None:
    if data is None:
        return None
    if data not in known:
        loaded = load_bytes(data, with_advice=False)
        known[data] = None if loaded.has_errors else loaded
    return known[data]
