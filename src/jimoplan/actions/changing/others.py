"""What a hand edit would take away of others' work, as saving an old copy of the file does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from jimoplan.core.changes.changes import (
    RETIRED,
    ROOT,
    Change,
    Changes,
    Element,
    Insert,
    Place,
    Remove,
    invert,
)
from jimoplan.core.changes.outline import outline
from jimoplan.core.changes.records import Record, make_records
from jimoplan.core.changes.words import describe, name_ref, show_value
from jimoplan.core.history.commits import Identity
from jimoplan.core.history.journal import Event
from jimoplan.core.history.unseen import UnseenWork
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.model import Measure, Plan, Remark, Review, Task, Update
from jimoplan.core.plan.rights import address_of, rights_of

Events = Callable[[], Sequence[Event]]
"""Reads the events of history, oldest first."""


class OthersWork(NamedTuple):
    """Changes of a hand edit that take away what somebody else has put down.

    `what` says what goes, `whose` who has put it down, and when, as far as that is known.
    """

    changes: Changes
    what: str
    whose: str


def find_others_work(
    before: Plan, after: Plan, changes: Changes, me: Identity | None, events: Events = tuple
) -> tuple[OthersWork, ...]:
    """What changes take away of others' work, each with what goes along, in their order.

    That is a report, review or remark in somebody else's name, alone or with its item; and what
    somebody else has committed if the changes take it back as an old copy of the file does: a
    status, a deadline, an item. Nothing is others' where nobody knows who works here.
    """
    if me is None or not changes:
        return ()
    own = _Own(before, me)
    records = make_records(before, after, changes)
    unseen = UnseenWork(events(), outline(before).keys(), records, me)
    found: list[OthersWork] = []
    taken: set[Change] = set()
    for change, record in zip(changes, records, strict=True):
        makers, names = unseen.find_makers(record), own.name_others(change)
        if change in taken or not (makers or names):
            continue
        rewritten = tuple(_rewritten_as(change, changes))
        along = tuple(_going_along(change, changes))
        taken.update((*rewritten, *along))
        known = [f"{maker.author.name}({maker.short} {maker.day})" for maker in reversed(makers)]
        what = _say(change, record, rewritten, along)
        whose = "、".join(known or names)
        found.append(OthersWork((change, *rewritten, *along), what, whose))
    return tuple(found)


def restore(changes: Changes, kept: Iterable[OthersWork]) -> Changes:
    """The changes that put back what a hand edit with such changes takes away of others' work."""
    wanted = {change for work in kept for change in work.changes}
    return invert(change for change in changes if change in wanted)


class _Own:
    """Which entries are somebody's own: by the names that they have."""

    def __init__(self, plan: Plan, me: Identity) -> None:
        self._address = me.email.casefold()
        self._names = {me.name, *rights_of(plan, me.email).names}

    def name_others(self, change: Change) -> list[str]:
        """In whose names the entries are that a change removes, but for one's own and nobody's."""
        match change:
            case Remove(_, Element(value), _):
                entries: Iterable[FieldValue] = (value,)
            case Remove(_, _, Task() | Measure() as item):
                updates = item.updates if isinstance(item, Measure) else ()
                entries = (*updates, *item.reviews, *item.remarks)
            case _:
                entries = ()
        return list(dict.fromkeys(filter(None, map(self._name_other, entries))))

    def _name_other(self, entry: FieldValue) -> str | None:
        match entry:
            case Update(by=by, entered_by=enterer):
                return None if {by, enterer} & self._names else by or enterer
            case Remark(by=by):
                return None if by in self._names else by
            case Review(by=by):
                return None if address_of(by) == self._address else by
        return None


def _rewritten_as(change: Change, changes: Iterable[Change]) -> Iterator[Change]:
    """The entry that stands in the place of a removed one: of the same day and person."""
    if not isinstance(change, Remove) or not isinstance(change.key, Element):
        return
    who = _who(change.key.value)
    for other in changes if who else ():
        match other:
            case Insert(place, Element(value), _) if place[:2] == change.place[:2]:
                yield from (other,) if _who(value) == who else ()


def _who(value: FieldValue) -> tuple[object, ...] | None:
    """The day and the person of a report, review or remark; None for what names nobody."""
    if isinstance(value, Update | Review | Remark) and value.by:
        return value.date, value.by
    return None


def _going_along(change: Change, changes: Sequence[Change]) -> Iterator[Change]:
    """What has to be put back along with an item: what it stood in, and its number's being used."""
    item = change.place.find_item(change.key) if isinstance(change, Remove) else None
    for other in changes if item else ():
        match other:
            case Remove(place, key, _) if isinstance(change, Remove):
                if place.find_item(key) == change.place.owner:
                    yield other
                    yield from _going_along(other, changes)
            case Insert(Place(owner, field), Element(value), _) if (owner, field) == (
                ROOT,
                RETIRED,
            ):
                yield from (other,) if item and value == item.id else ()


def _say(change: Change, record: Record, rewritten: Changes, along: Changes) -> str:
    words = record.words if record.phrase else describe(change)
    words += "".join(f",改成了 {show_value(c.key)}" for c in rewritten if isinstance(c, Insert))
    above = "、".join(name_ref(c.item) for c in along if isinstance(c, Remove))
    return words + (f"(连同{above})" if above else "")
