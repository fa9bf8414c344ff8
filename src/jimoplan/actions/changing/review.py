"""review: finished items approved or returned by somebody who did not report them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from jimoplan.actions.changing.carry_out import carry_out
from jimoplan.actions.changing.commit_base import Done
from jimoplan.actions.changing.proposal import Proposal, propose
from jimoplan.actions.changing.rights import (
    NotPermittedError,
    find_submitters,
    find_violations,
)
from jimoplan.actions.history.journal import find_reporters
from jimoplan.actions.plan.evidence import find_files, look_at_files
from jimoplan.actions.plan.identity import TO_BE_KNOWN
from jimoplan.actions.plan.open import Reading
from jimoplan.actions.plan.texts import check_line, check_text
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.audit.hands import Submitters
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import each_named, items_by_id, refer_to
from jimoplan.core.desk.waiting import say_why_not
from jimoplan.core.history.commits import Commit, Identity
from jimoplan.core.plan.evidence import file_names
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Review, ReviewedFile
from jimoplan.core.plan.rights import address_of, marks_of
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import Status, Verdict
from jimoplan.core.workflow.finished import left_tasks
from jimoplan.core.workflow.record import review_item
from jimoplan.core.workflow.steps import check_reviewable
from jimoplan.errors import ExitCode, JimoplanError, UsageError
from jimoplan.system.files import read_bytes


class SameHandError(JimoplanError):
    """Whoever reports an item as done does not also approve it."""

    exit_code = ExitCode.NO

    def __init__(self, number: str, submitter: str) -> None:
        super().__init__(
            f"{number} 的已完成是 {submitter} 报的,不能由本人审核,没有写入",
            "请另一位同志用自己的 git 身份审核",
        )


class EvidenceError(JimoplanError):
    """What the review would rest on is not there for others to see."""

    exit_code = ExitCode.NO


class ReasonMissingError(UsageError):
    """An item is to be returned, and it is not said why."""

    def __init__(self) -> None:
        super().__init__("退回要写明原因", "加上 --reason 原因")


class NotReviewableError(JimoplanError):
    """Some of several items cannot be reviewed: each is named, with what to do about it."""

    exit_code = ExitCode.NO

    def __init__(self, refusals: Mapping[str, JimoplanError], asked: int) -> None:
        self.parts = tuple(refusals.items())
        if all(each.exit_code is ExitCode.USAGE for each in refusals.values()):
            self.exit_code = ExitCode.USAGE
        self.words = "\n".join(
            f"{each.message.removesuffix(_UNWRITTEN)}\n    → {each.remedy}"
            for each in refusals.values()
        )
        super().__init__(
            f"{asked} 项里有 {len(refusals)} 项不能审核:{'、'.join(refusals)}{_UNWRITTEN}",
            "按上面的办法做" + (";去掉这几项,其余的可以一起审核" if len(refusals) < asked else ""),
        )


_UNWRITTEN = ",没有写入"


class Opinion(NamedTuple):
    """What the reviewer found, why, and when."""

    verdict: Verdict
    reason: str | None
    day: date

    @property
    def lacks_reason(self) -> bool:
        """Whether it returns an item without a word; raises UsageError for an odd reason."""
        return self.verdict is Verdict.RETURNED and not check_text("--reason", self.reason)


class Reviewed(NamedTuple):
    """The proposal of reviews, what is doubtful of the evidence, and what is left to do."""

    proposal: Proposal
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class LookedAt(NamedTuple):
    """The files given as evidence for an item: which are not there, what is doubtful of others."""

    missing: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass
class Reviews:
    """The reviews that one person gives: the plan as it stands, and who reported what as done.

    Both are read once. What is decided here is taken along; whatever somebody else does meanwhile
    has it all read again.
    """

    workplace: Workplace
    reviewer: Identity
    reading: Reading
    _head: str | None = None
    _reporters: dict[str, Commit | None] | None = None
    _submitters: Submitters | None = None

    def propose(self, opinions: Mapping[str, Opinion]) -> Reviewed:
        """What reviews of the items of those ids come to, with the files that approvals rest on.

        Raises UsageError for what does not fit, SameHandError, EvidenceError; NotReviewableError,
        which names all of them, where several are asked about and some cannot be reviewed;
        ReasonMissingError, after that, for a return without a reason.
        """
        self.refresh()
        plan = self.reading.plan
        by_id, refusals = _find_named(plan, opinions)
        asked = len(by_id) + len(refusals)
        reviewed = plan
        doubts: list[str] = []
        for number, (task, item, opinion) in by_id.items():
            try:
                if asked > 1:
                    self._check_right(task, item)
                review, doubtful = self._review(item, opinion)
                reviewed = review_item(reviewed, number, review)
                doubts += doubtful
            except JimoplanError as refusal:
                refusals[number] = refusal
        if len(refusals) == 1 == asked:
            raise next(iter(refusals.values()))
        if refusals:
            raise NotReviewableError(refusals, asked)
        if any(each.lacks_reason for each in opinions.values()):
            raise ReasonMissingError
        refs = [refer_to(item) for _, item, _ in by_id.values()]
        proposal = propose(self.workplace, self.reading, diff(plan, reviewed), asked=refs)
        given = {number: opinion.verdict for number, (_, _, opinion) in by_id.items()}
        if len(set(given.values())) > 1:
            proposal = proposal._replace(subject=_name_verdicts(given))
        return Reviewed(proposal, tuple(doubts), tuple(left_tasks(reviewed, set(by_id))))

    def check(self, proposal: Proposal, reason: str | None) -> None:
        """Raise NotPermittedError where an audit would call a review a violation."""
        self.know_submitters()
        plan, changes = self.reading.plan, proposal.changes
        if found := find_violations(self.workplace, plan, changes, reason, self._submitters):
            raise NotPermittedError(plan, changes, found)

    def know_submitters(self) -> None:
        """Ask history who has reported what as done, if that is not known yet."""
        if self._submitters is None:
            self._submitters = find_submitters(self.workplace)

    def carry_out(self, proposal: Proposal, *, commit: bool) -> Done:
        """Write and commit reviews; raises as carry_out does. The plan is known as it is then."""
        data = proposal.reading.encode(proposal.written)
        done = carry_out(proposal, commit=commit)
        if (plan := proposal.written.plan) and read_bytes(self.workplace.path) == data:
            self.reading = Reading(data, proposal.written, plan)
            self._head = done.commit or self._head
        return done

    def refresh(self) -> None:
        """Read again what somebody else has changed since."""
        if read_bytes(self.workplace.path) != self.reading.data:
            self.reading = self.workplace.read()
            self._reporters = None
        repository = self.workplace.repository
        head = repository.read_head().commit if repository else None
        if head != self._head:
            self._head, self._reporters, self._submitters = head, None, None

    def look_at(self, item: Task | Measure) -> LookedAt:
        """What is to be known of the files given as evidence before an item is approved."""
        try:
            files = _record_files(self.workplace, item)
        except EvidenceError:
            there = find_files(self.workplace, file_names(item))
            missing = tuple(name for name, found in there.items() if not found)
            loose = tuple(f"{name} 还没有提交" for name, found in there.items() if found)
            return LookedAt(missing, () if missing else loose)
        return LookedAt((), tuple(_say_changed(self.workplace, files, self.reporter(item))))

    def reporter(self, item: Task | Measure) -> Commit | None:
        """The commit that reported an item as done, None if no commit did."""
        if self._reporters is None or item.id not in self._reporters:
            items = items_by_id(self.reading.plan).values()
            waiting = {i.id: i for i in items if i.status is Status.COMPLETED} | {item.id: item}
            self._reporters = find_reporters(self.workplace.repository, waiting.values())
        return self._reporters[item.id]

    def same_hand(self, item: Task | Measure) -> str | None:
        """Who reported the item as done, where that is the reviewer."""
        plan, me = self.reading.plan, marks_of(self.reading.plan, self.reviewer.email)
        submitters = _find_submitters(item, self.reporter(item))
        return next((s for s in submitters if me & marks_of(plan, address_of(s))), None)

    def _review(self, item: Task | Measure, opinion: Opinion) -> tuple[Review, Iterable[str]]:
        """The review to put on record, and what is doubtful of its evidence."""
        check_reviewable(item)
        submitters = _find_submitters(item, self.reporter(item))
        if own := self.same_hand(item):
            raise SameHandError(item.id, own)
        files: tuple[ReviewedFile, ...] = ()
        if opinion.verdict is Verdict.APPROVED:
            files = _record_files(self.workplace, item)
        review = Review(
            date=opinion.day,
            result=opinion.verdict,
            submitted_by=submitters[0],
            by=str(self.reviewer),
            reason=check_text("--reason", opinion.reason),
            files=files,
        )
        return review, _say_changed(self.workplace, files, self.reporter(item))

    def _check_right(self, task: Task, item: Task | Measure) -> None:
        """Raise JimoplanError for an item that is others' to review, which the plan tells."""
        check_reviewable(item)
        why = say_why_not(self.reading.plan, task, item, self.reviewer.email)
        if why and not self.same_hand(item):
            raise JimoplanError(f"{name_of(item)} {why}", "请有权的人审核")


