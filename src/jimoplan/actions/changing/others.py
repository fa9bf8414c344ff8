"""What a hand edit would take away of others' work, as saving an old copy of the file does."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jimoplan.actions.history.journal import read_journal
from jimoplan.core.changes.changes import Change, Changes, Element, Insert, Remove
from jimoplan.core.changes.records import Record, make_records
from jimoplan.core.history.commits import Commit, Identity
from jimoplan.core.history.journal import Event
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.model import Plan, Remark, Review, Update
from jimoplan.core.plan.rights import address_of, rights_of
from jimoplan.git.repository import Repository


class OthersWork(NamedTuple):
    """Changes of a hand edit that take away what somebody else has put down.

    `what` says what goes, `whose` who has put it down, and when, as far as that is known.
    """

    changes: Changes
    what: str
    whose: str


def find_others_work(
    repository: Repository, before: Plan, after: Plan, changes: Changes, me: Identity | None
) -> tuple[OthersWork, ...]:
    """What changes take away of others' work, each with what goes along, in their order.

    That is a report, review or remark in somebody else's name, and whatever somebody else's commit
    has brought if the changes take it back: a status, a deadline, an item.
    """
    mine = _Mine(before, me)
    events = _Events(repository, me)
    found: dict[Change, OthersWork] = {}
    taken: set[Change] = set()
    for change, record in zip(changes, make_records(before, after, changes), strict=True):
        if change in taken:
            continue
        maker = events.maker_of(record)
        by = mine.name_other(change)
        if maker is None and by is None:
            continue
        pair = _rewritten_as(change, changes)
        whose = f"{maker.author.name}({maker.short} {maker.day})" if maker else by or ""
        found[change] = OthersWork((change, *pair), record.words, whose)
        taken.update(pair)
    return tuple(found.values())


class _Mine:
    """Who somebody is: the names under which entries are their own."""

    def __init__(self, plan: Plan, me: Identity | None) -> None:
        self._address = me.email.casefold() if me else ""
        self._names = {me.name, *rights_of(plan, me.email).names} if me else set()

    def name_other(self, change: Change) -> str | None:
        """In whose name an entry is that a change removes, None for one's own or nobody's."""
        match change:
            case Remove(_, Element(Update(by=by, entered_by=enterer)), _):
                own = {by, enterer} & self._names
                return None if own else by or enterer
            case Remove(_, Element(Remark(by=by)), _):
                return None if by in self._names else by
            case Remove(_, Element(Review(by=by)), _):
                return None if address_of(by) == self._address else by
        return None


class _Events:
    """What others have committed; history is read when the first change is asked about."""

    def __init__(self, repository: Repository, me: Identity | None) -> None:
        self._repository, self._me = repository, me
        self._newest_first: list[Event] | None = None

    def maker_of(self, record: Record) -> Commit | None:
        """The other person's commit whose work a change takes back, the last that did it.

        None where one's own commit did.
        """
        if self._newest_first is None:
            self._newest_first = list(reversed(read_journal(self._repository).events))
        for event in self._newest_first:
            if any(_undoes(record, made) for made in event.outcome.records):
                return None if self._is_mine(event.commit) else event.commit
        return None

    def _is_mine(self, commit: Commit) -> bool:
        return self._me is not None and commit.author.email.casefold() == self._me.email.casefold()


def _undoes(record: Record, made: Record) -> bool:
    """Whether a change puts back what another one, by itself, has changed."""
    if record.ref != made.ref or record.data.get("field") != made.data.get("field"):
        return False
    kinds = record.data["change"], made.data["change"]
    if kinds == ("set", "set"):
        back = record.data["old"] == made.data["new"] and record.data["new"] == made.data["old"]
        return bool(back)
    opposite = set(kinds) == {"insert", "remove"}
    return opposite and bool(record.data["value"] == made.data["value"])


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
    """The day and the person of a report, review or remark."""
    return (value.date, value.by) if isinstance(value, Update | Review | Remark) else None
