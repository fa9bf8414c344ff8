"""What a hand edit would take away of others' work, as saving an old copy of the file does."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.proposal import RefusedChangeError, describe_clash, say
from jimoplan.actions.plan.open import Reading
from jimoplan.core.changes.changes import (
    RETIRED,
    ROOT,
    Change,
    Changes,
    Element,
    Insert,
    Key,
    Place,
    Remove,
    Touched,
    invert,
)
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.outline import outline
from jimoplan.core.changes.patch import ClashError
from jimoplan.core.changes.records import Record, make_records
from jimoplan.core.changes.words import describe, name_ref, show_value
from jimoplan.core.history.commits import Identity
from jimoplan.core.history.journal import Event
from jimoplan.core.history.unseen import UnseenWork
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Remark, Review, Update
from jimoplan.core.plan.rights import address_of, rights_of
from jimoplan.core.text.reading.load import Loaded
from jimoplan.core.text.writing.apply import Made
from jimoplan.core.text.writing.comments import count_comments
from jimoplan.core.text.writing.source import Source
from jimoplan.errors import ExitCode, JimoplanError

Events = Callable[[], Sequence[Event]]
"""Reads the events of history, oldest first."""


class OthersWork(NamedTuple):
    """Changes of a hand edit that take away what somebody else has put down.

    `what` says what goes, `whose` who has put it down, and when, as far as that is known.
    """

    changes: Changes
    what: str
    whose: str


class NotPutBackError(JimoplanError):
    """Others' work does not fit what else was edited."""

    exit_code = ExitCode.NO

    def __init__(self, stuck: Iterable[OthersWork], why: str) -> None:
        told = ";".join(f"{work.whose} 的 {work.what}" for work in stuck)
        super().__init__(
            f"别人的内容放不回去,没有写入,没有提交:{told}(同一处另有手工改动:{why})",
            "把另外的手工改动改得与它相合(git diff 看改了哪里),或把它改回原样,再运行一次;"
            "确实要去掉,加上 --delete-others",
        )


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


def put_others_back(
    path: Path, edited: Reading, before: Reading, changes: Changes, kept: Iterable[OthersWork]
) -> Loaded:
    """The edited text with what it takes away of others' work, comments and all, as it was before.

    Raises NotPutBackError where it does not fit any more.
    """
    kept = tuple(kept)
    wanted = {change for work in kept for change in work.changes}
    restoring = invert(change for change in changes if change in wanted)
    now = {gone.touched: come.key for gone in changes for come in _rewritten_as(gone, changes)}
    try:
        written = say(path, edited, tuple(_placed(c, now) for c in restoring), Made(before.loaded))
        if written.plan is None or not _is_in_words_of(edited, before):
            return written
        return say(path, before, diff(before.plan, written.plan), Made(edited.loaded))
    except ClashError as error:
        stuck = {clash.change.touched for clash in error.clashes}
        touching = [work for work in kept if any(c.touched in stuck for c in work.changes)]
        why = ";".join(map(describe_clash, error.clashes))
        raise NotPutBackError(touching or kept, why) from None
    except RefusedChangeError as error:
        why = ";".join(f"{problem.code} {problem.message}" for problem in error.problems)
        raise NotPutBackError(kept, f"放回去以后计划会有错误:{why}") from None


def _placed(change: Change, now: Mapping[Touched, Key]) -> Change:
    """What is put back before an entry stands before what that one was rewritten as."""
    if not isinstance(change, Insert) or change.place.before is None:
        return change
    before = now.get(change.place.touched(change.place.before), change.place.before)
    return replace(change, place=change.place._replace(before=before))


def _is_in_words_of(edited: Reading, before: Reading) -> bool:
    """Whether a text says nothing in comments, or by its line ends, that was not there before."""
    documents = edited.loaded.document, before.loaded.document
    comments, known = map(count_comments, documents)
    ends = {Source(document.text).line_end for document in documents}
    return comments <= known and len(ends) == 1


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
            case Remove(_, _, Item() as item):
                entries = (*item.updates, *item.reviews, *item.remarks)
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


def _rewritten_as(change: Change, changes: Iterable[Change]) -> Iterator[Insert]:
    """The entry that stands in the place of a removed one: of the same day and person."""
    if not isinstance(change, Remove) or not isinstance(change.key, Element):
        return
    who = _who(change.key.value)
    for other in changes if who else ():
        match other:
            case Insert(place, Element(value)) if place[:2] == change.place[:2]:
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


def _say(change: Change, record: Record, rewritten: Iterable[Insert], along: Changes) -> str:
    words = record.words if record.phrase else describe(change)
    words += "".join(f",改成了 {show_value(c.key)}" for c in rewritten)
    above = "、".join(name_ref(c.item) for c in along if isinstance(c, Remove))
    return words + (f"(连同{above})" if above else "")
