"""Why the published text, ids, owners or people change: a trailer that audits ask for."""

from jimoplan.actions.plan.texts import check_line
from jimoplan.core.audit.guarded import PEOPLE, guarded_as
from jimoplan.core.changes.changes import Changes
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
