"""edit: one item's own YAML changed by hand and put back whole."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.others import OthersWork, find_others_work, put_others_back
from jimoplan.actions.changing.proposal import Proposal, RefusedChangeError, name_changes, redo, say
from jimoplan.actions.changing.structure import find_ref
from jimoplan.actions.plan.open import FaultyPlanError, Reading, only_errors
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.changes.changes import (
    Changes,
    Insert,
    Place,
    Ref,
    Remove,
    Set,
    Subject,
)
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.outline import outline
from jimoplan.core.changes.words import name_ref
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import STOPPED, Status
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.reading.load import Loaded, load
from jimoplan.core.text.writing.apply import apply_to
from jimoplan.core.text.writing.excerpt import Cutting, cut_out, put_back
from jimoplan.core.workflow.steps import check_open, check_step, start_tasks
from jimoplan.errors import ExitCode, JimoplanError, UsageError


class Draft(NamedTuple):
    """An item's lines taken out to be edited."""

    workplace: Workplace
    reading: Reading
    ref: Ref
    cutting: Cutting

    @property
    def name(self) -> str:
        """How the item is spoken of."""
        return name_ref(self.ref)


class FaultyDraftError(FaultyPlanError):
    """What was edited is no plan any more; lines are those of the file it would make."""

    def __init__(self, draft: Draft, problems: tuple[Problem, ...]) -> None:
        errors = only_errors(problems)
        words = f"改过的 {draft.name} 有错误 {len(errors)} 处,没有写入"
        super().__init__(draft.workplace.path, errors, words, "按提示改正(行号是改动以后的)")


class OvertakenError(JimoplanError):
    """Somebody else changed the item meanwhile, and comments cannot be merged."""

    exit_code = ExitCode.NO
    code = "overtaken"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} 这期间有了别的改动,您改的注释和格式合不进去,没有写入",
            "再运行一次 jimoplan edit,把要改的再改一遍",
        )


class LostItemError(JimoplanError):
    """The item is not there any more after editing: ids never change, and names not here."""

    exit_code = ExitCode.NO

    def __init__(self, draft: Draft) -> None:
        remedy = "编号永不更改"
        if draft.ref.subject is Subject.DEPARTMENT:
            remedy = f"改名用 jimoplan rename dept {draft.ref.id} 新名称"
        if draft.ref.subject is Subject.SECTION:
            remedy = "板块按编号(没有编号按序号)认,在这里不能改;换标题用 jimoplan rename section"
        super().__init__(
            f"改过以后没有 {draft.name} 了,没有写入", f"{remedy};要删去这一项,用 jimoplan remove"
        )


def open_draft(file: Path | None, start: Path, name: str) -> Draft:
    """The lines of the item, section or department called that; raises UnknownNameError."""
    workplace = find_workplace(file, start)
    reading = workplace.read()
    ref = find_ref(reading.plan, name)
    cutting = cut_out(reading.loaded.document, reading.plan, ref)
    if cutting is None:
        raise ValueError("what has been found in the plan stands in its text")
    return Draft(workplace, reading, ref, cutting)


def propose_edit(draft: Draft, edited: str) -> Proposal:
    """What the edited lines come to.

    Raises FaultyDraftError or LostItemError, and UsageError for a step of the workflow that takes
    another command.
    """
    reading = draft.reading
    text = put_back(reading.loaded.document, draft.cutting, edited)
    written = load(text, with_advice=False)
    if written.plan is not None and draft.ref not in outline(written.plan):
        raise LostItemError(draft)
    if written.plan is not None and draft.ref.subject is Subject.MEASURE:
        started = start_tasks(written.plan, [draft.ref.id])
        written = apply_to(written, diff(written.plan, started))
    if written.plan is None or written.has_errors:
        raise FaultyDraftError(draft, written.problems)
    changes = diff(reading.plan, written.plan)
    _check_steps(reading.plan, changes)
    subject = f"整理 {draft.name} 的注释和格式"
    if changes:
        subject = name_changes(changes, reading.plan, written.plan, [draft.ref])

    def remake(other: Reading) -> Loaded:
        """The same lines where the item is as it was; where it is not, the same changes."""
        cutting = cut_out(other.loaded.document, other.plan, draft.ref)
        if cutting is not None and cutting.text == draft.cutting.text:
            again = load(put_back(other.loaded.document, cutting, edited), with_advice=False)
            if again.has_errors:
                raise RefusedChangeError(draft.workplace.path, again.problems)
            return again
        if text != say(draft.workplace.path, reading, changes).document.text:
            raise OvertakenError(draft.name)  # more than the changes was edited
        return redo(draft.workplace.path, other, changes)

    return Proposal(draft.workplace, reading, changes, written, remake, subject)


