"""The workflow of an item: what may follow a status, what a report of progress brings with it."""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from jimoplan.core.change.items import each_named, replace_items
from jimoplan.core.heading import EvidenceRule
from jimoplan.core.model import (
    DueChange,
    Item,
    Kind,
    Measure,
    Plan,
    Review,
    Status,
    Task,
    Update,
    Verdict,
)
from jimoplan.core.rules.traverse import name_of
from jimoplan.errors import UsageError

_Item = TypeVar("_Item", bound=Item)

STEPS = MappingProxyType(
    {
        Status.NOT_STARTED: (Status.IN_PROGRESS, Status.SUSPENDED, Status.CANCELLED),
        Status.IN_PROGRESS: (Status.COMPLETED, Status.SUSPENDED, Status.CANCELLED),
        Status.COMPLETED: (),
        Status.CLOSED: (),
        Status.SUSPENDED: (Status.IN_PROGRESS, Status.CANCELLED),
        Status.CANCELLED: (Status.IN_PROGRESS,),
    }
)
"""The statuses that a department may give an item next; from 已完成 on, reviews decide."""

STOPPED = frozenset({Status.SUSPENDED, Status.CANCELLED})


class Progress(NamedTuple):
    """What is to be recorded of an item: a status, an entry of its own, a deadline, evidence.

    `day` is when it happened; `submitter` is who says so by git's settings.
    """

    day: date
    status: Status | None = None
    update: Update | None = None
    evidence: tuple[str, ...] = ()
    due: date | None = None
    reason: str | None = None
    approved_by: str | None = None
    submitter: str | None = None


class Recorded(NamedTuple):
    """The plan with the progress in it, and what is worth saying besides."""

    plan: Plan
    notes: tuple[str, ...]


class EvidenceMissingError(UsageError):
    """A result is to be reported as done without anything to show for it."""

    def __init__(self, measure: Measure) -> None:
        self.id = measure.id
        super().__init__(
            f"举措 {measure.id} 应当拿出{'、'.join(measure.deliverables)},报已完成要附佐证材料",
            "加上 --evidence,写仓库里的文件、文号或网址;不要求的话,"
            "在 policy 里写 evidence: optional",
        )


def record_progress(plan: Plan, ids: Iterable[str], progress: Progress) -> Recorded:
    """The plan with progress recorded for the items of those ids.

    A measure that starts, starts its task. Raises UsageError for an id that is not there, a step
    that the workflow has not got, a reason or approver that is missing, EvidenceMissingError.
    """
    changed: dict[str, Task | Measure] = {}
    notes: list[str] = []
    for task, item in each_named(plan, ids):
        now = _record(plan, item, progress, notes)
        changed[item.id] = now
        starts = isinstance(now, Measure) and now.status in {Status.IN_PROGRESS, Status.COMPLETED}
        if starts and changed.get(task.id, task).status is Status.NOT_STARTED:
            started = changed.get(task.id, task).model_copy(update={"status": Status.IN_PROGRESS})
            changed[task.id] = started
            notes.append(f"任务 {task.id} 随之从未启动改为推进中")
    return Recorded(replace_items(plan, changed), tuple(notes))


def review_item(plan: Plan, number: str, review: Review) -> Plan:
    """The plan with an item approved (已销号) or returned (推进中), and the review on record.

    Raises UsageError for an item that nobody has reported as done.
    """
    ((_, item),) = each_named(plan, [number])
    check_reviewable(item)
    status = Status.CLOSED if review.result is Verdict.APPROVED else Status.IN_PROGRESS
    update = {"status": status, "submitted_by": None, "reviews": (*item.reviews, review)}
    return replace_items(plan, {item.id: item.model_copy(update=update)})


def check_reviewable(item: Task | Measure) -> None:
    """Raises UsageError for an item that nobody has reported as done."""
    if item.status is not Status.COMPLETED:
        raise UsageError(
            f"{name_of(item)} 现在是{item.status},没有什么可审核的",
            "责任部门先报已完成:" + f"jimoplan update {item.id} --status 已完成",
        )


