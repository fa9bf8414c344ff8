"""What to say to whoever moves a deadline that has passed, or suspends work after it has."""

from collections.abc import Iterable, Iterator
from datetime import date

from jimoplan.core.assessment import wording
from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.assessment.clock import item_clock
from jimoplan.core.changes.items import each_named
from jimoplan.core.plan.extensions import late_extensions
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import DueChange
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.workflow.suspension import open_suspension


def tell_late(before: Plan, after: Plan, ids: Iterable[str]) -> Iterator[str]:
    """For each item named whose deadline was put off after it had passed, how late that was."""
    calendar = WorkCalendar(after.policy)
    for item, change in _moved(before, after, ids):
        if change in late_extensions(item):
            ago = wording.say_passed(calendar.working_days(change.due, change.changed))
            yield f"{name_of(item)} 的原时限 {change.due} {ago},办结时按延期办结计"


def tell_passed(before: Plan, after: Plan, ids: Iterable[str], today: date) -> Iterator[str]:
    """For each item named whose new deadline is over already, that it is."""
    for item, _ in _moved(before, after, ids):
        if item.due and item.due < today:
            yield f"{name_of(item)} 的新时限 {item.due} 已过"


def tell_suspended(before: Plan, after: Plan, ids: Iterable[str], today: date) -> Iterator[str]:
    """For each item named that is suspended although its deadline has passed, what counts no more.

    So it is where a suspension is written down with a day of before the deadline, after it.
    """
    calendar, ids = WorkCalendar(after.policy), tuple(ids)
    pairs = zip(each_named(before, ids), each_named(after, ids), strict=True)
    for (task, was), (_, now) in pairs:
        begun = open_suspension(now)
        clock = item_clock(was, task, before.plan.period)
        if begun is None or begun == open_suspension(was) or clock.due >= today:
            continue
        ago = wording.say_passed(
            clock.working_days(clock.due, today, calendar),
            clock.resting_days(clock.due, today, calendar),
        )
        yield (
            f"注意:{name_of(now)} 的原时限 {clock.due} {ago};"
            f"暂缓从 {begun.since} 起,其间的天数不计逾期"
        )


def _moved(
    before: Plan, after: Plan, ids: Iterable[str]
) -> Iterator[tuple[Task | Measure, DueChange]]:
    """The items named whose deadline was moved, each with the record of it."""
    ids = tuple(ids)
    pairs = zip(each_named(before, ids), each_named(after, ids), strict=True)
    for (_, was), (_, now) in pairs:
        yield from ((now, change) for change in now.due_changes[len(was.due_changes) :])
