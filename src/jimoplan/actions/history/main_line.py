"""HEAD's own line of commits, and which of them stood on a day."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import takewhile

from jimoplan.core.history.commits import Commit
from jimoplan.core.history.graph import CommitGraph
from jimoplan.git.history import History


def own_line(history: History, today: date) -> tuple[Commit, ...]:
    """The commits with a plan in them from the tip on by their first parents, newest first.

    They come in the order of time: where clocks were wrong, a commit that is of a day to come or
    does not fit in with most others has the time of the one before it that does.
    """
    return tuple(commit for commit in _in_order(history, today) if history.blobs[commit.id])


def removed_before(history: History, day: date, today: date) -> Commit | None:
    """The commit without a plan that stood at the end of a day, although there was one before."""
    line = [commit for commit in _in_order(history, today) if commit.committed.date() <= day]
    bare = list(takewhile(lambda commit: history.blobs[commit.id] is None, line))
    return bare[-1] if 0 < len(bare) < len(line) else None


def at_end_of(line: Iterable[Commit], day: date) -> Commit | None:
    """The last commit of a line, newest first, that was made by the end of a day in Beijing."""
    return next((commit for commit in line if commit.committed.date() <= day), None)


def before(line: Iterable[Commit], day: date) -> Commit | None:
    """The last commit of a line that was made before a day."""
    return next((commit for commit in line if commit.committed.date() < day), None)


def _in_order(history: History, today: date) -> tuple[Commit, ...]:
    """All the commits of the line, newest first, their times put in order."""
    graph = CommitGraph(reversed(history.commits))
    tip = next(reversed(graph.commits), "")
    line = [graph.commits[commit] for commit in graph.first_parents(tip)][::-1]
    fitting = _longest_in_order(line, today)
    time = line[min(fitting)].committed if fitting else None
    ordered: list[Commit] = []
    for place, commit in enumerate(line):
        time = commit.committed if place in fitting or time is None else time
        ordered.append(commit._replace(committed=time))
    return tuple(reversed(ordered))


def _longest_in_order(line: Sequence[Commit], today: date) -> frozenset[int]:
    """The places of the most commits, not all next to each other, whose times never go back."""
    tails: list[datetime] = []
    ends: list[int] = []
    earlier: dict[int, int | None] = {}
    for place, commit in enumerate(line):
        if commit.committed.date() <= today:
            at = bisect_right(tails, commit.committed)
            tails[at : at + 1] = [commit.committed]
            earlier[place] = ends[at - 1] if at else None
            ends[at : at + 1] = [place]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = earlier[last]
    return frozenset(found)
