"""inbox: what waits for whoever works here, as of a day."""

from datetime import date
from pathlib import Path

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import choose_views, find_department
from jimoplan.actions.plan.given import Asked
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.core.assessment.assess import assess
from jimoplan.core.desk.inbox import Inbox, gather_inbox
from jimoplan.core.plan.model import Plan


def open_inbox(
    file: Path | None, start: Path, as_of: date, today: date, department: str | None = None
) -> Inbox:
    """What waits for the person whom git's settings name, by the plan that a day means.

    Raises UnknownNameError or AmbiguousNameError for a department, and what answer_as_of does.
    """
    identity = find_workplace(file, start).identity
    address = identity.email if identity else None

    def ask(plan: Plan) -> Inbox:
        assessment = assess(plan, as_of)
        name = find_department(plan, department).name if department else None
        views = choose_views(plan, assessment, name, None)
        return gather_inbox(plan, views, assessment, address, name)

    return answer_as_of(Asked(file, start, as_of, today), ask)
