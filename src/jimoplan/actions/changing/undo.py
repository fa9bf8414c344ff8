"""undo: an earlier commit's changes taken back by the inverse, as a change of its own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.proposal import (
    Proposal,
    RefusedChangeError,
    describe_clash,
    propose,
)
from jimoplan.actions.changing.revisions import UNDO, ChangesOfPlan, CommittedChange
from jimoplan.actions.plan.identity import TO_BE_KNOWN
from jimoplan.actions.plan.open import FaultyPlanError, Reading
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.changes.changes import (
    Change,
    Changes,
    Element,
    Insert,
    Move,
    Remove,
    Rename,
    Set,
    invert,
)
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.patch import ClashError, patch
from jimoplan.core.changes.renaming import Names, as_called, follow_renames
from jimoplan.core.changes.told import tell
from jimoplan.core.changes.words import describe
from jimoplan.core.history.commits import Commit, Identity
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Review
from jimoplan.core.plan.rights import address_of, rights_of
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.writing.apply import Made
from jimoplan.core.workflow.steps import check_open
from jimoplan.errors import ExitCode, JimoplanError, UsageError
from jimoplan.git.history import find_commit
from jimoplan.git.objects import open_objects
from jimoplan.git.repository import TO_COMPLETE, Repository


class Undoing(NamedTuple):
    """The commit to be undone, and what undoing it comes to.

    Where it is not simply one's own change, `lost` is all that goes with it, in words, and `whose`
    are the names of those who made that.
    """

    commit: Commit
    proposal: Proposal
    whose: str = ""
    lost: tuple[str, ...] = ()


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
    """A review is taken back by whoever made it, or by 督查 with a reason, and by nobody else."""

    exit_code = ExitCode.NO

    def __init__(self, review: Review) -> None:
        super().__init__(
            f"这次改动是 {review.by} 的审核({review.result}),别人不能撤销或恢复,没有写入",
            "请审核人自己撤销;确实不对的,请督查撤销,加上 --plan-reason 依据",
        )


class OverlaidError(JimoplanError):
    """Later changes touch what would be undone."""

    exit_code = ExitCode.NO

    def __init__(self, commit: Commit, told: str, later: Sequence[Commit]) -> None:
        by = "、".join(f"{c.short}({c.day} {c.subject})" for c in later[:_SHOWN])
        by += f"等 {len(later)} 次" if len(later) > _SHOWN else ""
        super().__init__(
            f"撤销不了 {commit.short}({commit.subject}):{told}",
            f"后来的改动又动了同一处:{by};先撤销后来的" if by else "先把手工改动改回去或提交",
        )


def propose_undo(file: Path | None, start: Path, wanted: int | str) -> Undoing:
    """Taking back one's own last change but so many, or the commit that a revision names.

    Raises UsageError where there is no such change, OverlaidError where later changes touch the
    same fields, JimoplanError where the commit cannot be taken back or there is no repository.
    """
    workplace = find_workplace(file, start)
    workplace.expect_git()
    reading = workplace.read()
    repository = workplace.repository
    if repository is None:
        raise _without_history(workplace)
    with open_objects(repository) as objects:
        if objects.read_head().blob is None:
            raise _without_history(workplace)
        past = ChangesOfPlan(objects, reading)
        undone = _find_change(workplace, past, wanted)
        proposal = _take_back(workplace, reading, past, undone)
        commit = undone.commit
        is_own = commit.is_by(workplace.identity) and not commit.is_merge
        lost = [] if is_own else _find_lost(past, undone)
    makers = "、".join(dict.fromkeys(commit.author.name for commit, _ in lost))
    return Undoing(undone.commit, proposal, makers, tuple(_name_lost(lost)))


def _without_history(workplace: Workplace) -> JimoplanError:
    words = f"{workplace.path} 不在 git 里,没有历史,撤销不了"
    return JimoplanError(words, "手工改回去,或恢复备份")


def _find_change(workplace: Workplace, past: ChangesOfPlan, wanted: int | str) -> CommittedChange:
    """The change meant: by its revision whoever made it, by its number one's own."""
    repository = _history_of(workplace)
    if isinstance(wanted, str):
        commit = find_commit(repository, wanted)
        if not past.has(commit):
            raise UsageError(f"提交 {commit[:9]} 不在当前的历史里", "jimoplan log 看这里有哪些提交")
        return past.at(commit)
    identity = workplace.identity
    if identity is None:
        raise JimoplanError(
            "git 不知道您是谁,分不清哪些改动是您的",
            TO_BE_KNOWN + _point_at(past.newest_first(), "或写明撤销哪个提交,最近的是"),
        )
    known = 0
    for known, change in enumerate(past.made_by(identity), 1):
        if known == wanted:
            return change
    if repository.is_shallow:
        raise JimoplanError(*_SHALLOW)
    others = (commit for commit in past.newest_first() if not commit.is_by(identity))
    raise UsageError(
        f"{identity.name} 能撤销的改动一共只有 {known} 次(登记计划文件、撤销过的、只改注释的不算)",
        (f"写 1 到 {known}" if known else "改动以后才能撤销")
        + _point_at(others, "别人的改动写明提交才能撤销,最近的是"),
    )


