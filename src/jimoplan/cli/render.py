"""`jimoplan render`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.plans import open_plan
from jimoplan.actions.render import render_report
from jimoplan.cli import complete
from jimoplan.cli.options import AsOf, DepartmentName, PlanFile, read_day
from jimoplan.cli.streams import write_exactly
from jimoplan.files import write_text
from jimoplan.render import REPORTS


def run(
    name: Annotated[
        str,
        typer.Argument(
            metavar="报告",
            help="overview(总览)、department(部门任务清单,须写 --dept)、source(公布文本)",
            autocompletion=complete.offer_words(REPORTS),
        ),
    ],
    *,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="md、html;source 还有 txt,并以它为默认",
            autocompletion=complete.offer_words(("md", "html", "txt")),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写进文件;不写则输出到屏幕"),
    ] = None,
    dept: DepartmentName = None,
    as_of: AsOf = None,
    file: PlanFile = None,
) -> None:
    """Render a report to standard output or into a file."""
    day = read_day(as_of)
    text = render_report(open_plan(file, Path.cwd()), name, format_, day, dept)
    if output is None:
        write_exactly(text)
    else:
        write_text(output, text)
