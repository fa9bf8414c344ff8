"""The options that several commands share."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import typer

from jimoplan.cli.shared import complete
from jimoplan.core.history.commits import BEIJING
from jimoplan.errors import UsageError

_Format = TypeVar("_Format", bound=StrEnum)


class Format(StrEnum):
    """The formats of an answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "md"
    XLSX = "xlsx"


class Telling(StrEnum):
    """The formats in which a command reports what it has done."""

    TEXT = "text"
    JSON = "json"


class MessageFormat(StrEnum):
    """The formats of reminders."""

    TEXT = "text"
    HTML = "html"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    JSON = "json"


class FindingsFormat(StrEnum):
    """The formats of problems and violations."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


PlanFile = Annotated[
    Path | None,
    typer.Option(
        "--file",
        "-f",
        metavar="文件",
        help="计划文件;不写则从当前文件夹往上找 plan.yaml",
        readable=False,
    ),
]
PlanReason = Annotated[
    str | None,
    typer.Option(
        "--plan-reason",
        metavar="说明",
        help="改公布内容、编号、责任部门、人员,或名单以外的人批准的依据,记入提交说明(Plan-Reason)",
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="日期",
        help="截至哪一天,如 2024-06-30:按那天最后一次提交里的计划;不写为今天(北京时间)",
    ),
]
RootCommit = Annotated[
    str | None,
    typer.Option(
        "--root",
        metavar="提交编号",
        help="登记计划的只能是这个提交,写完整的编号;不写则用环境变量 JIMOPLAN_ROOT",
        envvar="JIMOPLAN_ROOT",
        show_envvar=False,
    ),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="日期", help="从哪一天起(含),如 2024-03-01")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="日期", help="到哪一天止(含),如 2024-06-30")
]


_WRITTEN = tuple(str(form) for form in Format if form is not Format.TABLE)
"""The formats of files."""


def _format_option(words: Iterable[str], help_: str) -> Any:  # noqa: ANN401 - typer's own type
    offered = complete.offer_words(words)
    return typer.Option("--format", metavar="格式", help=help_, autocompletion=offered)


TellingName = Annotated[str, _format_option(Telling, "text(文字)、json")]
MessageFormatName = Annotated[
    str,
    _format_option(
        MessageFormat,
        "text(文字)、html(邮件正文)、wecom(企业微信机器人)、dingtalk(钉钉机器人)、json",
    ),
]
FindingsFormatName = Annotated[str, _format_option(FindingsFormat, "text、json、github、sarif")]
FormatName = Annotated[str, _format_option(Format, "table(表格)、json、csv(一张表)、md、xlsx")]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="文件",
        help="写进文件,格式看文件名:.xlsx、.csv、.md、.json;不写则输出到屏幕",
    ),
]
SectionNames = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        "-s",
        metavar="板块",
        help="只看某个板块,写序号或标题的一部分;可以写几次",
        autocompletion=complete.sections,
    ),
]
DepartmentName = Annotated[
    str | None,
    typer.Option(
        "--dept",
        "-d",
        metavar="部门",
        help="部门全称、别名、唯一的一部分或拼音首字母",
        autocompletion=complete.departments,
    ),
]

LeaderName = Annotated[
    str | None,
    typer.Option(
        "--leader",
        metavar="姓名",
        help="只看这位分管领导的;姓名可以只写一部分",
        autocompletion=complete.leaders,
    ),
]


def read_telling(written: str) -> Telling:
    """The format named for a report of what was done; raises UnknownNameError."""
    return _find_format(written, Telling)


def read_findings_format(written: str) -> FindingsFormat:
    """The format named for problems and violations; raises UnknownNameError."""
    return _find_format(written, FindingsFormat)


class Output(NamedTuple):
    """In which format an answer is wanted, and in which file; None for standard output.

    `keep` are the plans that the file must not be, None for the nearest.
    """

    format: Format
    file: Path | None = None
    keep: tuple[Path | None, ...] = ()


def read_format(written: str) -> Format:
    """The format named for an answer; raises UnknownNameError."""
    return _find_format(written, Format)


def _find_format(written: str, formats: type[_Format]) -> _Format:
    with suppress(ValueError):
        return formats(written)
    from jimoplan.core.plan.vocabulary import find_word  # a wrong word is told the nearest one

    return find_word(written, formats, "输出格式")


def read_output(written: str, output: Path | None, *plans: Path | None) -> Output:
    """The format named for an answer, or else that of its file, which is none of the plans.

    Raises UnknownNameError for an unknown format, UsageError for a file of none.
    """
    form = read_format(written)
    if output is None or output == Path("-"):
        return Output(form)
    if form is not Format.TABLE:
        return Output(form, output, plans)
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in _WRITTEN:
        named = "、".join(f".{known}" for known in _WRITTEN)
        raise UsageError(
            f"不知道用什么格式写 {output}", f"文件名以 {named} 结尾,或用 --format 写明格式"
        )
    return Output(Format(suffix), output, plans)


def find_today() -> date:
    """Today in Beijing."""
    return datetime.now(BEIJING).date()


def find_commit_day() -> date:
    """The day, in Beijing, that git is about to date a commit with.

    It is today but where GIT_AUTHOR_DATE says another time, in ISO 8601; what goes on record
    without a day of its own has the commit's (A19).
    """
    with suppress(KeyError, ValueError):
        return datetime.fromisoformat(os.environ["GIT_AUTHOR_DATE"]).astimezone(BEIJING).date()
    return find_today()


def read_now() -> datetime:
    """The time now, in Beijing."""
    return datetime.now(BEIJING)


def split_list(written: str | None) -> tuple[str, ...]:
    """The parts of a list separated by commas of either width, 、 or spaces."""
    return tuple(part for part in re.split(r"[,\uff0c、\s]+", written or "") if part)
