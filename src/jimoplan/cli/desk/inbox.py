"""`jimoplan inbox`."""

from pathlib import Path

from jimoplan.actions.desk.inbox import open_inbox
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.asked import read_as_of
from jimoplan.cli.shared.options import (
    AsOf,
    DepartmentName,
    FormatName,
    OutputFile,
    PlanFile,
    read_output,
)
from jimoplan.core.desk.inbox_answer import answer_inbox


def run(
    *,
    dept: DepartmentName = None,
    as_of: AsOf = None,
    format_: FormatName = "table",
    output: OutputFile = None,
    file: PlanFile = None,
) -> None:
    """Answer what waits for whoever asks: to review, to report, to chase."""
    wanted, (day, today) = read_output(format_, output, file), read_as_of(as_of, file)
    write_answer(answer_inbox(open_inbox(file, Path.cwd(), day, today, dept)), wanted)
