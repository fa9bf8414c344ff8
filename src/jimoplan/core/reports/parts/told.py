"""What was done in the period: what was finished, by whom, results first, routine folded."""

from collections.abc import Iterator, Sequence
from datetime import date

from jimoplan.core.plan.reviews import standing_review
from jimoplan.core.plan.words import Kind, Status
from jimoplan.core.reports.parts.blocks import (
    Block,
    FoldedTable,
    ReportList,
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
from jimoplan.core.reports.parts.rows import (
    GROUPED,
    grouped,
    item,
    joined,
    owners,
    quote,
    say_day,
    say_who,
)
from jimoplan.core.reports.period_view import Finished, PeriodicReport, Remarked, Reported
from jimoplan.core.views.people import without_address
from jimoplan.core.views.query import Row

_RESULTS = columns(责任部门="owners", 事项="name", 进展情况="text", 填报="day")
_ROUTINE_KINDS = frozenset({Kind.CONTINUOUS, Kind.PERIODIC})
_BY_REPORT = "※据最后填报:计划没有写办结日期,写的是最后一次填报的日期。"


def progress_part(view: PeriodicReport) -> ReportPart:
    """本周进展: what was finished and what results there are, then routine by department."""
    this = view.period.this
    reports = _reports(view)
    results = [found for found in reports if found.row.item.kind not in _ROUTINE_KINDS]
    blocks: list[Block] = [*_remarks(view), *_finished(view)]
    if results:
        rows = tuple(_result(found, view) for found in results)
        blocks.append(table(f"{this}有进展的一次性举措和指标", _RESULTS, rows))
    blocks += _routine([found for found in reports if found not in results], view)
    return ReportPart("progress", f"{this}进展", tuple(blocks) or (tell_paragraph("没有填报。"),))


def finished_part(view: PeriodicReport) -> ReportPart:
    """What was finished in the period, and what it brought."""
    blocks = tuple(_finished(view)) or (tell_paragraph("没有办结的举措。"),)
    return ReportPart("finished", "完成事项和成果", blocks)


def _reports(view: PeriodicReport) -> list[Reported]:
    """The last report on each measure, those sent back since told as that."""
    return [found for task in view.reported for found in (*task.latest, *task.sent_back)]


def _finished(view: PeriodicReport) -> Iterator[Block]:
    if not view.finished:
        return
    told = [(found.row, _finish(found, view.heading.as_of)) for found in view.finished]
    yield table(f"{view.period.this}办结的举措", GROUPED, grouped(told))
    if any(found.finish.from_report for found in view.finished):
        yield tell_paragraph(_BY_REPORT)


def _finish(found: Finished, as_of: date) -> Runs:
    """When something was finished, by whom, how, and what it brought."""
    row = found.row
    day = say_day(found.day, as_of) + ("※" if found.finish.from_report else "")
    unmet = "未达标" if row.assessment.unmet else ""
    told = cell(",".join(filter(None, (day, found.finish.how, unmet, _say_by(row, as_of)))))
    brought = "、".join(row.item.deliverables)
    return (*told, own(";成果:"), said(brought)) if brought else told


def _say_by(row: Row, as_of: date) -> str:
    """Who reported it as done, and who has verified that."""
    last = row.assessment.last_report
    told = [f"{without_address(last.by)}报" if last and last.by else ""]
    review = standing_review(row.item, as_of)
    if review and row.item.status is Status.CLOSED:
        told.append(f"{say_day(review.date, as_of)}{without_address(review.by)}销号")
    elif row.item.status is Status.COMPLETED:
        told.append("待审核")
    return ",".join(filter(None, told))


def _result(found: Reported, view: PeriodicReport) -> tuple[Runs, ...]:
    row = found.row
    return (
        owners(row),
        item(row),
        _words(found, view.heading.as_of),
        cell(_say_report(found, view)),
    )


def _routine(reports: Sequence[Reported], view: PeriodicReport) -> Iterator[FoldedTable]:
    """What was reported on standing and periodic duties, by who answers for them."""
    by_owner: dict[Runs, list[Reported]] = {}
    for found in reports:
        by_owner.setdefault(owners(found.row), []).append(found)
    if by_owner:
        counted = joined(((*name, own(f"{len(f)}条")) for name, f in by_owner.items()), "、")
        rows = tuple(_result(found, view) for same in by_owner.values() for found in same)
        caption = f"{view.period.this}填报的常态化、周期性举措"
        summary = (own(f"例行填报{len(reports)}条:"), *counted)
        yield FoldedTable(summary, table(caption, _RESULTS, rows))


def _words(found: Reported, as_of: date) -> Runs:
    """What a report says, figures first; of one that was returned only that."""
    if found.returned:
        review = found.returned
        return quote(f"已退回({say_day(review.date, as_of)})", review.reason)
    note = said(found.update.note) if found.update.note else own("未写进展情况")
    told: list[Runs] = [(own(_say_figures(found)), note)]
    if found.update.next:
        told.append((own("下一步:"), said(found.update.next)))
    return joined(told)


def _say_figures(found: Reported) -> str:
    update = found.update
    told = [
        f"进度{update.progress}%。" if update.progress is not None else "",
        f"指标值{update.value}{found.row.item.unit or ''}。" if update.value is not None else "",
        f"完成{update.milestone}的节点。" if update.milestone else "",
        f"第{update.period}期。" if update.period is not None else "",
    ]
    return "".join(told)


def _say_report(found: Reported, view: PeriodicReport) -> str:
    told = (say_who(found.update, view.heading.as_of), found.whose, "补报" if found.late else "")
    return ",".join(filter(None, told))


def _remarks(view: PeriodicReport) -> Iterator[Block]:
    """What others had to say; no progress."""
    if view.remarks:
        yield tell_paragraph(f"{view.period.this}意见:")
        yield ReportList(tuple(_remark(found, view) for found in view.remarks))


def _remark(found: Remarked, view: PeriodicReport) -> Runs:
    remark = found.remark
    by = without_address(remark.by or "")
    when = ",".join(filter(None, (say_day(remark.date, view.heading.as_of), by)))
    name = f"{found.row.item.id} {found.row.item.title}"
    return (*plain(name), *quote(f":{remark.kind}({when})", remark.text))
