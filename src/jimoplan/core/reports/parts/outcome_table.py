"""How each department stands, as supervision offices print it, and each 分管领导."""

from collections.abc import Iterator

from jimoplan.core.assessment.lights import Light
from jimoplan.core.reports.outcomes import DepartmentOutcomes, Outcome
from jimoplan.core.reports.parts.blocks import (
    Block,
    ReportColumn,
    ReportPart,
    Runs,
    cell,
    plain,
    table,
    tell_paragraph,
)
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.views import LeaderCounts

_COLUMNS = (
    ReportColumn("部门", "owners"),
    *(
        ReportColumn(name, "count")
        for name in (
            "按时办结",
            "延期办结",
            "逾期办结",
            "已办结小计",
            "未到时限",
            "逾期未办结",
            "无明确完成时限",
            "办理中小计",
            "合计",
        )
    ),
)
_LEADERS = (
    ReportColumn("分管领导", "owners"),
    *(ReportColumn(name, "count") for name in ("任务", "红灯", "黄灯", "绿灯", "办结率")),
)


def outcomes_part(view: PeriodicReport) -> ReportPart:
    """Each department's measures by outcome."""
    return ReportPart("outcomes", "各部门办结情况", tuple(_blocks(view)))


def leaders_part(view: PeriodicReport) -> ReportPart:
    """The tasks of each 分管领导 by light, where the plan names any."""
    rows = tuple(
        (
            plain(found.label),
            cell(found.counts.total),
            *(
                cell(found.counts.by_light[light])
                for light in (Light.RED, Light.YELLOW, Light.GREEN)
            ),
            cell(_say_rate(found)),
        )
        for found in view.overview.leaders
    )
    if not rows:
        return ReportPart("leaders", "各分管领导的任务", ())
    caption = "办结率为到期的一次性举措里办结的"
    return ReportPart("leaders", "各分管领导的任务", (table(caption, _LEADERS, rows),))


def _say_rate(found: LeaderCounts) -> str:
    one_off = found.figures.one_off
    return f"{one_off.finished}/{one_off.due}" if one_off.due else "—"


def _blocks(view: PeriodicReport) -> Iterator[Block]:
    if not view.outcomes:
        return
    rows = tuple(_row(found) for found in view.outcomes)
    yield table("按举措计,牵头、责任部门各计一次,不含已取消的", _COLUMNS, rows)
    unsaid = sum(found.from_report for found in view.outcomes)
    if unsaid:
        told = f"据最后填报:计划没有写办结日期的{unsaid}项次,按最后一次填报的日期判断。"
        yield tell_paragraph(told)


def _row(found: DepartmentOutcomes) -> tuple[Runs, ...]:
    by = found.by_outcome
    figures = (
        by[Outcome.IN_TIME],
        by[Outcome.EXTENDED],
        by[Outcome.LATE],
        found.done,
        by[Outcome.NOT_DUE],
        by[Outcome.OVERDUE],
        by[Outcome.NO_DEADLINE],
        found.going_on,
        found.total,
    )
    return (plain(found.department), *map(cell, figures))
