"""The days of a plan's clock: suspensions, finishing, deadlines and days off that contradict."""

from collections.abc import Iterator
from itertools import pairwise

from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import each_item, name_of
from jimoplan.core.plan.words import DONE, Status
from jimoplan.core.rules.findings import Finding, Rule, rule
from jimoplan.core.text.document import Path


def _check_suspensions(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        place = (*path, "suspensions")
        for index, entry in enumerate(item.suspensions):
            if entry.until and entry.until < entry.since:
                yield Finding(
                    "E220",
                    (*place, index, "until"),
                    f"{name_of(item)} 恢复日期 {entry.until} 早于暂缓日期 {entry.since}",
                    "对调两个日期,或改正写错的那个",
                )
        for index, (one, after) in enumerate(pairwise(item.suspensions), start=1):
            if one.until is None or after.since < one.until:
                end = f"到 {one.until} 才恢复" if one.until else "还没有恢复"
                yield Finding(
                    "E220",
                    (*place, index, "since"),
                    f"{name_of(item)} 从 {after.since} 起暂缓,上一次({one.since} 起){end}",
                    "按先后排列,一次恢复了才有下一次;重叠的合成一条",
                )


def _check_running(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        last = len(item.suspensions) - 1
        if last < 0 or item.suspensions[last].until or item.status is Status.SUSPENDED:
            continue
        yield Finding(
            "E221",
            (*path, "suspensions", last, "since"),
            f"{name_of(item)} 是{item.status},暂缓记录却还没有恢复日期",
            "加上 until: 恢复的日期,或把状态改回 暂缓",
        )


def _check_finished(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        if item.finished and item.status not in DONE:
            yield Finding(
                "E221",
                (*path, "finished"),
                f"{name_of(item)} 是{item.status},却写了办结日期",
                "删去 finished,或把状态改成 已完成",
            )


def _check_order(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        yield from _order_of(path, item, name_of(item))


def _order_of(path: Path, item: Item, name: str) -> Iterator[Finding]:
    if item.since and item.finished and item.finished < item.since:
        yield Finding(
            "E222",
            (*path, "finished"),
            f"{name} 办结日期 {item.finished} 早于立项日期 {item.since}",
            "改正其中一个日期",
        )
    if item.since and item.due and item.due < item.since:
        yield Finding(
            "E222",
            (*path, "due"),
            f"{name} 完成时限 {item.due} 早于立项日期 {item.since}",
            "改正其中一个日期;补登原有的事项,立项日期写实际的那一天(jimoplan add 用 --date)",
        )


def _check_days_off(plan: Plan) -> Iterator[Finding]:
    free = set(plan.policy.holidays)
    for index, day in enumerate(plan.policy.workdays):
        if day in free:
            yield Finding(
                "E223",
                ("policy", "workdays", index),
                f"{day} 既列为放假日,又列为上班日",
                "只留一处",
            )


def _advise_suspended(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        if item.status is not Status.SUSPENDED or not item.reason:
            continue  # that it has no reason is reported
        if all(entry.until for entry in item.suspensions):
            yield Finding(
                "W316",
                (*path, "status"),
                f"{name_of(item)} 暂缓,没有写从哪一天起,恢复以后这段时间会照常计时",
                "加一行 suspensions: [{since: 暂缓的日期, reason: 原因}]",
            )


def _advise_approver(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        if item.approved_by and item.status is not Status.CANCELLED:
            yield Finding(
                "W317",
                (*path, "approved_by"),
                f"{name_of(item)} 是{item.status},用不上批准人(取消的才写在这里)",
                "删去这一行;暂缓的批准人写在 suspensions 里",
            )


_SUSPENDED = ("suspensions", "since", "until")

CLOCK_RULES: tuple[Rule, ...] = (
    rule(_check_suspensions, *_SUSPENDED),
    rule(_check_running, *_SUSPENDED, "status"),
    rule(_check_finished, "finished", "status"),
    rule(_check_order, "since", "finished", "due"),
    rule(_check_days_off, "holidays", "workdays", "policy"),
)
CLOCK_ADVICE: tuple[Rule, ...] = (
    rule(_advise_suspended, *_SUSPENDED, "status"),
    rule(_advise_approver, "approved_by", "status"),
)
