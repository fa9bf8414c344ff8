"""Recording progress and reviews in a plan, as the workflow has it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from jimoplan.core.changes.items import each_named, replace_items
from jimoplan.core.plan.deadline import plain_day
from jimoplan.core.plan.header import EvidenceRule
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import DueChange, Review, Suspension, Update
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import STOPPED, Kind, Status, Verdict
from jimoplan.core.workflow.approval import check_approver, demand_approver
from jimoplan.core.workflow.deadlines import check_resumed, due_of
from jimoplan.core.workflow.finished import check_target, left_tasks, needs_reason
from jimoplan.core.workflow.owed import is_owners, say_missing, say_period
from jimoplan.core.workflow.reporter import Reporter, file_report
from jimoplan.core.workflow.steps import (
    check_open,
    check_review_day,
    check_reviewable,
    check_step,
    check_steps,
    start_tasks,
)
from jimoplan.core.workflow.suspension import resume, suspend
from jimoplan.errors import UnknownNameError, UsageError

_Item = TypeVar("_Item", bound=Item)


class ProgressEntry(NamedTuple):
    """What to record of an item: a status, an update, a deadline, evidence.

    `day` is when it happened, `today` when that is written, None for the same day; `submitter` is
    the person at the keyboard by git's settings, and `reporter` says whose report the update is;
    `with_basis` says that the commit gives a Plan-Reason, `keep_due` that a deadline stays although
    it has passed.
    """

    day: date
    status: Status | None = None
    update: Update | None = None
    evidence: tuple[str, ...] = ()
    due: date | None = None
    reason: str | None = None
    approved_by: str | None = None
    submitter: str | None = None
    reporter: Reporter = Reporter()
    keep_due: bool = False
    with_basis: bool = False
    today: date | None = None

    @property
    def submitted(self) -> date | None:
        """The day on which work is reported as done; None where it was finished that day."""
        return self.today if self.today and self.today > self.day else None


class Recorded(NamedTuple):
    """The plan with the progress in it, and what is worth saying besides."""

    plan: Plan
    notes: tuple[str, ...]


class EvidenceMissingError(UsageError):
    """An item that has to yield results is reported as done without evidence."""

    def __init__(self, item: Item) -> None:
        self.id = item.id
        super().__init__(
            f"{name_of(item)} 应当拿出{'、'.join(item.deliverables)},报已完成要附佐证材料",
            "加上 --evidence,写仓库里的文件、文号或网址;不要求的话,"
            "在 policy 里写 evidence: optional",
        )


def record_progress(plan: Plan, ids: Iterable[str], progress: ProgressEntry) -> Recorded:
    """The plan with progress recorded for the items of those ids.

    A task is started with its first measure. Raises UsageError for an unknown id, a status that may
    not follow, or a reason or approver that is missing or may not approve; EvidenceMissingError,
    NotOwnerError, DeadlinePassedError.
    """
    check_approver(plan, progress.approved_by, with_basis=progress.with_basis)
    changed: dict[str, Item] = {}
    notes: list[str] = []
    named = tuple(each_named(plan, ids))
    if progress.status and len(named) > 1:
        check_steps((item for _, item in named), progress.status)
    for task, item in named:
        changed[item.id] = _record(plan, (task, item), progress, notes)
    recorded = replace_items(plan, changed)
    started = start_tasks(recorded, changed)
    for before, after in zip(recorded.all_tasks(), started.all_tasks(), strict=True):
        if before is not after:
            notes.append(f"任务 {after.id} 随之从未启动改为推进中")
    if progress.status is Status.COMPLETED:
        notes += left_tasks(started, changed)
    return Recorded(started, tuple(notes))


def review_item(plan: Plan, number: str, review: Review) -> Plan:
    """The plan with an item approved (已销号) or returned (推进中), and the review on record.

    Raises UsageError for an item that nobody has reported as done, or not by the day of the review.
    """
    ((_, item),) = each_named(plan, [number])
    check_reviewable(item)
    check_review_day(item, review.date)
    update: dict[str, object] = {
        "status": Status.CLOSED,
        "submitted": None,
        "submitted_by": None,
        "reviews": (*item.reviews, review),
    }
    if review.result is Verdict.RETURNED:
        update |= {"status": Status.IN_PROGRESS, "finished": None, "reason": None}
    return replace_items(plan, {item.id: item.model_copy(update=update)})


def _record(
    plan: Plan, named: tuple[Task, Item], progress: ProgressEntry, notes: list[str]
) -> Item:
    task, item = named
    now, within = item, (plan, task)
    _check_stage(item, progress, notes)
    if progress.update:
        expect_leaf(task, item, "进展填在它的举措上")
        filed = file_report(plan, task, item, progress.update, progress.reporter)
        notes += filed.notes
        update = say_period(plan, task, item, filed.update, notes)
        now = _add_update(item, update, notes)
        progress = progress._replace(update=update)
    if progress.evidence:
        expect_leaf(task, item, "佐证材料附在它的举措上")
        now = _add_evidence(now, progress.evidence)
    if progress.due:
        now = _move_deadline(within, now, progress)
    now = _move_on(within, now, progress, notes)
    if progress.reason and not progress.due and now.reason != progress.reason:
        raise UsageError(*_IDLE_REASON)
    return now


def _move_on(
    within: tuple[Plan, Task], item: Item, progress: ProgressEntry, notes: list[str]
) -> Item:
    """The item in the status it comes to, or with another reason for the one it has."""
    status = progress.status or _begun(within, item, progress)
    if status is None or status is item.status:
        explained = progress.reason and not progress.due
        return _explain(item, progress.reason or "", progress.approved_by) if explained else item
    if progress.status is None:
        notes.append(f"{name_of(item)} 随填报从未启动改为推进中")
    if item.status in STOPPED and status is Status.IN_PROGRESS and not progress.keep_due:
        check_resumed(within, item, progress.day)
    now = _step(within, item, progress._replace(status=status), notes)
    if status is Status.COMPLETED:
        _demand_evidence(within[0], now, notes)
        if now.is_leaf:
            notes += say_missing(*within, now, progress.day)
    return now


def _check_stage(item: Item, progress: ProgressEntry, notes: list[str]) -> None:
    """Raises UsageError where a change comes too late; notes what a reviewer should look at."""
    check_open(item)
    if item.status is Status.COMPLETED and progress.due:
        raise UsageError(
            f"{name_of(item)} 已报已完成,不再调整时限", "要调整,先由审核人退回:jimoplan review"
        )
    if item.status is Status.COMPLETED and progress.status is None:
        notes.append(f"{name_of(item)} 已报已完成、等待审核,这次改动请审核人留意")


def _begun(within: tuple[Plan, Task], item: Item, progress: ProgressEntry) -> Status | None:
    """推进中 where a report begins a measure that was 未启动, else None.

    The first figures do, and of a standing duty, which has none, its owner's first report.
    """
    update = progress.update
    if update is None or item.status is not Status.NOT_STARTED:
        return None
    standing = item.kind is Kind.CONTINUOUS and is_owners(*within, item, update)
    return Status.IN_PROGRESS if update.moves or standing else None


def expect_leaf(task: Task, item: Item, where: str) -> None:
    """Raises UsageError for a task that has measures: they are what is reported on."""
    if not item.is_leaf:
        ids = "、".join(measure.id for measure in task.measures)
        raise UsageError(f"{item.id} 是任务,{where}", f"写举措的编号:{ids}")


def _add_update(item: Item, update: Update, notes: list[str]) -> Item:
    check_figures(item, update)
    update = _name_milestone(item, update)
    later = sum(other.date > update.date for other in item.updates)
    at = len(item.updates) - later
    if at and item.updates[at - 1] == update:
        return item
    before = [other.progress for other in item.updates[:at] if other.progress is not None]
    if update.progress is not None and before and update.progress < before[-1]:
        notes.append(f"{name_of(item)} 的进度比上次的 {before[-1]}% 低,请核对")
    updates = (*item.updates[:at], update, *item.updates[at:])
    return item.model_copy(update={"updates": updates})


def check_figures(item: Item, update: Update) -> None:
    """Raises UsageError for a figure that does not go with the item's kind."""
    for kind, figure, option, what in (
        (Kind.ONE_OFF, update.progress, "--progress", "进度"),
        (Kind.INDICATOR, update.value, "--value", "指标值"),
        (Kind.PERIODIC, update.period, "--period", "期数"),
    ):
        if figure is not None and item.kind is not kind:
            raise UsageError(
                f"{name_of(item)} 是{item.kind}类,{option}({what})只用于{kind}类",
                f"{_HOW[item.kind]},去掉 {option}",
            )


