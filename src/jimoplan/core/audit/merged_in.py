"""Changes that a merge brings to a parent, judged by that parent's list of people."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from jimoplan.core.audit.permission import MergedIn, Permission
from jimoplan.core.audit.rules import Violation
from jimoplan.core.audit.trail import Side
from jimoplan.core.changes.changes import (
    Change,
    Changes,
    Element,
    Insert,
    Place,
    Remove,
    Rename,
    Set,
    Subject,
    Touched,
)
from jimoplan.core.changes.items import items_by_id, refer_to
from jimoplan.core.changes.patch import ClashError, patch
from jimoplan.core.changes.renaming import Names, as_called
from jimoplan.core.changes.words import name_ref
from jimoplan.core.merge.combine import ALONG
from jimoplan.core.merge.renames import names_given
from jimoplan.core.merge.rivals import step_of
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.reviews import standing_review
from jimoplan.core.plan.rights import people_of
from jimoplan.core.plan.words import Status

_SAID = frozenset({"updates", "remarks", "evidence"})

BROUGHT = "A14"
"""The code of what a merge brings, which its own commit may have been told of already."""


class Hand(NamedTuple):
    """The addresses that answer for a commit (author, other signer), and the changes it made.

    `takes_back` says which of them take back what may be taken back by a plan's list of people.
    `day` is the commit's; what was made on no known day was not made before anything.
    """

    addresses: tuple[str, ...]
    changes: Changes = ()
    takes_back: Callable[[Plan], AbstractSet[Change]] = lambda _: frozenset()
    day: date = date.max

    def calling(self, names: Names) -> "Hand":
        """The same told where departments have other names."""
        return (
            Hand(
                self.addresses,
                as_called(self.changes, names),
                lambda plan: frozenset(as_called(self.takes_back(plan), names)),
                self.day,
            )
            if names
            else self
        )


def judge_brought(side: Side, hands: Sequence[Hand], merger: Hand | None) -> Iterator[Violation]:
    """The changes brought to a side that neither makers nor the merger may make by its list.

    The hands are those of the commits that come along, in their order: who made a change last has
    to answer for it. The merger is None where nobody has merged yet. Whoever is admitted along with
    what they did, by somebody who may, counts as listed. What they said of an item that this side
    has closed comes in if it was said before they had to know.
    """
    before, brought = side.before, side.brought
    if not brought or not people_of(before):
        return
    names = _names_before(side)
    told, brought = brought, as_called(brought, names)
    side = side._replace(brought=brought)
    hands = [hand.calling(names) for hand in hands]
    listed = _admit(side, hands)
    steps = tuple(change for hand in hands for change in hand.changes)
    said = _find_said(side, hands)
    unaware = frozenset(touched for touched, each in said.items() if not each.is_late)
    merged_in = MergedIn(steps, unaware)
    permissions = {
        address: Permission(listed, address, brought, merged_in=merged_in)
        for hand in (*hands, *([merger] if merger else []))
        for address in hand.addresses
    }
    for as_told, change in zip(told, brought, strict=True):
        if _goes_along(change, brought, hands):
            continue
        if _gives_way(change, brought):  # whoever made the one that takes its place answers for it
            continue
        makers = _find_makers(change, hands)
        made_by = [address for hand in makers for address in hand.addresses]
        merged_by = merger.addresses if merger else ()
        strangers = [
            address
            for hand in _later_hands(change, hands)
            for address in hand.addresses
            if not permissions[address].rights.people
        ]
        made = makers and all(_made_as_allowed(hand, change, permissions) for hand in makers)
        merged = merged_by and all(permissions[address].allows(change) for address in merged_by)
        if not merged and (not made or strangers) and not _is_back(change, before, makers):
            who = "、".join(dict.fromkeys((*made_by, *strangers, *merged_by))) or "待明确"
            late = _tell_late(said.get(change.touched), change)
            words = f"按合并进去那一方的名单,改动和合并的人({who})都无权做{late}"
            yield Violation(BROUGHT, as_told, words)


def _names_before(side: Side) -> Names:
    """What a side calls departments that have other names where it parted or in the merge."""
    names: dict[str, str] = {}
    for plan in side.common:
        names |= names_given(plan, side.before)
    names |= {alias: each.name for each in side.before.departments for alias in each.aliases}
    return names | {each.new: each.old for each in side.brought if isinstance(each, Rename)}


def _gives_way(change: Change, brought: Changes) -> bool:
    """Whether a record goes because another one of the same step takes its place."""
    match change:
        case Remove(Place(item, field), Element(record), _) if step := step_of(record):
            return any(
                isinstance(other, Insert)
                and other.place[:2] == (item, field)
                and step_of(other.value) == step
                for other in brought
            )
    return False


class _Said(NamedTuple):
    """When something was said of an item that is closed, and when it was closed.

    Work may be recorded so many days late: until then, whoever has not merged yet need not know.
    """

    day: date
    closed: date
    allowed: int

    @property
    def days_late(self) -> int:
        return (self.day - self.closed).days

    @property
    def is_late(self) -> bool:
        return self.days_late > self.allowed


def _find_said(side: Side, hands: Sequence[Hand]) -> dict[Touched, _Said]:
    """What is brought that says something of an item which this side has closed."""
    closed = (i for i in items_by_id(side.before).values() if i.status is Status.CLOSED)
    reviews = {refer_to(item): review for item in closed if (review := standing_review(item))}
    allowed = side.before.policy.backdate
    found: dict[Touched, _Said] = {}
    for change in side.brought:
        match change:
            case Insert(Place(ref, field), Element(), _) if field in _SAID and ref in reviews:
                makers = (
                    _find_makers(change, hands)
                    or [  # of what merging put together
                        h for h in hands if any(c.touched[:2] == (ref, field) for c in h.changes)
                    ]
                )
                day = max((hand.day for hand in makers), default=date.max)
                found[change.touched] = _Said(day, reviews[ref].date, allowed)
    return found


def _tell_late(said: _Said | None, change: Change) -> str:
    """That something was said too long after its item was closed, in words; '' if not so."""
    if not said or not said.is_late:
        return ""
    told = f"{name_ref(change.item)} {said.closed} 已销号,{said.day} 才提交"
    return f";{told},晚了 {said.days_late} 天(最多 {said.allowed} 天)"


def _admit(side: Side, hands: Sequence[Hand]) -> Plan:
    """The plan before with those listed as well who were admitted along, in their order.

    By whoever may admit them by that list; that they were dismissed again since takes nothing from
    what they did before, which their own side was held to. Who was dismissed by this side is not
    admitted by being listed again as before.
    """
    listed, dismissals = side.before, side.dismissals
    for hand in hands:
        coming = [
            left
            for change in hand.changes
            if isinstance(change, Insert)
            and Subject.DEPARTMENT in {change.item.subject, change.place.owner.subject}
            and (left := dismissals.without(change))
        ]
        for change in coming:
            by = [Permission(listed, address, hand.changes) for address in hand.addresses]
            if all(permission.allows(change) for permission in by):
                with suppress(ClashError, ValueError):  # listed already, or their department gone
                    listed = patch(listed, (change,))
    return listed


def _made_as_allowed(hand: Hand, change: Change, permissions: Mapping[str, Permission]) -> bool:
    """Whether all who answer for a commit may make a change, or what it did to come to it.

    What several did one after the other is no one's to do at once.
    """
    steps = [made for made in hand.changes if made.touched == change.touched]
    return all(
        permissions[address].allows(change)
        or (bool(steps) and all(map(permissions[address].allows, steps)))
        for address in hand.addresses
    )


def _is_back(change: Change, before: Plan, makers: Sequence[Hand]) -> bool:
    """Whether all who made a change so took back what was theirs to take back."""
    return bool(makers) and all(
        any(_comes_to(made, change) for made in hand.takes_back(before)) for hand in makers
    )


def _goes_along(change: Change, brought: Changes, hands: Sequence[Hand]) -> bool:
    """Whether a value that nobody made is what it was, and goes along with a status brought.

    So does the day on which work was done with an approval, where the other side returned it.
    """
    item, field, _ = change.touched
    return (
        isinstance(change, Set)
        and field in ALONG["status"]
        and any(isinstance(c, Set) and c.touched[:2] == (item, "status") for c in brought)
        and not any(c.touched == change.touched for hand in hands for c in hand.changes)
    )


def _find_makers(change: Change, hands: Sequence[Hand]) -> list[Hand]:
    """Who made a change last; everybody who touched the same place where nobody made all of it."""
    exact = [hand for hand in hands if any(_comes_to(c, change) for c in hand.changes)]
    if exact:
        return exact[-1:]
    touched = change.touched
    return [hand for hand in hands if any(c.touched == touched for c in hand.changes)]


def _comes_to(made: Change, change: Change) -> bool:
    """Whether two changes put the same value in the same place, whatever stood there."""
    if isinstance(made, Rename) and isinstance(change, Rename):
        return made.new == change.new
    if type(made) is not type(change) or made.touched != change.touched:
        return False
    match made, change:
        case (Set(new=one), Set(new=other)) | (Insert(value=one), Insert(value=other)):
            return bool(one == other)
    return True


def _later_hands(change: Change, hands: Sequence[Hand]) -> Iterator[Hand]:
    """Who else changed an item that is added or removed as a whole."""
    match change:
        case Insert(_, key, _) | Remove(_, key, _) if not isinstance(key, Element):
            item = change.item
            yield from (h for h in hands if any(c.item == item for c in h.changes))
