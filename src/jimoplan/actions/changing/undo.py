"""undo: an earlier commit's changes taken back by the inverse, as a change of its own."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from jimoplan.actions.changing.proposal import (
    Proposal,
    RefusedChangeError,
    describe_clash,
    propose,
)
from jimoplan.actions.changing.revisions import CommittedChange, last_changes
from jimoplan.actions.plan.open import FaultyPlanError
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.core.changes.changes import (
    Change,
    Changes,
    Element,
    Insert,
    Move,
    Remove,
    Set,
    invert,
)
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.patch import ClashError, patch
from jimoplan.core.changes.words import describe
from jimoplan.core.history.commits import Commit, Identity
from jimoplan.core.plan.model import Plan, Review
from jimoplan.core.plan.rights import address_of
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.writing.apply import Made
from jimoplan.core.workflow.steps import check_open
from jimoplan.errors import ExitCode, JimoplanError, UsageError
from jimoplan.git.repository import Repository, find_identity


class Undoing(NamedTuple):
    """The commit to be undone, and what undoing it comes to."""

    commit: Commit
    proposal: Proposal


class LeftBehindError(FaultyPlanError):
    """Without what would be undone, the plan has errors."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            path,
            problems,
            f"撤销以后计划会有错误 {len(problems)} 处,没有写入",
            "后来的改动以它为前提;先撤销后来的改动,或用 jimoplan edit 手工调整",
        )


class OthersReviewError(JimoplanError):
    """A review is taken back by whoever made it, and by nobody else."""

    exit_code = ExitCode.NO

    def __init__(self, review: Review) -> None:
        super().__init__(
            f"这次改动是 {review.by} 的审核({review.result}),别人不能撤销或恢复,没有写入",
            "请审核人自己撤销,或重新审核",
        )


class OverlaidError(JimoplanError):
    """Later changes touch what would be undone."""

    exit_code = ExitCode.NO

    def __init__(self, commit: Commit, told: str, later: Sequence[Commit]) -> None:
        by = "、".join(f"{c.id[:9]}({c.day} {c.subject})" for c in later)
        super().__init__(
            f"撤销不了 {commit.id[:9]}({commit.subject}):{told}",
            f"后来的改动又动了同一处:{by};先撤销后来的" if by else "先把手工改动改回去或提交",
        )


def propose_undo(file: Path | None, start: Path, number: int) -> Undoing:
    """Taking back the last change but so many; raises UsageError where there is no such change.

    Raises OverlaidError where later changes touch the same fields, JimoplanError where the commit
    cannot be taken back or there is no repository.
    """
    workplace = find_workplace(file, start)
    workplace.expect_git()
    reading = workplace.read()
    repository = workplace.repository
    if repository is None or repository.read_head().blob is None:
        raise JimoplanError(
            f"{workplace.path} 不在 git 里,没有历史,撤销不了", "手工改回去,或恢复备份"
        )
    revisions = list(last_changes(repository, number, reading))
    if len(revisions) < number or (revisions[-1].is_first and not repository.is_shallow):
        _say_too_far(repository, revisions)
    undone = revisions[-1]
    later = {revision.commit: revision.changes for revision in revisions[:-1]}
    inverse = _invert(repository, undone)
    identity = find_identity(repository.folder)
    _check_reviews(inverse, identity)
    _check_open(reading.plan, inverse)
    under = [c for c in inverse if any(_overlays(other, c) for other in later.values())]
    if under:
        over = [
            commit for commit, other in later.items() if any(_overlays(other, c) for c in under)
        ]
        raise OverlaidError(undone.commit, ";".join(map(describe, under)), over)
    try:
        changes = diff(reading.plan, patch(reading.plan, inverse))
    except ClashError as error:
        told = ";".join(map(describe_clash, error.clashes))
        raise OverlaidError(undone.commit, told, ()) from None
    before, after = undone.text_before, undone.text_after
    made = Made(before.loaded, after.loaded) if before and after else None
    try:
        proposal = propose(workplace, reading, changes, made=made)
    except RefusedChangeError as refused:
        raise LeftBehindError(workplace.path, refused.problems) from None
    named = proposal._replace(
        subject=f"撤销 {undone.commit.id[:9]}:{proposal.subject}",
        trailers=(f"Plan-Undo: {undone.commit.id}",),
        identity=str(identity) if identity else None,
    )
    return Undoing(undone.commit, named)


def _say_too_far(repository: Repository, revisions: Sequence[CommittedChange]) -> NoReturn:
    if repository.is_shallow:
        raise JimoplanError(*_SHALLOW)
    known = sum(not revision.is_first for revision in revisions)
    raise UsageError(
        f"能撤销的改动一共只有 {known} 次,更早的是登记计划文件,没有什么可撤销",
        f"写 1 到 {known}" if known else "改动以后才能撤销",
    )


_SHALLOW = (
    "这是浅克隆,更早的历史没有取下来,撤销不了",
    "运行 git fetch --unshallow 取回全部历史,再运行一次",
)


def _check_reviews(inverse: Changes, identity: Identity | None) -> None:
    """Raises JimoplanError where a review would be undone, or redone, by another person."""
    for change in inverse:
        match change:
            case Insert(_, Element(Review() as review), _) | Remove(
                _, Element(Review() as review), _
            ):
                if identity is None or address_of(review.by) != address_of(str(identity)):
                    raise OthersReviewError(review)


def _check_open(plan: Plan, inverse: Changes) -> None:
    """Raises UsageError where something of a closed item would change, but not its being closed."""
    reopened = {
        change.item for change in inverse if isinstance(change, Set) and change.field == "status"
    }
    items = items_by_id(plan)
    for change in inverse:
        if change.item not in reopened and not isinstance(change, Move):
            check_open(items.get(change.item.id))


def _invert(repository: Repository, revision: CommittedChange) -> Changes:
    """The changes that take a commit back; raises JimoplanError where there is nothing to say."""
    short = revision.commit.id[:9]
    if revision.before is None and repository.is_shallow:
        raise JimoplanError(*_SHALLOW)
    if revision.before is None:
        raise JimoplanError(
            f"提交 {short} 以前没有能读的计划,撤销不了", "要恢复文件,用 git revert 或 git restore"
        )
    if revision.after is None:
        raise JimoplanError(f"提交 {short} 里的计划有错误,撤销不了", "用 git revert 撤销")
    changes = revision.changes
    if not changes:
        raise JimoplanError(
            f"提交 {short} 只改了注释或格式,没有改计划的内容", f"要撤销,用 git revert {short}"
        )
    return invert(changes)


def _overlays(later: Changes, change: Change) -> bool:
    """Whether later changes touch what a change touches, or one removes what the other is about."""
    field, item = change.touched, change.item
    return any(
        other.touched == field
        or (other.item == item and (_removes_item(other) or _removes_item(change)))
        for other in later
    )


def _removes_item(change: Change) -> bool:
    return isinstance(change, Remove) and not isinstance(change.key, Element)
