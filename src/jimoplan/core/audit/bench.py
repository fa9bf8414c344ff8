"""Every commit of a range judged, by what the whole history before it says."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jimoplan.core.audit.actors import Actor, Signature, judge_actor, judge_signature
from jimoplan.core.audit.judge import Circumstances, judge
from jimoplan.core.audit.merging import judge_brought
from jimoplan.core.audit.permission import new_reviews
from jimoplan.core.audit.records import Hands
from jimoplan.core.audit.rules import Violation
from jimoplan.core.audit.trail import Side, Step, Trail
from jimoplan.core.change.changes import Change, Changes, Insert, Set, item_of
from jimoplan.core.change.diff import diff
from jimoplan.core.commits import Commit
from jimoplan.core.model import Item, Plan, Status
from jimoplan.core.people import people_of

_Submitters = Mapping[str, Hands]


class Judged(NamedTuple):
    """A commit of the plan and what is wrong with it."""

    commit: Commit
    violations: tuple[Violation, ...]


class Bench:
    """The commits that led to a tip, but not to a base, with what is needed to judge them."""

    def __init__(self, trail: Trail, tip: str, base: str | None) -> None:
        self._trail = trail
        self._tip, self._base = tip, base
        before = trail.graph.ancestors(base) if base else set()
        self.range = trail.graph.ancestors(tip) - before
        self._root = trail.root_from(base if base and trail.has_begun(base) else tip)
        self._flagged: set[Change] = set()
        mine = [
            c for c in trail.graph.commits.values() if c.id in self.range and trail.touches(c.id)
        ]
        self._steps = {commit.id: trail.step(commit.id) for commit in mine}
        self._reports = self._find_reports() if any(map(_reviews, self._steps.values())) else {}

    def _find_reports(self) -> dict[str, tuple[str, ...]]:
        """The items that each commit of the whole history reported as done, if any."""
        touching = (c.id for c in self._trail.graph.commits.values() if self._trail.touches(c.id))
        steps = ((each, self._steps.get(each) or self._trail.step(each)) for each in touching)
        found = ((each, tuple(_reported(step))) for each, step in steps)
        return {each: items for each, items in found if items}

    @property
    def unlisted(self) -> int:
        """How many commits of the range changed a plan that listed nobody."""
        return sum(not any(map(people_of, self._plans_before(s))) for s in self._steps.values())

    def _plans_before(self, step: Step) -> list[Plan]:
        """The plans by which a commit is judged; what it registered itself where there is none."""
        alone = None if step.sides else self._trail.plan_at(step.commit.id)
        return [alone] if alone else [side.before for side in step.sides]

    def wants_signatures(self) -> list[str]:
        """The commits whose signatures matter: those judged, and those that report items done."""
        return list(self._steps.keys() | self._reports.keys())

    def judge_all(
        self, seals: Mapping[str, Signature], *, require_signed: bool
    ) -> tuple[Judged, ...]:
        """Each commit of the plan in the range with its violations, parents before children."""
        known: dict[str, _Submitters] = {}
        found: list[Judged] = []
        for commit in self._trail.graph.commits.values():
            submitters = _join([known[p] for p in commit.parents if p in known])
            actor = _actor(commit, seals.get(commit.id, Signature()))
            if step := self._steps.get(commit.id):
                wrong = dict.fromkeys(self._judge(step, actor, submitters, signed=require_signed))
                self._flagged |= {each.change for each in wrong if each.change}
                found.append(Judged(commit, tuple(wrong)))
            known[commit.id] = _add(submitters, self._reports.get(commit.id, ()), actor)
        return tuple(self._judge_tip(found))

    def _judge(
        self, step: Step, actor: Actor, submitters: _Submitters, *, signed: bool
    ) -> Iterator[Violation]:
        yield from step.faults
        commit = step.commit
        reasons = "".join(commit.values_of("Plan-Reason"))
        if commit.id in self._trail.roots and commit.id != self._root:
            root = (self._root or "")[:9]
            yield Violation("A33", None, f"计划已经由 {root} 登记,这里又凭空登记了一份")
        for plan in self._plans_before(step):
            yield from judge_actor(plan, actor)
            yield from judge_signature(actor, plan, required=signed)
        for side in step.sides:
            said = Circumstances(actor, reasons, submitters, side.changes)
            yield from judge(side.before, side.own, said)
            yield from self._judge_brought(side, actor)

    def _judge_brought(self, side: Side, actor: Actor | None) -> Iterator[Violation]:
        """What a merge brings; what has been found at its own commit is not said again."""
        brought = tuple(change for change in side.brought if change not in self._flagged)
        merger = (actor.other_signer or actor.address) if actor else None
        yield from judge_brought(side.before, brought, side.authors, merger)

    def _judge_tip(self, found: list[Judged]) -> Iterator[Judged]:
        """What the range would bring to its base if it were merged now, told of its last commit."""
        before = self._trail.plan_at(self._base) if self._base else None
        after = self._trail.plan_at(self._tip)
        apart = self._base and self._base not in self._trail.graph.ancestors(self._tip)
        if before and after and self._base and apart:
            bases, authors = self._trail.side_of(self._base, self._tip)
            brought: Changes = tuple(c for plan in bases for c in diff(plan, after))
            side = Side(before, brought, (), brought, authors)
            wrong = tuple(self._judge_brought(side, None))
            if wrong and found:
                last = found.pop()
                found.append(Judged(last.commit, (*last.violations, *wrong)))
        yield from found


def _actor(commit: Commit, signature: Signature) -> Actor:
    return Actor(commit.author.name, commit.author.email, commit.committer.email, signature)


def _reviews(step: Step) -> bool:
    """Whether a commit itself puts a review on record."""
    return any(new_reviews(side.own) for side in step.sides)


def _reported(step: Step) -> Iterator[str]:
    """The items that a commit itself reported as done."""
    for side in step.sides:
        for change in side.own:
            match change:
                case Set(item, "status", _, Status.COMPLETED):
                    yield item.id
                case Insert(_, str(), Item(status=Status.COMPLETED)):
                    yield item_of(change).id


def _add(submitters: _Submitters, items: Iterable[str], actor: Actor) -> _Submitters:
    authors = frozenset({actor.address, *actor.signers})
    committers = frozenset({actor.committer.casefold()})
    more = {item: _unite(submitters.get(item), Hands(authors, committers)) for item in items}
    return {**submitters, **more} if more else submitters


def _join(sides: list[_Submitters]) -> _Submitters:
    """What all sides know together."""
    first, *others = sides or [{}]
    for other in others:
        if other is not first:
            first = {**first, **{item: _unite(first.get(item), h) for item, h in other.items()}}
    return first


def _unite(one: Hands | None, other: Hands) -> Hands:
    if one is None:
        return other
    return Hands(one.authors | other.authors, one.committers | other.committers)
