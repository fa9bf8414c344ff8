"""Advice for the 督查员: warnings and hints that do not refuse the plan."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.plan.deadline import SpanEnd
from jimoplan.core.plan.departments import Departments, is_group
from jimoplan.core.plan.items import Measure, Owners, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.published import task_body
from jimoplan.core.plan.traverse import each_item, each_leaf, each_task, name_of
from jimoplan.core.plan.words import Kind, Status
from jimoplan.core.rules.clock import CLOCK_ADVICE
from jimoplan.core.rules.findings import Finding, Rule, rule, wide_rule
from jimoplan.core.rules.in_charge import IN_CHARGE_ADVICE
from jimoplan.core.rules.milestones import MILESTONE_ADVICE
from jimoplan.core.rules.reporting import REPORTING_ADVICE
from jimoplan.core.text.document import Path

_ENDED = frozenset({Status.CLOSED, Status.CANCELLED})
_HAS_RESULT = frozenset({Kind.ONE_OFF, Kind.INDICATOR})
_MOST_NAMED = 10
_PAIRS = (("“", "”"), ("《", "》"), ("(", ")"), ("（", "）"), ("【", "】"))


def _advise_deadlines(plan: Plan) -> Iterator[Finding]:
    for path, task in each_task(plan):
        open_ended = _without_deadline(task)
        if open_ended:
            whose = f" 有 {len(open_ended)} 项要出结果的举措无明确时限({'、'.join(open_ended)})"
            yield Finding(
                "W301",
                (*path, "id"),
                f"任务 {task.id}{' 无明确时限' if task.is_leaf else whose},"
                f"只能按默认时限 {plan.plan.period.end} 掌握",
                f"与责任部门商定后,在任务{'' if task.is_leaf else '或举措'}里加一行 due: 日期",
            )


def _without_deadline(task: Task) -> list[str]:
    """The ids of open leaves that must yield a result and have no deadline, nor has the task."""
    return [
        item.id
        for item in task.leaves
        if item.kind in _HAS_RESULT and item.status not in _ENDED and not _is_dated(task, item)
    ]


def _is_dated(task: Task, item: Task | Measure) -> bool:
    """Whether somebody said by when, be it in words."""
    return bool(item.due or task.due or item.due_text or task.due_text)


def _advise_owners(plan: Plan) -> Iterator[Finding]:
    groups = {department.name for department in plan.departments if is_group(department)}
    for path, item in each_item(plan):
        inherits = isinstance(item, Measure) and not _owners(item)
        if not inherits and not _is_shared_out(item):
            yield from _advise_owner((*path, "id"), item, groups)


def _is_shared_out(item: Task | Measure) -> bool:
    """Whether a task without owners who answer for it has them in each of its measures."""
    if isinstance(item, Measure) or item.lead or item.responsible or not item.measures:
        return False
    return all(measure.lead or measure.responsible for measure in item.measures)


def _advise_owner(path: Path, item: Task | Measure, groups: set[str]) -> Iterator[Finding]:
    name = name_of(item)
    main = (*item.lead, *item.responsible)
    if not main:
        yield Finding(
            "W313", path, f"{name} 没有牵头部门,也没有责任部门", "加一行 responsible: [部门]"
        )
    elif groups.issuperset(main):
        yield Finding(
            "W303",
            path,
            f"{name} 只由群组({'、'.join(main)})负责,具体由谁牵头不清楚",
            "商定一个牵头部门,写进 lead;公布的责任条款保留在 clause",
        )
    elif len(main) > 1 and not item.lead:
        yield Finding(
            "W302",
            path,
            f"{name} 有 {len(main)} 个责任部门({'、'.join(main)}),没有牵头部门",
            "商定一个牵头部门,写进 lead;公布的责任条款保留在 clause",
        )


def _owners(item: Owners) -> tuple[str, ...]:
    return (*item.lead, *item.responsible, *item.support)


def _advise_numbering(plan: Plan) -> Iterator[Finding]:
    printed = [(path, task.number or task.id) for path, task in each_task(plan)]
    counted = [(path, int(number)) for path, number in printed if number.isdecimal()]
    numbers = {number for _, number in counted}
    if len(numbers) < len(counted):
        return  # they start anew in each section
    first = min(numbers, default=0)
    others = (*plan.plan.known_gaps, *plan.plan.retired)
    known = sorted(numbers.union(int(number) for number in others if number.isdecimal()))
    for path, number in counted:
        before = known[max(bisect_left(known, number) - 1, 0)]
        if before < number - 1 and number > first:
            missing = f"{before + 1}" if before + 2 == number else f"{before + 1} 至 {number - 1}"
            yield Finding(
                "W305",
                (*path, "id"),
                f"任务编号从 {before} 直接到 {number},缺 {missing}",
                "补上遗漏的任务;若公布文本本来就缺号,列入 known_gaps",
            )


def _advise_dates(plan: Plan) -> Iterator[Finding]:
    period = plan.plan.period
    if period.end < period.start:
        return  # the period itself is wrong, and is reported
    for path, day in _each_date(plan):
        if not period.start <= day <= period.end:
            yield Finding(
                "W310",
                path,
                f"日期 {day} 在计划期间 {period.start} 至 {period.end} 之外",
                "检查年份是否写错;确实如此可不理会",
            )


def _advise_children(plan: Plan) -> Iterator[Finding]:
    for path, task, item in each_leaf(plan):
        if task.due and item.due and item.due > task.due:
            yield Finding(
                "W330",
                (*path, "due"),
                f"举措 {item.id} 的完成时限 {item.due} 晚于任务 {task.id} 的 {task.due}",
                "改正其中一个;确需如此,任务的时限应不早于它的举措",
            )


def _advise_days_off(plan: Plan) -> Iterator[Finding]:
    calendar = WorkCalendar(plan.policy)
    for path, item in each_item(plan):
        # The end of a month means that month, whichever day of the week it ends on.
        named = item.due and not isinstance(item.due, SpanEnd)
        if item.due and named and not calendar.is_working_day(item.due):
            yield Finding(
                "I403",
                (*path, "due"),
                f"{name_of(item)} 的完成时限 {item.due} 是休息日",
                "按前一个工作日掌握,或改成工作日",
            )


_DAYS = ("since", "due", "finished")


def _each_date(plan: Plan) -> Iterator[tuple[Path, date]]:
    for path, item in each_item(plan):
        for key in _DAYS:
            if day := getattr(item, key):
                yield (*path, key), day
        for index, milestone in enumerate(item.milestones):
            yield (*path, "milestones", index, "due"), milestone.due
        for index, entry in enumerate(item.suspensions):
            yield (*path, "suspensions", index, "since"), entry.since
            if entry.until:
                yield (*path, "suspensions", index, "until"), entry.until
        for index, remark in enumerate(item.remarks):
            yield (*path, "remarks", index, "date"), remark.date
        for index, update in enumerate(item.updates):
            yield (*path, "updates", index, "date"), update.date


def _advise_quotes(plan: Plan) -> Iterator[Finding]:
    for path, task in each_task(plan):
        body = task_body(task)
        for left, right in _PAIRS:
            if body.count(left) != body.count(right):
                yield Finding(
                    "W312",
                    (*path, "id"),
                    f"任务 {task.id} 的公布原文里,{left} 有 {body.count(left)} 个,"
                    f"{right} 有 {body.count(right)} 个,疑似不成对",
                    "对照公布文本;若原文如此,照录不改",
                )


def _advise_groups(plan: Plan) -> Iterator[Finding]:
    for number, department in enumerate(plan.departments):
        if is_group(department) and not department.members:
            yield Finding(
                "I401",
                ("departments", number, "name"),
                f"群组 {department.name} 没有列出成员,查询其成员时找不到这里的任务",
                "名单明确后写进 members",
            )


def _advise_idle(plan: Plan) -> Iterator[Finding]:
    departments = Departments(plan.departments)
    named = {name for _, item in each_item(plan) for name in _owners(item)}
    if not named <= departments.by_name.keys():
        return  # whoever is meant by an unknown name has a task
    busy = named.union(*(departments.members(name) for name in named))
    for number, department in enumerate(plan.departments):
        if department.name not in busy:
            yield Finding(
                "I402",
                ("departments", number, "name"),
                f"{department.name} 没有任何任务,也不在有任务的群组里",
                "确认是否漏写;确无任务可不理会",
            )


_OWNERS = ("lead", "responsible", "support")


def _advise_proposals(plan: Plan) -> Iterator[Finding]:
    """One word for all of them, at the first: a plan just imported has a hundred."""
    marked = [(path, item) for path, item in each_item(plan) if item.proposal]
    if marked:
        ids = "、".join(item.id for _, item in marked[:_MOST_NAMED])
        more = f"等 {len(marked)} 项" if len(marked) > _MOST_NAMED else ""
        yield Finding(
            "W341",
            (*marked[0][0], "proposal"),
            f"导入时建议、还没有人看过的有 {len(marked)} 项:{ids}{more}",
            "看类别、成果、目标、名称对不对,改好以后删去 proposal: 待确认 那一行",
        )


ADVICE: tuple[Rule, ...] = (
    *CLOCK_ADVICE,
    *MILESTONE_ADVICE,
    *REPORTING_ADVICE,
    *IN_CHARGE_ADVICE,
    rule(
        _advise_deadlines, "due", "due_text", "status", "kind", "measures", "end", "period", "plan"
    ),
    rule(_advise_owners, *_OWNERS, "departments", "kind"),
    wide_rule(_advise_numbering, "id", "tasks", "sections", "known_gaps", "retired", "plan"),
    rule(_advise_children, "due"),
    rule(_advise_proposals, "proposal"),
    rule(_advise_days_off, "due", "policy", "holidays", "workdays"),
    rule(_advise_dates, "date", *_DAYS, "milestones", "until", "start", "end", "period", "plan"),
    rule(_advise_quotes, "text", "measures"),
    rule(_advise_groups, "members", "kind", "name"),
    wide_rule(
        _advise_idle, *_OWNERS, "departments", "name", "members", "sections", "tasks", "measures"
    ),
)