def _name_milestone(item: Item, update: Update) -> Update:
    """The update with its milestone written as the item's own; raises UnknownNameError for none."""
    if update.milestone is None:
        return update
    known = {plain_day(milestone.due): milestone.due for milestone in item.milestones}
    if not known:
        raise UsageError(f"{name_of(item)} 没有节点,--milestone 用不上", "去掉 --milestone")
    if meant := known.get(plain_day(update.milestone)):
        return update.model_copy(update={"milestone": meant})
    listed = [str(due) for due in known.values()]
    raise UnknownNameError("节点", str(update.milestone), listed, listed=listed)


_HOW = {
    Kind.ONE_OFF: "进度用 --progress",
    Kind.CONTINUOUS: "常态化的进度按填报和序时进度计算,用 --note 写进展情况",
    Kind.PERIODIC: "用 --period 写填报的是第几期",
    Kind.INDICATOR: "用 --value 写指标值",
}


def _add_evidence(item: _Item, evidence: tuple[str, ...]) -> _Item:
    new = tuple(e for e in dict.fromkeys(evidence) if e not in item.evidence)
    return item.model_copy(update={"evidence": (*item.evidence, *new)}) if new else item


def _move_deadline(within: tuple[Plan, Task], item: _Item, progress: ProgressEntry) -> _Item:
    """The item with another deadline, the old one on record with reason and approver."""
    if progress.due == item.due or progress.due is None:
        return item
    if not progress.reason or not progress.approved_by:
        raise UsageError(
            "调整完成时限要写明原因和批准人", "加上 --reason 原因 --approved-by 批准人"
        )
    change = DueChange(
        due=due_of(*within, item),
        changed=progress.day,
        reason=progress.reason,
        approved_by=progress.approved_by,
    )
    return item.model_copy(update={"due": progress.due, "due_changes": (*item.due_changes, change)})


