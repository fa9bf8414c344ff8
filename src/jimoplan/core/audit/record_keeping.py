"""Rules on records that bind everybody: reviews, moved deadlines, reasons."""

from collections.abc import Callable, Iterator
from datetime import date

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.guarded import say_moved_along
from jimoplan.core.audit.hands import Submitters, find_same_hand
from jimoplan.core.audit.on_record import (
    due_records,
    ends_suspension,
    freed_number,
    keeps_number,
    new_reviews,
)
from jimoplan.core.audit.rules import Violation
from jimoplan.core.changes.changes import (
    Change,
    Changes,
    Element,
    Insert,
    Move,
    Place,
    Ref,
    Remove,
    Set,
)
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.words import name_ref
from jimoplan.core.plan.deadline import plain_day
from jimoplan.core.plan.evidence import is_file_name
from jimoplan.core.plan.ids import task_of
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Review, ReviewedFile, Suspension
from jimoplan.core.plan.rights import address_of, people_of
from jimoplan.core.plan.words import Status, Verdict


def judge_record_keeping(
    before: Plan, changes: Changes, along: Changes, actor: Actor, submitters: Submitters
) -> Iterator[Violation]:
    """Violations where changes lack their record or remove one; `along` is all of the commit's.

    Whoever takes back what brought a record, with it, is not asked here: see taking_back.
    """
    for change in changes:
        yield from _judge_deadline(change, along, before)
        yield from _judge_status(change, along)
        yield from _judge_closing(change, along, before)
        yield from _judge_removal(change, along)
        yield from _judge_number(change, along, before)
        for ref, review in new_reviews((change,)):
            yield from _judge_review(change, ref, review, actor)
            yield from _judge_submitter(change, review, items_by_id(before).get(ref.id))
            if same := find_same_hand(before, ref, review, actor, submitters):
                words = f"{name_ref(ref)} 的已完成是 {same} 报的,审核又出自 {same}"
                yield Violation("A22", change, words)


def judge_reviewed_files(
    changes: Changes, holds: Callable[[ReviewedFile], bool]
) -> Iterator[Violation]:
    """Violations where a review records a file as other than what its commit holds."""
    for change in changes:
        for ref, review in new_reviews((change,)):
            for file in review.files:
                if not holds(file):
                    words = f"{name_ref(ref)} 审核记下的 {file.path} 是 {file.blob[:9]},"
                    yield Violation("A41", change, f"{words}这次提交里没有这样的文件")


def _judge_deadline(change: Change, along: Changes, before: Plan) -> Iterator[Violation]:
    for words in _faults_of_deadline(change, along, before):
        told = f"{name_ref(change.item)} {words}{say_moved_along(before, change)}"
        yield Violation("A24", change, told)


def _faults_of_deadline(change: Change, along: Changes, before: Plan) -> Iterator[str]:
    match change:
        case Set(_, "due", date() as old, date() as new) if plain_day(old) == plain_day(new):
            return  # the same day written otherwise: 2024-06 for 2024-06-30
        case Set(item, "due", None, new):
            records = due_records(along, item)
            usual = _usual_dues(before, item)
            if records and all(record.due not in usual for record in records):
                yield f"的默认时限是 {usual[0]},记录写的不是"
            elif not records and isinstance(new, date) and new > usual[0]:
                yield f"的默认时限是 {usual[0]},推后到 {new} 没有留下时限调整记录"
        case Set(item, "due", old, _):
            if not any(record.due == old for record in due_records(along, item)):
                yield f"原来的时限 {old} 没有留在时限调整记录里"


def _usual_dues(before: Plan, item: Ref) -> list[date]:
    """What an item without a deadline of its own is held to: its task's, and the plan's end."""
    end = before.plan.period.end
    task = items_by_id(before).get(task_of(item.id))
    return [task.due, end] if task and task.due else [end]


def _judge_status(change: Change, along: Changes) -> Iterator[Violation]:
    match change:
        case Set(item, "status", old, Status.CLOSED):
            if old is not Status.COMPLETED:
                words = f"{name_ref(item)} 没有报过已完成,从{old}直接到了已销号"
                yield Violation("A25", change, words)
            elif not _has_review(along, item, Verdict.APPROVED):
                yield Violation("A25", change, f"{name_ref(item)} 已销号,没有销号的审核记录")
        case Set(item, "status", Status.CLOSED, new):
            if not _has_review(along, item, Verdict.RETURNED):
                words = f"{name_ref(item)} 已销号的改成了{new},没有退回的审核记录"
                yield Violation("A25", change, words)
        case Insert(_, str(), Item(status=Status.CLOSED)):
            words = f"{name_ref(change.item)} 一登记就是已销号,没有经过审核"
            yield Violation("A25", change, words)


