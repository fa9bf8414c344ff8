"""Accepting a breach: who may, with a commit that names it, gives a reason and changes nothing."""

from typing import NamedTuple

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.judge import is_reason
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Duty
from jimoplan.core.plan.rights import people_of, rights_of

ACCEPT = "Plan-Accept"
"""The line of a commit's message that names, by its full id, the commit it accepts."""

REASON = "Plan-Reason"
"""The line that gives a reason."""

NEVER = frozenset({"A33", "A37"})
"""What nobody can accept: whose list of people would it be by?"""

UNREASONED = "A21"
"""A missing reason, which whoever made the change may give later."""


class Offer(NamedTuple):
    """What accepting is judged by: who accepts, with what reason, by which list of people.

    `author` is who made the breach, `codes` are the rules it broke. `doubtful` are the addresses
    whose place on the list is a breach itself.
    """

    plan: Plan
    actor: Actor
    reason: str
    author: Actor
    codes: frozenset[str]
    doubtful: frozenset[str] = frozenset()


def accepted_by(commit: Commit) -> list[str]:
    """The ids of the commits whose breaches a commit accepts, as far as its message says so."""
    return commit.values_of(ACCEPT) if len(commit.parents) == 1 else []


def acceptable(offer: Offer) -> frozenset[str]:
    """The rules whose breach somebody may accept."""
    if not is_reason(offer.reason):
        return frozenset()
    rest = offer.codes - NEVER
    if _is_same(offer):
        own = all(_supervises(offer.plan, address) for address in offer.actor.answering)
        return rest & {UNREASONED} if own else frozenset()
    answering = offer.actor.answering
    able = all(_may_accept(offer, a) and a not in offer.doubtful for a in answering)
    return rest if able else frozenset()


def say_why_not(offer: Offer) -> str:
    """Why somebody may not accept all that a commit broke."""
    if not is_reason(offer.reason):
        return f"没有写明 {REASON}"
    if never := offer.codes & NEVER:
        return f"{'、'.join(sorted(never))} 不能确认"
    who = f"{offer.actor.name} <{offer.actor.email}>"
    if _is_same(offer):
        return f"{who} 就是违规的人,不能自己确认"
    if offer.doubtful & set(offer.actor.answering):
        return f"{who} 列进名单本身就是违规"
    duties = "、".join(rights_of(offer.plan, offer.actor.address).duties)
    standing = f"是{duties}" if duties else "不在人员名单里"
    return f"{who} {standing},不能确认;由督查确认,督查自己的由另一位督查或分管领导确认"


def _is_same(offer: Offer) -> bool:
    """Whether who accepts is who made the breach, under whatever address."""
    one, other = offer.actor, offer.author
    same_address = set(one.answering) & set(other.answering)
    same_name = _names(offer.plan, one) & _names(offer.plan, other)
    return bool(same_address or same_name)


def _names(plan: Plan, actor: Actor) -> frozenset[str]:
    """The names under which a plan lists somebody."""
    return frozenset(name for address in actor.answering for name in rights_of(plan, address).names)


def _may_accept(offer: Offer, address: str) -> bool:
    """Whether somebody listed may accept what another has done; anybody where nobody is listed."""
    if not people_of(offer.plan) or _supervises(offer.plan, address):
        return True
    leads = any(p.role is Duty.LEADER for p in rights_of(offer.plan, address).people)
    return leads and _supervises(offer.plan, offer.author.address)


def _supervises(plan: Plan, address: str) -> bool:
    return rights_of(plan, address).supervises or not people_of(plan)
