"""What an audit is going to find wrong, told to whoever is about to do it."""

import re
from collections.abc import Iterator, Sequence

from jimoplan.core.audit.guarded import guarded_as
from jimoplan.core.audit.permission import who_may
from jimoplan.core.audit.rules import BEFOREHAND, RULES, Violation
from jimoplan.core.changes.changes import Change, Changes, Subject
from jimoplan.core.changes.words import describe
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Duty, Person
from jimoplan.core.plan.rights import people_of

_OF_PERMISSION = frozenset({"A12", "A13", "A16"})


def tell_beforehand(
    plan: Plan, changes: Changes, violation: Violation, instead: str = ""
) -> Iterator[str]:
    """The rule and the change, what is wrong with it, and what to do instead: a line each.

    Who may make the change, with all that come along, by the plan's lists is named, where it takes
    somebody else.
    """
    code, change, words = violation
    rule = RULES[code]
    yield f"{code} {rule.title}" + (f" {describe(change)}" if change else "")
    yield f"    {words}"
    able: Sequence[Person] = ()
    if code == "A11":  # whatever was to be changed: nobody else adds anyone to the list
        able = [person for person in people_of(plan) if person.role is Duty.SUPERVISOR]
    elif change and code in _OF_PERMISSION:
        able = who_may(plan, change, changes)
    instead = instead or BEFOREHAND.get(code, rule.remedy)
    yield f"    → {_numbered(instead, change)}" + (f":{_name(able, code, change)}" if able else "")


def _numbered(words: str, change: Change | None) -> str:
    """The commands in words with the number of the item that a change is about."""
    if change is None or change.item.subject not in {Subject.TASK, Subject.MEASURE}:
        return words
    return re.sub(r"(jimoplan [a-z]+) 编号", rf"\1 {change.item.id}", words)


def _name(able: Sequence[Person], code: str, change: Change | None) -> str:
    """To whom to turn, by name."""
    names = "、".join(dict.fromkeys(f"{person.name}({person.role})" for person in able[:_NAMED]))
    more = " 等" if len(able) > _NAMED else ""
    guarded = code != "A11" and change is not None and guarded_as(change)
    return f"{names}{more}{',写明 --plan-reason' if guarded else ''}"


_NAMED = 4
