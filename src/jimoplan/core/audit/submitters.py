"""Who reported each item as done, over all the history that led to a commit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.hands import Hands, Submitters
from jimoplan.core.audit.on_record import new_reviews
from jimoplan.core.audit.trail import TrailStep
from jimoplan.core.changes.changes import Changes, Insert, Ref, Remove, Set, invert
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Department
from jimoplan.core.plan.person import Person
from jimoplan.core.plan.records import Review
from jimoplan.core.plan.words import Status, Verdict


def reported_in(step: TrailStep) -> Iterator[str]:
    """The items that a commit itself reported as done, and not by taking a review of them back."""
    for side in step.sides:
        reviewed = {item for item, _ in _reviews_gone(side.own)}
        for change in side.own:
            match change:
                case Set(item, "status", _, Status.COMPLETED) if item not in reviewed:
                    yield item.id
                case Insert(_, str(), Item(status=Status.COMPLETED)):
                    yield change.item.id


def returned_in(step: TrailStep) -> Iterator[str]:
    """The items that a commit itself returned, so that reporting them begins anew."""
    for side in step.sides:
        reviews = new_reviews(side.own)
        yield from (item.id for item, review in reviews if review.result is Verdict.RETURNED)


def restored_in(step: TrailStep) -> Iterator[str]:
    """The items whose being returned a commit itself took back, so that their reports count."""
    for side in step.sides:
        gone = _reviews_gone(side.own)
        yield from (item.id for item, review in gone if review.result is Verdict.RETURNED)


def delisted_in(step: TrailStep) -> Iterator[Person]:
    """The people whom a commit itself took off a list, be it only to list them otherwise."""
    gone = (c.value for side in step.sides for c in side.own if isinstance(c, Remove))
    for value in gone:
        match value:
            case Person():
                yield value
            case Department(people=people):
                yield from people


def forget(submitters: Submitters, items: Iterable[str]) -> Submitters:
    """The submitters without those of items that were returned, which are only set aside."""
    hands = submitters.hands
    return _with_hands(submitters, {i: Hands(set_aside=hands[i]) for i in items if i in hands})


def remember(submitters: Submitters, items: Iterable[str]) -> Submitters:
    """The submitters with those that were set aside for items."""
    hands = submitters.hands
    aside = {item: hands.get(item, Hands()).set_aside for item in items}
    return _with_hands(submitters, {item: each for item, each in aside.items() if each})


def _reviews_gone(changes: Changes) -> list[tuple[Ref, Review]]:
    return new_reviews(invert(changes))


def add_submitter(submitters: Submitters, items: Iterable[str], actor: Actor) -> Submitters:
    """The submitters, with the actor of a commit added for the items it reported."""
    authors = frozenset({actor.address, *actor.signers})
    new = Hands(authors, frozenset({actor.committer.casefold()}))
    return _with_hands(submitters, {i: _unite(submitters.hands.get(i), new) for i in items})


def _with_hands(submitters: Submitters, more: Mapping[str, Hands]) -> Submitters:
    return submitters._replace(hands={**submitters.hands, **more}) if more else submitters


def delist(submitters: Submitters, people: Iterable[tuple[str, str]]) -> Submitters:
    """The submitters, with the names of addresses that were taken off a list."""
    former = dict(submitters.former)
    for address, name in people:
        former[address.casefold()] = former.get(address.casefold(), frozenset()) | {name}
    return submitters._replace(former=former) if people else submitters


def join_submitters(sides: Sequence[Submitters]) -> Submitters:
    """The submitters of all sides of a merge together."""
    first, *others = sides or [Submitters()]
    for other in others:
        if other is not first:
            more = {i: _unite(first.hands.get(i), hands) for i, hands in other.hands.items()}
            former = ((address, name) for address, names in other.former.items() for name in names)
            first = delist(_with_hands(first, more), tuple(former))
    return first


def _unite(one: Hands | None, other: Hands) -> Hands:
    if one is None:
        return other
    aside = _unite(one.set_aside, other.set_aside) if other.set_aside else one.set_aside
    return Hands(one.authors | other.authors, one.committers | other.committers, aside)
