"""Judges every commit of a range by the plans before it and by what led to it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from hashlib import blake2b
from typing import NamedTuple

from jimoplan.core.audit.acceptance import REASON, Offer
from jimoplan.core.audit.actors import Actor, judge_actor, judge_signature
from jimoplan.core.audit.acts import EVIDENCE, Act, Watch
from jimoplan.core.audit.deeds import Deeds
from jimoplan.core.audit.expiry import expire_by_arrival
from jimoplan.core.audit.facts import FactFinder, Facts, Memo, follow_reports, plans_before
from jimoplan.core.audit.file_changes import Files, Pair
from jimoplan.core.audit.hands import Submitters
from jimoplan.core.audit.judge import Circumstances, is_reason, judge, take_back
from jimoplan.core.audit.merged_in import BROUGHT, Hand, judge_brought
from jimoplan.core.audit.record_keeping import judge_reviewed_files
from jimoplan.core.audit.registration import Registration
from jimoplan.core.audit.rules import Violation
from jimoplan.core.audit.settling import Known, Settling
from jimoplan.core.audit.submitters import join_submitters
from jimoplan.core.audit.taking_back import Past
from jimoplan.core.audit.trail import Side, Trail
from jimoplan.core.audit.verdicts import Breach, Judged, keep, note, restore
from jimoplan.core.audit.watched import WatchedFiles, approved_in
from jimoplan.core.changes.changes import Change
from jimoplan.core.changes.records import Record
from jimoplan.core.history.commits import Commit, Signature
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import ReviewedFile
from jimoplan.core.plan.rights import people_of, rights_of


class Scope(NamedTuple):
    """What is audited: what led to a tip, but not to a base, of a plan that began in a root.

    `root` is the only commit that may have registered the plan, None for whichever did.
    """

    tip: str
    base: str | None = None
    root: str | None = None


class AuditedRange:
    """The commits that led to a tip, but not to a base, with what is needed to judge them.

    A commit's id stands for all that led to it, so that what was found of it once holds for ever,
    by the same signatures and where history is known as far; `sources` stands for the latter.
    """

    def __init__(
        self, trail: Trail, files: Files, scope: Scope, memo: Memo, sources: object = ()
    ) -> None:
        self._trail, self._files = trail, files
        tip, base, root = scope
        self._tip, self._base = tip, base
        self._memo, self._sources = memo, sources
        self._facts = FactFinder(trail, memo, _digest(sources))
        before = trail.graph.ancestors(base) if base else set()
        self.range = trail.graph.ancestors(tip) - before
        found = trail.root_from(base if base and trail.has_begun(base) else tip)
        self.registration = Registration(root or found, held=root is not None)
        self._told: list[Record] = []
        self._seals: Mapping[str, Signature] = {}
        self._signed = False
        self._touching = [c for c in trail.graph.commits.values() if trail.touches(c.id)]
        self._mine = {c.id: self._facts.find(c.id) for c in self._touching if c.id in self.range}
        reviewed = any(facts.reviews for facts in self._mine.values())
        self._reports = self._find_reports() if reviewed else {}
        self._submitters: Mapping[str, Submitters] = {}
        self._verdicts: dict[str, tuple[Breach, ...]] = {}
        self._deeds = Deeds(trail, lambda commit: self._actor(commit).answering)
        known = Known(self._verdict, self._actor, self._judge_person, lambda: self._watched)
        self._ends = Settling(trail, self._deeds, self.registration.commit, known)

    @cached_property
    def _watched(self) -> WatchedFiles:
        """What was done in the range to files that guard the plan or were approved as evidence."""
        scope = Watch(self.range, self._joins)
        return WatchedFiles(self._trail, scope, self._files, self._approved(), self._may_do)

    @property
    def _joins(self) -> Pair | None:
        """The range's base and its tip, where lines of work have parted that are to be merged."""
        apart = self._base and self._base not in self._trail.graph.ancestors(self._tip)
        return (self._base, self._tip) if self._base and apart else None

    def _approved(self) -> Iterator[ReviewedFile]:
        """The files of evidence that were approved in the range, or are approved before it."""
        yield from (file for facts in self._mine.values() for file in facts.files)
        before = [self._trail.plan_at(self._base) if self._base else None]
        before += self._trail.parted_at(self._joins) if self._joins else []
        yield from (file for plan in before if plan for _, file in approved_in(plan))

    def _find_reports(self) -> dict[str, Facts]:
        """The commits of the whole history that say who reported items as done, or who is who."""
        facts = ((c.id, self._mine.get(c.id) or self._facts.find(c.id)) for c in self._touching)
        return {commit: known for commit, known in facts if known.tells or known.delisted}

    @property
    def unlisted(self) -> int:
        """How many commits of the range changed a plan that listed nobody."""
        return sum(facts.unlisted for facts in self._mine.values())

    @property
    def _asked(self) -> list[Commit]:
        """The commits of the range that are judged: what they did concerns the plan."""
        commits = self._trail.graph.commits.values()
        return [c for c in commits if c.id in self.range and self._ends.concerns(c)]

    def wants_signatures(self) -> list[str]:
        """The commits whose signatures matter: those judged, and those that report items done."""
        reports = {commit for commit, known in self._reports.items() if known.tells}
        return list({commit.id for commit in self._asked} | reports)

    def past(self) -> Past:
        """What led to whatever is committed on top of the tip."""
        return self._ends.past_of([self._tip])

    def submitters(self) -> Submitters:
        """Who has reported each item as done, for whatever is committed on top of the tip."""
        self._reports = self._find_reports()
        return self._submitters_of([self._tip])

    def foresee(
        self, tips: Sequence[str], after: Plan, said: Circumstances
    ) -> Iterator[tuple[Side, tuple[Violation, ...]]]:
        """What will be wrong with a merge of some commits that comes to a plan, side by side.

        What these commits are told of themselves is not told again.
        """
        self._reports = self._find_reports()
        said = said._replace(submitters=self._submitters_of(tips), past=self._ends.past_of(tips))
        merger = Hand(said.actor.answering)
        for side in self._trail.join(tips, after):
            before = side.before
            person = judge_actor(before, said.actor) if people_of(before) else ()
            own = judge(before, side.own, said._replace(along=side.changes))
            hands = self._find_hands(side.beyond) if side.brought else []
            brought = tuple(judge_brought(side, hands, merger))
            told = [b.record for c in side.beyond for b in self._verdict(c)] if brought else []
            notes = zip(brought, note(brought, before, after), strict=True)
            yield side, (*person, *own, *(v for v, breach in notes if breach.record not in told))

    def broken_before(self, tips: Sequence[str]) -> tuple[Commit, ...]:
        """The commits that left a plan nobody can read, as some commits still have it."""
        return tuple(self._trail.graph.commits[c] for c in self._trail.broken_before(tips))

    def offer(self, target: str, actor: Actor, reason: str) -> Offer:
        """What accepting a commit's breaches on top of the tip would be judged by."""
        return self._ends.offer(self._tip, target, actor, reason)

    def judge_all(
        self, seals: Mapping[str, Signature], now: datetime, *, require_signed: bool
    ) -> tuple[Judged, ...]:
        """Each commit of the plan in the range with its breaches, parents before children.

        A commit that accepts breaches is there where it may not. A key whose time is over now is
        good for what a 督查 has built upon before.
        """
        seals = expire_by_arrival(self._trail.graph, seals, now, self._is_supervisor_s)
        self._seals, self._signed = seals, require_signed
        found: list[Judged] = []
        for commit in self._asked:
            if commit.id not in self._verdicts:
                self._verdicts[commit.id] = self._find_verdict(commit.id)
            breaches = self._tell(self._verdicts[commit.id])
            found += [Judged(commit, breaches)] if commit.id in self._mine or breaches else []
        settled = self._ends.settle(list(self._judge_tip(found)), self.range)
        return (*self._judge_earlier_roots(), *settled)

    def _judge_earlier_roots(self) -> Iterator[Judged]:
        """The commits before the range that began a plan where only another one may have."""
        if self.registration.held:
            wrong = tuple(note([self.registration.refuse()], None, None))
            before = self._trail.graph.ancestors(self._tip) - self.range
            strays = (c for c in self._trail.roots if c != self.registration.commit)
            yield from (Judged(self._trail.graph.commits[c], wrong) for c in strays if c in before)

    def _tell(self, breaches: Iterable[Breach]) -> tuple[Breach, ...]:
        """The breaches to show; a merge's brought ones if their own commits did not show them."""
        told = [b for b in breaches if not (b.code == BROUGHT and b.record in self._told)]
        self._told += [breach.record for breach in told if breach.record]
        return tuple(told)

    def _verdict(self, commit: str) -> tuple[Breach, ...]:
        """What is wrong with a commit, whether or not it is in the range.

        All that led to it is judged first, the oldest first, so that no verdict waits for another.
        """
        if commit not in self._verdicts:
            self._reports = self._find_reports()
            self._submitters = {}
            for each in self._trail.graph.commits.values():
                if each.id not in self._verdicts and self._ends.concerns(each):
                    self._verdicts[each.id] = self._find_verdict(each.id)
                if each.id == commit:
                    break
        return self._verdicts.get(commit, ())

    def _find_verdict(self, commit: str) -> tuple[Breach, ...]:
        known = "all" if commit in self.range else "plan"
        key = f"verdict:{commit}:{known}:{self._grounds}"
        kept = self._memo.get(key)
        if kept is None:
            judged = self._judge if self._trail.touches(commit) else self._judge_offer
            wrong = self._watched.judge(commit)
            kept = keep([*judged(commit), *note(wrong, None, None)])
            self._memo.put(key, kept)
        return restore(kept)

    @cached_property
    def _grounds(self) -> str:
        signed = sorted(item for item in self._seals.items() if item[1] != Signature())
        return _digest((self._sources, self.registration, self._signed, signed))

    def _actor(self, commit: str) -> Actor:
        found = self._trail.graph.commits[commit]
        seal = self._seals.get(commit, Signature())
        return Actor(found.author.name, found.author.email, found.committer.email, seal)

    def _submitters_of(self, tips: Iterable[str]) -> Submitters:
        """Who had reported each item as done by some commits, since it was returned last."""
        if not self._submitters:
            self._submitters = follow_reports(self._trail, self._reports, self._actor)
        return join_submitters([self._submitters[tip] for tip in tips if tip in self._submitters])

    def _judge_offer(self, commit: str) -> Iterator[Breach]:
        """What is wrong with a commit that accepts the breaches of another."""
        plan = self._trail.plan_at(commit)
        if plan:
            yield from note(self._judge_person(plan, commit), None, None)
        yield from note(self._ends.judge_offers(commit), None, None)

    def _judge_person(self, plan: Plan, commit: str) -> Iterator[Violation]:
        actor = self._actor(commit)
        yield from judge_actor(plan, actor)
        yield from judge_signature(actor, plan, required=self._signed)

    def _judge(self, commit: str) -> Iterator[Breach]:
        step = self._trail.step(commit)
        yield from note(step.faults, None, None)
        is_root = commit in self._trail.roots
        actor = self._actor(commit)
        yield from note(self.registration.judge(step, actor, is_root=is_root), None, None)
        for plan in plans_before(self._trail, step):
            yield from note(self._judge_person(plan, commit), None, None)
        broken = self._trail.broken_by(commit) if step.after else ()
        for side in step.sides:
            found = judge(side.before, side.own, self._circumstances(step.commit, side))
            breakers = self._judge_breakers(step.commit, side, broken)
            yield from note(charge(step.commit, found, breakers), side.before, step.after)
            files = judge_reviewed_files(side.own, partial(self._trail.holds, commit))
            yield from note(files, side.before, step.after)
            hands = self._find_hands(side.beyond)
            merger = Hand(self._actor(commit).answering)
            brought = judge_brought(side, hands, merger)
            yield from note(brought, side.before, step.after)

    def _circumstances(self, commit: Commit, side: Side) -> Circumstances:
        return Circumstances(
            self._actor(commit.id),
            "".join(commit.values_of(REASON)),
            self._submitters_of(commit.parents),
            side.changes,
            commit.arrived,
            self._ends.past_of(self._trail.graph.parents(commit.id)),
        )

    def _judge_breakers(
        self, commit: Commit, side: Side, broken: Iterable[str]
    ) -> dict[Commit, tuple[Violation, ...]]:
        """What would be wrong with a repair's changes if those who broke the plan had made them."""
        said = self._circumstances(commit, side)
        graph, mine = self._trail.graph.commits, set(said.actor.answering)
        others = [graph[b] for b in broken if not set(self._actor(b).answering) <= mine]
        return {
            by: judge(side.before, side.own, said._replace(actor=self._actor(by.id)))
            for by in others
        }

    def _may_do(self, act: Act, maker: str) -> bool:
        """Whether who made a commit may change watched files, evidence only with a reason."""
        commit = self._trail.graph.commits[maker]
        answering = self._actor(maker).answering
        merged = act.mergers if act.brought else ()
        plans = [self._trail.plan_at(each) for each in (act.before, *merged)]
        supervises = any(
            plan and all(rights_of(plan, each).supervises for each in answering) for plan in plans
        )
        reason = "".join(commit.values_of(REASON))
        return supervises and (act.code != EVIDENCE or is_reason(reason))

    def _is_supervisor_s(self, commit: str, signature: Signature) -> bool:
        """Whether whoever signed a commit was a 督查 by every plan before it."""
        plans = [self._trail.plan_at(parent) for parent in self._trail.graph.parents(commit)]
        signers = signature.signers
        return bool(plans) and all(
            plan and any(rights_of(plan, signer).supervises for signer in signers) for plan in plans
        )

    def _find_hands(self, commits: Iterable[str]) -> list[Hand]:
        """For each commit, who answers for it, what it changed itself, and what it took back."""
        return [
            Hand(
                self._actor(commit).answering,
                tuple(c for side in self._trail.step(commit).sides for c in side.own),
                partial(self._taken_back, commit),
                self._trail.graph.commits[commit].arrived,
            )
            for commit in commits
        ]

    def _taken_back(self, commit: str, plan: Plan) -> frozenset[Change]:
        """The changes by which a commit took back what a plan's list lets its author take back."""
        step = self._trail.step(commit)
        return frozenset(
            change
            for side in step.sides
            for deed in self._deeds.by(commit)
            if deed.changes == side.own
            for change in take_back(plan, deed, side.own, self._circumstances(step.commit, side))
        )

    def _judge_tip(self, found: list[Judged]) -> Iterator[Judged]:
        """The verdicts, the last one with what merging the range into its base would break."""
        side = self._trail.ahead(*self._joins) if self._joins else None
        if side:
            hands, after = self._find_hands(side.beyond), self._trail.plan_at(self._tip)
            wrong = self._tell(note(judge_brought(side, hands, None), side.before, after))
            wrong += tuple(note(self._watched.judge_joining(), None, None))
            if wrong:
                tip = Judged(self._trail.graph.commits[self._tip], ())
                last = found.pop() if found else tip
                found.append(Judged(last.commit, (*last.breaches, *wrong)))
        yield from found


