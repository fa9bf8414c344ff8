"""The options that several commands share."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from jimoplan.cli.shared import complete
from jimoplan.core.assessment.calendar import guess_date
from jimoplan.core.history.commits import BEIJING
from jimoplan.core.plan.deadline import guess_deadline, read_deadline
from jimoplan.core.plan.vocabulary import find_word
from jimoplan.core.workflow.days import refuse_future
from jimoplan.errors import UsageError


class Format(StrEnum):
    """The formats of an answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "md"


class Telling(StrEnum):
    """The formats in which a command reports what it has done."""

    TEXT = "text"
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


def _format_option(words: Iterable[str], help_: str) -> Any:  # noqa: ANN401 - typer's own type
    offered = complete.offer_words(words)
    return typer.Option("--format", metavar="格式", help=help_, autocompletion=offered)


TellingName = Annotated[str, _format_option(Telling, "text(文字)、json")]
FindingsFormatName = Annotated[str, _format_option(FindingsFormat, "text、json、github、sarif")]
FormatName = Annotated[str, _format_option(Format, "table(表格)、json、csv(一张表)、md")]
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
    return find_word(written, Telling, "输出格式")


def read_findings_format(written: str) -> FindingsFormat:
    """The format named for problems and violations; raises UnknownNameError."""
    return find_word(written, FindingsFormat, "输出格式")


def read_format(written: str) -> Format:
    """The format named for an answer; raises UnknownNameError."""
    return find_word(written, Format, "输出格式")


def read_day(written: str | None) -> date:
    """The day written, or today in Beijing; raises UsageError."""
    return datetime.now(BEIJING).date() if written is None else read_date(written)


def read_past_day(written: str | None) -> date | None:
    """The day written, if any; raises UsageError for one that is still to come."""
    if written is None:
        return None
    day = read_date(written)
    refuse_future("--date", day, read_day(None))
    return day


def find_commit_day() -> date:
    """The day, in Beijing, that git is about to date a commit with.

    It is today but where GIT_AUTHOR_DATE says another time, in ISO 8601; what goes on record
    without a day of its own has the commit's (A19).
    """
    with suppress(KeyError, ValueError):
        return datetime.fromisoformat(os.environ["GIT_AUTHOR_DATE"]).astimezone(BEIJING).date()
    return read_day(None)


def read_now() -> datetime:
    """The time now, in Beijing."""
    return datetime.now(BEIJING)


def read_as_of(written: str | None) -> tuple[date, date]:
    """The day that is asked about, and today in Beijing; raises UsageError."""
    today = read_day(None)
    return (today if written is None else read_date(written)), today


def read_date(written: str) -> date:
    """The date written as YYYY-MM-DD; raises UsageError with the day that may be meant."""
    meant = guess_date(written)
    if meant is None:
        raise UsageError(f"“{written}”不是存在的日期", "写成 2024-06-30 的样子")
    if written != str(meant):
        raise UsageError(f"“{written}”不是 2024-06-30 样子的日期", f"写成 {meant}")
    return meant


def read_due(written: str) -> date:
    """The deadline written as a day, or as 2024-06, 2024-Q2, 2024-H1; raises UsageError."""
    if found := read_deadline(written):
        return found
    if span := guess_deadline(written):
        raise UsageError(f"“{written}”不是 2024-06 样子的时限", f"写成 {span}")
    if guess_date(written):
        return read_date(written)
    raise UsageError(
        f"“{written}”不是存在的日期", "写一天,如 2024-06-30,或 2024-06(6月底)、2024-Q2、2024-H1"
    )


def split_list(written: str | None) -> tuple[str, ...]:
    """The parts of a list separated by commas of either width, 、 or spaces."""
    return tuple(part for part in re.split(r"[,\uff0c、\s]+", written or "") if part)