def _record(
    plan: Plan, item: Task | Measure, progress: Progress, notes: list[str]
) -> Task | Measure:
    now = item
    if progress.update:
        now = _add_update(now, progress.update)
    if progress.evidence:
        now = _add_evidence(now, progress.evidence)
    if progress.due:
        now = _move_deadline(plan, now, progress)
    status = progress.status or _begun(now, progress)
    if status and status is not now.status:
        if progress.status is None:
            notes.append(f"{name_of(now)} 随填报从未启动改为推进中")
        now = _step(now, status, progress)
        if status is Status.COMPLETED:
            _demand_evidence(plan, now, notes)
    elif progress.reason and not progress.due:
        now = _explain(now, progress.reason)
    return now


def _begun(item: Task | Measure, progress: Progress) -> Status | None:
    """推进中 for a measure whose first figures are reported; the rules want it so."""
    update = progress.update
    if update is None or item.status is not Status.NOT_STARTED:
        return None
    figures = update.progress or update.value is not None or update.period is not None
    return Status.IN_PROGRESS if figures else None


def _add_update(item: Task | Measure, update: Update) -> Task | Measure:
    if isinstance(item, Task):
        ids = "、".join(measure.id for measure in item.measures)
        raise UsageError(
            f"{item.id} 是任务,进展填在它的举措上",
            f"写举措的编号:{ids}" if ids else "先用 jimoplan add measure 登记举措",
        )
    if update in item.updates:
        return item
    later = sum(other.date > update.date for other in item.updates)
    at = len(item.updates) - later
    updates = (*item.updates[:at], update, *item.updates[at:])
    return item.model_copy(update={"updates": updates})


def _add_evidence(item: _Item, evidence: tuple[str, ...]) -> _Item:
    if not isinstance(item, Measure):
        raise UsageError("佐证材料附在举措上,不附在任务上", "写举措的编号")
    new = tuple(e for e in dict.fromkeys(evidence) if e not in item.evidence)
    return item.model_copy(update={"evidence": (*item.evidence, *new)}) if new else item


def _move_deadline(plan: Plan, item: _Item, progress: Progress) -> _Item:
    """The item with another deadline, the old one on record with reason and approver."""
    if progress.due == item.due or progress.due is None:
        return item
    if not progress.reason or not progress.approved_by:
        raise UsageError(
            "调整完成时限要写明原因和批准人", "加上 --reason 原因 --approved-by 批准人"
        )
    change = DueChange(
        due=item.due or plan.plan.period.end,
        changed=progress.day,
        reason=progress.reason,
        approved_by=progress.approved_by,
    )
    return item.model_copy(update={"due": progress.due, "due_changes": (*item.due_changes, change)})


def _step(item: Task | Measure, status: Status, progress: Progress) -> Task | Measure:
    if status not in STEPS[item.status]:
        raise UsageError(f"{name_of(item)} 现在是{item.status},不能改成{status}", _next_steps(item))
    if status in STOPPED and not progress.reason:
        raise UsageError(f"{name_of(item)} 改成{status}要写明原因", "加上 --reason 原因和依据")
    update = {
        "status": status,
        "reason": progress.reason if status in STOPPED else None,
        "submitted_by": progress.submitter if status is Status.COMPLETED else None,
    }
    return item.model_copy(update=update)


def _next_steps(item: Task | Measure) -> str:
    if item.status is Status.COMPLETED:
        return (
            f"已完成的由另一个人审核:jimoplan review {item.id} --approve 销号,"
            f"或 jimoplan review {item.id} --return --reason 原因 退回"
        )
    if item.status is Status.CLOSED:
        return "已销号的不再改动;弄错了,用 jimoplan undo 撤销那一次改动"
    return f"可以改成:{'、'.join(STEPS[item.status])}"


def _explain(item: _Item, reason: str) -> _Item:
    if item.status not in STOPPED:
        raise UsageError(
            "--reason 只用于暂缓、取消和调整时限", "进展情况用 --note,存在问题用 --problem"
        )
    return item.model_copy(update={"reason": reason})


def _demand_evidence(plan: Plan, item: Task | Measure, notes: list[str]) -> None:
    if not isinstance(item, Measure) or item.kind is not Kind.ONE_OFF:
        return
    if not item.deliverables or item.evidence:
        return
    if plan.policy.evidence is EvidenceRule.REQUIRED:
        raise EvidenceMissingError(item)
    notes.append(f"举措 {item.id} 报已完成,没有附佐证材料")
