"""Judges every commit of a range by the plans before it and by who reported what earlier."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol

from jimoplan.core.audit.actors import Actor, judge_actor, judge_signature
from jimoplan.core.audit.judge import Circumstances, judge
from jimoplan.core.audit.merged_in import BROUGHT, Hand, judge_brought
from jimoplan.core.audit.on_record import new_reviews
from jimoplan.core.audit.record_keeping import MENDED, judge_reviewed_files
from jimoplan.core.audit.rules import RULES, AuditRule, Violation
from jimoplan.core.audit.submitters import (
    Submitters,
    add_submitter,
    join_submitters,
    reported_in,
    returned_in,
)
from jimoplan.core.audit.trail import Trail, TrailStep
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.records import Record, make_records, restore_record
from jimoplan.core.history.commits import Commit, Signature
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import people_of


class Breach(NamedTuple):
    """A violation as it is shown and cached: the rule's code, what is wrong, the change if any."""

    code: str
    words: str
    record: Record | None

    @property
    def rule(self) -> AuditRule:
        """The rule in words."""
        return RULES[self.code]


class Judged(NamedTuple):
    """A commit of the plan and what is wrong with it."""

    commit: Commit
    breaches: tuple[Breach, ...]


class Memo(Protocol):
    """A cache of JSON values; keys have no spaces."""

    def get(self, key: str) -> Any:  # noqa: ANN401 - whatever was put there
        """The value kept under a key, None where there is none."""

    def put(self, key: str, value: Any) -> None:  # noqa: ANN401 - as above
        """Keep a value."""


class _Facts(NamedTuple):
    """What later commits need to know of one: the items it reported as done, and returned.

    `reviews` says whether it reviews any, `unlisted` that the plan before it listed nobody.
    """

    reported: tuple[str, ...]
    returned: tuple[str, ...]
    reviews: bool
    unlisted: bool


class AuditedRange:
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
        self._seals: Mapping[str, Signature] = {}
        self._touching = [c for c in trail.graph.commits.values() if trail.touches(c.id)]
        self._mine = {c.id: self._find_facts(c.id) for c in self._touching if c.id in self.range}
        reviewed = any(facts.reviews for facts in self._mine.values())
        self._reports = self._find_reports() if reviewed else {}

    def _find_reports(self) -> dict[str, _Facts]:
        """The commits of the whole history that reported items as done, or returned some."""
        facts = ((c.id, self._mine.get(c.id) or self._find_facts(c.id)) for c in self._touching)
        return {commit: known for commit, known in facts if known.reported or known.returned}

    def _find_facts(self, commit: str) -> _Facts:
        key = f"facts:{commit}:{self._known_by}"
        kept = self._memo.get(key)
        if kept is None:
            step = self._trail.step(commit)
            unlisted = not any(map(people_of, self._plans_before(step)))
            reported = list(dict.fromkeys(reported_in(step)))
            returned = list(dict.fromkeys(returned_in(step)))
            kept = [reported, returned, _reviews(step), unlisted]
            self._memo.put(key, kept)
        reported, returned, reviews, unlisted = kept
        return _Facts(tuple(reported), tuple(returned), reviews, unlisted)

    @property
    def unlisted(self) -> int:
        """How many commits of the range changed a plan that listed nobody."""
        return sum(facts.unlisted for facts in self._mine.values())

    def _plans_before(self, step: TrailStep) -> list[Plan]:
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
        self._seals = seals
        grounds = _digest((self._sources, self._root, require_signed, sorted(seals.items())))
        known: dict[str, Submitters] = {}
        found: list[Judged] = []
        for commit in self._trail.graph.commits.values():
            submitters = join_submitters([known[p] for p in commit.parents if p in known])
            actor = _actor(commit, seals.get(commit.id, Signature()))
            if commit.id in self._mine:
                key = f"verdict:{commit.id}:{grounds}"
                kept = self._memo.get(key)
                if kept is None:
                    judged = self._judge(commit.id, actor, submitters, signed=require_signed)
                    kept = _distinct(judged)
                    self._memo.put(key, kept)
                found.append(Judged(commit, self._tell(map(_breach, kept))))
            if facts := self._reports.get(commit.id):
                left = {i: h for i, h in submitters.items() if i not in facts.returned}
                submitters = add_submitter(left, facts.reported, actor)
            known[commit.id] = submitters
        return tuple(self._judge_tip(found))

    def _tell(self, breaches: Iterable[Breach]) -> tuple[Breach, ...]:
        """The breaches to show; a merge's brought ones only if their own commits did not show them.

        To take a breach back is not a breach of the record.
        """
        told = [
            breach
            for breach in breaches
            if not (breach.code == BROUGHT and breach.record in self._told)
            and not (breach.code in MENDED and breach.record and self._mends(breach.record))
        ]
        self._told += [breach.record for breach in told if breach.record]
        return tuple(told)

    def _mends(self, record: Record) -> bool:
        """Whether a change takes back another one that was a breach."""
        return any(record.undoes(told) for told in self._told)

    def _judge(
        self, commit: str, actor: Actor, submitters: Submitters, *, signed: bool
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
        for side in step.sides:
            said = Circumstances(actor, reasons, submitters, side.changes, step.commit.arrived)
            yield from _note(judge(side.before, side.own, said), side.before, step.after)
            files = judge_reviewed_files(side.own, partial(self._trail.holds, commit))
            yield from _note(files, side.before, step.after)
            hands = self._find_hands(side.beyond)
            brought = judge_brought(side.before, side.brought, hands, Hand(actor.answering))
            yield from _note(brought, side.before, step.after)

    def _find_hands(self, commits: Iterable[str]) -> list[Hand]:
        """For each commit, the addresses that answer for it and the changes it made itself."""
        graph = self._trail.graph
        return [
            Hand(
                _actor(graph.commits[commit], self._seals.get(commit, Signature())).answering,
                tuple(c for side in self._trail.step(commit).sides for c in side.own),
            )
            for commit in commits
        ]

    def _judge_tip(self, found: list[Judged]) -> Iterator[Judged]:
        """The verdicts, the last one with what merging the range into its base would break."""
        apart = self._base and self._base not in self._trail.graph.ancestors(self._tip)
        before = self._trail.plan_at(self._base) if self._base and apart else None
        after = self._trail.plan_at(self._tip) if apart else None
        if before and after and self._base:
            bases = self._trail.parted_at([self._base, self._tip])
            brought: Changes = tuple(c for plan in bases for c in diff(plan, after))
            hands = self._find_hands(self._trail.beyond(self._base, self._tip))
            wrong = self._tell(_note(judge_brought(before, brought, hands, None), before, after))
            if wrong and found:
                last = found.pop()
                found.append(Judged(last.commit, (*last.breaches, *wrong)))
        yield from found


def _digest(grounds: object) -> str:
    """A hash, for cache keys, of what a finding depends on besides the commit's own history."""
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


def _reviews(step: TrailStep) -> bool:
    """Whether a commit itself puts a review on record."""
    return any(new_reviews(side.own) for side in step.sides)