def charge(
    repair: Commit, found: Sequence[Violation], broken: Mapping[Commit, Sequence[Violation]]
) -> list[Violation]:
    """What is wrong with a repair's changes: with both those who broke the plan and who mended it.

    Nobody can tell whose each change is, so that it has to be everybody's to make; each who was at
    it is named. A repair that says why answers for it all.
    """
    if not broken:
        return list(found)
    vouched = is_reason("".join(repair.values_of(REASON)))
    theirs = [
        violation
        for violations in ([] if vouched else broken.values())
        for violation in violations
        if violation.code in _OF_WHOM
    ]
    named = "、".join(f"{by.short}({by.author})" for by in broken)
    words = f"计划从 {named} 起读不出来,{repair.author} 改好,其间的改动两方都要有权做"
    return [v._replace(words=f"{v.words};{words}") for v in dict.fromkeys((*found, *theirs))]


_OF_WHOM = frozenset(
    {*("A11", "A12", "A13", "A15", "A16", "A17", "A18", "A19", "A22", "A23", "A27")}
)
"""The rules that ask who made a change, which who mended a plan does not answer for others."""


def _digest(grounds: object) -> str:
    """A hash, for cache keys, of what a finding depends on besides the commit's own history."""
    return blake2b(repr(grounds).encode(), digest_size=16).hexdigest()
