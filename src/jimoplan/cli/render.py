"""`jimoplan render`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.plans import open_plan
from jimoplan.actions.render import render_report
from jimoplan.cli import complete
from jimoplan.cli.options import AsOf, DepartmentName, PlanFile, read_day
from jimoplan.cli.streams import say, write_exactly
from jimoplan.core.cells import reveal_line
from jimoplan.errors import UsageError
from jimoplan.files import write_text
from jimoplan.render import REPORTS

_FORMATS = ("md", "html", "txt")


def run(
    name: Annotated[
        str,
        typer.Argument(
            metavar="报告",
            help="overview(总览)、department(部门任务台账,须写 --dept)、source(公布文本)",
            autocompletion=complete.offer_words(REPORTS),
        ),
    ],
    *,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="md、html;source 还有 txt。不写则看 -o 的文件名,再不然 source 用 txt,其他用 md",
            autocompletion=complete.offer_words(_FORMATS),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件", help="写进文件;不写则输出到屏幕", readable=False
        ),
    ] = None,
    dept: DepartmentName = None,
    as_of: AsOf = None,
    file: PlanFile = None,
) -> None:
    """Render a report to standard output or into a file."""
    wanted = format_ or (_format_of(output) if output else None)
    day = read_day(as_of)
    opened = open_plan(file, Path.cwd())
    text = render_report(opened, name, wanted, day, dept)
    if output is None or str(output) == "-":
        write_exactly(text)
    else:
        write_text(output, text, keep=opened.path)
        say(f"已写入 {reveal_line(str(output))}\n")


def _format_of(output: Path) -> str | None:
    """The format that a file's name asks for; raises UsageError for one that no report has."""
    suffix = output.suffix.lower().removeprefix(".")
    if suffix in {"", *_FORMATS}:
        return suffix or None
    raise UsageError(
        f"不会写 .{suffix} 文件",
        f"文件名以 {'、'.join(f'.{known}' for known in _FORMATS)} 结尾,或用 --format 写明格式",
    )
