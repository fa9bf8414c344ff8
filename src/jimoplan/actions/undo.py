"""undo: an earlier commit's changes taken back by the inverse, as a change of its own."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.history import Revision, each_revision
from jimoplan.actions.proposal import Proposal, describe_clash, propose
from jimoplan.actions.workplace import find_workplace
from jimoplan.core.change.changes import (
    Change,
    Changes,
    Entry,
    Insert,
    Key,
    Move,
    Ref,
    Remove,
    Set,
    invert,
    item_of,
)
from jimoplan.core.change.patch import ClashError, patch
from jimoplan.core.change.words import describe
from jimoplan.errors import ExitCode, JimoplanError, UsageError
from jimoplan.git.repository import Commit


class Undoing(NamedTuple):
    """The commit to be undone, and what undoing it comes to."""

    commit: Commit
    proposal: Proposal


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
    reading = workplace.read()
    repository = workplace.repository
    if repository is None or repository.read_head().blob is None:
        raise JimoplanError(
            f"{workplace.path} 不在 git 里,没有历史,撤销不了", "手工改回去,或恢复备份"
        )
    revisions = list(each_revision(repository, number))
    if len(revisions) < number:
        raise UsageError(f"计划一共只有 {len(revisions)} 次改动", f"写 1 到 {len(revisions)}")
    undone, later = revisions[-1], revisions[:-1]
    inverse = _invert(undone)
    fields = set(map(_field_of, inverse))
    overlaid = [r.commit for r in later if fields & set(map(_field_of, r.changes))]
    if overlaid:
        told = ";".join(describe(c) for c in inverse if _is_overlaid(c, later))
        raise OverlaidError(undone.commit, told, overlaid)
    try:
        target = patch(reading.plan, inverse)
    except ClashError as error:
        told = ";".join(map(describe_clash, error.clashes))
        raise OverlaidError(undone.commit, told, ()) from None
    proposal = propose(workplace, reading, target)
    named = proposal._replace(
        subject=f"撤销 {undone.commit.id[:9]}:{proposal.subject}",
        trailers=(f"Plan-Undo: {undone.commit.id}",),
    )
    return Undoing(undone.commit, named)


def _invert(revision: Revision) -> Changes:
    """The changes that take a commit back; raises JimoplanError where there is nothing to say."""
    short = revision.commit.id[:9]
    if revision.before is None:
        raise JimoplanError(
            f"提交 {short} 以前没有能读的计划,撤销不了", "要恢复文件,用 git revert 或 git restore"
        )
    if revision.after is None:
        raise JimoplanError(f"提交 {short} 里的计划有错误,撤销不了", "用 git revert 撤销")
    if not revision.changes:
        raise JimoplanError(
            f"提交 {short} 只改了注释或格式,没有改计划的内容", f"要撤销,用 git revert {short}"
        )
    return invert(revision.changes)


def _field_of(change: Change) -> tuple[Ref, str, Key | None]:
    """What a change touches: a field, an element of a list, or an item as a whole."""
    match change:
        case Set(item, field, _, _):
            return item, field, None
        case Insert(place, Entry() as key, _) | Remove(place, Entry() as key, _):
            return place.owner, place.field, key
        case Move(Entry() as key, _, place):
            return place.owner, place.field, key
    return item_of(change), "", None


def _is_overlaid(change: Change, later: Sequence[Revision]) -> bool:
    return any(_field_of(change) == _field_of(other) for r in later for other in r.changes)
