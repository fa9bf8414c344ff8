"""The journal of a repository: what each commit did to the plan, cached in its git folder."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from jimoplan import __version__
from jimoplan.core.changes.changes import Ref
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id, refer_to
from jimoplan.core.changes.outline import are_told_apart
from jimoplan.core.changes.records import make_records, restore_record
from jimoplan.core.history.commits import Commit
from jimoplan.core.history.graph import CommitGraph
from jimoplan.core.history.journal import Beginning, Effect, Event, EventKind, find_setters, follow
from jimoplan.core.history.revisions import Partings
from jimoplan.core.merge.common import CommonPlans
from jimoplan.core.merge.own_changes import own_changes
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import Status
from jimoplan.core.text.problems import Severity
from jimoplan.core.text.reading.load import load_bytes
from jimoplan.core.text.reading.load_many import PieceReader
from jimoplan.git.cache import Cache, open_cache
from jimoplan.git.history import History, read_history
from jimoplan.git.objects import ObjectReader, open_objects
from jimoplan.git.repository import Repository

KEPT_AS = f"{__version__}/25"
"""Raised where records are made or said otherwise than before."""

_PLANS_AT_HAND = 256


class Journal(NamedTuple):
    """The commits that led to a revision, and an event for each that did something, oldest first.

    `plan` is what the revision says, or else the last before it that could be read, and `text` the
    id of that text; None where nothing could ever be read, or nobody wanted it.
    """

    history: History
    events: tuple[Event, ...]
    beginnings: tuple[Beginning, ...]
    text: str | None
    plan: Plan | None


def read_journal(repository: Repository, tip: str = "HEAD", *, wants_plan: bool = True) -> Journal:
    """What each commit up to a revision did to the plan."""
    history = read_history(repository, (tip,))
    with open_cache(repository, KEPT_AS) as cache, open_objects(repository) as objects:
        texts = PlanTexts(objects, cache)
        graph = CommitGraph(reversed(history.commits))
        events = tuple(follow(graph, history.blobs, texts, history.cut))
        begun = [e for e in events if e.kind in {EventKind.REGISTERED, EventKind.CUT}]
        several = len(begun) > 1
        beginnings = tuple(
            (event, texts.read_plan(event.after) if several and event.after else None)
            for event in begun
        )
        if not wants_plan:
            return Journal(history, events, beginnings, None, None)
        earlier = [event.after for event in reversed(events) if not event.outcome.fault]
        latest = history.blobs[history.commits[0].id] if history.commits else None
        for text in [latest, *earlier]:
            plan = texts.read_plan(text) if text else None
            if plan and are_told_apart(plan):
                return Journal(history, events, beginnings, text, plan)
    return Journal(history, events, beginnings, None, None)


def find_reporters(
    repository: Repository | None, items: Iterable[Task | Measure]
) -> dict[str, Commit | None]:
    """By id, the commit that reported each item as done; None if no commit says that it is.

    Whoever takes a review of it back has reported nothing.
    """
    items = tuple(items)
    found: dict[str, Commit | None] = dict.fromkeys(item.id for item in items)
    head = repository and repository.read_head()
    loaded = load_bytes(head.data, with_advice=False) if head and head.blob else None
    committed = items_by_id(loaded.plan) if loaded and loaded.plan else {}
    done = [i for i in items if i.id in committed and committed[i.id].status is Status.COMPLETED]
    if repository is None or not done:
        return found
    journal = read_journal(repository)
    if journal.plan is None:
        return found
    registered = (e for e, _ in reversed(journal.beginnings) if e.kind is EventKind.REGISTERED)
    first = next(registered, None)
    setters = find_setters(journal.events, journal.plan)
    for item in done:
        ref = refer_to(item)
        of_item = setters.get(ref, {})
        event = of_item.get("status")
        if event and _takes_review_back(event, ref):
            events = (each for each in journal.events if not _takes_review_back(each, ref))
            of_item = find_setters(events, journal.plan).get(ref, {})
        event = of_item.get("status") or of_item.get("") or first
        found[item.id] = event.commit if event else None
    return found


def _takes_review_back(event: Event, item: Ref) -> bool:
    found = (record.data for record in event.outcome.records if record.ref == item)
    return any(data["change"] == "remove" and data.get("field") == "reviews" for data in found)


class PlanTexts:
    """Compares the plans in git's blobs, with a cache; see core.history.journal.Texts."""

    def __init__(self, objects: ObjectReader, cache: Cache) -> None:
        self._objects = objects
        self._cache = cache
        self._pieces = PieceReader()
        self.read_plan = lru_cache(_PLANS_AT_HAND)(self._read_plan)
        self._common = CommonPlans(self.read_plan)

    def compare(self, before: str | None, after: str) -> Effect:
        """What one text says beside another; what cannot be read has a fault instead."""
        return self._recall(f"{before or '-'}..{after}", (), [before] if before else [], after)

    def compare_merged(self, partings: Partings, sides: Sequence[str], after: str) -> Effect:
        """What one text says that does not come of merging the sides."""
        parted = "/".join("+".join(texts) for texts in partings) or "-"
        return self._recall(f"{parted}..{'+'.join(sides)}..{after}", partings, sides, after)

    def _recall(self, key: str, partings: Partings, sides: Sequence[str], after: str) -> Effect:
        """What was found under a key before, or else is found now and kept."""
        kept = self._cache.get(key)
        if kept is not None:
            fault, records = kept
            return Effect(fault, tuple(map(restore_record, records)))
        found = self._compare(partings, sides, after)
        self._cache.put(key, [found.fault, found.records])
        return found

    def _compare(self, partings: Partings, sides: Sequence[str], after: str) -> Effect:
        plan = self.read_plan(after)
        if plan is None or not are_told_apart(plan):
            return Effect(self._describe_fault(after), ())
        earlier = [side for each in sides if (side := self.read_plan(each))]
        if not earlier:
            return Effect("", ())
        if len(earlier) > 1:
            changes = own_changes(self._common.at(partings), earlier, plan)
        else:
            changes = diff(earlier[0], plan)
        return Effect("", make_records(earlier[0], plan, changes))

    def _read_plan(self, blob: str) -> Plan | None:
        return self._pieces.read(self._objects.read(blob))

    def _describe_fault(self, blob: str) -> str:
        problems = load_bytes(self._objects.read(blob), with_advice=False).problems
        errors = [p for p in problems if p.severity is Severity.ERROR]
        first = f"第 {errors[0].line} 行:{errors[0].message}" if errors else ""
        return f"{first}(等 {len(errors)} 处)" if len(errors) > 1 else first or "读不出来"
