"""The journal: what each commit did to the plan, folded over the graph of commits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from jimoplan.core.changes.changes import Ref
from jimoplan.core.changes.outline import outline
from jimoplan.core.changes.records import Record
from jimoplan.core.history.commits import Commit
from jimoplan.core.history.graph import CommitGraph
from jimoplan.core.plan.model import Plan


class EventKind(StrEnum):
    """What a commit did."""

    REGISTERED = "登记"
    CHANGED = "改动"
    REFORMATTED = "只改注释或格式"
    UNREADABLE = "读不出来"
    REMOVED = "删去计划文件"
    RESTORED = "恢复"
    CUT = "更早的历史没有取下来"


class Effect(NamedTuple):
    """What a text says beside an earlier one: its fault if it cannot be read, otherwise changes."""

    fault: str
    records: tuple[Record, ...]


class Event(NamedTuple):
    """A commit that did something to the plan.

    `before` and `after` are the ids of the texts compared; what cannot be read has its fault in
    `outcome`.
    """

    commit: Commit
    kind: EventKind
    before: str | None
    after: str | None
    outcome: Effect


Beginning = tuple[Event, Plan | None]
"""Where history begins, and what the plan said there if it begins in several places.

There are several where lines of work have begun apart, or have been cut off.
"""


class Texts(Protocol):
    """Whoever can tell texts apart by their ids."""

    def compare(self, before: str | None, after: str) -> Effect:
        """What one text says beside another, or beside nothing."""

    def compare_merged(self, base: str | None, sides: Sequence[str], after: str) -> Effect:
        """What one text says that does not come of merging the sides."""


_NOTHING = Effect("", ())


class _Known(NamedTuple):
    """A commit's text, and the last text up to it that could be read."""

    text: str | None
    good: str | None


def follow(
    graph: CommitGraph,
    contents: Mapping[str, str | None],
    texts: Texts,
    cut: frozenset[str] = frozenset(),
) -> Iterator[Event]:
    """What each commit did, parents before children.

    `contents` has the id of the plan's text in each commit, None where there is no plan. A text
    that cannot be read is an event, and the next one that can is compared with the last that could.
    A merge did what does not come of merging its parents. `cut` are the commits whose parents are
    not known.
    """
    known: dict[str, _Known] = {}
    for commit in graph.commits.values():
        after = contents[commit.id]
        parents = [known[parent] for parent in graph.parents(commit.id)]
        bases = graph.bases(graph.parents(commit.id)) if len(set(parents)) > 1 else []
        common = next((good for base in bases if (good := known[base].good)), None)
        if commit.id in cut:
            event: Event | None = _begin(commit, after, texts)
        else:
            event = _happen(commit, after, parents, common, texts)
        known[commit.id] = _Known(after, _find_good(after, parents, event))
        if event:
            yield event


def _find_good(after: str | None, parents: Sequence[_Known], event: Event | None) -> str | None:
    earlier = next((known.good for known in parents if known.good), None)
    if event:
        return earlier if event.outcome.fault else after or earlier
    alike = (known.good for known in parents if known.text == after)
    return next(alike, after or earlier)


def _begin(commit: Commit, after: str | None, texts: Texts) -> Event:
    """The first commit that is known: what its text says is nobody's change."""
    fault = texts.compare(None, after).fault if after else ""
    return Event(commit, EventKind.CUT, None, after, Effect(fault, ()))


def _happen(
    commit: Commit, after: str | None, parents: Sequence[_Known], common: str | None, texts: Texts
) -> Event | None:
    """What a commit did, if it did anything; `common` is where the parents' lines parted."""
    there = {known.text for known in parents} or {None}
    sides = list(dict.fromkeys(known.good for known in parents if known.good))
    before = sides[0] if sides else None
    if there == {after}:
        return None
    if after is None:
        return Event(commit, EventKind.REMOVED, before, None, _NOTHING)
    if len(sides) > 1:
        return _merge(commit, after, sides, common, texts)
    if after in there:
        return None
    outcome = texts.compare(before, after)
    if before is None:
        kind = EventKind.REGISTERED
    elif outcome.records:
        kind = EventKind.CHANGED
    else:
        kind = EventKind.REFORMATTED if before in there else EventKind.RESTORED
    return Event(commit, EventKind.UNREADABLE if outcome.fault else kind, before, after, outcome)


def _merge(
    commit: Commit, after: str, sides: Sequence[str], common: str | None, texts: Texts
) -> Event | None:
    """What a merge of sides that differ did beyond merging them."""
    if common and [side for side in sides if side != common] == [after]:
        return None
    outcome = texts.compare_merged(common, sides, after)
    if not outcome.fault and not outcome.records:
        return None
    kind = EventKind.UNREADABLE if outcome.fault else EventKind.CHANGED
    return Event(commit, kind, sides[0], after, outcome)


def find_setters(events: Iterable[Event], plan: Plan) -> dict[Ref, dict[str, Event]]:
    """Who set each field of each item of a plan last; the events led to it and come oldest first.

    Where lines of work have set a field to different values, who set the one that the plan has
    counts. POSITION stands for the place of an item, '' for the item's coming into being. What
    nobody has set since the plan was registered is left out.
    """
    items = outline(plan)
    setters: dict[Ref, dict[str, Event]] = {}
    settled: set[tuple[Ref, str]] = set()
    for event in events:
        for record in event.outcome.records:
            ref = record.ref
            if record.is_insertion:
                setters[ref] = {"": event}
            by_field = setters.setdefault(ref, {})
            for field in record.fields:
                fits = record.sets(items[ref].model if ref in items else None)
                if fits or (ref, field) not in settled:
                    by_field[field] = event
                if fits:
                    settled.add((ref, field))
    return setters
