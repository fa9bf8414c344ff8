"""What was changed of the plan: deadlines, what stopped, what was corrected, all that git has."""

from collections.abc import Sequence

from jimoplan.core.assessment.wording import say_moved_late
from jimoplan.core.changes.told import CORRECTED
from jimoplan.core.plan.extensions import days_late
from jimoplan.core.plan.words import DONE, OPEN, STOPPED
from jimoplan.core.reports.parts.blocks import (
    Block,
    FoldedTable,
    ReportColumn,
    ReportPart,
    Runs,
    cell,
    columns,
    own,
    plain,
    said,
    table,
    tell_paragraph,
)
from jimoplan.core.reports.parts.rows import joined, number, owners, say_day, say_due, title
from jimoplan.core.reports.period_view import DeadlineChange, PeriodicReport, StatusChange
from jimoplan.core.reports.report_history import CommittedRecord
from jimoplan.core.views.people import without_address
from jimoplan.core.views.query import Row

_DEADLINES = columns(
    编号="number", 事项="name", 原时限="day", 现时限="day", 原因="text", 批准="text"
)
_STATUSES = columns(编号="number", 事项="name", 状态="text", 由谁="day")
_STOPPED = columns(编号="number", 事项="name", 责任部门="owners", 状态="day", 原因="text")
_COMMITS = (
    ReportColumn("日期", "day"),
    ReportColumn("改动人", "day"),
    ReportColumn("提交", "day"),
    ReportColumn("改动"),
)
_STOP_WORDS = frozenset(map(str, STOPPED))


def adjustments_part(view: PeriodicReport) -> ReportPart:
    """调整: deadlines that were moved, and what was suspended, cancelled or taken up again."""
    blocks: list[Block] = []
    if view.deadline_changes:
        rows = tuple(_deadline(found, view) for found in view.deadline_changes)
        blocks.append(table(f"{view.period.this}调整的时限", _DEADLINES, rows))
    returned = {found.row.item.id for found in view.returned}
    stops = [
        found
        for found in view.status_changes
        if {found.old, found.new} & _STOP_WORDS
        or (found.old in DONE and found.new in OPEN and found.row.item.id not in returned)
    ]
    if stops:
        changed = tuple(_status(found, view) for found in stops)
        blocks.append(
            table(f"{view.period.this}暂缓、取消、恢复和重新办理的事项", _STATUSES, changed)
        )
    return ReportPart("adjustments", "调整", tuple(blocks))


def _deadline(found: DeadlineChange, view: PeriodicReport) -> tuple[Runs, ...]:
    row, change, as_of = found.row, found.change, view.heading.as_of
    moved = say_moved_late(days_late(row.item, change))
    late = f"({moved})" if moved else ""
    by = f"{without_address(change.approved_by)},{say_day(change.changed, as_of)}"
    return (
        number(row),
        title(row),
        cell(f"{say_day(change.due, as_of)}{late}"),
        cell(say_due(row, as_of)),
        (said(change.reason),),
        cell(by),
    )


def _status(found: StatusChange, view: PeriodicReport) -> tuple[Runs, ...]:
    who = f"{found.commit.author.name},{say_day(found.commit.day, view.heading.as_of)}"
    reason = found.row.item.reason
    told: Runs = (own(found.words), *((own(":"), said(reason)) if reason else ()))
    return (number(found.row), title(found.row), told, cell(who))


def stopped_part(view: PeriodicReport) -> ReportPart:
    """What is suspended or cancelled, whenever that was decided."""
    rows = tuple(_stopped(row) for row in view.stopped)
    if not rows:
        return ReportPart("stopped", "暂缓、取消事项", ())
    return ReportPart("stopped", "暂缓、取消事项", (table("暂缓、取消的举措", _STOPPED, rows),))


def _stopped(row: Row) -> tuple[Runs, ...]:
    reason = row.item.reason or row.task.reason
    return (
        number(row),
        title(row),
        owners(row),
        cell(row.status_words),
        (said(reason),) if reason else cell("—"),
    )


def corrections_part(view: PeriodicReport) -> ReportPart:
    """更正: what was entered after the period about what had happened in it, by commit."""
    if not view.corrections:
        return ReportPart("corrections", "更正", ())
    by_commit: dict[str, list[CommittedRecord]] = {}
    for found in view.corrections:
        by_commit.setdefault(found.commit.id, []).append(found)
    told = f"本期的数字是{view.edition}时的;以下改动在那以后,涉及本期,没有计入。"
    rows = tuple(_correction(found) for found in by_commit.values())
    return ReportPart("corrections", "更正", (tell_paragraph(told), table("更正", _COMMITS, rows)))


def _is_report(found: CommittedRecord) -> bool:
    """Whether a record is a report of progress that was entered, and no correction of one."""
    data, corrects = found.record.data, found.record.phrase.startswith(CORRECTED)
    return bool(data["change"] == "insert" and data.get("field") == "updates" and not corrects)


def _correction(found: Sequence[CommittedRecord]) -> tuple[Runs, ...]:
    """What a commit corrected; reports that came late are named only."""
    late = [each.record.id for each in found if _is_report(each)]
    told = [cell(f"补报{'、'.join(late)}")] if late else []
    told += [cell(each.record.words) for each in found if not _is_report(each)]
    commit = found[0].commit
    return (cell(commit.day), plain(commit.author.name), cell(commit.short), joined(told))


COMMITS = "commits"
"""The name of the part that lists what git says; a document to be signed goes without it."""


def commits_part(view: PeriodicReport) -> ReportPart:
    """All that git says was done in the period: who, when, in which commit."""
    title_ = f"附表二:{view.period.this}改动"
    if not view.changes:
        return ReportPart(COMMITS, title_, (tell_paragraph("没有改动记录。"),))
    rows = tuple(_commit(found) for found in view.changes)
    words = f"git记录的改动{len(rows)}处"
    return ReportPart(
        COMMITS, title_, (FoldedTable(cell(words), table("git记录的改动", _COMMITS, rows)),)
    )


def _commit(found: CommittedRecord) -> tuple[Runs, ...]:
    commit = found.commit
    return (
        cell(commit.day),
        plain(commit.author.name),
        cell(commit.short),
        cell(found.record.words),
    )
