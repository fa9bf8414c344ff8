"""Who may approve: of the people a plan lists a 分管领导 or 督查, anybody where it lists none."""

from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import approvers_of, people_of
from jimoplan.errors import UnknownNameError, UsageError


def check_approver(plan: Plan, name: str | None, *, with_basis: bool) -> None:
    """Raises UnknownNameError for who may not approve, naming who is meant or who may.

    Whoever else approved can be named with a basis: a Plan-Reason in the commit.
    """
    approvers = approvers_of(plan)
    if name is None or with_basis or name in approvers or not people_of(plan):
        return
    unknown = UnknownNameError("批准人(名单上的分管领导、督查)", name, approvers)
    ways = filter(None, (unknown.remedy, "确是别人批准的,加上 --plan-reason 写明依据"))
    unknown.remedy = ";".join(ways)
    raise unknown


def demand_approver(plan: Plan, name: str | None, what: str) -> None:
    """Raises UsageError where the plan lists people and nobody is named who approved."""
    if name is None and people_of(plan):
        raise UsageError(f"{what}要写明批准人", "加上 --approved-by 批准人(名单上的分管领导、督查)")
