"""Advice about what is to be brought and what was reported: targets, figures, for whom."""

from collections.abc import Iterator

from jimoplan.core.assessment.indicator import is_unmet
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.items import LEAF_KEYS
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import each_item, each_leaf, each_task
from jimoplan.core.plan.words import DONE, Direction, Kind
from jimoplan.core.rules.findings import Finding, Rule, rule


def _advise_definitions(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        if item.kind is Kind.INDICATOR and item.definition is None:
            yield Finding(
                "W304",
                (*path, "title"),
                f"指标 {item.id} {item.title}:统计的是什么、怎么算,口径待明确",
                "加一行 definition: 写明口径",
            )


def _advise_targets(plan: Plan) -> Iterator[Finding]:
    departments = Departments(plan.departments)
    for path, task, item in each_leaf(plan):
        if item.status in DONE and is_unmet(item, task, departments):
            yield Finding(
                "W331",
                (*path, "status"),
                f"指标 {item.id} {item.status},但目标没有达到,各处注明未达标",
                "核对最后填报的指标值;确未达标,写明 reason",
            )


def _advise_bases(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        base, target = item.base, item.target
        if base is None or target is None:
            continue
        rising = item.direction is Direction.AT_LEAST
        if base >= target if rising else base <= target:
            yield Finding(
                "W332",
                (*path, "base"),
                f"指标 {item.id} 的起点值 {base} 已经达到目标{item.direction} {target},"
                "算不出走了多少",
                "改正起点值、目标值或 direction;只需守住的指标,删去 base",
            )


def _advise_entered(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        for index, update in enumerate(item.updates):
            if update.entered_by and not update.dept:
                yield Finding(
                    "W320",
                    (*path, "updates", index, "entered_by"),
                    f"{item.id} {update.date} 的填报由 {update.entered_by} 代录,"
                    "没有写是替哪个部门录的",
                    "加上 dept: 部门全称;不是代录的,删去 entered_by",
                )


_COUNTED_BY = {
    Kind.CONTINUOUS: "填报日期",
    Kind.PERIODIC: "报了几期",
    Kind.INDICATOR: "指标值",
}


def _advise_progress(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        how = _COUNTED_BY.get(item.kind)
        for index, update in enumerate(item.updates):
            if how and update.progress is not None:
                yield Finding(
                    "W311",
                    (*path, "updates", index, "progress"),
                    f"{item.id} 是{item.kind}的,进度按{how}计算,填写的 {update.progress}% 不起作用",
                    "删去 progress;若有明确结果,把 kind 改成 一次性",
                )


def _advise_tasks(plan: Plan) -> Iterator[Finding]:
    for path, task in each_task(plan):
        for key in task.idle_keys:
            yield Finding(
                "W333",
                (*path, key),
                f"任务 {task.id} 有举措,进展和目标看举措,它自己的 {key} 不起作用",
                "移到举措上;以前的记录要留着的,可不理会",
            )


REPORTING_ADVICE: tuple[Rule, ...] = (
    rule(_advise_definitions, "definition", "kind"),
    rule(_advise_targets, "status", "kind", "target", "value", "direction", "total", "updates"),
    rule(_advise_bases, "base", "target", "direction"),
    rule(_advise_entered, "entered_by", "dept"),
    rule(_advise_tasks, *LEAF_KEYS, "measures"),
    rule(_advise_progress, "progress", "kind"),
)
