"""Rules on who approved that work stops or has longer, and on deadlines put off too late.

They bind a plan that keeps the clock, in which a 立项日期, 办结日期, 暂缓记录 or approver of a 取消
stands, from the commit on that wrote the first. What older plans put on record was right then.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.on_record import ends_suspension
from jimoplan.core.audit.rules import Violation
from jimoplan.core.changes.changes import Change, Changes, Element, Insert, Place, Ref, Remove, Set
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.words import name_ref
from jimoplan.core.plan.extensions import came_late
from jimoplan.core.plan.model import DueChange, Plan, Status, Suspension
from jimoplan.core.plan.rights import approvers_of, people_of, rights_of

_CLOCK = frozenset({"since", "finished", "approved_by"})


class Commission(NamedTuple):
    """The plan before a commit, all that the commit changed, by whom, on which day, with a basis.

    `day` is None where it is not known; a basis is a Plan-Reason.
    """

    before: Plan
    along: Changes
    actor: Actor
    day: date | None
    with_basis: bool


def judge_approvals(changes: Changes, made: Commission) -> Iterator[Violation]:
    """Approvals that are missing or not somebody's to give, and extensions that came too late."""
    for change in changes:
        for words in _faults_of_approval(change, made):
            yield Violation("A27", change, f"{name_ref(change.item)} {words}")
        for words in _faults_of_extension(change, made):
            yield Violation("A29", change, f"{name_ref(change.item)} {words}")


def _faults_of_approval(change: Change, made: Commission) -> Iterator[str]:
    """What is wrong with who approved, where the plan lists people and keeps the clock."""
    for what, approver in _approvals(change, made.along):
        if not people_of(made.before) or not _keeps_clock(made):
            return
        if approver is None:
            yield f"{what},没有写明批准人"
        elif approver not in approvers_of(made.before) and not made.with_basis:
            yield f"{what}的批准人 {approver} 不在名单的分管领导、督查里"


def _approvals(change: Change, along: Changes) -> Iterator[tuple[str, str | None]]:
    """What a change does that has to be approved, and who is said to have done so."""
    match change:
        case Insert(Place(_, "due_changes"), Element(DueChange(approved_by=name)), _):
            yield "调整时限", name
        case Insert(Place(item, "suspensions"), Element(Suspension() as entry), _):
            if not ends_suspension(along, item, entry):
                yield "暂缓", entry.approved_by
        case Set(item, "status", _, Status.SUSPENDED):
            come = [c.place[:2] for c in along if isinstance(c, Insert)]
            if (item, "suspensions") not in come:
                yield "暂缓,没有留下暂缓记录", None
        case Set(item, "status", _, Status.CANCELLED):
            named = (c for c in along if isinstance(c, Set) and c.item == item)
            names = [c.new for c in named if c.field == "approved_by"]
            yield "取消", next((str(name) for name in names if name), None)


def _faults_of_extension(change: Change, made: Commission) -> Iterator[str]:
    """What is wrong with a deadline put off after it had passed.

    That takes a 督查, or an approver who is listed. A record that dates from before the deadline,
    but came into git after it, needs a basis: by it the work would be in time.
    """
    match change:
        case Insert(Place(item, "due_changes"), Element(DueChange() as record), _):
            later = [c for c in made.along if isinstance(c, Set) and c.touched[:2] == (item, "due")]
            new = later[0].new or made.before.plan.period.end if later else None
            if not _is_after(new, record.due) or not _keeps_clock(made):
                return
            if came_late(record, None, _suspensions(made, item)):
                if not _may_be_late(record, made):
                    yield (
                        f"的原时限 {record.due} 已过,{record.changed} 才延期,"
                        f"不是督查办的,批准人 {record.approved_by} 也不在名单里"
                    )
            elif record.changed <= record.due < (made.day or record.due) and not made.with_basis:
                yield (
                    f"的原时限 {record.due} 在提交时({made.day})已过,"
                    f"调整日期却写成 {record.changed}"
                )


def _suspensions(made: Commission, item: Ref) -> list[Suspension]:
    """The times in which an item has been suspended, after the commit."""
    was = items_by_id(made.before).get(item.id)
    own = [c for c in made.along if isinstance(c, Insert | Remove) and c.item == item]
    gone = [c.value for c in own if isinstance(c, Remove)]
    come = [c.value for c in own if isinstance(c, Insert)]
    stay = [entry for entry in (was.suspensions if was else ()) if entry not in gone]
    return [*stay, *(value for value in come if isinstance(value, Suspension))]


def _may_be_late(record: DueChange, made: Commission) -> bool:
    """Whether a deadline that had passed may be put off so: by anybody where nobody is listed."""
    supervises = rights_of(made.before, made.actor.address).supervises
    approved = record.approved_by in approvers_of(made.before)
    return supervises or approved or not people_of(made.before)


def _is_after(new: object, due: date) -> bool:
    return isinstance(new, date) and new > due


def _keeps_clock(made: Commission) -> bool:
    """Whether any of the clock's own keys stands in the plan, or comes with the commit."""
    items = items_by_id(made.before).values()
    if any(i.since or i.finished or i.approved_by or i.suspensions for i in items):
        return True
    return any(
        (isinstance(change, Set) and change.field in _CLOCK)
        or (isinstance(change, Insert) and change.place.field == "suspensions")
        for change in made.along
    )
