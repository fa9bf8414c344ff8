"""HEAD's own line of commits, and which of them stood on a day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import dropwhile, takewhile

from jimoplan.core.history.commits import Commit
from jimoplan.core.history.graph import CommitGraph
from jimoplan.git.history import History


def own_line(history: History, today: date) -> tuple[Commit, ...]:
    """The commits with a plan in them from the tip on by their first parents, newest first.

    They come in the order of time: where clocks were wrong, a commit that is of a day to come or
    does not fit in with most others has the time of the one before it that does.
    """
    return tuple(commit for commit in _in_order(history, today) if history.blobs[commit.id])


def place_meant(times: Sequence[datetime], day: date, today: date) -> int | None:
    """Which commit of a line a day means, by their times in order, newest first.

    From today on it is the last commit, on a day before it that day's last; None for a day before
    the first.
    """
    if day >= today:
        return 0
    return next((place for place, time in enumerate(times) if time.date() <= day), None)


def meant_by(line: Sequence[Commit], day: date, today: date) -> Commit | None:
    """The commit of a line that a day means, None for a day before the first; see place_meant."""
    place = place_meant([commit.committed for commit in line], day, today)
    return None if place is None else line[place]


def writer_of(line: Sequence[Commit], blobs: Mapping[str, str | None], id_: str) -> Commit:
    """The commit of a line since which the plan has said what it says at the one of that id."""
    known = dropwhile(lambda commit: commit.id != id_, line)
    return list(takewhile(lambda commit: blobs[commit.id] == blobs[id_], known))[-1]


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


def order_times(times: Iterable[datetime], today: date) -> list[datetime]:
    """The times of a line's commits put in order, newest first as they are given."""
    given = list(times)[::-1]
    fitting = _longest_in_order(given, today)
    last = given[min(fitting)] if fitting else None
    ordered: list[datetime] = []
    for place, time in enumerate(given):
        last = time if place in fitting or last is None else last
        ordered.append(last)
    return ordered[::-1]


def _in_order(history: History, today: date) -> tuple[Commit, ...]:
    """All the commits of the line, newest first, their times put in order."""
    graph = CommitGraph(reversed(history.commits))
    tip = next(reversed(graph.commits), "")
    line = [graph.commits[commit] for commit in graph.first_parents(tip)]
    times = order_times((commit.committed for commit in line), today)
    return tuple(c._replace(committed=time) for c, time in zip(line, times, strict=True))


def _longest_in_order(times: Sequence[datetime], today: date) -> frozenset[int]:
    """The places of the most times, oldest first, that never go back; others may lie between."""
    tails: list[datetime] = []
    ends: list[int] = []
    earlier: dict[int, int | None] = {}
    for place, time in enumerate(times):
        if time.date() <= today:
            at = bisect_right(tails, time)
            tails[at : at + 1] = [time]
            earlier[place] = ends[at - 1] if at else None
            ends[at : at + 1] = [place]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = earlier[last]
    return frozenset(found)
