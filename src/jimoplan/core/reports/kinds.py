"""The reports there are: what each is called, how often it comes and whom it is for."""

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.plan.words import Cadence
from jimoplan.errors import UnknownNameError, UsageError

TEMPLATES_FOLDER = "templates"
"""Beside a plan, the folder of templates that go before those that come with jimoplan."""


OFFICE_FORMATS = ("docx", "xlsx")
"""The formats that are no text."""


class Scope(Enum):
    """Whom a report is for: always everybody, everybody or one department, or one department."""

    PLAN = "全局"
    EITHER = "全局或一个部门"
    DEPARTMENT = "一个部门"


class ReportKind(NamedTuple):
    """A report: its name on the command line, its title, and its formats, the usual one first.

    `cadence` says how often a periodic report comes; others are None, and are as of a day.
    """

    name: str
    title: str
    about: str
    scope: Scope
    cadence: Cadence | None = None
    formats: tuple[str, ...] = ("md", "html", *OFFICE_FORMATS)

    @property
    def template_formats(self) -> tuple[str, ...]:
        """The formats that a template of a bureau's own can be made for."""
        return tuple(form for form in self.formats if form != "xlsx")


_KINDS = (
    ReportKind(
        "weekly",
        "周报",
        "红灯和原因、需协调事项、两周内到期、黄灯、本周进展、未报送",
        Scope.EITHER,
        Cadence.WEEKLY,
    ),
    ReportKind(
        "monthly",
        "月通报",
        "一个月的进展、灯的变化、各部门办结情况",
        Scope.EITHER,
        Cadence.MONTHLY,
    ),
    ReportKind("bimonthly", "双月通报", "同月通报,两个月一期", Scope.EITHER, Cadence.BIMONTHLY),
    ReportKind(
        "quarterly",
        "季度进展情况表",
        "公布用的七栏表:事项、任务目标、主办单位、时限、进展、下一步",
        Scope.EITHER,
        Cadence.QUARTERLY,
    ),
    ReportKind("half-year", "半年通报", "同月通报,半年一期", Scope.EITHER, Cadence.HALF_YEARLY),
    ReportKind(
        "annual",
        "年度总结",
        "全年完成情况、成果、调整和结转事项",
        Scope.EITHER,
        Cadence.YEARLY,
    ),
    ReportKind(
        "overview",
        "进展情况",
        "总览:各板块、各部门、全部任务和举措",
        Scope.PLAN,
        None,
        ("md", "html", "xlsx"),
    ),
    ReportKind("department", "任务台账", "一个部门的任务和举措", Scope.DEPARTMENT),
    ReportKind("reminder", "提醒函", "一个部门亮黄灯的事项", Scope.DEPARTMENT),
    ReportKind(
        "supervision",
        "督办通知单",
        "一个部门亮红灯的事项;上周已经是红灯的另列催办单",
        Scope.DEPARTMENT,
    ),
    ReportKind("feedback", "反馈单", "预填好的填报表,交一个部门填写", Scope.DEPARTMENT),
    ReportKind(
        "source",
        "公布文本",
        "从计划写回的公布文本,一字不差",
        Scope.PLAN,
        None,
        ("txt", "md", "html"),
    ),
)

REPORT_KINDS: Mapping[str, ReportKind] = MappingProxyType({kind.name: kind for kind in _KINDS})
"""The reports by name, in the order in which they are listed."""


def title_of(cadence: Cadence) -> str:
    """What the periodic report is called that comes that often."""
    return next(kind.title for kind in _KINDS if kind.cadence is cadence)


def find_kind(written: str) -> ReportKind:
    """The report of that name or Chinese title; raises UnknownNameError with the nearest."""
    titles = {kind.title: kind for kind in _KINDS}
    found = REPORT_KINDS.get(written) or titles.get(written)
    if found is None:
        listed = [f"{kind.name}({kind.title})" for kind in _KINDS]
        raise UnknownNameError("报告", written, [*REPORT_KINDS, *titles], listed=listed)
    return found


def choose_format(kind: ReportKind, written: str | None) -> str:
    """The format named or the usual one; raises UnknownNameError for one it does not have."""
    if written is not None and written not in kind.formats:
        raise UnknownNameError("格式", written, kind.formats)
    return written or kind.formats[0]


def read_formats(kind: ReportKind, written: Iterable[str]) -> tuple[str, ...]:
    """The formats named, each once; raises UnknownNameError for one that the report does not have.

    Raises UsageError where none is named.
    """
    named = [word.lower().removeprefix(".") for word in written]
    if not named:
        raise UsageError("没有写格式", f"写一种或几种,用逗号隔开:{'、'.join(kind.formats)}")
    return tuple(dict.fromkeys(choose_format(kind, word) for word in named))


def template_name(report: str, form: str) -> str:
    """What the file of a report's template is called."""
    return f"{report}.docx" if form == "docx" else f"{report}.{form}.j2"
