"""`jimoplan export`: a plan for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.reports.dates import gather_dates
from jimoplan.cli.shared.asked import read_as_of
from jimoplan.cli.shared.files import write_file
from jimoplan.cli.shared.options import AsOf, DepartmentName, PlanFile
from jimoplan.cli.shared.streams import say, write_bytes
from jimoplan.core.display.cells import reveal_line

_CalendarFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="文件", help="写进文件,如 时限.ics;不写则输出到屏幕"),
]


def ics(
    *,
    dept: DepartmentName = None,
    output: _CalendarFile = None,
    as_of: AsOf = None,
    file: PlanFile = None,
) -> None:
    """Write the deadlines, milestones and ends of periods as a calendar."""
    from jimoplan.exchange.calendar import write_calendar

    day, today = read_as_of(as_of, file)
    found = gather_dates(file, Path.cwd(), day, today, dept)
    kept = found.kept
    data = write_calendar(kept, found.since)
    say("".join(f"注:{reveal_line(note)}\n" for note in kept.heading.notes))
    if output is None or output == Path("-"):
        write_bytes(data)
    else:
        write_file(output, data, keep=[found.path])
    undated = f";无明确时限的{kept.undated}项不在里面" if kept.undated else ""
    say(f"共{len(kept.days)}个日程{undated}\n")
