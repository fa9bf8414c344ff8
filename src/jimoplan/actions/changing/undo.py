"""undo: an earlier commit's changes taken back by the inverse, as a change of its own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, NoReturn

from jimoplan.actions.changing.proposal import (
    Proposal,
    RefusedChangeError,
    describe_clash,
    propose,
)
from jimoplan.actions.changing.revisions import ChangesOfPlan, CommittedChange
from jimoplan.actions.plan.open import FaultyPlanError, Reading
from jimoplan.actions.plan.workplace import Workplace, find_workplace
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
from jimoplan.core.changes.told import tell
from jimoplan.core.changes.words import describe
from jimoplan.core.history.commits import Commit, Identity
from jimoplan.core.plan.model import Plan, Review
from jimoplan.core.plan.rights import address_of
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.writing.apply import Made
from jimoplan.core.workflow.steps import check_open
from jimoplan.errors import ExitCode, JimoplanError, UsageError
from jimoplan.git.history import find_commit
from jimoplan.git.objects import open_objects
from jimoplan.git.repository import Repository


class Undoing(NamedTuple):
    """The commit to be undone, what undoing it comes to, and what of others goes with it, in words.

    `whose` are those others, '' where the change is one's own.
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


def propose_undo(file: Path | None, start: Path, wanted: int | str) -> Undoing:
    """Taking back one's own last change but so many, or the commit that a revision names.

    Raises UsageError where there is no such change, OverlaidError where later changes touch the
    same fields, JimoplanError where the commit cannot be taken back or there is no repository.
    """
    workplace = find_workplace(file, start)
    workplace.expect_git()
    reading = workplace.read()
    repository = workplace.repository
    if repository is None or repository.read_head().blob is None:
        raise JimoplanError(
            f"{workplace.path} 不在 git 里,没有历史,撤销不了", "手工改回去,或恢复备份"
        )
    with open_objects(repository) as objects:
        past = ChangesOfPlan(objects, reading)
        undone = _find_change(workplace, past, wanted)
        proposal = _take_back(workplace, reading, past, undone)
        mine = undone.is_by(workplace.identity)
        lost = () if mine else tuple(_name_lost(past, undone))
    whose = "" if mine else _name_makers(past, undone)
    return Undoing(undone.commit, proposal, whose, lost)


def _find_change(workplace: Workplace, past: ChangesOfPlan, wanted: int | str) -> CommittedChange:
    """The change meant: by its revision whoever made it, by its number one's own."""
    repository = workplace.repository
    if repository is None:
        raise ValueError("what is undone lies in a repository")
    if isinstance(wanted, str):
        commit = find_commit(repository, wanted)
        if not past.has(commit):
            raise UsageError(f"提交 {commit[:9]} 不在当前的历史里", "jimoplan log 看这里有哪些提交")
        return past.at(commit)
    identity = workplace.identity
    if identity is None:
        raise JimoplanError(
            "git 不知道您是谁,分不清哪些改动是您的",
            "先设置姓名和邮箱:git config user.name 姓名,git config user.email 邮箱;"
            "或写明撤销哪个提交",
        )
    own = [change for change in past.newest_first() if change.is_by(identity)]
    if wanted > len(own):
        _say_too_far(repository, past, identity, len(own))
    return own[wanted - 1]


def _take_back(
    workplace: Workplace, reading: Reading, past: ChangesOfPlan, undone: CommittedChange
) -> Proposal:
    """The inverse of a change as a proposal; raises as `propose_undo` does."""
    if workplace.repository is None:
        raise ValueError("what is undone lies in a repository")
    inverse = _invert(workplace.repository, undone)
    _check_reviews(inverse, workplace.identity)
    _check_open(reading.plan, inverse)
    later = [each for each in past.later_than(undone.commit.id) if each.changes]
    under = [c for c in inverse if any(_overlays(each.changes, c) for each in later)]
    if under:
        over = [each.commit for each in later if any(_overlays(each.changes, c) for c in under)]
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
    return proposal._replace(
        subject=f"撤销 {undone.commit.id[:9]}:{proposal.subject}",
        trailers=(f"Plan-Undo: {undone.commit.id}",),
    )


def _name_lost(past: ChangesOfPlan, undone: CommittedChange) -> Iterator[str]:
    """What others have done that goes with a change, commit by commit, each with who made it."""
    for each in past.brought_by(undone) if undone.is_merge else [undone]:
        yield f"{each.commit.id[:9]} {each.commit.day} {each.commit.author.name}:"
        yield from (f"  {line}" for line in tell(each.changes))


def _name_makers(past: ChangesOfPlan, undone: CommittedChange) -> str:
    changes = past.brought_by(undone) if undone.is_merge else [undone]
    return "、".join(dict.fromkeys(each.commit.author.name for each in changes))


def _say_too_far(
    repository: Repository, past: ChangesOfPlan, identity: Identity, known: int
) -> NoReturn:
    """Raise the error that says how many changes are one's own, and whose the last ones are."""
    if repository.is_shallow:
        raise JimoplanError(*_SHALLOW)
    others = (each for each in past.newest_first() if not each.is_first and not each.is_merge)
    named = [f"{c.id[:9]}({c.author.name} {c.day})" for c in _commits(others, identity)]
    remedy = f"写 1 到 {known}" if known else "改动以后才能撤销"
    if named:
        remedy += f";别人的改动写明提交才能撤销,最近的是 {'、'.join(named)}"
    message = f"{identity.name} 能撤销的改动一共只有 {known} 次,登记计划文件不算"
    raise UsageError(message, remedy)


def _commits(changes: Iterable[CommittedChange], not_by: Identity) -> list[Commit]:
    return [each.commit for each in islice((e for e in changes if not e.is_by(not_by)), _SHOWN)]


_SHOWN = 3
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
