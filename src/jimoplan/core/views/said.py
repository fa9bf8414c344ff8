"""What was said of an item: reports, remarks, and problems that are still open."""

from collections.abc import Iterable, Iterator
from typing import Any

from jimoplan.core.plan.deadline import say_deadline
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.records import Remark, Update
from jimoplan.core.plan.words import Role
from jimoplan.core.views.answer import Table
from jimoplan.core.views.views import ItemView

OPEN_PROBLEM = "存在问题(未解决)"
_DEPT, _SOLVED = "填报部门", "问题解决"
_WIDE = frozenset({"进展情况", "存在问题", _SOLVED, "下一步计划"})
_DAYS = frozenset({"日期"})
_REMARK_LABELS = ("日期", "类别", "提出人", "意见")


def tabulate_updates(view: ItemView, item: Item) -> Table:
    """The reports of an item; whose they are, and what was settled, only where it is written."""
    departments = any(update.dept or update.entered_by for update in item.updates)
    solved = any(update.solved for update in item.updates)
    labels = (
        *("日期", *([_DEPT] if departments else ()), "填报人", "进度", "进展情况", "存在问题"),
        *([_SOLVED] if solved else ()),
        "下一步计划",
    )
    rows = (_cells(view, item, update) for update in item.updates)
    cells = tuple(tuple(row[k] for k in labels) for row in rows)
    return Table("填报记录", labels, cells, _WIDE, days=_DAYS, figures=frozenset({"进度"}))


def tabulate_remarks(remarks: Iterable[Remark]) -> Table:
    """What others have to say on an item."""
    rows = tuple((str(r.date), str(r.kind), r.by or "", r.text) for r in remarks)
    return Table("意见(不算填报)", _REMARK_LABELS, rows, frozenset({"意见"}), days=_DAYS)


def problem_facts(view: ItemView) -> Iterator[tuple[str, str]]:
    """The problems of a measure, or of a task's measures, that are still open, in words."""
    for item, update in _open_problems(view):
        of = "" if view.row.leaf else f"{item.id} "
        who = update.dept or update.by or ""
        yield OPEN_PROBLEM, f"{of}{update.date}{f' {who}' if who else ''}:{update.problem}"


def problem_data(view: ItemView) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {
            "id": item.id,
            "date": str(update.date),
            "by": update.by,
            "dept": update.dept,
            "problem": update.problem,
        }
        for item, update in _open_problems(view)
    ]


def _open_problems(view: ItemView) -> Iterator[tuple[Item, Update]]:
    leaves = (view.row.measure,) if view.row.measure else view.row.task.leaves
    for item in leaves:
        yield from ((item, u) for u in open_problems(item, view.heading.as_of))


def _cells(view: ItemView, item: Item, update: Update) -> dict[str, str]:
    period = view.heading.plan.period
    parts = (
        f"{update.progress}%" if update.progress is not None else "",
        f"{update.value}{item.unit or ''}" if update.value is not None else "",
        f"第{update.period}期" if update.period is not None else "",
        f"完成{say_deadline(update.milestone, period)}的节点" if update.milestone else "",
    )
    return {
        "日期": f"{update.date}{'(不计入)' if update.date > view.heading.as_of else ''}",
        _DEPT: _whose(view, update),
        "填报人": update.by or "",
        "进度": "、".join(filter(None, parts)),
        "进展情况": update.note or "",
        "存在问题": update.problem or "",
        _SOLVED: update.solved or "",
        "下一步计划": update.next or "",
    }


def _whose(view: ItemView, update: Update) -> str:
    """The department of a report, its part in the item if it does not own it, who entered it."""
    owners = view.row.owners
    main = _stand_for(view, (*owners.lead, *owners.responsible))
    part = ""
    if update.dept and update.dept not in main:
        supports = update.dept in _stand_for(view, owners.support)
        part = str(Role.SUPPORT) if supports else "非责任部门"
    entered = f"{update.entered_by}代录" if update.entered_by else ""
    aside = ",".join(filter(None, (part, entered)))
    return f"{update.dept or ''}{f'({aside})' if aside else ''}"


def _stand_for(view: ItemView, names: tuple[str, ...]) -> set[str]:
    """The departments of those names, and those that the groups among them stand for."""
    members = dict(view.members)
    return {*names, *(member for name in names for member in members.get(name, ()))}
