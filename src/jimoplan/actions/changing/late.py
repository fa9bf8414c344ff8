"""What to say to whoever puts off a deadline that has passed, or passes until it is written."""

from collections.abc import Iterable, Iterator
from datetime import date

from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.changes.items import each_named
from jimoplan.core.plan.extensions import late_extensions
from jimoplan.core.plan.model import DueChange, Measure, Plan, Task
from jimoplan.core.plan.traverse import name_of


def tell_late(before: Plan, after: Plan, ids: Iterable[str]) -> Iterator[str]:
    """For each item named whose deadline was put off after it had passed, how late that was."""
    calendar = WorkCalendar(after.policy)
    for item, change in _moved(before, after, ids):
        if change in late_extensions(item):
            days = calendar.working_days(change.due, change.changed)
            ago = f"{days}个工作日" if days else "(还没有到下一个工作日)"
            yield f"{name_of(item)} 的原时限 {change.due} 已过{ago},办结时按延期办结计"


def advise_basis(before: Plan, after: Plan, ids: Iterable[str], today: date) -> Iterator[str]:
    """For each item whose passed deadline was put off by a day before it, that audits ask why."""
    for item, change in _moved(before, after, ids):
        if change.changed <= change.due < today and item.due and item.due > change.due:
            yield (
                f"注意:{name_of(item)} 的原时限 {change.due} 已过,调整日期写的是 {change.changed},"
                "审计要求写明依据;请加上 --plan-reason 说明"
            )


def _moved(
    before: Plan, after: Plan, ids: Iterable[str]
) -> Iterator[tuple[Task | Measure, DueChange]]:
    """The items named whose deadline was moved, each with the record of it."""
    ids = tuple(ids)
    pairs = zip(each_named(before, ids), each_named(after, ids), strict=True)
    for (_, was), (_, now) in pairs:
        yield from ((now, change) for change in now.due_changes[len(was.due_changes) :])
