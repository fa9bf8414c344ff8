"""HEAD's own line of commits, and which of them stood on a day."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from jimoplan.core.commits import Commit
from jimoplan.git.history import History


def own_line(history: History) -> Iterator[Commit]:
    """The commits with a plan in them from the tip on by their first parents, newest first.

    They come in the order of time: where clocks were wrong, a commit that does not fit in with most
    others has the time of the one before it that does.
    """
    line = list(_by_first_parents(history))[::-1]
    fitting = _longest_in_order([commit.committed.timestamp() for commit in line])
    ordered: list[Commit] = []
    time = line[min(fitting)].committed if fitting else None
    for place, commit in enumerate(line):
        time = commit.committed if place in fitting or time is None else time
        ordered.append(commit._replace(committed=time))
    return (commit for commit in reversed(ordered) if history.blobs[commit.id])


def removed_before(history: History, day: date) -> Commit | None:
    """The commit without a plan that stood at the end of a day, although there was one before."""
    line = list(_by_first_parents(history))
    at = next((i for i, commit in enumerate(line) if commit.committed.date() <= day), len(line))
    had_one = any(history.blobs[commit.id] for commit in line[at:])
    if not had_one or history.blobs[line[at].id]:
        return None
    while history.blobs[line[at + 1].id] is None:
        at += 1
    return line[at]


def at_end_of(line: Iterable[Commit], day: date) -> Commit | None:
    """The last commit of a line, newest first, that was made by the end of a day in Beijing."""
    return next((commit for commit in line if commit.committed.date() <= day), None)


def before(line: Iterable[Commit], day: date) -> Commit | None:
    """The last commit of a line that was made before a day."""
    return next((commit for commit in line if commit.committed.date() < day), None)


def _by_first_parents(history: History) -> Iterator[Commit]:
    commits = {commit.id: commit for commit in history.commits}
    commit: Commit | None = history.commits[0] if history.commits else None
    while commit:
        yield commit
        commit = commits.get(commit.parents[0]) if commit.parents else None


def _longest_in_order(times: Sequence[float]) -> frozenset[int]:
    """The places of the longest run of times, not all next to each other, that never go back."""
    tails: list[float] = []
    ends: list[int] = []
    earlier: list[int | None] = []
    for place, time in enumerate(times):
        at = bisect_right(tails, time)
        tails[at : at + 1] = [time]
        ends[at : at + 1] = [place]
        earlier.append(ends[at - 1] if at else None)
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = earlier[last]
    return frozenset(found)
