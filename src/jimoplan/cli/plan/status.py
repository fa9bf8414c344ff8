"""`jimoplan status`."""

from pathlib import Path

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import give_overview, list_duties
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.options import (
    AsOf,
    DepartmentName,
    Format,
    FormatName,
    LeaderName,
    OutputFile,
    PlanFile,
    SectionNames,
    read_output,
)
from jimoplan.cli.shared.typed import read_as_of
from jimoplan.core.views.answers import answer_duties, answer_overview
from jimoplan.core.views.ended import is_over, tell_what_comes_after


def run(
    *,
    dept: DepartmentName = None,
    leader: LeaderName = None,
    section: SectionNames = None,
    as_of: AsOf = None,
    format_: FormatName = "table",
    output: OutputFile = None,
    file: PlanFile = None,
) -> None:
    """Answer where the plan stands, or what a department or a leader has to do."""
    wanted, (day, today) = read_output(format_, output, file), read_as_of(as_of, file)
    where = (file, Path.cwd(), day, today)
    is_asked = as_of is not None or wanted.format is not Format.TABLE
    if dept is None:
        overview = answer_as_of(
            *where, lambda plan: give_overview(plan, day, section or (), leader)
        )
        lit = is_asked or not is_over(overview.heading.about)
        answer = answer_overview(overview, lit=lit)
    else:
        duties = answer_as_of(
            *where, lambda plan: list_duties(plan, day, dept, section or (), leader)
        )
        lit = is_asked or not is_over(duties.heading.about)
        answer = answer_duties(duties, lit=lit)
    if not lit:
        told = tell_what_comes_after(answer.about)
        answer = answer._replace(sentences=(*told, *answer.sentences))
    write_answer(answer, wanted)