def _point_at(commits: Iterable[Commit], words: str) -> str:
    """The first of some commits, each with whose it is, after such words; '' for none."""
    named = [f"{c.short}({c.author.name} {c.day} {c.subject})" for c in islice(commits, _SHOWN)]
    return f";{words} {'、'.join(named)}" if named else ""


def _history_of(workplace: Workplace) -> Repository:
    if workplace.repository is None:
        raise ValueError("what is undone lies in a repository")
    return workplace.repository


def _take_back(
    workplace: Workplace, reading: Reading, past: ChangesOfPlan, undone: CommittedChange
) -> Proposal:
    """The inverse of a change as a proposal; raises as `propose_undo` does."""
    later = list(past.later_than(undone.commit.id))
    names = _names_since(later)
    later = [(commit, as_called(changes, names)) for commit, changes in later]
    inverse = as_called(_invert(_history_of(workplace), undone), names)
    _check_reviews(reading.plan, inverse, workplace.identity)
    _check_open(reading.plan, inverse)
    under = [c for c in inverse if any(_overlays(changes, c) for _, changes in later)]
    if under:
        over = [commit for commit, more in later if any(_overlays(more, c) for c in under)]
        raise OverlaidError(undone.commit, _tell_some(map(describe, under)), over)
    try:
        changes = diff(reading.plan, patch(reading.plan, inverse))
    except ClashError as error:
        told = _tell_some(map(describe_clash, error.clashes))
        raise OverlaidError(undone.commit, told, ()) from None
    before, after = undone.text_before, undone.text_after
    made = Made(before.loaded, after.loaded) if before and after else None
    try:
        proposal = propose(workplace, reading, changes, made=made)
    except RefusedChangeError as refused:
        raise LeftBehindError(workplace.path, refused.problems) from None
    return proposal._replace(
        subject=f"撤销 {undone.commit.short}:{proposal.subject}",
        trailers=(f"{UNDO}: {undone.commit.id}",),
    )


def _names_since(later: Sequence[tuple[Commit, Changes]]) -> Names:
    """What departments are called now by what they were, the later changes newest first."""
    return follow_renames(
        change for _, changes in reversed(later) for change in changes if isinstance(change, Rename)
    )


def _tell_some(words: Iterable[str]) -> str:
    told = list(words)
    more = f"等 {len(told)} 处" if len(told) > _SHOWN else ""
    return f"{';'.join(told[:_SHOWN])}{more}"


def _find_lost(past: ChangesOfPlan, undone: CommittedChange) -> list[tuple[Commit, Changes]]:
    """What others have done that goes with a change, commit by commit."""
    commit = undone.commit
    brought = past.brought_by(commit) if commit.is_merge else [(commit, undone.changes)]
    return [(each, changes) for each, changes in brought if changes]


def _name_lost(lost: Iterable[tuple[Commit, Changes]]) -> Iterator[str]:
    for commit, changes in lost:
        yield f"{commit.short} {commit.day} {commit.author.name}:"
        yield from (f"  {line}" for line in tell(changes, commit.author.name))


_SHOWN = 3
_SHALLOW = (
    "这是浅克隆,更早的历史没有取下来,撤销不了",
    f"{TO_COMPLETE},再运行一次",
)


def _check_reviews(plan: Plan, inverse: Changes, identity: Identity | None) -> None:
    """Raises JimoplanError where a review would be undone, or redone, by another person.

    A 督查 may take it back, whom the rules of audit ask for a reason.
    """
    supervises = identity and rights_of(plan, identity.email).supervises
    for change in () if supervises else inverse:
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
    short = revision.commit.short
    if not revision.touches:
        raise JimoplanError(
            f"提交 {short} 没有动过计划文件,没有什么可撤销", "jimoplan log 看哪些提交改了计划"
        )
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
