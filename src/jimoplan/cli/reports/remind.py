"""`jimoplan remind`."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from jimoplan.actions.plan.links import check_way
from jimoplan.actions.reports.remind import remind
from jimoplan.cli.shared.asked import read_as_of
from jimoplan.cli.shared.envelope import make_envelope
from jimoplan.cli.shared.files import write_file
from jimoplan.cli.shared.options import (
    AsOf,
    DepartmentName,
    MessageFormat,
    MessageFormatName,
    PlanFile,
)
from jimoplan.cli.shared.streams import say, write_exactly
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.display.json_text import json_text
from jimoplan.core.plan.vocabulary import find_word
from jimoplan.core.reports.reminders import Reminder, Reminders
from jimoplan.core.views.views import Heading, about_of
from jimoplan.errors import UsageError
from jimoplan.system.file_names import FileNames
from jimoplan.system.files import make_folder

_Place = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="文件|文件夹",
        help="写进文件,或写进文件夹(以 / 结尾或已有的,一个部门一个文件);不写则输出到屏幕",
    ),
]
_ROBOTS = {MessageFormat.WECOM, MessageFormat.DINGTALK}
_ENDINGS = {MessageFormat.TEXT: "txt", MessageFormat.HTML: "html"}


def run(
    *,
    dept: DepartmentName = None,
    format_: MessageFormatName = "text",
    output: _Place = None,
    as_of: AsOf = None,
    file: PlanFile = None,
) -> None:
    """Write what departments would be reminded of; nothing is sent."""
    form = find_word(format_, MessageFormat, "输出格式")
    day, today = read_as_of(as_of, file)
    found = remind(file, Path.cwd(), day, today, dept)
    if output is None or output == "-":
        write_exactly(_write(form, found))
    elif output.endswith(("/", os.sep)) or Path(output).is_dir():
        _write_each(form, found, Path(output), file)
    elif form in _ROBOTS and len(found.messages) > 1:
        raise UsageError(
            f"有{len(found.messages)}个部门,一个部门一条消息", "-o 写文件夹(以 / 结尾),或加 --dept"
        )
    elif found.messages or form is MessageFormat.JSON:
        write_file(Path(output), _write(form, found), keep=[file])
    _tell(form, found)


def _write_each(form: MessageFormat, found: Reminders, folder: Path, file: Path | None) -> None:
    check_way(folder)
    make_folder(folder)
    names = FileNames()
    for message in found.messages:
        name = names.take(f"提醒-{message.department}")
        path = folder / f"{name}.{_ENDINGS.get(form, 'json')}"
        text = _write(form, found._replace(messages=(message,)))
        write_file(path, text, keep=[file])


def _tell(form: MessageFormat, found: Reminders) -> None:
    if form is not MessageFormat.JSON:
        say("".join(f"注:{reveal_line(note)}\n" for note in found.heading.notes))
    if not found.messages:
        say("没有要提醒的\n")
    elif found.nothing:
        say(f"提醒{len(found.messages)}个部门;{len(found.nothing)}个部门没有要提醒的\n")


def _write(form: MessageFormat, found: Reminders) -> str:
    """All messages in a format; those of robots one in a line."""
    if form is MessageFormat.JSON:
        return json_text(make_envelope("remind", _data(found), about=about_of(found.heading)))
    if not found.messages:
        return ""
    from jimoplan.exchange import messages

    heading = found.heading
    if form is MessageFormat.HTML:
        return messages.write_html(heading, found.messages)
    if form is MessageFormat.TEXT:
        return "\n".join(messages.write_text(heading, each) for each in found.messages)
    make: Callable[[Heading, Reminder], Mapping[str, Any]] = (
        messages.wecom_message if form is MessageFormat.WECOM else messages.dingtalk_message
    )
    return "".join(messages.write_robot_message(make(heading, each)) for each in found.messages)


def _data(found: Reminders) -> dict[str, Any]:
    return {
        "messages": [
            {
                "department": message.department,
                "items": [
                    {
                        "id": each.matter.row.item.id,
                        "title": each.matter.row.item.title,
                        "cause": each.cause.name.lower(),
                        "why": each.why,
                        "light": each.matter.row.assessment.light,
                        "overdue_days": each.matter.row.assessment.overdue_days,
                        "due": None
                        if each.matter.row.assessment.undated
                        else each.matter.row.assessment.due,
                        "last_update": each.matter.row.assessment.last_update,
                        "periods": [period.number for period in each.matter.periods],
                    }
                    for each in message.items
                ],
            }
            for message in found.messages
        ],
        "nothing": list(found.nothing),
    }
