"""`jimoplan render`."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.plan.links import check_way
from jimoplan.actions.reports.render import Renderings, RenderRequest, render_reports
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.files import write_file
from jimoplan.cli.shared.options import AsOf, DepartmentName, LeaderName, PlanFile, find_today
from jimoplan.cli.shared.pager import write_long
from jimoplan.cli.shared.progress import at_work
from jimoplan.cli.shared.streams import say, write, write_bytes, write_exactly
from jimoplan.cli.shared.typed import read_recent_date
from jimoplan.core.display.cells import cell_width, reveal_line
from jimoplan.core.reports.kinds import OFFICE_FORMATS, REPORT_KINDS
from jimoplan.errors import ExitCode, UsageError
from jimoplan.system.files import make_folder, shown_path, write_into

_FORMATS = ("md", "html", "txt", *OFFICE_FORMATS)

_ReportName = Annotated[
    str,
    typer.Argument(
        metavar="报告",
        help="weekly(周报)、overview(总览)等;--list 列出全部",
        autocompletion=complete.offer_words(REPORT_KINDS),
    ),
]
_PeriodKey = Annotated[
    str | None,
    typer.Option(
        "--period",
        "-p",
        metavar="期次",
        help="哪一期:2024-W24、2024-06、2024-B3(5至6月)、2024-Q2、2024-H1(上半年)、2024;"
        "2021-2025 是这几年;不写为现在这一期",
        autocompletion=complete.periods,
    ),
]
_DayInPeriod = Annotated[
    str | None, typer.Option("--date", metavar="日期", help="这一天所在的那一期")
]
_SpanStart = Annotated[
    str | None,
    typer.Option("--since", metavar="日期", help="不按期次,从这一天起(含)的一段时间"),
]
_SpanEnd = Annotated[
    str | None,
    typer.Option("--until", metavar="日期", help="到这一天止(含);不写到今天或 --as-of 那天"),
]
_ReportFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="格式",
        help="md、html、docx、xlsx;overview 没有 docx,source 是 txt、md、html。"
        "不写则看 -o 的文件名,再不然 source 用 txt,其他用 md",
        autocompletion=complete.offer_words(_FORMATS),
    ),
]
_OutputPlace = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="文件|文件夹",
        help="写进文件,或写进文件夹(以 / 结尾或已有的,文件自动取名);不写则输出到屏幕",
    ),
]
_TemplateFile = Annotated[
    Path | None,
    typer.Option(
        "--template",
        "-t",
        metavar="模板",
        help="用这个模板文件,如 my.md.j2、my.docx;报告名说明它取哪种报告的数据,不写为 overview",
    ),
]
_AllDepartments = Annotated[
    bool, typer.Option("--all-departments", help="每个部门一份,-o 写文件夹")
]
_ListOnly = Annotated[bool, typer.Option("--list", help="列出有哪些报告")]


def run(
    name: _ReportName = "",
    *,
    list_: _ListOnly = False,
    period: _PeriodKey = None,
    date: _DayInPeriod = None,
    since: _SpanStart = None,
    until: _SpanEnd = None,
    format_: _ReportFormat = None,
    output: _OutputPlace = None,
    template: _TemplateFile = None,
    dept: DepartmentName = None,
    leader: LeaderName = None,
    all_departments: _AllDepartments = False,
    as_of: AsOf = None,
    file: PlanFile = None,
) -> int:
    """Render reports to standard output or into files."""
    if list_:
        write(_describe_reports())
        return ExitCode.FINE
    if not name and template is None:
        raise UsageError("要写明生成哪一种报告", "jimoplan render --list 列出全部")
    into_folder = output is not None and _is_folder(output, several=all_departments)
    if all_departments and output is None:
        raise UsageError("--all-departments 生成许多文件,要写明放在哪里", "加上 -o 文件夹")
    on_screen = output is None or output == "-"
    is_named = output and not (format_ or into_folder or on_screen)
    wanted = _format_of(Path(output or "")) if is_named else format_
    if on_screen:
        of_template = template.suffix.lower().removeprefix(".") if template else None
        _check_shown(wanted or of_template, several=all_departments)
    asked = RenderRequest(
        name=name or "overview",
        format=wanted,
        period=period,
        day=read_recent_date(date, file) if date else None,
        as_of=read_recent_date(as_of, file) if as_of else None,
        department=dept,
        all_departments=all_departments,
        template=template,
        since=read_recent_date(since, file) if since else None,
        until=read_recent_date(until, file) if until else None,
        leader=leader,
    )
    with at_work("正在生成报告"):
        rendered = render_reports(file, Path.cwd(), asked, find_today())
    if output is None or output == "-":
        _write_out(rendered)
    else:
        _write_files(rendered, Path(output), into_folder=into_folder)
    return _tell(rendered)


def _check_shown(form: str | None, *, several: bool) -> None:
    """Raises UsageError for what can neither stand on a screen nor follow on another of its kind.

    Into a pipe one of them can go.
    """
    if form in OFFICE_FORMATS and (several or sys.stdout.isatty()):
        why = "几份不能接在一起" if several else "屏幕上显示不了"
        raise UsageError(f"{form} 是办公文件,{why}", f"加上 -o 文件或文件夹,如 -o 报告.{form}")


def _write_out(rendered: Renderings) -> None:
    for report in rendered.reports:
        if report.form in OFFICE_FORMATS:
            write_bytes(report.data)
        else:
            write_long(report.data.decode("utf-8"), write_exactly)


def _write_files(rendered: Renderings, output: Path, *, into_folder: bool) -> None:
    if into_folder:
        _write_into_folder(rendered, output)
    else:
        for report in rendered.reports:
            write_file(output, report.data, keep=[rendered.path])
    for report in rendered.reports:
        if report.is_needless:
            say(f"{report.department}没有这样的事项,这份不用发\n")
    if not rendered.reports:
        say("没有一个部门有这样的事项,什么都没有写\n")
    elif len(rendered.reports) > 1:
        say(f"共{len(rendered.reports)}份\n")


def _write_into_folder(rendered: Renderings, output: Path) -> None:
    check_way(output)
    if rendered.reports:
        make_folder(output)
    files = {report.file_name: report.data for report in rendered.reports}
    write_into(output, files, keep=rendered.path)
    for name in files:
        say(f"已写入 {reveal_line(str(output / name))}\n")


def _tell(rendered: Renderings) -> int:
    """Say what qualifies the plan that was reported on; with errors the exit code is 1."""
    say("".join(f"注:{reveal_line(note)}\n" for note in rendered.notes))
    if not rendered.problems:
        return ExitCode.FINE
    from jimoplan.cli.shared.problems import write_problems

    say(write_problems(rendered.path, rendered.problems))
    faults = f"{shown_path(rendered.path)} 有错误 {len(rendered.problems)} 处"
    say(f"{faults},报告里已经写明;改正后重新生成\n")
    return ExitCode.NO


def _is_folder(output: str, *, several: bool) -> bool:
    return several or output.endswith(("/", os.sep)) or Path(output).is_dir()


def _describe_reports() -> str:
    width = max(cell_width(kind.title) for kind in REPORT_KINDS.values())
    return "".join(
        f"{kind.name:12}{kind.title}{' ' * (width - cell_width(kind.title))}  {kind.about}\n"
        for kind in REPORT_KINDS.values()
    )


def _format_of(output: Path) -> str | None:
    """The format that a file's name asks for; raises UsageError for one that no report has."""
    suffix = output.suffix.lower().removeprefix(".")
    if suffix in {"", *_FORMATS}:
        return suffix or None
    raise UsageError(
        f"不会写 .{suffix} 文件",
        f"文件名以 {'、'.join(f'.{known}' for known in _FORMATS)} 结尾,或用 --format 写明格式",
    )
