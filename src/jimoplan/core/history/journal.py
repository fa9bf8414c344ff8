"""The journal: what each commit did to the plan, folded over the graph of commits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from jimoplan.core.changes.changes import Ref
from jimoplan.core.changes.outline import outline
from jimoplan.core.changes.records import Record
from jimoplan.core.history.commits import Commit
from jimoplan.core.history.graph import CommitGraph
from jimoplan.core.history.revisions import Partings, Revision, Revisions
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
    """What a text changed of an earlier one, or what is wrong with it if it cannot be read."""

    fault: str
    records: tuple[Record, ...]


class Event(NamedTuple):
    """A commit that did something to the plan.

    `after` is the id of the text it left, None where it left none; what cannot be read has its
    fault in `outcome`.
    """

    commit: Commit
    kind: EventKind
    after: str | None
    outcome: Effect


Beginning = tuple[Event, Plan | None]
"""Where history begins, and what the plan said there if it begins in several places.

There are several where lines of work have begun apart, or have been cut off.
"""


class Texts(Protocol):
    """Compares texts of a plan that are known by their ids."""

    def compare(self, before: str | None, after: str) -> Effect:
        """What one text says beside another; beside nothing, only what is wrong with it."""

    def compare_merged(self, partings: Partings, sides: Sequence[str], after: str) -> Effect:
        """What one text says that does not come of merging the sides."""


_NOTHING = Effect("", ())


def follow(
    graph: CommitGraph,
    contents: Mapping[str, str | None],
    texts: Texts,
    cut: frozenset[str] = frozenset(),
) -> Iterator[Event]:
    """What each commit did, parents before children.

    `contents` has the id of the plan's text in each commit, None where there is no plan. A text
    that cannot be read is an event, and the next one that can is compared with the last that could,
    on every line of work. A merge did what does not come of merging its parents. `cut` are the
    commits whose parents are not known.
    """
    revisions = Revisions(graph, contents, lambda text: not texts.compare(None, text).fault)
    for revision in revisions:
        event = _begin(revision, texts) if revision.commit.id in cut else _happen(revision, texts)
        if event:
            yield event


def _begin(revision: Revision, texts: Texts) -> Event:
    """The first commit that is known: what its text says is nobody's change."""
    text = revision.text
    effect = texts.compare(None, text) if text else _NOTHING
    return Event(revision.commit, EventKind.CUT, text, effect)


def _happen(revision: Revision, texts: Texts) -> Event | None:
    """What a commit did, if it did anything."""
    commit, after = revision.commit, revision.text
    is_merge = len(revision.sides) > 1
    if not revision.touches or (after in revision.parents and not is_merge):
        return None
    if after is None:
        return Event(commit, EventKind.REMOVED, None, _NOTHING)
    effect = _compare(revision, after, texts)
    kind = _judge(revision, effect)
    brought_only = is_merge and len(commit.parents) > 1 and not (effect.fault or effect.records)
    if not is_merge:
        records = tuple(record.made_by(commit.author.name) for record in effect.records)
        effect = effect._replace(records=records)
    return None if brought_only else Event(commit, kind, after, effect)


def _compare(revision: Revision, after: str, texts: Texts) -> Effect:
    """What a commit itself did; a side that changed nothing has no part in a merge."""
    sides = [side.text for side in revision.sides]
    changed = [side for side in sides if (side,) not in revision.partings[:1]] or sides
    if changed == [after]:
        return _NOTHING
    if len(changed) > 1:
        return texts.compare_merged(revision.partings, changed, after)
    return texts.compare(changed[0] if changed else None, after)


def _judge(revision: Revision, effect: Effect) -> EventKind:
    if effect.fault:
        return EventKind.UNREADABLE
    if not revision.sides:
        return EventKind.REGISTERED
    if effect.records:
        return EventKind.CHANGED
    before = {side.text for side in revision.sides}
    return EventKind.REFORMATTED if before <= revision.parents else EventKind.RESTORED


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
            ref = record.ref_since
            if record.is_renaming:
                setters[ref] = setters.pop(record.ref, {})
            if record.is_insertion:
                setters[ref] = {"": event}
            by_field = setters.setdefault(ref, {})
            for field in record.set_fields:
                fits = record.sets(items[ref].model if ref in items else None)
                if fits or (ref, field) not in settled:
                    by_field[field] = event
                if fits:
                    settled.add((ref, field))
    return setters
