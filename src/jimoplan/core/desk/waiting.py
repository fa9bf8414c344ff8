"""What is reported as done and waits for a review: for how long, and who may not give it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.duties import duties_of
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Review
from jimoplan.core.plan.rights import address_of, marks_of, people_of, rights_of
from jimoplan.core.plan.words import Status, Verdict
from jimoplan.core.views.query import Row, TaskView


class ToReview(NamedTuple):
    """An item that is 已完成: since when that is known, and how many working days it has waited.

    `since` is None where no day is on record. `why_not` says why the one who asks may not review
    it, '' where they may.
    """

    row: Row
    since: date | None
    days: int
    why_not: str = ""

    @property
    def returns(self) -> tuple[Review, ...]:
        """The reviews that returned it before, the oldest first."""
        return tuple(r for r in self.row.item.reviews if r.result is Verdict.RETURNED)


def find_to_review(
    plan: Plan, views: Iterable[TaskView], assessment: Assessment, address: str | None
) -> tuple[ToReview, ...]:
    """What waits for a review, the longest first, for whoever has an address.

    Nobody is kept from anything where it is not known who asks.
    """
    rows = (row for view in views for row in (view.row, *view.measures))
    found = [
        _wait(plan, row, assessment, address) for row in rows if row.item.status is Status.COMPLETED
    ]
    return tuple(sorted(found, key=lambda waiting: waiting.since or date.min))


def say_why_not(plan: Plan, task: Task, item: Item, address: str) -> str:
    """Why somebody may not review an item, by the plan's people and who it says has reported it.

    '' where they may, as far as the plan tells: who committed the report, it does not.
    """
    submitter = item.submitted_by
    if submitter and marks_of(plan, address) & marks_of(plan, address_of(submitter)):
        return "是您自己报的,请另一位同志审核"
    rights = rights_of(plan, address)
    main = duties_of(effective_owners(item, task), Departments(plan.departments)).main
    if not people_of(plan) or rights.supervises or rights.approves_for & main:
        return ""
    return "由别的分管领导或督查审核" if rights.people else f"{address} 不在人员名单里"


def _wait(plan: Plan, row: Row, assessment: Assessment, address: str | None) -> ToReview:
    found, item = row.assessment, row.item
    since = item.submitted or (found.finish.day if found.finish else None)
    days = assessment.calendar.working_days(since, assessment.as_of) if since else 0
    why_not = say_why_not(plan, row.task, item, address) if address else ""
    return ToReview(row, since, max(days, 0), why_not)
