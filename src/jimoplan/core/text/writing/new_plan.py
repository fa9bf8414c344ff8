"""The text of a plan that has none yet."""

from collections.abc import Callable, Sequence
from datetime import date

from jimoplan.core.changes.diff import diff
from jimoplan.core.plan.header import Header, Period
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.rewrite import rewrite

_BLANK = """\
# yaml-language-server: $schema=plan.schema.json
schema: 1
plan:
  unit: 单位
  title: 标题
  period: {start: 2000-01-01, end: 2000-12-31}
departments: []
sections: []
"""


def write_new_plan(
    unit: str, title: str, days: tuple[date, date], departments: Sequence[Department]
) -> str:
    """A plan without sections of a unit, a title, its first and last day, and some departments."""
    start, end = days
    head = Header(unit=unit, title=title, period=Period(start=start, end=end))
    return _write(
        lambda blank: blank.model_copy(update={"plan": head, "departments": tuple(departments)})
    )


def write_plan(plan: Plan) -> str:
    """The text of a whole plan, every part of it in its usual form."""
    return _write(lambda _: plan)


def _write(make: Callable[[Plan], Plan]) -> str:
    """The text of what is made of a plan that has nothing in it."""
    blank = load(_BLANK, with_advice=False)
    if blank.plan is None:
        raise ValueError("the blank plan is no plan")
    plan = make(blank.plan)
    return rewrite(blank, diff(blank.plan, plan), plan)
