"""update: progress recorded for items, checked before it is written."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.figures import Figures, Typed, read_figures
from jimoplan.actions.changing.late import tell_late, tell_passed, tell_suspended
from jimoplan.actions.changing.nothing import leave_out_unsaid, tell_unsaid
from jimoplan.actions.changing.proposal import Proposal, propose
from jimoplan.actions.changing.told import Told
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.evidence import check_evidence
from jimoplan.actions.plan.texts import check_line, check_text, find_private
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.changes.changes import Ref
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import each_named, refer_to
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.vocabulary import find_word
from jimoplan.core.plan.words import STOPPED, Status
from jimoplan.core.workflow.days import find_odd_days
from jimoplan.core.workflow.record import ProgressEntry, record_progress
from jimoplan.core.workflow.reporter import Reporter
from jimoplan.errors import UsageError


class Planned(NamedTuple):
    """A proposal, the items that were named, what is worth saying of it, and what is doubtful.

    `recorded` counts the entries that change something; `idle` are the places of the others, for
    which there is the very same in the plan.
    """

    proposal: Proposal
    asked: tuple[Ref, ...]
    notes: tuple[str, ...]
    doubts: tuple[str, ...]
    recorded: int = 1
    idle: tuple[str, ...] = ()


class NothingToldError(UsageError):
    """Items were named, and not what is to be changed of them."""


class Entry(NamedTuple):
    """What was told of some items; `where` is the line that it stands in, '' for none.

    `fault` is why that line could not be read; there is nothing told of it then.
    """

    ids: Sequence[str]
    told: Told
    where: str = ""
    fault: UsageError | None = None


class Step(NamedTuple):
    """The plan with one entry recorded, and what is to be said of it as `Planned` has it."""

    plan: Plan
    asked: tuple[Ref, ...]
    notes: tuple[str, ...]
    doubts: tuple[str, ...]


class RefusedEntriesError(UsageError):
    """Some of several entries do not fit; each is named with its line, and why."""

    def __init__(self, refused: Sequence[tuple[str, UsageError]], count: int) -> None:
        self.parts = tuple(refused)
        told = (f"{where}:{error.message};{error.remedy}" for where, error in refused)
        self.words = "\n".join(line.rstrip(";") for line in told)
        super().__init__(
            f"{count} 处填报有 {len(self.parts)} 处不能记,全部没有写入",
            "改好上面列出的再运行一次",
        )


def propose_update(file: Path | None, start: Path, ids: Sequence[str], told: Told) -> Planned:
    """What recording comes to; raises UsageError for what does not fit, JimoplanError else."""
    return propose_updates(file, start, [Entry(ids, told)])


def propose_updates(file: Path | None, start: Path, entries: Sequence[Entry]) -> Planned:
    """What recording several entries comes to, one after the other, as one change.

    Raises the error of an entry that does not fit where it is the only one, else
    RefusedEntriesError with all of them.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    plan, steps, idle = reading.plan, list[Step](), list[str]()
    refused = list[tuple[str, UsageError]]()
    for entry in entries:
        try:
            step = record_told(workplace, plan, start, entry)
        except UsageError as error:
            if len(entries) == 1 and not entry.where:
                raise
            refused.append((entry.where or "、".join(entry.ids), error))
            continue
        if step.plan is plan:
            idle.append(entry.where)
        plan = step.plan
        steps.append(step)
    if refused:
        raise RefusedEntriesError(refused, len(entries))
    asked = tuple(dict.fromkeys(ref for step in steps for ref in step.asked))
    return Planned(
        propose(workplace, reading, diff(reading.plan, plan), asked=asked),
        asked,
        tuple(dict.fromkeys(note for step in steps for note in step.notes)),
        tuple(dict.fromkeys(doubt for step in steps for doubt in step.doubts)),
        len(steps) - len(idle),
        tuple(idle),
    )


def record_told(workplace: Workplace, plan: Plan, start: Path, entry: Entry) -> Step:
    """A plan with one entry recorded; raises UsageError for what does not fit."""
    if entry.fault:
        raise entry.fault
    ids, told = entry.ids, entry.told
    unsaid = tuple(tell_unsaid(plan, ids, told))
    told = leave_out_unsaid(told)
    if unsaid and _tells_nothing(told):
        raise UsageError(f"{';'.join(unsaid)};没有别的要记", "有进展就写进展,没有就不用填")
    figures = figures_of(plan, ids, told)
    progress = _read_told(workplace, plan, told, figures, start)
    _check_dated(plan, ids, told, has_update=progress.update is not None)
    recorded = record_progress(plan, ids, progress)
    asked = tuple(refer_to(item) for _, item in each_named(plan, ids))
    private = find_private((told.note, told.problem, told.solved, told.next, told.reason))
    mark = f"{entry.where}:" if entry.where else ""
    late = _tell_late(plan, recorded.plan, ids, told) if told.due or told.status else ()
    doubts, odd = _odd_days(plan, told, progress)
    notes = (*unsaid, *figures.told, *recorded.notes, *late, *odd, *_unkept(workplace, progress))
    return Step(recorded.plan, asked, (*notes, *(f"{mark}{each}" for each in private)), doubts)


