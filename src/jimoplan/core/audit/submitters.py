"""Who reported each item as done, over all the history that led to a commit."""

from collections.abc import Iterable, Iterator, Mapping

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.on_record import new_reviews
from jimoplan.core.audit.record_keeping import Hands
from jimoplan.core.audit.trail import TrailStep
from jimoplan.core.changes.changes import Insert, Set
from jimoplan.core.plan.model import Item, Status, Verdict

Submitters = Mapping[str, Hands]
"""By item, whoever has reported it as done since it was returned last."""


def reported_in(step: TrailStep) -> Iterator[str]:
    """The items that a commit itself reported as done."""
    for side in step.sides:
        for change in side.own:
            match change:
                case Set(item, "status", _, Status.COMPLETED):
                    yield item.id
                case Insert(_, str(), Item(status=Status.COMPLETED)):
                    yield change.item.id


def returned_in(step: TrailStep) -> Iterator[str]:
    """The items that a commit itself returned, so that reporting them begins anew."""
    for side in step.sides:
        reviews = new_reviews(side.own)
        yield from (item.id for item, review in reviews if review.result is Verdict.RETURNED)


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
    return Hands(one.authors | other.authors, one.committers | other.committers)
