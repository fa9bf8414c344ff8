"""What was told of an item in words that say there is nothing: no problem, no next step."""

from collections.abc import Iterator, Sequence

from jimoplan.actions.changing.told import Told
from jimoplan.core.changes.items import each_named
from jimoplan.core.display.short import cut_short
from jimoplan.core.input.nothing import says_nothing
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.traverse import name_of

READ_AS = {
    "problem": ("问题", "没有问题"),
    "solved": ("问题解决", "没有解决"),
    "next": ("下一步", "没有下一步"),
}
"""The texts of a report that can say that there is nothing: how each is called and read then."""


def leave_out_unsaid(told: Told) -> Told:
    """The same without those texts."""
    meant = {field: getattr(told, field) for field in READ_AS if field not in _unsaid_of(told)}
    problem, solved, following = map(meant.get, READ_AS)
    return told._replace(problem=problem, solved=solved, next=following)


def tell_unsaid(plan: Plan, ids: Sequence[str], told: Told) -> Iterator[str]:
    """How those texts are read; that no problem now settles none of before."""
    unsaid = _unsaid_of(told)
    for field, text in unsaid.items():
        what, read_as = READ_AS[field]
        yield f"{what}“{text.strip()}”读作{read_as}"
    if "problem" not in unsaid or (told.solved and "solved" not in unsaid):
        return
    for _, item in each_named(plan, ids):
        for before in open_problems(item)[-1:]:
            yield (
                f"{name_of(item)} {before.date} 的问题还没有解决:{cut_short(before.problem or '')};"
                "解决了,用 --solved(填报里写 解决:…)说怎样解决的"
            )


def _unsaid_of(told: Told) -> dict[str, str]:
    """The texts that say there is nothing, by their field."""
    texts = {field: getattr(told, field) for field in READ_AS}
    return {field: text for field, text in texts.items() if text and says_nothing(text)}
