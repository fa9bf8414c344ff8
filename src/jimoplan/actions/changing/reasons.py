"""What an audit will say of a change: a reason it asks for, or that it is not one's own to make."""

from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.plan.workplace import Workplace, who_works
from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.guarded import PEOPLE, guarded_as
from jimoplan.core.audit.judge import Circumstances, judge
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.words import describe
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import people_of, rights_of


def reason_trailers(reason: str | None) -> tuple[str, ...]:
    """The trailer that gives a reason; raises UsageError for one nobody could read."""
    words = check_line("--plan-reason", reason)
    return (f"Plan-Reason: {words}",) if words else ()


def advise_reason(plan: Plan, changes: Changes, reason: str | None) -> tuple[str, ...]:
    """What to mind where a reason is missing that an audit of this plan will ask for.

    A plan that lists nobody is left in peace, unless people come into it.
    """
    guarded = dict.fromkeys(filter(None, map(guarded_as, changes)))
    if reason or not guarded or not (people_of(plan) or PEOPLE in guarded):
        return ()
    what = "、".join(guarded)
    return (f"注意:改了{what},审计要求写明依据;请加上 --plan-reason 说明",)


def advise_audit(
    workplace: Workplace, plan: Plan, changes: Changes, reason: str | None
) -> tuple[str, ...]:
    """What an audit will find wrong with changes, by the people that a plan lists.

    They are made all the same: who is listed may be behind the times. What a command says in words
    of its own is left out.
    """
    identity = who_works(workplace) if changes and people_of(plan) else None
    if identity is None:
        return ()
    actor = Actor(identity.name, identity.email, identity.email)
    found = judge(plan, changes, Circumstances(actor, reason))
    refused = [each.change for each in found if each.code in _RIGHTS and each.change]
    records = dict.fromkeys(each.words for each in found if each.code in _RECORDS)
    told = [f"注意:{words},{_AUDIT}" for words in records]
    if refused:
        duties = "、".join(rights_of(plan, identity.email).duties) or "不在人员名单里"
        more = f"等 {len(refused)} 处" if len(refused) > 1 else ""
        who = f"{identity.name}({duties})"
        told.insert(0, f"注意:{who}无权做这次改动,{_AUDIT}:{describe(refused[0])}{more}")
    return tuple(told)


_RIGHTS = frozenset({"A11", "A12", "A13"})
_RECORDS = frozenset({"A24", "A25", "A26", "A27", "A28", "A29"})
_AUDIT = "审计(jimoplan audit)会指出"
