"""What a department is reminded of in a message: its red and yellow items, and what was returned.

They are those of its letters. Departments are named, never people.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jimoplan.core.assessment.alarms import AlarmSort
from jimoplan.core.assessment.lights import Light
from jimoplan.core.assessment.said import say_return
from jimoplan.core.desk.owed import find_owed
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.reports.letters import Grounds, find_matters, gather_grounds
from jimoplan.core.reports.matters import Matter, collect_matters, write_days_out
from jimoplan.core.views.views import Heading, make_heading


class Cause(StrEnum):
    """Why a department is reminded of something, the gravest first."""

    RED = "红灯"
    MISSING = "应报未报"
    RETURNED = "退回"
    DUE_SOON = "临期"
    SILENT = "久未填报"
    BEHIND = "滞后"


class Reminded(NamedTuple):
    """An item that a department is reminded of, and why."""

    cause: Cause
    matter: Matter

    @property
    def why(self) -> str:
        """Its deadline and the computed reasons; of a return what was said of it as well."""
        matter, returned = self.matter, self.matter.row.assessment.returned
        due = (f"时限{matter.deadline}",) if _counts_deadline(matter) else ()
        own = in_full_width(";".join((*due, *matter.reasons)))
        if returned is None:
            return own
        said = say_return(returned)
        head = in_full_width(write_days_out(said.head))
        return "；".join(filter(None, (own, f"{head}{'：' if said.text else ''}{said.text}")))


class Reminder(NamedTuple):
    """A message to a department with its items, the gravest first; `as_of` is the day of it."""

    department: str
    as_of: date
    items: tuple[Reminded, ...]

    def of(self, cause: Cause) -> tuple[Reminded, ...]:
        """The items that it is reminded of for one cause."""
        return tuple(each for each in self.items if each.cause is cause)

    @property
    def counts(self) -> str:
        """How many items of each cause there are: 红灯2项、临期1项."""
        found = ((cause, len(self.of(cause))) for cause in Cause)
        return "、".join(f"{cause}{number}项" for cause, number in found if number)


class Reminders(NamedTuple):
    """The messages to departments; `nothing` are those that there is nothing to remind of."""

    heading: Heading
    messages: tuple[Reminder, ...]
    nothing: tuple[str, ...]


def _counts_deadline(matter: Matter) -> bool:
    """Whether a deadline is worth telling: not the plan's end, where that is not what is near."""
    found = matter.row.assessment
    sorts = {alarm.sort for alarm in found.alarms}
    return not found.due_is_default or bool(sorts & {AlarmSort.OVERDUE, AlarmSort.DUE_SOON})


def gather_reminders(plan: Plan, as_of: date, departments: Iterable[Department]) -> Reminders:
    """What each of some departments is reminded of as of a day."""
    grounds = gather_grounds(plan, as_of)
    written = [
        Reminder(department.name, as_of, tuple(_find_items(grounds, department)))
        for department in departments
    ]
    return Reminders(
        make_heading(plan, grounds.now),
        tuple(message for message in written if message.items),
        tuple(message.department for message in written if not message.items),
    )


def _find_items(grounds: Grounds, department: Department) -> Iterator[Reminded]:
    red = list(find_matters(grounds, department, Light.RED))
    red.sort(key=lambda matter: -matter.row.assessment.overdue_days)
    yellow = list(find_matters(grounds, department, Light.YELLOW))
    returned = list(_find_returned(grounds, department))
    sent_back = {matter.row.item.id for matter in returned}
    found = [Reminded(Cause.RED, matter) for matter in red]
    found += [
        Reminded(_cause_of(matter), matter)
        for matter in yellow
        if matter.row.item.id not in sent_back
    ]
    told = {matter.row.item.id for matter in red}
    found += [Reminded(Cause.RETURNED, m) for m in returned if m.row.item.id not in told]
    return iter(sorted(found, key=lambda each: list(Cause).index(each.cause)))


def _find_returned(grounds: Grounds, department: Department) -> Iterator[Matter]:
    """The department's own items that were returned and not reported as done again."""
    owed = find_owed(grounds.views, grounds.now, (department.name,))
    rows = (each.row for each in owed if each.is_own and each.row.assessment.returned)
    return collect_matters(rows, grounds.now.as_of)


_CAUSES = {
    AlarmSort.MISSING: Cause.MISSING,
    AlarmSort.DUE_SOON: Cause.DUE_SOON,
    AlarmSort.STEP_DUE: Cause.DUE_SOON,
    AlarmSort.REPORT_DUE: Cause.DUE_SOON,
    AlarmSort.STALE: Cause.SILENT,
}


def _cause_of(matter: Matter) -> Cause:
    """The gravest cause of a yellow item."""
    sorts = {alarm.sort for alarm in matter.row.assessment.alarms}
    causes = {cause for sort, cause in _CAUSES.items() if sort in sorts}
    return min(causes, key=list(Cause).index, default=Cause.BEHIND)
