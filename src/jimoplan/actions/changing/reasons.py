"""What an audit will say of a change: a reason it asks for, or that it is not one's own to make."""

from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.plan.workplace import Workplace, who_works
from jimoplan.core.audit.guarded import PEOPLE, guarded_as
from jimoplan.core.audit.permission import Permission
from jimoplan.core.changes.changes import Changes
from jimoplan.core.changes.words import describe
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import people_of


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


def advise_rights(workplace: Workplace, plan: Plan, changes: Changes) -> tuple[str, ...]:
    """What to mind where changes are not their author's to make, by the people that a plan lists.

    They are made all the same: who is listed may be behind the times, and the audit tells.
    """
    identity = who_works(workplace) if changes and people_of(plan) else None
    if identity is None:
        return ()
    permission = Permission(plan, identity.email, changes)
    refused = [change for change in changes if not permission.allows(change)]
    if not refused:
        return ()
    duties = "、".join(permission.rights.duties) or "不在人员名单里"
    more = f"等 {len(refused)} 处" if len(refused) > 1 else ""
    told = f"{describe(refused[0])}{more}"
    who = f"{identity.name}({duties})"
    return (f"注意:{who}无权做这次改动,审计(jimoplan audit)会指出:{told}",)
