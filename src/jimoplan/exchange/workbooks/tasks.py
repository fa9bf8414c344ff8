"""任务台账 and 进展情况 as sheets: a department's duties, and the whole plan."""

from collections.abc import Iterable

from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.views.answer import Table
from jimoplan.core.views.asked import Demand, Pressing, Unanswered
from jimoplan.core.views.duties import DutyList
from jimoplan.core.views.lately import PlanRecord
from jimoplan.core.views.query import Row
from jimoplan.core.views.tables import tabulate_overview
from jimoplan.core.views.upcoming import Upcoming
from jimoplan.core.views.views import Overview
from jimoplan.exchange.workbooks.items import items_table
from jimoplan.exchange.workbooks.pages import Pages
from jimoplan.exchange.workbooks.words import (
    say_about_due,
    say_due_day,
    say_light,
    say_owners,
    say_standing,
    say_title,
)

_SAID_LABELS = ("日期", "编号", "事项", "类别", "谁", "内容")
_PRESSING_LABELS = ("要办的", "编号", "事项", "完成时限", "时限说明", "灯与原因")
_RED_LABELS = ("编号", "事项", "所属任务", "责任部门", "完成时限", "时限说明", "灯与原因")
_COMING_LABELS = ("日期", "星期", "编号", "事项", "到期的", "主责部门")
_WIDE = frozenset({"事项", "内容", "灯与原因", "责任部门"})


def duty_pages(view: DutyList) -> Pages:
    """A department's 任务台账: what it is asked for, its tasks, what was entered lately."""
    pages = Pages(say_title(view.heading, f"{view.department.name}任务台账"))
    pages.say(say_standing(view.heading))
    pages.say(_say_duties(view))
    if view.department.members:
        pages.say(f"成员：{'、'.join(view.department.members)}。")
    _add(pages, "应办应报", map(_pressing, view.pressing), _PRESSING_LABELS, "没有要办要报的。")
    none = "没有退回，也没有待答复的意见。"
    _add(pages, "待答复", map(_told, view.asked), _SAID_LABELS, none)
    for title, views in (
        ("直接承担的任务", view.own),
        ("经群组承担的任务", view.through_groups),
    ):
        pages.say(title, "heading")
        if views:
            pages.add_table(title, items_table(views, title))
        else:
            pages.say(f"没有{title}。")
    none = "近30天没有填报、审核、意见和时限调整。"
    _add(pages, "近30天记录", map(_told, view.recorded), _SAID_LABELS, none)
    pages.close(view.heading)
    return pages


def overview_pages(view: Overview) -> Pages:
    """The whole plan: counts by section and department, what is red, what falls due, all items."""
    pages = Pages(say_title(view.heading, "进展情况"))
    pages.say(say_standing(view.heading))
    tasks, measures = view.tasks.total, view.measures.total
    pages.say(f"任务{tasks}项，举措{measures}项；红灯事项{len(view.red)}项。")
    for kind, words in view.figures.by_kind:
        pages.say(f"{kind}：{in_full_width(words)}")
    pages.say("各板块、各部门情况", "heading")
    for table in tabulate_overview(view):
        full = table._replace(title=in_full_width(table.title))
        pages.add_table(table.title.partition("(")[0], full)
    _add(pages, "红灯事项", map(_red, view.red), _RED_LABELS, "没有红灯事项。")
    none = "没有写明的时限、节点和应报的期。"
    _add(pages, "今后60天到期", _coming(view.upcoming), _COMING_LABELS, none)
    if view.upcoming.by_default:
        told = f"另有{view.upcoming.by_default}项没有写时限，按默认时限在这期间到期。"
        pages.say(told)
    pages.say("任务和举措", "heading")
    views = [task for section in view.sections for task in section.tasks]
    pages.add_table("任务和举措", items_table(views))
    pages.close(view.heading)
    return pages


def _add(
    pages: Pages,
    title: str,
    rows: Iterable[tuple[str, ...]],
    labels: tuple[str, ...],
    none: str,
) -> None:
    """A heading and its table, or what is said where there is nothing in it."""
    pages.say(title, "heading")
    found = tuple(rows)
    if found:
        days = frozenset({"日期", "完成时限"})
        pages.add_table(title, Table(title, labels, found, _WIDE, days=days))
    else:
        pages.say(none)


def _say_duties(view: DutyList) -> str:
    demands = "、".join(
        f"{demand}{number}项"
        for demand, number in view.demands.items()
        if number or demand is not Demand.EXCEEDED
    )
    return (
        f"直接承担任务{view.tasks.total}项、举措{view.measures.total}项，"
        f"另有经群组承担的任务{view.only_through_groups}项；"
        f"由本部门填报的{demands}，待答复{len(view.asked)}条。"
    )


def _pressing(each: Pressing) -> tuple[str, ...]:
    row = each.row
    due = (say_due_day(row), say_about_due(row))
    return (each.words, row.item.id, row.item.title, *due, say_light(row))


def _told(each: Unanswered | PlanRecord) -> tuple[str, ...]:
    item = each.row.item
    what = in_full_width(each.what)
    return (str(each.day), item.id, item.title, what, each.by or "—", each.text or "—")


def _red(row: Row) -> tuple[str, ...]:
    due = (say_due_day(row), say_about_due(row))
    return (row.item.id, row.item.title, row.task.id, say_owners(row), *due, say_light(row))


def _coming(upcoming: Upcoming) -> Iterable[tuple[str, ...]]:
    for week in upcoming.weeks:
        for due in week.dues:
            main = (*due.row.owners.lead, *due.row.owners.responsible)
            item = due.row.item
            words = in_full_width(due.words)
            named = "、".join(main) or "待明确"
            yield (str(due.day), due.weekday, item.id, item.title, words, named)
