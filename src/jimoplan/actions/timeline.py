"""HEAD's own line of commits, and which of them stood on a day."""

from collections.abc import Iterable, Iterator
from datetime import date

from jimoplan.core.commits import Commit
from jimoplan.git.history import History


def own_line(history: History) -> Iterator[Commit]:
    """The commits with a plan in them from the tip on by their first parents, newest first."""
    commits = {commit.id: commit for commit in history.commits}
    commit: Commit | None = history.commits[0] if history.commits else None
    while commit:
        if history.blobs[commit.id]:
            yield commit
        commit = commits.get(commit.parents[0]) if commit.parents else None


def at_end_of(line: Iterable[Commit], day: date) -> Commit | None:
    """The last commit of a line, newest first, that was made by the end of a day in Beijing."""
    return next((commit for commit in line if commit.committed.date() <= day), None)


def before(line: Iterable[Commit], day: date) -> Commit | None:
    """The last commit of a line that was made before a day."""
    return next((commit for commit in line if commit.committed.date() < day), None)
