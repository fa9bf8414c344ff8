"""Changes that a merge brings to a parent, judged by that parent's list of people."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import NamedTuple

from jimoplan.core.audit.permission import Permission
from jimoplan.core.audit.rules import Violation
from jimoplan.core.changes.changes import (
    Change,
    Changes,
    Element,
    Insert,
    Remove,
    Rename,
    Set,
    Subject,
)
from jimoplan.core.changes.patch import ClashError, patch
from jimoplan.core.changes.renaming import Names, as_called
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import people_of

BROUGHT = "A14"
"""The code of what a merge brings, which its own commit may have been told of already."""


class Hand(NamedTuple):
    """The addresses that answer for a commit (author, other signer), and the changes it made.

    `takes_back` says which of them take back what may be taken back by a plan's list of people.
    """

    addresses: tuple[str, ...]
    changes: Changes = ()
    takes_back: Callable[[Plan], AbstractSet[Change]] = lambda _: frozenset()

    def calling(self, names: Names) -> "Hand":
        """The same told where departments have other names."""
        return (
            Hand(
                self.addresses,
                as_called(self.changes, names),
                lambda plan: frozenset(as_called(self.takes_back(plan), names)),
            )
            if names
            else self
        )


def judge_brought(
    before: Plan, brought: Changes, hands: Sequence[Hand], merger: Hand | None
) -> Iterator[Violation]:
    """The brought changes that neither their makers nor the merger may make by the parent's list.

    The hands are those of the commits that come along, in their order: who made a change last has
    to answer for it. The merger is None where nobody has merged yet. Whoever is admitted along with
    what they did, by somebody who may, counts as listed.
    """
    if not brought or not people_of(before):
        return
    names = _names_before(before, brought)
    told, brought = brought, as_called(brought, names)
    hands = [hand.calling(names) for hand in hands]
    listed = _admit(before, hands)
    steps = tuple(change for hand in hands for change in hand.changes)
    permissions = {
        address: Permission(listed, address, brought, steps=steps)
        for hand in (*hands, *([merger] if merger else []))
        for address in hand.addresses
    }
    for said, change in zip(told, brought, strict=True):
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
            words = f"按合并进去那一方的名单,改动和合并的人({who})都无权做"
            yield Violation(BROUGHT, said, words)


def _names_before(before: Plan, brought: Changes) -> Names:
    """What a plan calls departments that have other names on the way to it or to the merge."""
    aliases = {alias: each.name for each in before.departments for alias in each.aliases}
    return aliases | {each.new: each.old for each in brought if isinstance(each, Rename)}


def _admit(before: Plan, hands: Sequence[Hand]) -> Plan:
    """The plan before with those listed as well who were admitted along, in their order.

    By whoever may admit them by that list; that they were dismissed again since takes nothing from
    what they did before, which their own side was held to.
    """
    listed = before
    for hand in hands:
        coming = [
            change
            for change in hand.changes
            if isinstance(change, Insert)
            and Subject.DEPARTMENT in {change.item.subject, change.place.owner.subject}
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
