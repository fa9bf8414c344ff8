"""review: a finished item approved or returned by somebody who did not report it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from jimoplan.actions.changing.proposal import Proposal, propose
from jimoplan.actions.history.journal import find_reporter
from jimoplan.actions.plan.evidence import find_files, look_at_files
from jimoplan.actions.plan.texts import check_line, check_text
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import each_named, refer_to
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.evidence import file_names
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.records import Review, ReviewedFile
from jimoplan.core.plan.rights import address_of, marks_of
from jimoplan.core.plan.words import Verdict
from jimoplan.core.workflow.finished import left_tasks
from jimoplan.core.workflow.record import review_item
from jimoplan.core.workflow.steps import check_reviewable
from jimoplan.errors import ExitCode, JimoplanError, UsageError


class SameHandError(JimoplanError):
    """Whoever reports an item as done does not also approve it."""

    exit_code = ExitCode.NO

    def __init__(self, number: str, submitter: str) -> None:
        super().__init__(
            f"{number} 的已完成是 {submitter} 报的,不能由本人审核,没有写入",
            "请另一位同志用自己的 git 身份审核",
        )


class Opinion(NamedTuple):
    """What the reviewer found, why, and when."""

    verdict: Verdict
    reason: str | None
    day: date


class EvidenceError(JimoplanError):
    """What the review would rest on is not there for others to see."""

    exit_code = ExitCode.NO


class Reviewed(NamedTuple):
    """The proposal of a review, what is doubtful of the evidence, and what is left to do."""

    proposal: Proposal
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def propose_review(file: Path | None, start: Path, number: str, opinion: Opinion) -> Reviewed:
    """What the review comes to, with the files of evidence that an approval rests on.

    Raises UsageError for what does not fit, SameHandError, EvidenceError.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    words = check_text("--reason", opinion.reason)
    if opinion.verdict is Verdict.RETURNED and not words:
        raise UsageError("退回要写明原因", "加上 --reason 原因")
    reviewer = workplace.identity
    if reviewer is None:
        raise JimoplanError(
            "git 不知道您是谁,审核人记不下来",
            "先设置姓名和邮箱:git config user.name 姓名,git config user.email 邮箱",
        )
    ((_, item),) = each_named(reading.plan, [number])
    check_reviewable(item)
    reported = find_reporter(workplace.repository, item)
    submitters = _find_submitters(item, reported)
    for submitter in submitters:
        mine, theirs = (marks_of(reading.plan, a) for a in (reviewer.email, address_of(submitter)))
        if mine & theirs:
            raise SameHandError(item.id, submitter)
    files: tuple[ReviewedFile, ...] = ()
    if opinion.verdict is Verdict.APPROVED:
        files = _record_files(workplace, item)
    review = Review(
        date=opinion.day,
        result=opinion.verdict,
        submitted_by=submitters[0],
        by=str(reviewer),
        reason=words,
        files=files,
    )
    reviewed = review_item(reading.plan, item.id, review)
    changes = diff(reading.plan, reviewed)
    proposal = propose(workplace, reading, changes, asked=[refer_to(item)])
    doubts = tuple(_say_changed(workplace, files, reported))
    left = tuple(left_tasks(reviewed, {item.id}))
    return Reviewed(proposal, doubts, left)


def _record_files(workplace: Workplace, item: Task | Measure) -> tuple[ReviewedFile, ...]:
    """The files given as evidence as the last commit has them; none outside of a repository.

    Raises EvidenceError for one that is not there, or not as it lies here.
    """
    names = file_names(item)
    there = find_files(workplace, names)
    if missing := [name for name in names if not there[name]]:
        raise EvidenceError(
            f"{item.id} 的佐证材料“{'”“'.join(missing)}”找不到,没有写入",
            "请责任部门把文件放回仓库,或退回后改正 evidence;移到了哪里,jimoplan validate 会说",
        )
    if workplace.repository is None or not names:
        return ()
    files = look_at_files(workplace.repository, names)
    loose = [
        name
        for name, file in files.items()
        if file.committed is None or file.blob not in {None, file.committed}
    ]
    if loose:
        raise EvidenceError(
            f"{item.id} 的佐证材料“{'”“'.join(loose)}”还没有提交,别人看不到,没有写入",
            f"先提交:git add {' '.join(map(quote, loose))} && git commit",
        )
    return tuple(ReviewedFile(path=name, blob=str(file.committed)) for name, file in files.items())


def _say_changed(
    workplace: Workplace, files: tuple[ReviewedFile, ...], reported: Commit | None
) -> Iterator[str]:
    """The files that say something else than when the item was reported as done."""
    if workplace.repository is None or reported is None or not files:
        return
    names = [file.path for file in files]
    before = look_at_files(workplace.repository, names, reported.id)
    for file in files:
        was = before[file.path].committed
        if was and was != file.blob:
            words = f"佐证材料 {file.path} 在 {reported.day} 报已完成以后改过"
            yield f"{words},报时的内容用 git show {was[:9]} 看"


def _find_submitters(item: Task | Measure, reported: Commit | None) -> list[str]:
    """Who reported the item as done: by the plan, and by the commit that says so.

    Raises JimoplanError where it is not known who.
    """
    committer = str(reported.author) if reported else None
    submitters = [each for each in (item.submitted_by, committer) if each]
    if not submitters:
        raise JimoplanError(
            f"{item.id} 的已完成是谁报的待明确,没有人可以审核",
            "先运行 jimoplan commit 提交手工改动,提交的人就是提交人",
        )
    for each in submitters:
        check_line("提交人的名字", each)
    return submitters
