"""`jimoplan status`."""

from pathlib import Path

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import give_overview, list_duties
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.options import (
    AsOf,
    DepartmentName,
    FormatName,
    LeaderName,
    PlanFile,
    SectionNames,
    read_as_of,
    read_format,
)
from jimoplan.core.views.answers import answer_duties, answer_overview


def run(
    *,
    dept: DepartmentName = None,
    leader: LeaderName = None,
    section: SectionNames = None,
    as_of: AsOf = None,
    format_: FormatName = "table",
    file: PlanFile = None,
) -> None:
    """Answer where the plan stands, or what a department or a leader has to do."""
    wanted, (day, today) = read_format(format_), read_as_of(as_of)
    where = (file, Path.cwd(), day, today)
    if dept is None:
        overview = answer_as_of(
            *where, lambda plan: give_overview(plan, day, section or (), leader)
        )
        answer = answer_overview(overview)
    else:
        duties = answer_as_of(
            *where, lambda plan: list_duties(plan, day, dept, section or (), leader)
        )
        answer = answer_duties(duties)
    write_answer(answer, wanted)
