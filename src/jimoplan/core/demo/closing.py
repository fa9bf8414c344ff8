"""How the year ends: tasks reported as done, and in January closed by whoever signs."""

from collections.abc import Iterator
from datetime import date

from jimoplan.core.demo.chance import Chance
from jimoplan.core.demo.people import EDUCATION, EDUCATION_LATER, leader_of, reporter_of
from jimoplan.core.demo.step import Step, at_work, later, report, review, working_day
from jimoplan.core.plan.model import Kind, Plan, Status
from jimoplan.core.workflow.record import ProgressEntry

_DONE = ("1", "2", "3", "4", "5", "6", "7", "9", "11", "12", "15", "17", "20")
"""The tasks of which nothing is left open."""

_CLOSED = frozenset({"5", "7", "9"})
"""The tasks that are closed altogether by the end of January."""


def tell_closing(plan: Plan, chance: Chance) -> Iterator[Step]:
    """The last steps; some of what is done waits for its review beyond the end."""
    tasks = {task.id: task for task in plan.tasks()}
    for number in _DONE:
        who = reporter_of(number)
        who = EDUCATION_LATER if who is EDUCATION else who
        day = date(2024, 12, 31)
        done = ProgressEntry(day, Status.COMPLETED, submitter=str(who))
        yield report(at_work(working_day(date(2025, 1, 2)), chance), who, [(number, done)])
        leader = leader_of(number)
        last = date(2025, 1, 3)
        for measure in tasks[number].measures:
            wanted = number in _CLOSED or chance.happens(20)
            if measure.kind is Kind.CONTINUOUS and wanted:
                last = later(date(2025, 1, 3), chance.below(12))
                yield review(at_work(last, chance), leader, measure.id)
        if number in _CLOSED:
            yield review(at_work(later(date(2025, 1, 17), chance.below(4)), chance), leader, number)
