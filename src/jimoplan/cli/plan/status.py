"""`jimoplan status`."""

from jimoplan.actions.plan.given import Asked, give_again
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.asked import read_asked
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
from jimoplan.core.views.answer import Answer


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
    wanted, asked = read_output(format_, output, file), read_asked(as_of, file)
    is_asked = as_of is not None or wanted.format is not Format.TABLE
    question = ("status", dept, leader, section, is_asked)

    def make(read: Asked) -> Answer:
        from jimoplan.cli.plan.standing import answer_status

        return answer_status(read, dept, tuple(section or ()), leader, always_lit=is_asked)

    write_answer(give_again(asked, question, make, with_data=wanted.format is Format.JSON), wanted)
