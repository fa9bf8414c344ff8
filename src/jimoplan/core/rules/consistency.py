"""The rules that refuse a plan although each value is allowed: roles, statuses, kinds, periods."""

from collections.abc import Iterator

from jimoplan.core.plan.deadline import plain_day
from jimoplan.core.plan.issues import period_count
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import (
    each_item,
    each_leaf,
    each_task,
    name_of,
    owner_keys,
)
from jimoplan.core.plan.words import DONE, Kind, Status
from jimoplan.core.rules.findings import Finding, Rule, rule
from jimoplan.core.text.document import Path


def _check_roles(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        seen: dict[str, str] = {}
        for (role, _), (key, owners) in zip(item.by_role(), owner_keys(item), strict=True):
            for index, name in enumerate(owners):
                if name in seen:
                    twice = f"在{role}部门里写了两次" if seen[name] == role else ""
                    yield Finding(
                        "E208",
                        (*path, key, index),
                        f"{name} 在{name_of(item)} 里{twice or f'既是{seen[name]}又是{role}'}",
                        "只留一处" if twice else "只留一种角色",
                    )
                seen.setdefault(name, role)


def _check_period(plan: Plan) -> Iterator[Finding]:
    period = plan.plan.period
    if period.end < period.start:
        yield Finding(
            "E209",
            ("plan", "period", "end"),
            f"计划期间的结束日期 {period.end} 早于开始日期 {period.start}",
            "改正年份或对调两个日期",
        )


def _check_statuses(plan: Plan) -> Iterator[Finding]:
    for path, task in each_task(plan):
        for words in _contradictions(task):
            yield Finding("E210", (*path, "status"), *words)
    for path, _, item in each_leaf(plan):
        if item.status is Status.NOT_STARTED and any(u.progress for u in item.updates):
            yield Finding(
                "E210",
                (*path, "status"),
                f"{name_of(item)} 状态是未启动,却填报了进度",
                "状态改成 推进中,或删去填报的进度",
            )


def _contradictions(task: Task) -> Iterator[tuple[str, str]]:
    """How a task's status contradicts those of its measures, as message and remedy."""
    done = {Status.CANCELLED, *(DONE if task.status is Status.COMPLETED else {Status.CLOSED})}
    if task.status in DONE and (open_ids := _ids(task, set(Status) - done)):
        yield (
            f"任务 {task.id} {task.status},但举措 {open_ids} 还没有(暂缓的也算没有)",
            f"先把这些举措办到{task.status},不再办的改成 已取消 并写明原因,或把任务改回 推进中",
        )
    if task.status is Status.NOT_STARTED and (begun := _ids(task, {Status.IN_PROGRESS, *DONE})):
        yield f"任务 {task.id} 未启动,但举措 {begun} 已经开始", "任务改成 推进中"
    if task.status is Status.CANCELLED and (running := _ids(task, {Status.IN_PROGRESS})):
        yield f"任务 {task.id} 已取消,但举措 {running} 还在推进", "把这些举措一并取消,或恢复任务"


def _ids(task: Task, statuses: set[Status]) -> str:
    return "、".join(measure.id for measure in task.measures if measure.status in statuses)


def _check_reasons(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        if item.status in {Status.SUSPENDED, Status.CANCELLED} and not item.reason:
            yield Finding(
                "E211",
                (*path, "status"),
                f"{name_of(item)} {item.status},但没有写明原因",
                "加一行 reason: 写明原因和依据",
            )


def _check_kinds(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        if item.kind is Kind.INDICATOR and item.target is None and item.target_text is None:
            yield Finding(
                "E212",
                (*path, "kind"),
                f"指标 {item.id} 没有目标值",
                "加一行 target: 目标数字;目标不是数字的,加 target_text: 目标原话",
            )
        if item.kind is Kind.PERIODIC and item.cadence is None:
            yield Finding(
                "E212",
                (*path, "kind"),
                f"周期性{name_of(item)} 没有写周期",
                "加一行 cadence: 双月(或每月、每季等)",
            )
        for key in _misplaced_keys(item):
            yield Finding(
                "E213",
                (*path, *key),
                f"{item.id} 是{item.kind}类,用不上 {key[-1]}",
                "删去这一行,或改正 kind",
            )


_OF_INDICATORS = ("target", "target_text", "base", "unit", "total", "definition")


def _misplaced_keys(item: Item) -> Iterator[Path]:
    """The keys that an item of its kind may not have."""
    if item.kind is not Kind.INDICATOR:
        yield from ((key,) for key in _OF_INDICATORS if getattr(item, key) is not None)
        yield from _update_keys(item, "value")
    if item.kind is not Kind.PERIODIC:
        yield from [("cadence",)] if item.cadence else []
        yield from _update_keys(item, "period")


def _update_keys(item: Item, key: str) -> Iterator[Path]:
    for index, update in enumerate(item.updates):
        if getattr(update, key) is not None:
            yield "updates", index, key


def _check_periods(plan: Plan) -> Iterator[Finding]:
    span = plan.plan.period
    for path, task, item in each_leaf(plan):
        if item.cadence is None:
            continue
        end = max(span.end, plain_day(item.due or task.due or span.end))
        total = period_count(item.cadence, span, end)
        for index, update in enumerate(item.updates):
            if update.period is not None and update.period > total:
                yield Finding(
                    "E215",
                    (*path, "updates", index, "period"),
                    f"{item.id} {item.cadence}一期,一共 {total} 期,没有第 {update.period} 期",
                    f"期数写 1 到 {total}",
                )


_OWNERS = ("lead", "responsible", "support")

RULES: tuple[Rule, ...] = (
    rule(_check_roles, *_OWNERS),
    rule(_check_period, "start", "end", "period", "plan"),
    rule(_check_statuses, "status", "progress", "updates", "measures"),
    rule(_check_reasons, "status", "reason"),
    rule(_check_kinds, "kind", *_OF_INDICATORS, "cadence", "value", "period"),
    rule(_check_periods, "cadence", "period", "due", "start", "end", "plan"),
)
