"""remind: what each department is to be reminded of."""

from datetime import date
from pathlib import Path

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.given import Asked
from jimoplan.core.plan.model import Plan
from jimoplan.core.reports.reminders import Reminders, gather_reminders


def remind(
    file: Path | None, start: Path, day: date, today: date, department: str | None = None
) -> Reminders:
    """The messages to all departments, or to one, by the plan that a day means.

    Raises UnknownNameError or AmbiguousNameError for a department, and what answer_as_of does.
    """

    def ask(plan: Plan) -> Reminders:
        named = (find_department(plan, department),) if department else plan.departments
        return gather_reminders(plan, day, named)

    return answer_as_of(Asked(file, start, day, today), ask)
