"""What comes next and what gives cause for a reminder: deadlines, yellow lights, reports owed."""

from datetime import date

from jimoplan.core.assessment.alarms import AlarmSort
from jimoplan.core.assessment.lights import Light
from jimoplan.core.assessment.wording import NEVER_REPORTED
from jimoplan.core.reports.parts.blocks import (
    Block,
    ReportPart,
    Runs,
    cell,
    columns,
    plain,
    table,
    tell_paragraph,
)
from jimoplan.core.reports.parts.rows import (
    GROUPED,
    grouped,
    named,
    number,
    owners,
    say_day,
    say_due,
    title,
)
from jimoplan.core.reports.period_view import Coming, PeriodicReport, Unreported
from jimoplan.core.views.query import Row

_OWED = frozenset({AlarmSort.STALE, AlarmSort.MISSING})
_UNREPORTED = columns(部门="owners", 应报未报="text", 最近填报="day")
_CARRIED = columns(
    编号="number", 事项="name", 责任部门="owners", 时限="day", 状态="day", 进度="count"
)


def coming_part(view: PeriodicReport) -> ReportPart:
    """What is due soon: deadlines, milestones, and periods that end."""
    until = view.coming_until
    name = f"{until.month}月{until.day}日以前到期"
    if not view.coming:
        return ReportPart("coming", name, (tell_paragraph("没有到期的举措。"),))
    told = [(found.row, cell(_say_coming(found, view.heading.as_of))) for found in view.coming]
    return ReportPart("coming", name, (table("到期的举措", GROUPED, grouped(told)),))


def _say_coming(found: Coming, as_of: date) -> str:
    first = ""
    if found.periods:
        end = found.periods[0].end
        grace = ",宽限期内" if end <= as_of else ""
        first = f"{say_day(end, as_of)}{grace}:"
    return f"{first}{found.words}" if found.words else say_due(found.row, as_of)


def yellow_part(view: PeriodicReport) -> ReportPart:
    """黄灯 by who answers for it, each reason once with all the items that it holds of."""
    told: list[tuple[Row, Runs]] = []
    for alert in view.alerts:
        yellow = [m.row for m in alert.measures if m.row.assessment.light is Light.YELLOW]
        itself = alert.task.row.assessment.light is Light.YELLOW and not alert.measures
        rows = [alert.task.row] if itself else yellow
        told += [(row, cell(",".join(row.assessment.reasons))) for row in rows]
    if not told:
        return ReportPart("yellow", "黄灯事项", ())
    tasks = view.overview.tasks.by_light[Light.YELLOW]
    caption = f"黄灯任务{tasks}项;连同红灯任务里的,共{len(told)}项"
    return ReportPart("yellow", "黄灯事项", (table(caption, GROUPED, grouped(told)),))


def unreported_part(view: PeriodicReport) -> ReportPart:
    """未报送: who owed a report in the period and gave none."""
    this = view.period.this
    blocks: list[Block] = []
    if view.unreported:
        rows = tuple(_unreported(found, view.heading.as_of) for found in view.unreported)
        blocks.append(table(f"{this}应报未报的部门", _UNREPORTED, rows))
    else:
        blocks.append(tell_paragraph(f"{this}到期应报的都已报送。"))
    if earlier := _owed_before(view):
        words = f"以前就欠报、到现在没有填报的{len(earlier)}项({named(earlier)}),见红灯、黄灯事项。"
        blocks.append(tell_paragraph(words))
    return ReportPart("unreported", "未报送", tuple(blocks))


def _owed_before(view: PeriodicReport) -> list[Row]:
    """What has been silent or owed since an earlier period, and is not told of in this one."""
    told = {row.item.id for found in view.unreported for row in found.rows}
    lit = [found.row for alert in view.alerts for found in (alert.measures or (alert.task,))]
    return [
        row
        for row in lit
        if row.item.id not in told and _OWED & {alarm.sort for alarm in row.assessment.alarms}
    ]


def _unreported(found: Unreported, as_of: date) -> tuple[Runs, ...]:
    last = say_day(found.last, as_of) if found.last else NEVER_REPORTED
    return (plain(found.department), cell(found.words), cell(last))


def carried_part(view: PeriodicReport) -> ReportPart:
    """What was due and is not finished, and goes on into the year after."""
    rows = tuple(_carried(row, view.heading.as_of) for row in view.carried)
    if not rows:
        return ReportPart("carried", "结转事项", (tell_paragraph("没有结转事项。"),))
    return ReportPart("carried", "结转事项", (table("到期没有完成的事项", _CARRIED, rows),))


def _carried(row: Row, as_of: date) -> tuple[Runs, ...]:
    return (
        number(row),
        title(row),
        owners(row),
        cell(say_due(row, as_of)),
        cell(row.status_words),
        cell(row.assessment.progress.words),
    )
