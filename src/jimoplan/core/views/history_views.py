"""Views of history: what was done, who set each field, what differs between two plans."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.changes.changes import Ref, Subject
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.outline import ItemNode, get_leaf, leaves, outline
from jimoplan.core.changes.records import Record, make_records
from jimoplan.core.history.commits import Commit, Signature
from jimoplan.core.history.journal import Beginning, Event, EventKind, find_setters
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.vocabulary import POSITION
from jimoplan.core.views.views import Heading

_NUMBERED = (Subject.TASK, Subject.MEASURE)


class Sought(NamedTuple):
    """Which events a log shows: those that meet every condition; an empty condition is met by all.

    Days are those on which a commit was authored, both ends included. Departments are named as the
    owner clauses name them. `limit` is a number of events.
    """

    ids: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    author: str = ""
    limit: int | None = None

    @property
    def is_of_items(self) -> bool:
        """Whether only changes of certain items are sought."""
        return bool(self.ids or self.sections or self.departments or self.fields)

    def wants(self, record: Record) -> bool:
        """Whether a change is among those sought."""
        return (
            self.names(record.ref)
            and (not self.departments or not self.departments.isdisjoint(record.departments))
            and (not self.fields or not self.fields.isdisjoint(map(_last_name, record.fields)))
        )

    def names(self, ref: Ref) -> bool:
        """Whether something is among the items and sections sought, if any are."""
        asked = self.sections if ref.subject is Subject.SECTION else self.ids
        is_one = ref.subject in {*_NUMBERED, Subject.SECTION} and ref.id in asked
        return is_one or not (self.ids or self.sections)

    def covers(self, commit: Commit) -> bool:
        """Whether a commit is by the author and of the days sought."""
        return (
            self.author.casefold() in str(commit.author).casefold()
            and (self.since is None or commit.day >= self.since)
            and (self.until is None or commit.day <= self.until)
        )


def _last_name(field: str) -> str:
    return field.rpartition(".")[2]


class LogEntry(NamedTuple):
    """An event with those of its records that were sought."""

    event: Event
    records: tuple[Record, ...]


class Log(NamedTuple):
    """What was done, newest first, and what the signature of each commit is worth."""

    heading: Heading
    entries: tuple[LogEntry, ...]
    signatures: Mapping[str, Signature]


class FieldSetter(NamedTuple):
    """A field of an item, what it says, and the commit that set it last.

    None stands for what is not committed yet. `or_earlier` says that history does not reach back to
    where the field was set.
    """

    ref: Ref
    field: str
    value: FieldValue
    commit: Commit | None
    or_earlier: bool


class Blame(NamedTuple):
    """Who set what, in the order of the plan."""

    heading: Heading
    rows: tuple[FieldSetter, ...]


class Difference(NamedTuple):
    """What differs between two states of a plan; `by_department` are those to show it by."""

    heading: Heading
    old: str
    new: str
    records: tuple[Record, ...]
    by_department: tuple[str, ...]


def select(events: Iterable[Event], sought: Sought) -> tuple[LogEntry, ...]:
    """The events sought, newest first; the events come oldest first."""
    found: list[LogEntry] = []
    for event in reversed(tuple(events)):
        records = tuple(filter(sought.wants, event.outcome.records))
        shown = records or not sought.is_of_items
        if shown and sought.covers(event.commit):
            found.append(LogEntry(event, records))
        if len(found) == sought.limit:
            break
    return tuple(found)


def blame(
    plan: Plan,
    events: Iterable[Event],
    beginnings: Sequence[Beginning],
    uncommitted: Iterable[Record],
) -> Iterator[FieldSetter]:
    """Who set each field that a plan gives.

    The events, oldest first, lead to a plan from which the uncommitted records lead to this.
    """
    setters = find_setters(events, plan)
    fresh = {(record.ref_since, field) for record in uncommitted for field in record.set_fields}
    fresh |= {(record.ref, "") for record in uncommitted if record.is_insertion}
    for ref, node in outline(plan).items():
        by_field = setters.get(ref, {})
        for field, value in _given(node, by_field):
            event = (
                by_field.get(field)
                or by_field.get("")
                or _find_beginning(beginnings, ref, field, value)
            )
            new = {(ref, field), (ref, "")} & fresh
            commit = event.commit if event and not new else None
            cut = bool(event and event.kind is EventKind.CUT)
            yield FieldSetter(ref, field, value, commit, cut and commit is not None)


def _find_beginning(
    beginnings: Sequence[Beginning], ref: Ref, field: str, value: FieldValue
) -> Event | None:
    """The latest beginning that had a value already, else the latest."""
    latest_first = beginnings[::-1]
    having = (event for event, plan in latest_first if plan and _has(plan, ref, field, value))
    return next(having, latest_first[0][0] if latest_first else None)


def _has(plan: Plan, ref: Ref, field: str, value: FieldValue) -> bool:
    node = outline(plan).get(ref)
    return node is not None and (field == POSITION or get_leaf(node.model, field) == value)


def _given(node: ItemNode, by_field: dict[str, Event]) -> Iterator[tuple[str, FieldValue]]:
    for field, value in leaves(node.model):
        stands = field.partition(".")[0] in node.model.model_fields_set
        if field in by_field or (stands and value not in {None, ()}):
            yield field, value
    if POSITION in by_field:
        yield POSITION, None


def compare(old: Plan, new: Plan, departments: frozenset[str]) -> tuple[Record, ...]:
    """What differs between two plans, for the departments named or for all."""
    sought = Sought(departments=departments)
    return tuple(filter(sought.wants, make_records(old, new, diff(old, new))))
