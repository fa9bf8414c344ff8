"""What a plan itself records of the last days: reports, reviews, remarks and changed deadlines."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from jimoplan.core.plan.deadline import say_deadline
from jimoplan.core.plan.header import Period
from jimoplan.core.views.people import without_address
from jimoplan.core.views.query import Row, TaskView

DAYS = 30
"""How many days back one looks."""


class PlanRecord(NamedTuple):
    """An entry in the plan: its day, of which item, what it is, by whom, and in what words."""

    day: date
    row: Row
    what: str
    by: str
    text: str


def find_records(views: Iterable[TaskView], as_of: date, period: Period) -> tuple[PlanRecord, ...]:
    """What was entered for some items in the days up to a day, the latest first.

    `period` is the plan's: deadlines within it are told without their year.
    """
    since = as_of - min(timedelta(days=DAYS), as_of - date.min)
    rows = {row.item.id: row for view in views for row in (view.row, *view.measures)}
    found = [entry for row in rows.values() for entry in _entries(row, period)]
    lately = (entry for entry in found if since < entry.day <= as_of)
    return tuple(sorted(lately, key=lambda entry: entry.day, reverse=True))


def _entries(row: Row, period: Period) -> Iterator[PlanRecord]:
    item = row.item
    for update in item.updates:
        who = update.dept or update.by or ""
        yield PlanRecord(update.date, row, "填报", who, update.note or "")
    for review in item.reviews:
        yield PlanRecord(
            review.date, row, review.result, without_address(review.by), review.reason or ""
        )
    for remark in item.remarks:
        yield PlanRecord(
            remark.date, row, remark.kind, without_address(remark.by or ""), remark.text
        )
    for change in item.due_changes:
        what = f"时限调整(原时限{say_deadline(change.due, period)})"
        yield PlanRecord(
            change.changed, row, what, without_address(change.approved_by), change.reason
        )
