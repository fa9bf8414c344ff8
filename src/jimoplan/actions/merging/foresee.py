"""What an audit is going to say of a merge that has been settled, before it is committed."""

from collections.abc import Iterator
from typing import NamedTuple

from jimoplan.actions.history.audit import audit_ahead
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.audited_range import AuditedRange
from jimoplan.core.audit.beforehand import tell_beforehand
from jimoplan.core.audit.judge import Circumstances
from jimoplan.core.audit.rules import Violation
from jimoplan.core.audit.trail import Side
from jimoplan.core.changes.changes import Changes, Element, Remove
from jimoplan.core.changes.words import describe
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.model import Plan
from jimoplan.errors import JimoplanError
from jimoplan.git.merging import read_merged
from jimoplan.git.repository import TO_COMPLETE, Author, Repository

_UNSEEN = "注意:这样提交,审计会怎么说,没能预先看"
_STILL_TO_COME = "提交时写明"
_GIVE_REASON = "提交时在说明里另起一行写 Plan-Reason: 依据"


class Foreseen(NamedTuple):
    """What an audit will say of a merge, and what of that could not be looked at, and why."""

    warnings: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def foresee_merge(workplace: Workplace, plan: Plan) -> Foreseen:
    """What an audit will find wrong if whoever works here commits a merge that comes to a plan.

    Each with what to do instead; and the records of either side that are not in the plan, which
    may be nobody's breach. A history that cannot be read is in nobody's way: it is said.
    """
    try:
        repository = workplace.repository
        merged = read_merged(repository) if repository else ()
        if repository is None or not merged:
            return Foreseen()
        if workplace.author is None:
            return Foreseen(unseen=(f"{_UNSEEN}:git 不知道您是谁",))
        with audit_ahead(repository, merged) as led:
            warnings = _foresee(led, merged, plan, workplace.author)
            return Foreseen(warnings, tuple(_say_unseen(led, merged, repository)))
    except JimoplanError as failure:
        remedy = [f"    → {failure.remedy}"] if failure.remedy else []
        return Foreseen(unseen=(f"{_UNSEEN}:{failure.message}", *remedy))


def _say_unseen(
    led: AuditedRange, merged: tuple[str, ...], repository: Repository
) -> Iterator[str]:
    """What an audit looks at besides and could not be foreseen."""
    if repository.is_shallow:
        yield f"注意:这是浅克隆,审计会怎么说,只按取下来的提交看过;要看全,{TO_COMPLETE}"
    if broken := "、".join(f"{c.short}({c.author.name})" for c in led.broken_before(merged)):
        yield (
            f"注意:从提交 {broken} 起计划读不出来,这次合并把它改好,其间的改动两方都要有权做,"
            "没能预先看;提交以后运行 jimoplan audit"
        )


def _foresee(
    led: AuditedRange, merged: tuple[str, ...], plan: Plan, author: Author
) -> tuple[str, ...]:
    name, email = author.identity
    said = Circumstances(Actor(name, email, email), day=author.at.date())
    found = list(led.foresee(merged, plan, said))
    wrong = [(side, violation) for side, those in found for violation in those]
    explained = said._replace(reason=_STILL_TO_COME)
    again = led.foresee(merged, plan, explained) if wrong else ()
    left = [violation for _, those in again for violation in those]
    told = {violation.change for _, violation in wrong}
    lost = [change for side, _ in found for change in _lost(side.own) if change not in told]
    return (*dict.fromkeys(map(_tell_lost, lost)), *_warn(wrong, left))


def _lost(changes: Changes) -> Iterator[Remove]:
    """The records that a merge itself takes out, such as a report."""
    for change in changes:
        match change:
            case Remove(_, Element(PlanPart()), _):
                yield change


def _tell_lost(change: Remove) -> str:
    return f"注意:这样取舍,{describe(change)}"


def _warn(wrong: list[tuple[Side, Violation]], left: list[Violation]) -> Iterator[str]:
    told = dict.fromkeys(
        tuple(
            tell_beforehand(side.before, side.changes, each, "" if each in left else _GIVE_REASON)
        )
        for side, each in wrong
    )
    if told:
        yield f"注意:这样提交,审计(jimoplan audit)会判违规 {len(told)} 处:"
        yield from (line for lines in told for line in lines)
