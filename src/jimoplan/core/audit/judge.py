"""judge: every rule that a commit's changes break, by the plan that was there before."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import NamedTuple

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.approvals import judge_approvals
from jimoplan.core.audit.commission import Commission
from jimoplan.core.audit.dated import judge_days, sets_clock
from jimoplan.core.audit.guarded import guarded_as, say_moved_along
from jimoplan.core.audit.hands import Submitters
from jimoplan.core.audit.on_record import retires_removed
from jimoplan.core.audit.permission import Permission
from jimoplan.core.audit.record_keeping import judge_record_keeping
from jimoplan.core.audit.rules import Violation
from jimoplan.core.audit.taking_back import Deed, Past, Unit
from jimoplan.core.audit.whose_word import judge_silencing, judge_words
from jimoplan.core.changes.changes import Change, Changes, Element, Insert
from jimoplan.core.changes.renaming import find_former_names
from jimoplan.core.display.cells import INVISIBLE
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Person
from jimoplan.core.plan.records import Remark
from jimoplan.core.plan.rights import people_of, rights_of
from jimoplan.core.workflow.remarks import may_give
from jimoplan.errors import nearest_names

_VISIBLE = re.compile("[^\\s\u115f\u1160\u3164\uffa0]")
"""Whatever is there to be read; the fillers of Korean look like nothing."""


class Circumstances(NamedTuple):
    """What a verdict needs besides the changes: the actor, the reason given, earlier reports.

    `submitters` are those who reported each item as done. `along` is all that came with
    the changes where they are a part of it, as in a merge; `day` is the commit's, if it is known.
    `past` is what led to the commit, None where nothing is asked of it.
    """

    actor: Actor
    reason: str | None = None
    submitters: Submitters = Submitters()
    along: Changes | None = None
    day: date | None = None
    past: Past | None = None

    @property
    def with_basis(self) -> bool:
        """Whether there is a reason that somebody can read."""
        return is_reason(self.reason)


def is_reason(words: str | None) -> bool:
    """Whether there is anything to be read."""
    return bool(_VISIBLE.search(INVISIBLE.sub("", words or "")))


def judge(before: Plan, changes: Changes, circumstances: Circumstances) -> tuple[Violation, ...]:
    """What is wrong with changes made to a plan, by the people and rules that it had before them.

    Where nobody is listed, permission is not asked about; who the actor is, is judge_actor's. What
    takes back an earlier commit's changes, where that may be, breaks none; the past is only asked
    where a change would.
    """
    found = tuple(_judge(before, changes, circumstances))
    wrong = tuple(each.change for each in found if each.change)
    taker = Deed("", frozenset(circumstances.actor.answering), before, changes)
    back = take_back(before, taker, wrong, circumstances)
    clocked = tuple(change for change in back if sets_clock(change))
    late = set(clocked) - take_back(before, taker, clocked, circumstances, lately=True)
    return tuple(
        each
        for each in found
        if each.change not in back or (each.change in late and each.code in _DATED)
    )


_DATED = frozenset({"A19", "A29"})
"""What taking back excuses for as long only as a plan lets days be dated back."""


def take_back(
    before: Plan, taker: Deed, wrong: Changes, said: Circumstances, *, lately: bool = False
) -> frozenset[Change]:
    """The changes of those that are wrong, and what belongs to them, that take back earlier ones.

    All there are, or such as were made `lately`, within the days that things may be dated back.
    Only what may be taken back by a plan's list of people.
    Whoever made a change may take it back: a breach in any case, what was theirs to make where they
    may make it still. A 督查 may take back others' breaches, and anything else with a reason.
    """
    if not wrong or said.past is None:
        return frozenset()

    oldest = (said.day - timedelta(days=before.policy.backdate)) if said.day else date.min

    def may(deed: Deed, unit: Unit, breach: bool) -> bool:  # noqa: FBT001 - what it is asked with
        if lately and deed.day and deed.day < oldest:
            return False
        own = taker.hands <= deed.hands and (breach or not deed.brought)
        listed = bool(people_of(before))
        supervises = not listed or all(rights_of(before, a).supervises for a in taker.hands)
        if breach or not own:
            return own or (supervises and (breach or said.with_basis))
        made = (deed, taker)  # what was taken back itself is made again by the taker
        return not listed or any(_may_make(before, each, unit, taker.hands) for each in made)

    return frozenset(said.past.taken_back(taker, wrong, may))


def _may_make(before: Plan, deed: Deed, unit: Unit, hands: AbstractSet[str]) -> bool:
    """Whether all of somebody may do to a unit what a deed did."""
    permissions = [Permission(before, address, deed.changes) for address in hands]
    return all(each.allows(change) for each in permissions for change in deed.of(unit))


def _judge(before: Plan, changes: Changes, said: Circumstances) -> Iterator[Violation]:
    along = changes if said.along is None else said.along
    with_basis = said.with_basis
    made = Commission(before, along, said.actor, said.day, with_basis)
    if people_of(before):
        yield from _judge_permission(before, changes, along, said.actor)
        yield from judge_words(changes, made)
        yield from judge_days(changes, made)
        if not with_basis:
            yield from _judge_reason(before, changes, along)
            yield from judge_silencing(changes, made)
    yield from judge_record_keeping(before, changes, along, said.actor, said.submitters)
    yield from judge_approvals(changes, made)


def _judge_permission(
    before: Plan, changes: Changes, along: Changes, actor: Actor
) -> Iterator[Violation]:
    author = Permission(before, actor.address, along)
    changes = _without_former_names(changes, along)
    signer = actor.other_signer
    other = Permission(before, signer, along, actor.address) if signer else author
    for change in changes:
        if not author.allows(change):
            yield _refuse(before, change, actor, author)
        if signer and not other.allows(change):
            words = f"签名人 {signer} 不是作者 {actor.email},自己也无权做这处改动"
            yield Violation("A08", change, words)


def _without_former_names(changes: Changes, along: Changes) -> Changes:
    """The changes but for old names that become aliases: whoever may rename may do that."""
    former = find_former_names(along)
    return tuple(change for change in changes if change not in former)


def _refuse(before: Plan, change: Change, actor: Actor, author: Permission) -> Violation:
    rights = author.rights
    if not rights.people:
        return Violation("A11", change, _say_unlisted(before, actor))
    guarded = guarded_as(change)
    duties = "、".join(rights.duties)
    if guarded:
        also = say_moved_along(before, change)
        return Violation("A13", change, f"{actor.name} 是{duties};{guarded}只有督查能改{also}")
    match change:
        case Insert(_, Element(Remark(kind=kind)), _) if not may_give(rights, kind):
            return Violation("A16", change, f"{actor.name} 是{duties},不能写{kind}")
    return Violation("A12", change, f"{actor.name} 是{duties},无权做这处改动")


def _say_unlisted(before: Plan, actor: Actor) -> str:
    """That an address is on no list, and whose name or address is like it."""
    people = people_of(before)
    words = f"{actor.email} 不在人员名单里"
    alike = next((person for person in people if person.name == actor.name), None)
    if alike:
        return f"{words};名单上的 {_name(alike)} 同名,邮箱不同,疑似冒名"
    near = nearest_names(actor.address, (person.email.casefold() for person in people))[:1]
    return f"{words};名单上最相近的是 {near[0]}" if near else words


def _name(person: Person) -> str:
    return f"{person.name} <{person.email}>"


def _judge_reason(before: Plan, changes: Changes, along: Changes) -> Iterator[Violation]:
    for change in _without_former_names(changes, along):
        guarded = guarded_as(change)
        if guarded and not retires_removed(change, along):
            also = say_moved_along(before, change)
            yield Violation("A21", change, f"改了{guarded},提交说明里没有 Plan-Reason{also}")
