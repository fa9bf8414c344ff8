"""Whose hands were in a report and in its review: nobody reviews their own work."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.audit.actors import Actor
from jimoplan.core.changes.changes import Ref
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Review
from jimoplan.core.plan.rights import FormerNames, address_of, marks_of


class Hands(NamedTuple):
    """The addresses behind reports of an item as done: authors with signers, and committers.

    Those from before the item was returned are set aside.
    """

    authors: frozenset[str] = frozenset()
    committers: frozenset[str] = frozenset()
    set_aside: "Hands | None" = None


class Submitters(NamedTuple):
    """By item, whoever has reported it as done since it was returned last.

    `former` are the names of those whom the lists have had, and may not have any more.
    """

    hands: Mapping[str, Hands] = MappingProxyType({})
    former: FormerNames = MappingProxyType({})


def find_same_hand(
    before: Plan, item: Ref, review: Review, actor: Actor, submitters: Submitters
) -> str | None:
    """An address or a listed name on both sides of a review.

    That one committer, who neither wrote nor signed either, put both into git is no more than a
    server's or maintainer's work.
    """

    def marks(*addresses: str) -> frozenset[str]:
        return frozenset().union(*(marks_of(before, a, submitters.former) for a in addresses))

    hands = submitters.hands.get(item.id, Hands())
    reported = items_by_id(before).get(item.id)
    names = (review.submitted_by, reported and reported.submitted_by)
    submitted = marks(*hands.authors, *(address_of(name) for name in names if name))
    reviewed = marks(actor.address, address_of(review.by), *actor.signers)
    both = reviewed & (submitted | marks(*hands.committers))
    both |= submitted & marks(actor.committer)
    return min(both, key=lambda mark: ("@" not in mark, mark), default=None)