def _judge_closing(change: Change, along: Changes, before: Plan) -> Iterator[Violation]:
    """An item closed by an approval that does not record the files which it rests on."""
    match change:
        case Set(item, "status", _, Status.CLOSED):
            found = [review for where, review in new_reviews(along) if where == item]
            recorded = [
                {file.path for file in review.files}
                for review in found
                if review.result is Verdict.APPROVED
            ]
            names = _evidence_files(before, along, item)
            if recorded and not any(files.issuperset(names) for files in recorded):
                left = "”“".join(name for name in names if name not in recorded[-1])
                words = f"{name_ref(item)} 的审核记录没有记下佐证材料“{left}”的内容"
                yield Violation("A41", change, words)


def _evidence_files(before: Plan, along: Changes, item: Ref) -> tuple[str, ...]:
    """The files that are given as evidence for an item after a commit."""
    was = items_by_id(before).get(item.id)
    names = dict.fromkeys(was.evidence if was else ())
    for change in along:
        match change:
            case Insert(Place(owner, "evidence"), Element(str(name))) if owner == item:
                names[name] = None
            case Remove(Place(owner, "evidence"), Element(str(name))) if owner == item:
                names.pop(name, None)
    return tuple(filter(is_file_name, names))


def _judge_removal(change: Change, along: Changes) -> Iterator[Violation]:
    """Records removed or reordered, but for a suspension that ends."""
    match change:
        case Remove(Place(item, "suspensions"), Element(Suspension() as entry), _) if (
            entry.until is None and ends_suspension(along, item, entry)
        ):
            return
        case Remove(Place(item, "reviews" | "due_changes" | "suspensions"), Element(), _):
            yield Violation("A26", change, f"{name_ref(item)} 的记录少了一条,或改成了别的")
        case Move(Element(), _, Place(item, "reviews" | "due_changes" | "suspensions")):
            yield Violation("A26", change, f"{name_ref(item)} 的记录换了次序")
        case Set(item, "approved_by", str(old), _) if not any(
            c.touched == (item, "status", None) for c in along
        ):
            words = f"{name_ref(item)} 取消的批准人 {old} 去掉了,或改成了别的"
            yield Violation("A26", change, words)
        case Remove(_, str(), Item() as gone) if (
            gone.reviews or gone.due_changes or gone.suspensions
        ):
            ref = change.item
            yield Violation(
                "A26", change, f"{name_ref(ref)} 连同它的审核、时限调整、暂缓记录一起删去了"
            )


def _judge_number(change: Change, along: Changes, before: Plan) -> Iterator[Violation]:
    """A number that is free again: not retired with its item, or taken out of the retired ones.

    Drafting a plan that lists nobody yet is nobody's breach.
    """
    if number := freed_number(change):
        words = f"停用的编号 {number} 从名单里去掉了,它的事项没有原样恢复"
        yield Violation("A28", change, words)
    match change:
        case Remove(_, str(), Item() as gone) if (
            people_of(before)
            and gone.id not in before.plan.retired
            and not keeps_number(change.item, along)
        ):
            words = f"{name_ref(change.item)} 删去了(或换了编号),编号没有留在 retired 里"
            yield Violation("A28", change, words)


def _judge_submitter(change: Change, review: Review, item: Item | None) -> Iterator[Violation]:
    reported = item.submitted_by if item else None
    if reported and address_of(reported) != address_of(review.submitted_by):
        words = f"的已完成是 {reported} 报的,审核记录写的提交人是 {review.submitted_by}"
        yield Violation("A23", change, f"{name_ref(change.item)} {words}")


def _judge_review(change: Change, item: Ref, review: Review, actor: Actor) -> Iterator[Violation]:
    if review.by != f"{actor.name} <{actor.email}>":
        words = f"{name_ref(item)} 的审核人写的是 {review.by},提交的作者是 {actor.email}"
        yield Violation("A23", change, words)


def _has_review(changes: Changes, item: Ref, verdict: Verdict) -> bool:
    return any(where == item and review.result is verdict for where, review in new_reviews(changes))
