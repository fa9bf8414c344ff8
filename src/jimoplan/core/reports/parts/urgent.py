"""What somebody has to decide: problems to be settled, what was returned, what waits for review."""

from jimoplan.core.assessment.wording import say_alarm
from jimoplan.core.plan.records import Review
from jimoplan.core.reports.parts.blocks import (
    Block,
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
from jimoplan.core.reports.parts.red import red_rows, whom_asked
from jimoplan.core.reports.parts.rows import (
    GROUPED,
    grouped,
    item,
    joined,
    named,
    owners,
    quote,
    say_day,
    say_who,
)
from jimoplan.core.reports.period_view import PeriodicReport, RaisedProblem
from jimoplan.core.views.people import without_address
from jimoplan.core.views.query import Row

_PROBLEMS = columns(责任部门="owners", 事项="name", 存在问题="text", 需谁协调="owners")


def problems_part(view: PeriodicReport) -> ReportPart:
    """需协调事项 until they are settled; those of the red matters stand on their cards."""
    red = red_rows(view)
    apart = [found for found in view.problems if found.settled or found.row.item.id not in red]
    blocks: list[Block] = []
    if apart:
        rows = tuple(_problem(found, view) for found in apart)
        blocks.append(table(f"没有解决的,和{view.period.this}解决的", _PROBLEMS, rows))
    open_ = {found.row.item.id for found in view.problems if not found.settled}
    if on_cards := [row for id_, row in red.items() if id_ in open_]:
        blocks.append(tell_paragraph(f"{named(on_cards)}的问题见红灯事项。"))
    return ReportPart(
        "problems", "需协调事项", tuple(blocks) or (tell_paragraph("没有需协调的事项。"),)
    )


def _problem(found: RaisedProblem, view: PeriodicReport) -> tuple[Runs, ...]:
    row, as_of = found.row, view.heading.as_of
    told: list[Runs] = [(said(found.update.problem), own(f"({say_who(found.update, as_of)})"))]
    if found.settled:
        how = "已解决" if found.solved else "已办结"
        told.append(quote(f"{say_day(found.settled, as_of)}{how}", found.solved))
    whom = whom_asked(found.update.problem) or "没有写明"
    return (owners(row), item(row), joined(told), plain(whom))


def review_part(view: PeriodicReport) -> ReportPart:
    """退回与待审核: what the department has to do again, and what the reviewer has to look at.

    What was reported as done in this very period is told of there.
    """
    red, fresh = red_rows(view), {found.row.item.id for found in view.finished}
    told = [
        (found.row, quote(_say_return(found.review, view), found.review.reason))
        for found in view.returned
        if found.row.item.id not in red
    ]
    waiting = [row for row in view.waiting if row.item.id not in fresh]
    told += [(row, cell(_say_waiting(row, view))) for row in waiting]
    blocks: list[Block] = []
    if told:
        blocks.append(table("退回的在前,待审核的在后", GROUPED, grouped(told)))
    if count := len(view.waiting) - len(waiting):
        words = f"{view.period.this}报完成、待审核的{count}项,列在{view.period.this}办结的举措里。"
        blocks.append(tell_paragraph(words))
    return ReportPart("review", "退回与待审核", tuple(blocks))


def _say_return(review: Review, view: PeriodicReport) -> str:
    return f"{say_day(review.date, view.heading.as_of)}{without_address(review.by)}退回"


def _say_waiting(row: Row, view: PeriodicReport) -> str:
    """Since when an item waits for its review, and what the clock says of that."""
    finish = row.assessment.finish
    since = row.item.submitted or (finish.day if finish else None)
    told = f"{say_day(since, view.heading.as_of)}报已完成" if since else "报已完成"
    return ",".join(("待审核", told, *map(say_alarm, row.assessment.alarms)))
