"""What a letter is about, as its title says it (GB/T 9704-2012, 7.3.1: 事由、文种)."""

from collections.abc import Iterable, Sequence

from jimoplan.core.assessment import wording
from jimoplan.core.assessment.alarms import AlarmSort
from jimoplan.core.plan.header import Header
from jimoplan.core.reports.matters import Matter

_FITTING = 28
"""How long an item's title is at most, for a letter's to fill no more than two lines."""


def make_title(head: Header, matters: Sequence[Matter], what: str) -> tuple[str, str]:
    """A letter's title without its sender, in the two parts between which a line may end.

    A single item is named, as in 关于制定工作规则 的督办通知; several, or one whose title is too
    long, by the plan and by what is wrong with them: 关于2024年工作要点逾期事项 的督办通知.
    """
    title = matters[0].row.item.title.rstrip("。.;；,，、 ") if len(matters) == 1 else ""
    if not 0 < len(title) <= _FITTING:
        plan = head.title.removeprefix(head.unit).lstrip()
        title = f"{plan}{_sum_up(matters)}事项"
    return f"关于{title}", f"的{what}"


def say_why(matters: Sequence[Matter]) -> str:
    """What is wrong with red items, in words: not all are past their deadline."""
    return ("或" if len(matters) > 1 else "、").join(wording.say_wrong(_sorts(matters)))


def _sum_up(matters: Iterable[Matter]) -> str:
    """逾期 or 临期、滞后: what lit the items; what is red alone where anything is."""
    sorts = _sorts(matters)
    reds = {sort for sort in sorts if sort.is_red}
    return wording.name_in_title(reds or sorts) or "有关"


def _sorts(matters: Iterable[Matter]) -> set[AlarmSort]:
    return {alarm.sort for matter in matters for alarm in matter.row.assessment.alarms}
