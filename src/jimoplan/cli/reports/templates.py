"""`jimoplan templates list` and `jimoplan templates eject`."""

from pathlib import Path
from typing import Annotated

import typer

from jimoplan.actions.reports.templates import (
    Ejected,
    TemplateChoice,
    TemplateEntry,
    TemplateList,
    eject_template,
    formats_to_eject,
    list_templates,
)
from jimoplan.cli.shared import complete
from jimoplan.cli.shared.asking import ask_choice, is_somebody_there
from jimoplan.cli.shared.envelope import write_envelope
from jimoplan.cli.shared.options import PlanFile, Telling, TellingName, read_telling
from jimoplan.cli.shared.streams import say, write
from jimoplan.core.display.cells import cell_width, reveal_line
from jimoplan.core.reports.kinds import REPORT_KINDS
from jimoplan.errors import ExitCode, UsageError
from jimoplan.system.files import shown_path

_FORMATS = {"html": "网页", "md": "Markdown", "txt": "文字", "docx": "Word"}
"""The formats, and what each is called."""


def list_(*, format_: TellingName = Telling.TEXT.value, file: PlanFile = None) -> int:
    """List the templates there are, and which of them lie beside the plan."""
    as_json = read_telling(format_) is Telling.JSON
    listing = list_templates(file, Path.cwd())
    if as_json:
        write_envelope("templates list", _data(listing))
        return ExitCode.FINE
    width = max(cell_width(listed.name) for listed in listing.templates)
    lines = (
        f"{listed.name}{' ' * (width - cell_width(listed.name))}  {_describe(listed)}"
        for listed in listing.templates
    )
    write("".join(f"{reveal_line(line)}\n" for line in lines))
    if listing.folder is None:
        say("没有找到 plan.yaml,只列出随 jimoplan 安装的模板\n")
    return ExitCode.FINE


def eject(
    name: Annotated[
        str,
        typer.Argument(
            metavar="报告",
            help="weekly(周报)、overview(总览)等,或共用部分的文件名,如 _layout.html.j2",
            autocompletion=complete.offer_words(REPORT_KINDS),
        ),
    ],
    *,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="html(网页)、md、docx(Word);source 还有 txt。"
            "不写则在终端里问,不在终端里用 html,source 用 txt",
            autocompletion=complete.offer_words(_FORMATS),
        ),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="文件夹", help="放在哪里;不写为计划旁边的 templates/"),
    ] = None,
    with_shared: Annotated[
        bool, typer.Option("--with-shared", help="它用到的共用部分也一起复制")
    ] = False,
    file: PlanFile = None,
) -> int:
    """Copy a packaged template to start from; what is there already is never overwritten."""
    formats = formats_to_eject(name)
    form = format_ or _choose_format(formats)
    ejected = eject_template(file, Path.cwd(), TemplateChoice(name, form, to, with_shared))
    lines = _tell(ejected)
    if form != format_ and not is_somebody_there():
        others = "、".join(f"--format {other}" for other in formats if other != form)
        lines.append(f"没有写 --format,给的是{_FORMATS[form or '']}的;要别的,写 {others}")
    say("".join(f"{reveal_line(line)}\n" for line in lines))
    return ExitCode.FINE


def _choose_format(formats: tuple[str, ...]) -> str | None:
    """The format that the person chooses, the first where nobody can be asked; None of none."""
    if not formats or not is_somebody_there():
        return next(iter(formats), None)
    choices = {str(key): f"{_FORMATS[form]}({form})" for key, form in enumerate(formats, start=1)}
    chosen = ask_choice("改哪种格式的", choices)
    if chosen is None:
        raise UsageError("没有选格式,没有复制", f"写上 --format {formats[0]}")
    return formats[int(chosen) - 1]


def _describe(listed: TemplateEntry) -> str:
    parts = "共用部分" if listed.name.startswith("_") else "目录页"
    kind = REPORT_KINDS[listed.report].title if listed.report else parts
    if not listed.packaged:
        return "计划旁边的" if listed.report is None else f"{kind},计划旁边的"
    return f"{kind},已由计划旁边的代替" if listed.beside else kind


def _tell(ejected: Ejected) -> list[str]:
    if not ejected.written:
        own = shown_path(ejected.template)
        return [f"{own} 就是随 jimoplan 的那一个,不用复制;直接改它,各处的报告都跟着变"]
    lines = [f"已写入 {shown_path(path)}" for path in ejected.written]
    lines += [f"{shown_path(path)} 已经有了,没有动它" for path in ejected.kept]
    if ejected.shared:
        lines.append(
            f"它用到的共用部分 {'、'.join(ejected.shared)} 仍随 jimoplan;要改,也用 eject 复制"
        )
    if ejected.is_used:
        lines.append(f"改好以后照常 jimoplan render{_say_which(ejected)}")
    elif ejected.is_part:
        lines.append("放在计划旁边的 templates/ 里才会用到")
    else:
        lines.append(f"改好以后用 jimoplan render --template {shown_path(ejected.written[0])}")
    return lines


def _say_which(ejected: Ejected) -> str:
    """The report and the format that the template is for, as `render` has to be told them."""
    if ejected.is_part:
        return ""
    report, form = ejected.template.name.removesuffix(".j2").split(".")
    return f" {report} --format {form}"


def _data(listing: TemplateList) -> dict[str, object]:
    return {
        "folder": None if listing.folder is None else str(listing.folder),
        "templates": [listed._asdict() for listed in listing.templates],
    }
