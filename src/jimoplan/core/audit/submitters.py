"""Who reported each item as done, over all the history that led to a commit."""

from collections.abc import Iterable, Iterator, Mapping

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.on_record import new_reviews
from jimoplan.core.audit.record_keeping import Hands
from jimoplan.core.audit.trail import TrailStep
from jimoplan.core.changes.changes import Changes, Insert, Ref, Set, invert
from jimoplan.core.plan.model import Item, Review, Status, Verdict

Submitters = Mapping[str, Hands]
"""By item, whoever has reported it as done since it was returned last."""


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


def forget(submitters: Submitters, items: Iterable[str]) -> Submitters:
    """The submitters without those of items that were returned, which are only set aside."""
    left = {item: Hands(set_aside=submitters[item]) for item in items if item in submitters}
    return {**submitters, **left} if left else submitters


def remember(submitters: Submitters, items: Iterable[str]) -> Submitters:
    """The submitters with those that were set aside for items."""
    aside = {i: hands for i in items if (hands := submitters.get(i, Hands()).set_aside)}
    return {**submitters, **aside} if aside else submitters


def _reviews_gone(changes: Changes) -> list[tuple[Ref, Review]]:
    return new_reviews(invert(changes))


def add_submitter(submitters: Submitters, items: Iterable[str], actor: Actor) -> Submitters:
    """The submitters, with the actor of a commit added for the items it reported."""
    authors = frozenset({actor.address, *actor.signers})
    committers = frozenset({actor.committer.casefold()})
    more = {item: _unite(submitters.get(item), Hands(authors, committers)) for item in items}
    return {**submitters, **more} if more else submitters


def join_submitters(sides: list[Submitters]) -> Submitters:
    """The submitters of all sides of a merge together."""
    first, *others = sides or [{}]
    for other in others:
        if other is not first:
            first = {**first, **{item: _unite(first.get(item), h) for item, h in other.items()}}
    return first


def _unite(one: Hands | None, other: Hands) -> Hands:
    if one is None:
        return other
    aside = _unite(one.set_aside, other.set_aside) if other.set_aside else one.set_aside
    return Hands(one.authors | other.authors, one.committers | other.committers, aside)
