"""What an audit is going to find wrong, told to whoever is about to do it."""

from collections.abc import Iterator, Sequence

from jimoplan.core.audit.guarded import guarded_as
from jimoplan.core.audit.permission import who_may
from jimoplan.core.audit.rules import BEFOREHAND, RULES, Violation
from jimoplan.core.changes.changes import Change
from jimoplan.core.changes.words import describe
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Person

_OF_PERMISSION = frozenset({"A11", "A12", "A13", "A16"})
_NAMED = 4


def tell_beforehand(plan: Plan, violation: Violation, instead: str = "") -> Iterator[str]:
    """The rule and the change, what is wrong with it, and what to do instead: a line each.

    Who may make the change by the plan's lists is named, where it takes somebody else.
    """
    code, change, words = violation
    rule = RULES[code]
    yield f"{code} {rule.title}" + (f" {describe(change)}" if change else "")
    yield f"    {words}"
    able = who_may(plan, change) if change and code in _OF_PERMISSION else ()
    instead = instead or BEFOREHAND.get(code, rule.remedy)
    yield f"    → {instead}" + (f":{_name(able, change)}" if able else "")


def _name(able: Sequence[Person], change: Change | None) -> str:
    """To whom to turn, by name."""
    names = "、".join(dict.fromkeys(f"{person.name}({person.role})" for person in able[:_NAMED]))
    more = " 等" if len(able) > _NAMED else ""
    basis = ",写明 --plan-reason" if change and guarded_as(change) else ""
    return f"{names}{more}{basis}"
