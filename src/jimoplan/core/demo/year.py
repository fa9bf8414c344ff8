"""The year as it was: every step in order, with the plan before and after it."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from jimoplan.core.demo.beginning import REGISTERED, tell_beginning
from jimoplan.core.demo.chance import Chance
from jimoplan.core.demo.closing import tell_closing
from jimoplan.core.demo.figures import tell_figures
from jimoplan.core.demo.people import SUPERVISOR
from jimoplan.core.demo.routine import tell_routine
from jimoplan.core.demo.step import Step, at_work
from jimoplan.core.demo.ways import tell_results
from jimoplan.core.plan.model import Plan

_SEED = 2024
MARK = "(示例数据)"
_COMMENT = (
    "# 示例数据:任务和举措是公布的2024年工作要点,人员、进展、问题、时限都是编造的,"
    "由 jimoplan demo 生成,供试用。\n#\n"
)


class Scene(NamedTuple):
    """A step that has been taken, and what the plan says after it.

    `apart` is what it said where the step was taken by somebody who had not seen the one before;
    the two have then been merged.
    """

    step: Step
    plan: Plan
    apart: Plan | None = None


def mark_text(text: str) -> str:
    """The shipped plan's text with the remark that what follows is made up."""
    line, end, rest = text.partition("\n")
    if not line.startswith("# yaml-language-server"):
        line, end, rest = "", "", text
    rest = rest.removeprefix("#\n").replace("(以下均为默认值)", "")
    return f"{line}{end}#\n{_COMMENT}{rest}"


def register(plan: Plan) -> Scene:
    """The year's first step: the plan with its mark in the title."""
    header = plan.plan.model_copy(update={"title": f"{plan.plan.title}{MARK}"})
    marked = plan.model_copy(update={"plan": header})
    at = at_work(REGISTERED, Chance(_SEED))
    return Scene(Step(at, SUPERVISOR, (), lambda _: marked), marked)


def tell_year(plan: Plan) -> Iterator[Scene]:
    """What became of a marked plan over the year, from the day after it was registered."""
    chance = Chance(_SEED)
    told = chain(
        tell_beginning(plan, chance),
        tell_routine(plan, chance),
        tell_results(chance),
        tell_figures(chance),
        tell_closing(plan, chance),
    )
    base = plan
    last: Step | None = None
    merged: set[tuple[int, int]] = set()
    for step in sorted(told, key=lambda step: step.at):
        month = (step.at.year, step.at.month)
        if last and month not in merged and _passed_each_other(last, step):
            merged.add(month)
            apart, last = step.make(base), None
        else:
            apart, last = None, step
        base, plan = plan, step.make(plan)
        yield Scene(step, plan, apart)


def _passed_each_other(one: Step, other: Step) -> bool:
    """Whether two people worked on different tasks on the same day, one after the other."""
    tasks = [{number.partition("-")[0] for number in step.asked} for step in (one, other)]
    return (
        one.at.date() == other.at.date()
        and one.who != other.who
        and all(tasks)
        and tasks[0].isdisjoint(tasks[1])
    )
