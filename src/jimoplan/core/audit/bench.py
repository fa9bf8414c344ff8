"""Every commit of a range judged, by what the whole history before it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

from jimoplan.core.audit.actors import Actor, judge_actor, judge_signature
from jimoplan.core.audit.judge import Circumstances, judge
from jimoplan.core.audit.merging import BROUGHT, judge_brought
from jimoplan.core.audit.permission import new_reviews
from jimoplan.core.audit.records import Hands
from jimoplan.core.audit.rules import RULES, Rule, Violation
from jimoplan.core.audit.trail import Step, Trail
from jimoplan.core.change.changes import Changes, Insert, Set, item_of
from jimoplan.core.change.diff import diff
from jimoplan.core.change.records import Record, make_records, restore_record
from jimoplan.core.commits import Commit, Signature
from jimoplan.core.model import Item, Plan, Status
from jimoplan.core.people import people_of

_Submitters = Mapping[str, Hands]


class Breach(NamedTuple):
    """A violation as it is told and kept: the rule's code, what is wrong, and the change if any."""

    code: str
    words: str
    record: Record | None

    @property
    def rule(self) -> Rule:
        """The rule in words."""
        return RULES[self.code]


class Judged(NamedTuple):
    """A commit of the plan and what is wrong with it."""

    commit: Commit
    breaches: tuple[Breach, ...]


class Memo(Protocol):
    """Whoever keeps values ready for JSON by keys without spaces."""

    def get(self, key: str) -> Any:  # noqa: ANN401 - whatever was put there
        """The value kept under a key, None where there is none."""

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401 - as above
        """Keep a value."""


class _Facts(NamedTuple):
    """What matters of a commit to others: the items it reported as done, whether it reviews any.

    `unlisted` says that the plan before it listed nobody.
    """

    reported: tuple[str, ...]
    reviews: bool
    unlisted: bool


