"""The rules of milestones: before the deadline, each once, with something to reach."""

from collections.abc import Iterator
from datetime import date

from jimoplan.core.assessment.clock import item_clock
from jimoplan.core.assessment.percent import FULL
from jimoplan.core.input.days import guess_deadline
from jimoplan.core.plan.deadline import plain_day, read_deadline
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import each_item, each_leaf, name_of
from jimoplan.core.plan.words import Kind
from jimoplan.core.rules.findings import Finding, Rule, rule
from jimoplan.core.text.document import Path
from jimoplan.errors import nearest_names

_WITH_TARGETS = frozenset({Kind.ONE_OFF, Kind.INDICATOR})


def _check_days(plan: Plan) -> Iterator[Finding]:
    for path, task, item in each_leaf(plan):
        clock = item_clock(item, task, plan.plan.period)
        seen: set[date] = set()
        for index, milestone in enumerate(item.milestones):
            place = (*path, "milestones", index, "due")
            if plain_day(milestone.due) > clock.due and not clock.due_text:
                yield Finding(
                    "E227",
                    place,
                    f"{name_of(item)} 的节点 {milestone.due} 晚于它的完成时限 "
                    f"{clock.due_as_written or clock.due}",
                    "改正其中一个;时限要延后的,用 jimoplan update --due",
                )
            if plain_day(milestone.due) in seen:
                yield Finding(
                    "E227",
                    place,
                    f"{name_of(item)} 有两个节点都到 {plain_day(milestone.due)},分不清",
                    "合成一个节点,或改正日期",
                )
            seen.add(plain_day(milestone.due))


def _check_content(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        for index, milestone in enumerate(item.milestones):
            place = (*path, "milestones", index)
            if milestone.target is None and milestone.text is None:
                yield Finding(
                    "E228",
                    (*place, "due"),
                    f"{name_of(item)} 的节点 {milestone.due} 没有写要做到什么",
                    "加上 text: 要做到什么,或 target: 要达到的数",
                )
            yield from _check_target(place, item, milestone.target)


def _check_target(place: Path, item: Item, target: object) -> Iterator[Finding]:
    if target is None:
        return
    if item.kind not in _WITH_TARGETS:
        yield Finding(
            "E213",
            (*place, "target"),
            f"{item.id} 是{item.kind}类,节点用不上 target",
            "要做到什么,写在 text 里",
        )
    elif item.kind is Kind.ONE_OFF and not 0 <= float(str(target)) <= FULL:
        yield Finding(
            "E106",
            (*place, "target"),
            f"{item.id} 的节点进度写的 {target} 超出范围",
            "写 0 到 100,不写百分号",
        )


def _check_reports(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        known = [str(milestone.due) for milestone in item.milestones]
        for index, update in enumerate(item.updates):
            if update.milestone is None or str(update.milestone) in known:
                continue
            near = nearest_names(str(update.milestone), known)[:1]
            listed = f"这一项的节点有:{'、'.join(known)}" if known else "这一项没有节点"
            yield Finding(
                "E229",
                (*path, "updates", index, "milestone"),
                f"{name_of(item)} 没有 {update.milestone} 的节点",
                f"{f'您是否想写 {near[0]}?' if near else ''}{listed}",
            )


def _advise_words(plan: Plan) -> Iterator[Finding]:
    for path, item in each_item(plan):
        if item.due_text is None:
            continue
        place, name = (*path, "due_text"), name_of(item)
        if item.due:
            yield Finding(
                "W334",
                place,
                f"{name} 有完成时限 {item.due},时限表述“{item.due_text}”不显示",
                "只留一个:有日子的写 due,没有日子的写 due_text",
            )
        elif read_deadline(item.due_text) or guess_deadline(item.due_text):
            meant = guess_deadline(item.due_text) or item.due_text
            yield Finding(
                "W334",
                place,
                f"{name} 的时限表述“{item.due_text}”是一个日子,写在这里不算逾期、临期",
                f"写成 due: {meant}",
            )


MILESTONE_ADVICE: tuple[Rule, ...] = (rule(_advise_words, "due", "due_text"),)

MILESTONE_RULES: tuple[Rule, ...] = (
    rule(_check_days, "milestones", "due", "end", "period", "plan", "since"),
    rule(_check_content, "milestones", "target", "text", "kind"),
    rule(_check_reports, "milestones", "milestone", "due"),
)