def _tells_nothing(told: Told) -> bool:
    """Whether nothing is to be changed, only by whom and when."""
    said = {key for key, value in told._asdict().items() if value not in (None, (), False)}
    return not said - {"by", "dept", "day", "today", "keep_due", "plan_reason"}


def _tell_late(before: Plan, after: Plan, ids: Sequence[str], told: Told) -> Iterator[str]:
    """What to say of deadlines that were moved or stopped; a report alone does neither."""
    yield from tell_late(before, after, ids)
    yield from tell_passed(before, after, ids, told.today)
    yield from tell_suspended(before, after, ids, told.today)


def _odd_days(
    plan: Plan, told: Told, progress: ProgressEntry
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Days outside of the plan's period: those written down, to be asked about; today, to note."""
    what = _DAYS.get(progress.status) if progress.status and not progress.update else "填报日期"
    due = ("完成时限", progress.due)
    if told.day:
        return find_odd_days(plan, [(what or "日期", told.day), due]), ()
    kept = progress.update or progress.status in _DATED
    today = find_odd_days(plan, [(what or "日期", told.today if kept else None)])
    return find_odd_days(plan, [due]), tuple(f"{words},请核对" for words in today)


_DAYS = {
    Status.COMPLETED: "办结日期",
    Status.SUSPENDED: "暂缓日期",
    Status.IN_PROGRESS: "恢复日期",
}
_DATED = frozenset({Status.COMPLETED, Status.SUSPENDED})
"""The statuses whose day is always kept; that of the others only for what had stopped."""


def _check_dated(plan: Plan, ids: Sequence[str], told: Told, *, has_update: bool) -> None:
    """Raises UsageError for a day that nothing of what is recorded would keep."""
    status = find_word(told.status, Status, "状态") if told.status else None
    if told.day is None or told.due or status in _DATED or has_update:
        return
    if not status or not any(item.status in STOPPED for _, item in each_named(plan, ids)):
        raise UsageError(
            "--date 随填报、办结、暂缓、恢复一起记;只这样改,用不上",
            "加上 --note、--progress 等,或去掉 --date",
        )


def _unkept(workplace: Workplace, progress: ProgressEntry) -> Iterator[str]:
    """Files given as evidence that git does not keep yet."""
    repository = workplace.repository
    for name in progress.evidence if repository else ():
        if (workplace.file.parent / name).is_file() and repository and not repository.tracks(name):
            yield f"佐证材料 {name} 还没有纳入 git,别人打不开,记得提交"


def _read_told(
    workplace: Workplace, plan: Plan, told: Told, figures: Figures, start: Path
) -> ProgressEntry:
    if _tells_nothing(told):
        raise NothingToldError(
            "没有说要改什么", "至少写一项,如 --status 推进中、--progress 40、--note 进展情况"
        )
    status = find_word(told.status, Status, "状态") if told.status else None
    if told.approved_by and not (told.due or told.reason or status in STOPPED):
        raise UsageError(
            "--approved-by 只用于暂缓、取消和调整时限", "加上 --due 新时限,或去掉 --approved-by"
        )
    if told.keep_due and (told.due or status is not Status.IN_PROGRESS):
        raise UsageError(
            "--keep-due 只用于恢复(--status 推进中),不同 --due 一起写", "去掉 --keep-due"
        )
    identity = workplace.identity
    by = check_line("--by", told.by) or (identity.name if identity else None)
    day = told.day or told.today
    update = read_update(told, figures, day, by)
    if update is None and told.by:
        raise UsageError("--by 随填报一起记;只改状态,用不上", "加上 --note 等,或去掉 --by")
    if update is None and told.dept:
        raise UsageError("--dept 随填报一起记", "加上 --note、--progress 等,或去掉 --dept")
    return ProgressEntry(
        day=day,
        status=status,
        update=update,
        evidence=tuple(check_evidence(workplace, start, item) for item in told.evidence),
        due=told.due,
        reason=check_text("--reason", told.reason),
        approved_by=check_line("--approved-by", told.approved_by),
        submitter=str(identity) if identity else None,
        reporter=Reporter(
            name=identity.name if identity else None,
            address=identity.email if identity else None,
            department=find_department(plan, told.dept).name if told.dept else None,
            by=by if told.by else None,
        ),
        keep_due=told.keep_due,
        with_basis=bool(told.plan_reason),
        today=told.today,
    )


def figures_of(plan: Plan, ids: Sequence[str], told: Told) -> Figures:
    """The figures that were told of items; raises UsageError for what cannot be read."""
    return read_figures(plan, ids, Typed(told.progress, told.value, told.period), told.today)


def read_update(told: Told, figures: Figures, day: date, by: str | None) -> Update | None:
    """The report that was told, None where there is none; raises UsageError for an odd text."""
    said = {
        "progress": figures.progress,
        "value": figures.value,
        "period": figures.period,
        "milestone": told.milestone,
        "note": check_text("--note", told.note),
        "problem": check_text("--problem", told.problem),
        "solved": check_text("--solved", told.solved),
        "next": check_text("--next", told.next),
    }
    given = {key: value for key, value in said.items() if value is not None}
    if not given:
        return None
    return Update.model_validate({"date": day, "by": by, **given})
