"""A department's list of duties, part by part: what it owes, what is asked of it, what it has."""

from collections.abc import Callable, Iterable

from jimoplan.core.reports.parts.blocks import (
    Block,
    ReportPart,
    Runs,
    cell,
    columns,
    plain,
    said,
    table,
    tell_paragraph,
)
from jimoplan.core.reports.parts.item_rows import items_table, light_runs, say_deadline
from jimoplan.core.reports.parts.rows import joined
from jimoplan.core.views.asked import Demand, Pressing, Unanswered
from jimoplan.core.views.duties import DutyList
from jimoplan.core.views.lately import PlanRecord
from jimoplan.core.views.query import TaskView

_PRESSING = columns(要办的="day", 编号="number", 事项="name", 时限="day", 灯与原因="text")
_ASKED = columns(日期="day", 编号="number", 事项="name", 类别="day", 提出人="day", 内容="text")
_RECORDED = columns(日期="day", 编号="number", 事项="name", 类别="day", 谁="day", 内容="text")


def duty_parts(view: DutyList) -> tuple[ReportPart, ...]:
    """The parts of a department's list in their order."""
    return tuple(make(view) for make in _PARTS)


def _whole(view: DutyList) -> ReportPart:
    owed = "".join(
        f"{demand}{number}项，"
        for demand, number in view.demands.items()
        if number or demand is not Demand.EXCEEDED
    )
    words = (
        f"直接承担任务{view.tasks.total}项、举措{view.measures.total}项，"
        f"另有经群组承担的任务{view.only_through_groups}项；"
        f"由本部门填报的{owed}待答复{len(view.asked)}条。"
    )
    blocks: list[Block] = [tell_paragraph(words)]
    if view.department.members:
        blocks.append(tell_paragraph(f"成员：{'、'.join(view.department.members)}。"))
    return ReportPart("whole", "总体情况", tuple(blocks))


def _pressing(view: DutyList) -> ReportPart:
    none = "没有逾期、应报未报、久未填报、临期和滞后的。"
    caption = "直接承担、由本部门填报的红灯和黄灯事项，急的在前"
    rows = tuple(map(_pressed, view.pressing))
    block = table(caption, _PRESSING, rows) if rows else tell_paragraph(none)
    return ReportPart("pressing", "应办应报", (block,))


def _pressed(each: Pressing) -> tuple[Runs, ...]:
    row = each.row
    return (
        plain(each.words),
        plain(row.item.id),
        plain(row.item.title),
        joined(say_deadline(row)),
        light_runs(row),
    )


def _asked(view: DutyList) -> ReportPart:
    caption = "退回和还没有以填报答复的意见，早的在前"
    rows = tuple(_told(each, "") for each in view.asked)
    none = tell_paragraph("没有退回，也没有待答复的意见。")
    return ReportPart("asked", "待答复", (table(caption, _ASKED, rows) if rows else none,))


def _recorded(view: DutyList) -> ReportPart:
    caption = (
        "直接承担的事项在计划里新添的填报、审核、意见和时限调整，近的在前；全部改动见 jimoplan log"
    )
    rows = tuple(_told(each, "—") for each in view.recorded)
    none = tell_paragraph("近30天没有填报、审核、意见和时限调整。")
    block = table(caption, _RECORDED, rows) if rows else none
    return ReportPart("recorded", "近30天记录", (block,))


def _told(each: Unanswered | PlanRecord, unsaid: str) -> tuple[Runs, ...]:
    return (
        plain(str(each.day)),
        plain(each.row.item.id),
        plain(each.row.item.title),
        cell(each.what),
        plain(each.by or "—"),
        (said(each.text or unsaid),),
    )


def _own(view: DutyList) -> ReportPart:
    return _items("own", "直接承担的任务", view.own)


def _through_groups(view: DutyList) -> ReportPart:
    return _items("through-groups", "经群组承担的任务", view.through_groups)


def _items(name: str, title: str, views: Iterable[TaskView]) -> ReportPart:
    found = items_table(f"{title}和举措", views)
    return ReportPart(name, title, (found if found.rows else tell_paragraph(f"没有{title}。"),))


_PARTS: tuple[Callable[[DutyList], ReportPart], ...] = (
    _whole,
    _pressing,
    _asked,
    _own,
    _through_groups,
    _recorded,
)
