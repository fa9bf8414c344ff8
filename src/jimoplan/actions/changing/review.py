"""review: a finished item approved or returned by somebody who did not report it."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.proposal import Proposal, propose
from jimoplan.actions.history.journal import who_set_status
from jimoplan.actions.plan.texts import check_line, check_text
from jimoplan.actions.plan.workplace import Workplace, find_workplace, who_works
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import each_named, refer_to
from jimoplan.core.plan.model import Measure, Review, Status, Task, Verdict
from jimoplan.core.plan.rights import address_of
from jimoplan.core.workflow.days import refuse_future
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
    """What the reviewer found, why, and when; `today` where that is another day."""

    verdict: Verdict
    reason: str | None
    day: date
    today: date | None = None


def propose_review(file: Path | None, start: Path, number: str, opinion: Opinion) -> Proposal:
    """What the review comes to; raises UsageError for what does not fit, SameHandError."""
    workplace = find_workplace(file, start)
    reading = workplace.read()
    if opinion.today:
        refuse_future("--date", opinion.day, opinion.today)
    words = check_text("--reason", opinion.reason)
    if opinion.verdict is Verdict.RETURNED and not words:
        raise UsageError("退回要写明原因", "加上 --reason 原因")
    reviewer = who_works(workplace)
    if reviewer is None:
        raise JimoplanError(
            "git 不知道您是谁,审核人记不下来",
            "先设置姓名和邮箱:git config user.name 姓名,git config user.email 邮箱",
        )
    ((_, item),) = each_named(reading.plan, [number])
    submitters = _find_submitters(workplace, item)
    for submitter in submitters:
        if address_of(submitter) == address_of(str(reviewer)):
            raise SameHandError(item.id, submitter)
    review = Review(
        date=opinion.day,
        result=opinion.verdict,
        submitted_by=submitters[0],
        by=str(reviewer),
        reason=words,
    )
    changes = diff(reading.plan, review_item(reading.plan, item.id, review))
    proposal = propose(workplace, reading, changes, asked=[refer_to(item)])
    return proposal._replace(identity=str(reviewer))


def _find_submitters(workplace: Workplace, item: Task | Measure) -> list[str]:
    """Who reported the item as done: by the plan, and by the commit that says so.

    Raises UsageError where nobody has, JimoplanError where it is not known who.
    """
    check_reviewable(item)
    committer = who_set_status(workplace.repository, item, Status.COMPLETED)
    submitters = [each for each in (item.submitted_by, committer) if each]
    if not submitters:
        raise JimoplanError(
            f"{item.id} 的已完成是谁报的待明确,没有人可以审核",
            "先运行 jimoplan commit 提交手工改动,提交的人就是提交人",
        )
    for each in submitters:
        check_line("提交人的名字", each)
    return submitters