def find_others_in(draft: Draft, proposal: Proposal) -> tuple[OthersWork, ...]:
    """What an edit of a draft takes away of others' reports and remarks."""
    after, me = proposal.written.plan, draft.workplace.identity
    return find_others_work(draft.reading.plan, after, proposal.changes, me) if after else ()


def keep_others_in(draft: Draft, proposal: Proposal, kept: Sequence[OthersWork]) -> Proposal:
    """The edit without what it takes away of others' work; raises JimoplanError if it cannot be."""
    written, before = proposal.written, draft.reading
    if not kept or written.plan is None:
        return proposal
    edited = Reading(before.encode(written), written, written.plan)
    whole = put_others_back(draft.workplace.path, edited, before, proposal.changes, kept)
    cutting = cut_out(whole.document, whole.plan, draft.ref) if whole.plan else None
    if cutting is None:
        raise ValueError("what was edited stands in the text")
    return propose_edit(draft, cutting.text)


def _check_steps(plan: Plan, changes: Changes) -> None:
    """Raises UsageError for what only other commands may write."""
    items = items_by_id(plan)
    for change in changes:
        check_open(items.get(change.item.id))
        match change:
            case Set(Ref(_, number), "status", _, Status() as new) if number in items:
                _check_status(items[number], new)
            case Set(item, "due", old, _) if old is not None:
                raise UsageError(
                    f"{item.id} 的完成时限不能手工改,原时限要留在记录里",
                    f"jimoplan update {item.id} --due 日期 --reason 原因 --approved-by 批准人",
                )
            case Set(item, "submitted_by" | "submitted" | "finished", _, _) | (
                Insert(Place(item, "reviews" | "due_changes"), _, _)
                | Remove(Place(item, "reviews" | "due_changes" | "suspensions"), _, _)
            ):  # a suspension of before its record was kept may be added
                raise UsageError(
                    f"{name_ref(item)} 的提交人、提交日期、办结日期"
                    "和审核、时限调整、暂缓的记录不能手工改",
                    "由 jimoplan update 和 jimoplan review 记录",
                )
            case Insert(_, str(number), (Task() | Measure()) as new):
                _check_new(number, new)
            case Remove(_, str(number), Task() | Measure()):
                raise UsageError(
                    f"在编辑器里不能删去 {number},编号也永不更改",
                    f"要删去,用 jimoplan remove {number}",
                )


def _check_status(item: Task | Measure, status: Status) -> None:
    check_step(item, status)
    if status in STOPPED or item.status in STOPPED:
        raise UsageError(
            f"{item.id} 暂缓、取消、恢复要用 jimoplan update,记下日期和批准人",
            f"jimoplan update {item.id} --status {status}",
        )
    if status is Status.COMPLETED:
        raise UsageError(
            f"{item.id} 报已完成要用 jimoplan update,记下提交人和佐证材料",
            f"jimoplan update {item.id} --status 已完成",
        )


def _check_new(number: str, item: Task | Measure) -> None:
    begins = item.status in {Status.NOT_STARTED, Status.IN_PROGRESS}
    submitted = item.submitted or item.submitted_by
    if not begins or submitted or item.reviews or item.suspensions:
        raise UsageError(
            f"新增的 {number} 只能从未启动或推进中开始,不带提交人、审核记录和暂缓记录",
            "以后的状态用 jimoplan update 和 jimoplan review 改",
        )
