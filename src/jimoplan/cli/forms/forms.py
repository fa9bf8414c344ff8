"""`jimoplan forms`, `jimoplan forms send` and `jimoplan forms receive`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.desk.reporting import Manners
from jimoplan.actions.forms.receiving import Received, receive_forms
from jimoplan.actions.forms.sending import FOLDER, Sending, make_forms, tell_sent, write_forms
from jimoplan.cli.changing.changing import Manner, settle, takes_manner
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.answers import write_answer
from jimoplan.cli.shared.asking import ask_if_sure
from jimoplan.cli.shared.options import (
    DepartmentName,
    FormatName,
    OutputFile,
    PlanFile,
    find_commit_day,
    find_today,
    read_output,
)
from jimoplan.cli.shared.progress import at_work
from jimoplan.cli.shared.streams import say
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.forms.received import say_received, tabulate_received, tell_empty, tell_left
from jimoplan.errors import ExitCode, UsageError


def overview(
    *, format_: FormatName = "table", output: OutputFile = None, file: PlanFile = None
) -> None:
    """Answer who was sent a form, who has returned it and who has not."""
    wanted = read_output(format_, output, file)
    write_answer(tell_sent(file, Path.cwd(), find_today()), wanted)


def send(
    *,
    dept: DepartmentName = None,
    all_: Annotated[bool, typer.Option("--all", help="每个有事项要报的部门一份")] = False,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            "-p",
            metavar="期次",
            help="写在表名里的报告期,如 2024-11、2024-W24、2024-Q3",
            autocompletion=complete.periods,
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="写进这个文件夹")
    ] = Path(FOLDER),
    file: PlanFile = None,
) -> int:
    """Write a form for one department or for all."""
    if bool(dept) == all_:
        raise UsageError(
            "要写明发给哪个部门" if not all_ else "--dept 和 --all 只能写一样",
            "加上 --dept 部门,或 --all 每个部门一份",
        )
    with at_work("正在生成填报表"):
        sending = make_forms(file, Path.cwd(), dept, period, find_today())
        written = write_forms(sending, output)
    for path, form in zip(written, sending.forms, strict=True):
        say(f"已写入 {reveal_line(str(path))}({len(form.rows)} 项)\n")
    _tell_sent(sending)
    return ExitCode.FINE


def _tell_sent(sending: Sending) -> None:
    if sending.idle:
        say(f"没有要报的事项,没有做表:{'、'.join(sending.idle)}\n")
    if sending.forms:
        say(
            f"共 {len(sending.forms)} 份;填好发回后运行 jimoplan forms receive 文件,"
            "谁还没有交运行 jimoplan forms\n"
        )


@takes_manner
def receive(
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件...", help="部门填好发回的表,或放着它们的文件夹")
    ],
    *,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="姓名",
            help="填报人;表里写了的,以表里的为准",
            autocompletion=complete.people,
        ),
    ] = None,
    dept: DepartmentName = None,
    file: PlanFile = None,
    manner: Manner,
) -> int:
    """Record what departments have filled in, after a look at it."""
    manners = Manners(find_commit_day(), None, by, dept, manner.plan_reason)
    with at_work("正在读填报表"):
        received = receive_forms(file, Path.cwd(), paths, manners)
    question = ask_if_sure([*received.doubts, say_received(received.forms)])
    left = tell_left(received.forms) if manner.json else ()
    code = settle(
        received.proposal,
        manner,
        question=question,
        notes=(*received.notes, *tell_empty(received.forms), *left),
        carry=received.carry,
        shown=lambda: _draw(received),
    )
    if code == ExitCode.FINE and not manner.dry_run:
        received.keep_returned()
    return code if all(form.is_whole for form in received.forms) else ExitCode.NO


def _draw(received: Received) -> str:
    """What the forms come to, in a table or more a department."""
    from jimoplan.cli.shared.draw import draw_tables

    author = received.workplace.name_of_author
    return draw_tables(
        tuple(table for form in received.forms for table in tabulate_received(form, author))
    )
