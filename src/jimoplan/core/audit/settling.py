"""How breaches end: taken back by a later commit, or accepted by somebody who may."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from jimoplan.core.audit.acceptance import (
    REASON,
    Offer,
    acceptable,
    accepted_by,
    say_why_not,
)
from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.acts import WATCHED
from jimoplan.core.audit.deeds import Deeds
from jimoplan.core.audit.merged_in import BROUGHT
from jimoplan.core.audit.rules import Violation
from jimoplan.core.audit.taking_back import Deed, Past, Unit, taken_along
from jimoplan.core.audit.trail import Trail
from jimoplan.core.audit.verdicts import Breach, Ending, Judged, Settlement
from jimoplan.core.audit.watched import WatchedFiles
from jimoplan.core.changes.changes import Insert, Subject
from jimoplan.core.history.ancestry import Ancestry
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Person

_OF_PERSONS = "A0"
_OF_FILE = frozenset({"A31", "A32", "A34"})
"""What ends when the file is in order again."""


class Known(NamedTuple):
    """What an audit knows of commits by their ids, found when it is asked for.

    What is wrong with one; who made it; what is wrong with that by a plan's list and by the
    signature; what was done to watched files.
    """

    verdict: Callable[[str], Sequence[Breach]]
    actor: Callable[[str], Actor]
    judge_person: Callable[[Plan, str], Iterator[Violation]]
    watched: Callable[[], WatchedFiles]


class Settling:
    """The ends of breaches, by verdicts that are found when they are asked for."""

    def __init__(self, trail: Trail, deeds: Deeds, root: str | None, known: Known) -> None:
        """Take the history, the commit that registered the plan, and who knows the rest."""
        self._trail, self._deeds, self._root = trail, deeds, root
        self._verdict, self._actor, self._judge_person, self._watched = known
        self._rules = cache(self._find_rules)

    def concerns(self, commit: Commit) -> bool:
        """Whether a commit touches the plan or watched files, or accepts an earlier's breaches."""
        touches = self._trail.touches(commit.id) or bool(self._offered(commit))
        return touches or bool(self._watched().acts(commit.id))

    def past_of(self, parents: Iterable[str]) -> Past:
        """What led to a commit with these parents."""
        tips = tuple(parents)

        @cache
        def on(unit: Unit) -> list[Deed]:
            led = self._led.to(tips)
            return [deed for deed in reversed(self._deeds.on(unit)) if led(deed.commit)]

        return Past(on, lambda deed, unit: self._is_breach(deed, unit, self._led.to(tips)))

    def judge_offers(self, commit: str) -> Iterator[Violation]:
        """The violations of a commit that accepts what it may not."""
        for target in self._offered(self._trail.graph.commits[commit]):
            if self._verdict(target) and not self._rules(commit, target):
                words = say_why_not(self._offered_by(commit, target))
                yield Violation("A36", None, f"确认 {target[:9]} 的违规:{words}")

    def settle(self, found: Sequence[Judged], within: Collection[str]) -> Iterator[Judged]:
        """The verdicts, each breach with how a later commit of the range ended it."""
        for judged in found:
            breaches = judged.breaches
            if breaches:
                later = self._find_later(judged.commit.id, within)
                breaches = tuple(
                    b._replace(settled=self._settle(judged.commit.id, b, later)) for b in breaches
                )
            yield Judged(judged.commit, breaches)

    def _find_later(self, commit: str, within: Collection[str]) -> list[Commit]:
        """The commits of a range that come from one, in their order, as far as they matter."""
        led = {commit}
        for each in self._trail.graph.commits.values():
            if led.intersection(each.parents):
                led.add(each.id)
        commits = self._trail.graph.commits.values()
        return [c for c in commits if c.id in led and c.id in within and c.id != commit]

    def _settle(self, commit: str, breach: Breach, later: Sequence[Commit]) -> Settlement | None:
        for each in later:
            if commit in self._offered(each) and breach.code in self._rules(each.id, commit):
                reason = "".join(each.values_of(REASON))
                return Settlement(Ending.ACCEPTED, each, reason)
            if self._ends(commit, breach, each):
                return Settlement(Ending.TAKEN_BACK, each)
        if breach.unit is None and breach.code.startswith(_OF_PERSONS):
            return self._settle_all(commit, later)
        return None

    def _ends(self, commit: str, breach: Breach, later: Commit) -> bool:
        """Whether a later commit takes back what is wrong with one, or puts the file in order."""
        if breach.code in WATCHED:
            return self._watched().ends(commit, breach.code, later.id)
        if breach.code in _OF_FILE:
            return self._trail.touches(later.id) and self._trail.is_sound(later.id)
        if breach.unit is None or not self._trail.touches(later.id):
            return False
        targets = self._deeds_on(commit, breach.unit, brought=breach.code == BROUGHT)
        return self._takes_back(later, targets, breach.unit)

    def _settle_all(self, commit: str, later: Sequence[Commit]) -> Settlement | None:
        """How all that a commit changed was taken back, by the last commit that did."""
        last: Commit | None = None
        units = {unit: None for deed in self._deeds.by(commit) for unit in deed.units}
        for unit in units:
            targets = self._deeds_on(commit, unit)
            ends = (each for each in later if self._takes_back(each, targets, unit))
            end = next(ends, None)
            if end is None:
                return None
            last = end if last is None or later.index(end) > later.index(last) else last
        return Settlement(Ending.TAKEN_BACK, last) if last else None

    def _deeds_on(self, commit: str, unit: Unit, *, brought: bool = False) -> list[Deed]:
        deeds = self._deeds.by(commit)
        return [deed for deed in deeds if unit in deed.units and deed.brought is brought]

    def _takes_back(self, later: Commit, targets: Sequence[Deed], unit: Unit) -> bool:
        """Whether a commit takes deeds on a unit back, and may."""
        if not self._trail.touches(later.id):
            return False
        past = self.past_of(self._trail.graph.parents(later.id))
        return any(
            taken_along(taker, unit, target, past.beside(target, unit))
            for taker in self._deeds_on(later.id, unit)
            for target in targets
            if not past.is_breach(taker, unit)
        )

    def _is_breach(self, deed: Deed, unit: Unit, led: Callable[[str], bool]) -> bool:
        """Whether what a deed did to a unit was a breach that nobody who led there has accepted."""
        codes = {
            breach.code
            for breach in self._verdict(deed.commit)
            if (breach.unit == unit and (breach.code == BROUGHT) is deed.brought)
            or (breach.unit is None and breach.code.startswith(_OF_PERSONS))
        }
        offers = [offer for offer in self._offers.get(deed.commit, ()) if codes and led(offer)]
        return bool(codes.difference(*(self._rules(offer, deed.commit) for offer in offers)))

    def _offered(self, commit: Commit) -> list[str]:
        """The commits that a commit says it accepts, of those that led to it."""
        named = accepted_by(commit)
        if not named or self._trail.touches(commit.id):
            return []
        led = self._led.to((commit.id,))
        return [target for target in named if target != commit.id and led(target)]

    @cached_property
    def _led(self) -> Ancestry:
        return Ancestry(self._trail.graph)

    @cached_property
    def _concerned(self) -> list[Commit]:
        """The commits that touch the plan, or accept something, parents before children."""
        return [each for each in self._trail.graph.commits.values() if self.concerns(each)]

    @cached_property
    def _offers(self) -> dict[str, list[str]]:
        """By commit, those that accept its breaches, parents before children."""
        found: dict[str, list[str]] = {}
        for each in self._concerned:
            for target in self._offered(each):
                found.setdefault(target, []).append(each.id)
        return found

    def _find_rules(self, commit: str, target: str) -> frozenset[str]:
        """The rules whose breach by one commit another one accepts, and may."""
        plan = self._trail.plan_at(commit)
        known = self._root is not None and self._led.to((commit,))(self._root)
        if not plan or not known or any(True for _ in self._judge_person(plan, commit)):
            return frozenset()
        return acceptable(self._offered_by(commit, target))

    def _offered_by(self, commit: str, target: str) -> Offer:
        reason = "".join(self._trail.graph.commits[commit].values_of(REASON))
        led_by = self._trail.graph.parents(commit)[0]
        return self.offer(led_by, target, self._actor(commit), reason)

    def offer(self, at: str, target: str, actor: Actor, reason: str) -> Offer:
        """What accepting a commit's breaches right after another commit is judged by."""
        plan = self._trail.plan_at(at)
        if plan is None:
            raise ValueError("what is accepted is a change of a plan")
        return Offer(
            plan=plan,
            actor=actor,
            reason=reason,
            author=self._actor(target),
            codes=frozenset(breach.code for breach in self._verdict(target)),
            doubtful=frozenset(a for a in actor.answering if self._is_doubtful(plan, at, a)),
        )

    def _is_doubtful(self, plan: Plan, commit: str, address: str) -> bool:
        """Whether somebody's place on a plan's list is a breach that stands."""
        past = self.past_of([commit])
        for department in plan.departments:
            unit = Unit(Subject.DEPARTMENT, department.name)
            for person in department.people:
                if person.email.casefold() == address:
                    listed = (d for d in past.deeds_on(unit) if _lists(d, unit, person))
                    for deed in listed:
                        if past.is_breach(deed, unit):
                            return True
                        if not deed.brought:
                            break
        return False


def _lists(deed: Deed, unit: Unit, person: Person) -> bool:
    """Whether a deed put somebody on a department's list."""
    come = (change.value for change in deed.of(unit) if isinstance(change, Insert))
    return any(value == person or person in getattr(value, "people", ()) for value in come)
