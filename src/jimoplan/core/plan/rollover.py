"""rollover: next year's plan, begun with what this one leaves unfinished."""

import re
from calendar import monthrange
from datetime import date

from jimoplan.core.plan.fields import ID_PATTERN
from jimoplan.core.plan.header import Header, Period
from jimoplan.core.plan.items import Item, Measure, Task
from jimoplan.core.plan.model import Plan, Section
from jimoplan.core.plan.records import CarriedFrom, Suspension
from jimoplan.core.plan.words import DONE, Kind, Status

RECURRING = frozenset({Kind.CONTINUOUS, Kind.PERIODIC})
"""The kinds of measures that are taken up again every year."""

_LATEST = 9999
_PUBLISHED = ("number", "text", "clause", "form")
_OF_ITS_YEAR = (
    *("status", "reason", "approved_by", "since", "due_changes", "suspensions"),
    *("finished", "submitted", "submitted_by", "reviews", "remarks", "evidence", "updates"),
)


def next_period(period: Period, year: int) -> Period | None:
    """The period as long that starts in a year; None where that is no year after the old one."""
    by = year - period.start.year
    if not period.end.year + by <= _LATEST or year <= period.start.year:
        return None
    shifted = Period(start=_shift(period.start, by), end=_shift(period.end, by))
    return shifted if shifted.start > period.end else None


def next_year(period: Period) -> int:
    """The first year in which a period as long can start: for one from April that of its end."""
    return next(
        (year for year in range(period.start.year + 1, _LATEST) if next_period(period, year)),
        period.end.year + 1,
    )


def carry_over(plan: Plan, period: Period, *, everything: bool = False) -> Plan:
    """The plan of the next period: what is unfinished, as it begins anew, departments and fields.

    `everything` takes recurring measures along even if they are finished. Nothing of the published
    document, of the old deadlines, reports and records comes along, and no section without items.
    """
    return _CarryingOver(plan, period, everything=everything).make()


class _CarryingOver:
    def __init__(self, plan: Plan, period: Period, *, everything: bool) -> None:
        self._plan = plan
        self._period = period
        self._everything = everything

    def make(self) -> Plan:
        old = self._plan.plan
        title = _retitle(old.title, old.period, self._period.start.year - old.period.start.year)
        head = Header(
            unit=old.unit,
            title=title,
            period=self._period,
            doc_code=old.doc_code,
            signer=old.signer,
            fields=old.fields,
        )
        days_off = {"holidays": (), "workdays": ()}
        update = {
            "plan": head,
            "policy": self._plan.policy.model_copy(update=days_off),
            **self._below(self._plan),
        }
        return self._plan.model_copy(update=update)

    def _below(self, part: Plan | Section) -> dict[str, tuple[Task, ...] | tuple[Section, ...]]:
        """The tasks and the sections of a part that come along."""
        sections = (self._section(section) for section in part.sections)
        return {
            "tasks": tuple(task for old in part.tasks for task in self._task(old)),
            "sections": tuple(each for each in sections if each.tasks or each.sections),
        }

    def _section(self, section: Section) -> Section:
        """A section as it comes along, so that the new document may have one of the same number."""
        known = section.id or section.number or ""
        of_its_year = f"{self._plan.plan.period.start.year}年{known}"
        if re.match("[0-9]{4}年", known) or not re.fullmatch(ID_PATTERN, of_its_year):
            of_its_year = known if section.id else ""
        update = {"id": of_its_year or None, "text": None, "form": None, **self._below(section)}
        return section.model_copy(update=update)

    def _task(self, task: Task) -> tuple[Task, ...]:
        measures = tuple(measure for measure in task.measures if self._comes(measure))
        if task.status is Status.CANCELLED or not (measures or self._comes(task)):
            return ()
        number = self._new_id(task)
        below = tuple(self._measure(measure, number) for measure in measures)
        return (task.model_copy(update={**self._begin(task, number), "measures": below}),)

    def _comes(self, item: Task | Measure) -> bool:
        if item.status in DONE:
            return self._everything and item.is_leaf and item.kind in RECURRING
        return item.status is not Status.CANCELLED

    def _measure(self, measure: Measure, task: str) -> Measure:
        number = f"{task}-{measure.id.rpartition('-')[2]}"
        return measure.model_copy(update=self._begin(measure, number))

    def _new_id(self, task: Task) -> str:
        """What a task is called beside those of the new document, whose ids begin anew.

        It names the year that the task is of; one that was carried over before has that already.
        """
        if task.carried_from.id is not None:
            return task.id
        return f"{self._plan.plan.period.start.year}年{task.id}"

    def _begin(self, item: Item, number: str) -> dict[str, object]:
        """The fields in which an item differs that begins anew under an id."""
        return {
            **_usual(type(item), *_PUBLISHED, *_OF_ITS_YEAR),
            **self._status(item),
            "due": item.due if item.due and item.due >= self._period.start else None,
            "milestones": tuple(m for m in item.milestones if m.due >= self._period.start),
            "id": number,
            "carried_from": CarriedFrom(plan=self._plan.plan.title, id=item.id),
        }

    def _status(self, item: Item) -> dict[str, object]:
        """How an item begins: what was begun goes on, what is suspended is so from the first day.

        Before that its clock does not run anyway; since when it rests is in the old plan.
        """
        if item.status is not Status.SUSPENDED or item.reason is None:
            begun = item.status is Status.IN_PROGRESS
            return {"status": Status.IN_PROGRESS if begun else Status.NOT_STARTED}
        running = [entry for entry in item.suspensions if entry.until is None]
        approver = running[-1].approved_by if running else None
        rest = Suspension(since=self._period.start, reason=item.reason, approved_by=approver)
        return {"status": item.status, "reason": item.reason, "suspensions": (rest,)}


def _usual(kind: type[Item], *fields: str) -> dict[str, object]:
    """What counts where the fields are not written."""
    return {field: kind.model_fields[field].get_default() for field in fields}


def _shift(day: date, years: int) -> date:
    """The same day of another year; the last of February stays the last."""
    year = day.year + years
    last = monthrange(year, day.month)[1]
    was_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, last if was_last else day.day)


def _retitle(title: str, period: Period, by: int) -> str:
    """The title with the years of the period replaced by those as many years later."""

    def later(found: re.Match[str]) -> str:
        year = int(found[0])
        return str(year + by) if period.start.year <= year <= period.end.year else found[0]

    return re.sub(r"(?<![0-9])[0-9]{4}(?![0-9])", later, title)
