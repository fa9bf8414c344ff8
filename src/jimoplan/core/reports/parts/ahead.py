"""What comes next and what gives cause for a reminder: deadlines, yellow lights, reports owed."""

from datetime import date

from jimoplan.core.assessment.assess import Light
from jimoplan.core.assessment.wording import NEVER_REPORTED
from jimoplan.core.reports.parts.blocks import (
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
    number,
    owners,
    say_day,
    say_due,
    title,
)
from jimoplan.core.reports.period_view import Coming, PeriodicReport, Unreported
from jimoplan.core.views.query import Row

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
    first = f"{say_day(found.periods[0].end, as_of)}:" if found.periods else ""
    return f"{first}{found.words}" if found.words else say_due(found.row, as_of)


def yellow_part(view: PeriodicReport) -> ReportPart:
    """黄灯 by who answers for it, each reason once with all the items that it holds of."""
    told: list[tuple[Row, Runs]] = []
    for alert in view.alerts:
        yellow = [m.row for m in alert.measures if m.row.assessment.light is Light.YELLOW]
        rows = yellow if alert.measures else [alert.task.row]
        told += [(row, cell(",".join(row.assessment.reasons))) for row in rows]
    if not told:
        return ReportPart("yellow", "黄灯事项", ())
    tasks = view.overview.tasks.by_light[Light.YELLOW]
    caption = f"黄灯任务{tasks}项;连同红灯任务里的,共{len(told)}项"
    return ReportPart("yellow", "黄灯事项", (table(caption, GROUPED, grouped(told)),))


def unreported_part(view: PeriodicReport) -> ReportPart:
    """未报送: who owed a report in the period and gave none."""
    if not view.unreported:
        return ReportPart("unreported", "未报送", (tell_paragraph("应报的都已报送。"),))
    rows = tuple(_unreported(found, view.heading.as_of) for found in view.unreported)
    caption = f"{view.period.this}应报未报的部门"
    return ReportPart("unreported", "未报送", (table(caption, _UNREPORTED, rows),))


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