def _step(within: tuple[Plan, Task], item: Item, progress: ProgressEntry, notes: list[str]) -> Item:
    """The item in its new status, with what is kept of how it came into it and out of the old."""
    status, reason, approver = progress.status, progress.reason, progress.approved_by
    if status is None:
        return item
    check_step(item, status)
    stops = status in STOPPED
    if stops and not reason:
        raise UsageError(f"{name_of(item)} 改成{status}要写明原因", "加上 --reason 原因和依据")
    if stops:
        demand_approver(within[0], approver, f"{name_of(item)} 改成{status}")
    unmet = status is Status.COMPLETED and needs_reason(*within, item)
    if unmet:
        check_target(*within, item, reason)
    update: dict[str, object] = {
        "status": status,
        "reason": reason if stops or unmet else None,
        "approved_by": approver if status is Status.CANCELLED else None,
        "submitted": progress.submitted if status is Status.COMPLETED else None,
        "submitted_by": progress.submitter if status is Status.COMPLETED else None,
        "finished": progress.day if status is Status.COMPLETED else None,
    }
    if status is Status.SUSPENDED and reason:
        begun = Suspension(since=progress.day, reason=reason, approved_by=approver)
        update["suspensions"] = suspend(item, begun)
    elif item.status is Status.SUSPENDED:
        update["suspensions"], note = resume(item, progress.day)
        notes += [note] if note else []
    return item.model_copy(update=update)


_IDLE_REASON = (
    "--reason 只用于暂缓、取消、调整时限和没有达标的办结",
    "进展情况用 --note,存在问题用 --problem",
)


def _explain(item: _Item, reason: str, approver: str | None) -> _Item:
    """The item with another reason for having stopped; a cancelled one may get its approver."""
    if item.status not in STOPPED:
        raise UsageError(*_IDLE_REASON)
    if approver is None:
        return item.model_copy(update={"reason": reason})
    if item.status is not Status.CANCELLED:
        raise UsageError(
            "暂缓的批准人记在暂缓记录里,不能补改", "去掉 --approved-by;要改的,请督查 jimoplan edit"
        )
    return item.model_copy(update={"reason": reason, "approved_by": approver})


def _demand_evidence(plan: Plan, item: Item, notes: list[str]) -> None:
    if item.kind is not Kind.ONE_OFF:
        return
    if not item.deliverables or item.evidence:
        return
    if plan.policy.evidence is EvidenceRule.REQUIRED:
        raise EvidenceMissingError(item)
    notes.append(f"{name_of(item)} 报已完成,没有附佐证材料")
