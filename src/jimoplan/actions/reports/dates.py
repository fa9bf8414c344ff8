"""export: the days that people keep in mind, for a calendar."""

from datetime import date, datetime, time
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.history.as_of import ask_plan
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.reports.source import open_faultless
from jimoplan.core.assessment.assess import assess
from jimoplan.core.desk.dates import KeptDays, find_days
from jimoplan.core.history.commits import BEIJING
from jimoplan.core.views.query import view_tasks
from jimoplan.core.views.views import head_answer


class DatesOfPlan(NamedTuple):
    """The days, the plan's file, and when the plan came to say so: its last commit.

    Without a commit it is the beginning of the day asked about, in Beijing.
    """

    kept: KeptDays
    path: Path
    since: datetime


def gather_dates(
    file: Path | None, start: Path, day: date, today: date, department: str | None = None
) -> DatesOfPlan:
    """The days of the plan as it was at the end of a day, all or those of a department.

    Raises UnknownNameError for an unknown department, JimoplanError where the plan cannot be read.
    """
    source = open_faultless(file, start, day, today)
    assessment = assess(source.plan, day)
    found = None
    if department is not None:
        found = ask_plan(
            lambda plan: find_department(plan, department), source.plan, source.workplace, day
        )
    names = None if found is None else (found.name,)
    days, undated = find_days(view_tasks(source.plan, assessment), assessment, names)
    heading = head_answer(source.plan, day, source.notes)  # no light is told of here
    kept = KeptDays(heading, found.name if found else None, days, undated)
    commit = source.origin.commit
    since = commit.committed if commit else datetime.combine(day, time(), BEIJING)
    return DatesOfPlan(kept, source.workplace.path, since)