class Bench:
    """The commits that led to a tip, but not to a base, with what is needed to judge them.

    A commit's id stands for all that led to it, so that what was found of it once holds for ever,
    by the same signatures and where history is known as far; `sources` stands for the latter.
    """

    def __init__(
        self, trail: Trail, tip: str, base: str | None, memo: Memo, sources: object = ()
    ) -> None:
        self._trail = trail
        self._tip, self._base = tip, base
        self._memo, self._sources = memo, sources
        self._known_by = _digest(sources)
        before = trail.graph.ancestors(base) if base else set()
        self.range = trail.graph.ancestors(tip) - before
        self._root = trail.root_from(base if base and trail.has_begun(base) else tip)
        self._told: list[Record] = []
        self._touching = [c for c in trail.graph.commits.values() if trail.touches(c.id)]
        self._mine = {c.id: self._find_facts(c.id) for c in self._touching if c.id in self.range}
        reviewed = any(facts.reviews for facts in self._mine.values())
        self._reports = self._find_reports() if reviewed else {}

    def _find_reports(self) -> dict[str, tuple[str, ...]]:
        """The items that each commit of the whole history reported as done, if any."""
        facts = ((c.id, self._mine.get(c.id) or self._find_facts(c.id)) for c in self._touching)
        return {commit: known.reported for commit, known in facts if known.reported}

    def _find_facts(self, commit: str) -> _Facts:
        key = f"facts:{commit}:{self._known_by}"
        kept = self._memo.get(key)
        if kept is None:
            step = self._trail.step(commit)
            unlisted = not any(map(people_of, self._plans_before(step)))
            kept = [list(dict.fromkeys(_reported(step))), _reviews(step), unlisted]
            self._memo.put(key, kept)
        reported, reviews, unlisted = kept
        return _Facts(tuple(reported), reviews, unlisted)

    @property
    def unlisted(self) -> int:
        """How many commits of the range changed a plan that listed nobody."""
        return sum(facts.unlisted for facts in self._mine.values())

    def _plans_before(self, step: Step) -> list[Plan]:
        """The plans by which a commit is judged; what it registered itself where there is none."""
        alone = None if step.sides else self._trail.plan_at(step.commit.id)
        return [alone] if alone else [side.before for side in step.sides]

    def wants_signatures(self) -> list[str]:
        """The commits whose signatures matter: those judged, and those that report items done."""
        return list(self._mine.keys() | self._reports.keys())

    def judge_all(
        self, seals: Mapping[str, Signature], *, require_signed: bool
    ) -> tuple[Judged, ...]:
        """Each commit of the plan in the range with its breaches, parents before children."""
        grounds = _digest((self._sources, self._root, require_signed, sorted(seals.items())))
        known: dict[str, _Submitters] = {}
        found: list[Judged] = []
        for commit in self._trail.graph.commits.values():
            submitters = _join([known[p] for p in commit.parents if p in known])
            actor = _actor(commit, seals.get(commit.id, Signature()))
            if commit.id in self._mine:
                key = f"verdict:{commit.id}:{grounds}"
                kept = self._memo.get(key)
                if kept is None:
                    judged = self._judge(commit.id, actor, submitters, signed=require_signed)
                    kept = _distinct(judged)
                    self._memo.put(key, kept)
                found.append(Judged(commit, self._tell(map(_breach, kept))))
            known[commit.id] = _add(submitters, self._reports.get(commit.id, ()), actor)
        return tuple(self._judge_tip(found))

    def _tell(self, breaches: Iterable[Breach]) -> tuple[Breach, ...]:
        """The breaches; of what a merge brings, only those not told of their own commits before."""
        told = [b for b in breaches if b.code != BROUGHT or b.record not in self._told]
        self._told += [breach.record for breach in told if breach.record]
        return tuple(told)

    def _judge(
        self, commit: str, actor: Actor, submitters: _Submitters, *, signed: bool
    ) -> Iterator[Breach]:
        step = self._trail.step(commit)
        yield from _note(step.faults, None, None)
        if commit in self._trail.roots and commit != self._root:
            root = (self._root or "")[:9]
            yield Breach("A33", f"计划已经由 {root} 登记,这里又凭空登记了一份", None)
        for plan in self._plans_before(step):
            yield from _note(judge_actor(plan, actor), None, None)
            yield from _note(judge_signature(actor, plan, required=signed), None, None)
        reasons = "".join(step.commit.values_of("Plan-Reason"))
        merger = actor.other_signer or actor.address
        for side in step.sides:
            said = Circumstances(actor, reasons, submitters, side.changes)
            yield from _note(judge(side.before, side.own, said), side.before, step.after)
            brought = judge_brought(side.before, side.brought, side.authors, merger)
            yield from _note(brought, side.before, step.after)

    def _judge_tip(self, found: list[Judged]) -> Iterator[Judged]:
        """What the range would bring to its base if it were merged now, told of its last commit."""
        apart = self._base and self._base not in self._trail.graph.ancestors(self._tip)
        before = self._trail.plan_at(self._base) if self._base and apart else None
        after = self._trail.plan_at(self._tip) if apart else None
        if before and after and self._base:
            bases, authors = self._trail.side_of(self._base, self._tip)
            brought: Changes = tuple(c for plan in bases for c in diff(plan, after))
            wrong = self._tell(_note(judge_brought(before, brought, authors, None), before, after))
            if wrong and found:
                last = found.pop()
                found.append(Judged(last.commit, (*last.breaches, *wrong)))
        yield from found


def _digest(grounds: object) -> str:
    """What a finding rests on besides the commit's own history, short enough for a key."""
    return blake2b(repr(grounds).encode(), digest_size=16).hexdigest()


def _note(
    violations: Iterable[Violation], before: Plan | None, after: Plan | None
) -> Iterator[Breach]:
    for code, change, words in violations:
        records = make_records(before, after, (change,)) if change else (None,)
        yield Breach(code, words, records[0])


def _distinct(breaches: Iterable[Breach]) -> list[Breach]:
    found: list[Breach] = []
    for breach in breaches:
        found += [] if breach in found else [breach]
    return found


def _breach(kept: Sequence[Any]) -> Breach:
    code, words, record = kept
    return Breach(code, words, restore_record(record) if record else None)


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
