"""`jimoplan status`."""

from pathlib import Path

from jimoplan.actions.plan.ask import give_overview, list_duties
from jimoplan.actions.plan.workplace import open_plan
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.options import (
    AsOf,
    DepartmentName,
    FormatName,
    PlanFile,
    SectionNames,
    read_day,
    read_format,
)
from jimoplan.core.views.answers import answer_duties, answer_overview


def run(
    *,
    dept: DepartmentName = None,
    section: SectionNames = None,
    as_of: AsOf = None,
    format_: FormatName = "table",
    file: PlanFile = None,
) -> None:
    """Answer where the plan stands, or what a department has to do."""
    wanted, day = read_format(format_), read_day(as_of)
    plan = open_plan(file, Path.cwd()).rely()
    if dept is None:
        answer = answer_overview(give_overview(plan, day, section or ()))
    else:
        answer = answer_duties(list_duties(plan, day, dept, section or ()))
    write_answer(answer, wanted)
