"""What is known of a plan's past when a periodic report is made."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from jimoplan.core.changes.changes import Subject, plain_value
from jimoplan.core.changes.records import Record, names_since, tell_once
from jimoplan.core.changes.renaming import as_written
from jimoplan.core.history.commits import Commit
from jimoplan.core.history.journal import Event
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.words import DONE
from jimoplan.core.reports.snapshot import Snapshot
from jimoplan.core.views.people import without_address
from jimoplan.core.views.timeline import HistoryEntry

_BOOKKEEPING = {"submitted", "submitted_by"}  # said by the status already, and names a person
_ITEMS = (Subject.TASK, Subject.MEASURE)


class CommittedRecord(NamedTuple):
    """A record with the commit that made it."""

    commit: Commit
    record: Record


class PastEvents(NamedTuple):
    """The events that led to a plan, oldest first, and those that came `later`.

    `within` are the ids of the commits that came in the period of a report.
    """

    led: tuple[Event, ...] = ()
    within: frozenset[str] = frozenset()
    later: tuple[Event, ...] = ()


NO_EVENTS = PastEvents()


class PlanPast:
    """What led to a plan: snapshots at the ends of earlier periods, and the events up to it.

    `earlier` are at the ends of the periods of the report's own cadence, `snapshots` those that
    show how the lights went over the year, both oldest first. `all_there` says that no earlier
    period is missing.
    """

    def __init__(
        self,
        earlier: Iterable[Snapshot],
        snapshots: Iterable[Snapshot],
        events: PastEvents = NO_EVENTS,
        *,
        all_there: bool,
    ) -> None:
        self.all_there = all_there
        self.earlier = tuple(earlier)
        self.snapshots = tuple(snapshots)
        self._events = events

    @cached_property
    def entries(self) -> tuple[CommittedRecord, ...]:
        """All that was done in the period, oldest first."""
        return tuple(entry for entry in self._all() if entry.commit.id in self._events.within)

    @cached_property
    def histories(self) -> Mapping[str, tuple[HistoryEntry, ...]]:
        """All that was ever done to each task and measure, by id, oldest first."""
        found: dict[str, list[HistoryEntry]] = {}
        for commit, record in self._all():
            if record.subject in _ITEMS:
                entry = HistoryEntry(commit.day, commit.author.name, commit.short, record.phrase)
                found.setdefault(record.id, []).append(entry)
        return {id_: tuple(entries) for id_, entries in found.items()}

    @cached_property
    def finished(self) -> Mapping[str, date]:
        """The day on which each item came to be reported as done last, as far as git knows."""
        return {
            record.id: commit.day
            for commit, record in self._all()
            if record.data.get("field") == "status"
            and record.data.get("new") in DONE
            and record.data.get("old") not in DONE
        }

    def find_commit(self, item: Item, part: PlanPart) -> Commit | None:
        """The commit in the period that gave an item a report or another entry of a list."""
        return self._inserted.get((item.id, _key(plain_value(part))))

    @cached_property
    def _inserted(self) -> Mapping[tuple[str, str], Commit]:
        names = names_since(record for _, record in self._all())
        come = [
            (commit, record.id, record.data["field"], record.data["value"])
            for commit, record in self.entries
            if record.data["change"] == "insert" and "in" not in record.data
        ]
        now = {
            (i, _key(as_written(field, value, names))): commit for commit, i, field, value in come
        }
        return now | {(number, _key(value)): commit for commit, number, _, value in come}

    def corrections(self, start: date, until: date) -> Iterator[CommittedRecord]:
        """What later commits entered, changed or took away of what is dated within some days."""
        for entry in _tell(self._events.later):
            said = entry.record.data.get("value")
            day = said.get("date") if isinstance(said, Mapping) else None
            if day and str(start) <= str(day) <= str(until):
                yield entry

    def _all(self) -> Iterator[CommittedRecord]:
        yield from _tell(self._events.led)


def _tell(events: Iterable[Event]) -> Iterator[CommittedRecord]:
    for event in events:
        for record in tell_once(event.outcome.records):
            if not record.fields or not _BOOKKEEPING.issuperset(record.fields):
                phrase = without_address(record.phrase)
                yield CommittedRecord(event.commit, record._replace(phrase=phrase))


def _key(value: object) -> str:
    """What tells one element of a list from another."""
    return repr(sorted(value.items())) if isinstance(value, dict) else str(value)
