"""Rules on who approved that work stops or has longer, and on what came after the deadline."""

from collections.abc import Iterator
from datetime import date

from jimoplan.core.audit.commission import Commission
from jimoplan.core.audit.on_record import ends_suspension, steps_through
from jimoplan.core.audit.rules import Violation
from jimoplan.core.changes.changes import Change, Changes, Element, Insert, Place, Ref, Remove, Set
from jimoplan.core.changes.items import items_by_id, refer_to
from jimoplan.core.changes.words import name_ref
from jimoplan.core.plan.extensions import came_late
from jimoplan.core.plan.items import Item, Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import DueChange, Suspension
from jimoplan.core.plan.rights import approvers_of, people_of
from jimoplan.core.plan.words import Status
from jimoplan.core.workflow.deadlines import due_of


def judge_approvals(changes: Changes, made: Commission) -> Iterator[Violation]:
    """Approvals that are missing or not somebody's to give, and what came after a deadline."""
    for change in changes:
        for words in _faults_of_approval(change, made):
            yield Violation("A27", change, f"{name_ref(change.item)} {words}")
        for words in (*_faults_of_extension(change, made), *_faults_of_pause(change, made)):
            yield Violation("A29", change, f"{name_ref(change.item)} {words}")


def _faults_of_approval(change: Change, made: Commission) -> Iterator[str]:
    """What is wrong with who approved, where the plan lists people."""
    for what, approver in _approvals(change, made) if people_of(made.before) else ():
        if approver is None:
            yield f"{what},没有写明批准人"
        elif approver not in approvers_of(made.before) and not made.with_basis:
            yield f"{what}的批准人 {approver} 不在名单的分管领导、督查里"


def _approvals(change: Change, made: Commission) -> Iterator[tuple[str, str | None]]:
    """What a change does that has to be approved, and who is said to have done so."""
    along = made.along
    match change:
        case Insert(Place(_, "due_changes"), Element(DueChange(approved_by=name)), _):
            yield "调整时限", name
        case Insert(Place(item, "suspensions"), Element(Suspension() as entry), _):
            if not ends_suspension(along, item, entry):
                yield "暂缓", entry.approved_by
        case Set(item, "status", _, Status.SUSPENDED):
            if not any(_begins_pause(other, item) for other in along):
                yield "暂缓,没有留下暂缓记录", None
        case Set(item, "status", _, Status.CANCELLED):
            named = (c for c in along if isinstance(c, Set) and c.item == item)
            names = [c.new for c in named if c.field == "approved_by"]
            yield "取消", next((str(name) for name in names if name), None)
        case Set(item, "approved_by", _, name) if _stays_cancelled(item, made):
            yield "取消", str(name) if name else None
        case Insert(_, str(), Item() as new):
            yield from _approvals_of_new(new)


def _approvals_of_new(item: Item) -> Iterator[tuple[str, str | None]]:
    """The same for an item that comes with its records."""
    yield from (("调整时限", record.approved_by) for record in item.due_changes)
    yield from (("暂缓", entry.approved_by) for entry in item.suspensions)
    if item.status is Status.CANCELLED:
        yield "取消", item.approved_by
    elif item.status is Status.SUSPENDED and all(entry.until for entry in item.suspensions):
        yield "暂缓,没有留下暂缓记录", None


def _begins_pause(change: Change, item: Ref) -> bool:
    """Whether a change puts a suspension of an item on record that has not ended."""
    match change:
        case Insert(Place(owner, "suspensions"), Element(Suspension(until=None)), _):
            return owner == item
    return False


def _stays_cancelled(item: Ref, made: Commission) -> bool:
    was = items_by_id(made.before).get(item.id)
    cancelled = was is not None and was.status is Status.CANCELLED
    return cancelled and not steps_through(made.along, item, Status.CANCELLED)


def _faults_of_extension(change: Change, made: Commission) -> Iterator[str]:
    """What is wrong with a deadline put off after it had passed.

    That takes a 督查, or an approver who is listed. A record that dates from before the deadline,
    but came into git after it, needs a basis: by it the work would be in time.
    """
    match change:
        case Insert(Place(item, "due_changes"), Element(DueChange() as record), _):
            later = [c for c in made.along if isinstance(c, Set) and c.touched[:2] == (item, "due")]
            new = later[0].new or made.before.plan.period.end if later else None
            if not _is_after(new, record.due):
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


def _faults_of_pause(change: Change, made: Commission) -> Iterator[str]:
    """What is wrong with a suspension that begins before a deadline it came into git after.

    By it the work would not be late, so that it needs a basis. The measures of a task rest with it.
    """
    match change:
        case Insert(Place(item, "suspensions"), Element(Suspension(since=since) as entry), _):
            known = ends_suspension(made.along, item, entry)
            for name, due in () if known or made.with_basis else _deadlines(made.before, item):
                if made.day and since <= due < made.day:
                    yield f"的暂缓日期写成 {since},{name} 的时限 {due} 在提交时({made.day})已过"
                    return


def _deadlines(before: Plan, item: Ref) -> Iterator[tuple[str, date]]:
    """What is held to a deadline and rests while an item is suspended; by when."""
    for task in before.all_tasks():
        resting: tuple[Task | Measure, ...] = (task, *task.measures)
        for each in resting:
            if item in {refer_to(each), refer_to(task)}:
                yield name_ref(refer_to(each)), due_of(before, task, each)


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
    approved = record.approved_by in approvers_of(made.before)
    return made.rights.supervises or approved or not people_of(made.before)


def _is_after(new: object, due: date) -> bool:
    return isinstance(new, date) and new > due
