"""What to say to whoever puts off a deadline that has passed."""

from collections.abc import Iterable, Iterator

from jimoplan.core.assessment.calendar import working_days
from jimoplan.core.changes.items import each_named
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.workflow.deadlines import is_extended_late


def tell_late(before: Plan, after: Plan, ids: Iterable[str]) -> Iterator[str]:
    """For each item named whose deadline was put off after it had passed, how late that was."""
    ids = tuple(ids)
    pairs = zip(each_named(before, ids), each_named(after, ids), strict=True)
    for (_, was), (_, now) in pairs:
        for change in now.due_changes[len(was.due_changes) :]:
            if is_extended_late(change, now.due):
                days = working_days(change.due, change.changed)
                ago = f"{days}个工作日" if days else "(还没有到下一个工作日)"
                yield f"{name_of(now)} 的原时限 {change.due} 已过{ago},办结时按延期办结计"