def open_reviews(file: Path | None, start: Path) -> Reviews:
    """The plan with whoever works here as its reviewer; raises JimoplanError for nobody known."""
    workplace = find_workplace(file, start)
    reading = workplace.read()
    reviewer = workplace.identity
    if reviewer is None:
        raise JimoplanError(
            "git 不知道您是谁,审核人记不下来",
            TO_BE_KNOWN,
        )
    reviews = Reviews(workplace, reviewer, reading)
    reviews.refresh()
    return reviews


def propose_reviews(
    file: Path | None, start: Path, numbers: Iterable[str], opinion: Opinion
) -> tuple[Reviews, Reviewed]:
    """What one opinion of several items comes to, and whose reviews they are.

    Raises as Reviews.propose does.
    """
    reviews = open_reviews(file, start)
    return reviews, reviews.propose(dict.fromkeys(numbers, opinion))


def _find_named(
    plan: Plan, opinions: Mapping[str, Opinion]
) -> tuple[dict[str, tuple[Task, Task | Measure, Opinion]], dict[str, JimoplanError]]:
    """The items that opinions are of, by id, and why the others named are none."""
    found: dict[str, tuple[Task, Task | Measure, Opinion]] = {}
    unknown: dict[str, JimoplanError] = {}
    for written, opinion in opinions.items():
        try:
            ((task, item),) = each_named(plan, [written])
        except UsageError as refusal:
            unknown[written] = refusal
        else:
            found[item.id] = (task, item, opinion)
    return found, unknown


def _name_verdicts(given: Mapping[str, Verdict]) -> str:
    """The subject of a commit that approves some and returns others: 审核:8-1 销号;8-2 退回."""
    said = []
    for verdict in Verdict:
        numbers = [number for number, each in given.items() if each is verdict]
        more = f" 等{len(numbers)}项" if len(numbers) > _NAMED else ""
        said += [f"{'、'.join(numbers[:_NAMED])}{more} {verdict}"] if numbers else []
    return f"审核:{';'.join(said)}"


_NAMED = 6
"""How many items a subject names of each verdict."""


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
