"""render: reports on a period or of a day, for all or for each department."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan import render as renderer
from jimoplan.actions.history.as_of import ask_plan
from jimoplan.actions.plan.ask import find_department, give_overview, list_duties, say_leader
from jimoplan.actions.reports.drawing import Drawer
from jimoplan.actions.reports.past import gather_past
from jimoplan.actions.reports.source import ReportSource, open_faultless, open_sources, plan_of
from jimoplan.core.assessment.assess import assess
from jimoplan.core.input.periods import read_period
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.in_charge import find_leader
from jimoplan.core.plan.model import Department
from jimoplan.core.plan.periods import AnyPeriod, ReportingSpan, opening_month, period_of
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.kinds import ReportKind, Scope, choose_format, find_kind, template_name
from jimoplan.core.reports.letters import WRITERS, Letter, gather_grounds, sunday_before
from jimoplan.core.reports.period_report import Whose, report_period
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.text.problems import Problem
from jimoplan.core.views.duties import DutyList
from jimoplan.core.views.views import Heading, Overview
from jimoplan.errors import UsageError
from jimoplan.system.file_names import FileNames

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class RenderRequest(NamedTuple):
    """Which report, in the words that were typed, and as of which day.

    A periodic one is on a period, on that of a day, or on a span from `since` to `until`.
    A template file takes the place of the report's own, and gives the format.
    """

    name: str
    format: str | None = None
    period: str | None = None
    day: date | None = None
    as_of: date | None = None
    department: str | None = None
    all_departments: bool = False
    template: Path | None = None
    since: date | None = None
    until: date | None = None
    leader: str | None = None


class Rendered(NamedTuple):
    """What a file with a report holds, text in UTF-8; a name for the file, and whom it is for.

    `is_needless` says that it is a letter with nothing to say.
    """

    data: bytes
    form: str
    file_name: str
    department: str | None
    is_needless: bool = False


class Renderings(NamedTuple):
    """The reports asked for, and the errors of the plan they were made from nevertheless.

    `notes` are what has to be known of the plan where the report itself cannot say it.
    """

    path: Path
    reports: tuple[Rendered, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def render_reports(file: Path | None, start: Path, asked: RenderRequest, today: date) -> Renderings:
    """The report asked for, or one for each department that it has something to say to.

    Raises UnknownNameError for an unknown report, format or department, UsageError for a period
    that does not fit, JimoplanError where the plan cannot be read or a template fails.
    """
    kind = find_kind(asked.name)
    read: tuple[str, ...] = ()
    form = _choose_format(kind, asked)
    _check_scope(kind, asked)
    if kind.cadence is None:
        if asked.period or asked.day or asked.since or asked.until:
            told = "去掉 --period、--date、--since、--until,改写 --as-of"
            raise UsageError(f"{kind.title}不分期,截至某一天", told)
        as_of = asked.as_of or today
        source = open_faultless(file, start, as_of, today)
        leader = _choose_leader(source, asked, as_of)
        when, views = str(as_of), _views_of_day(kind, source, asked, leader, (as_of, today))
    else:
        _check_days(asked, today)
        sources = open_sources(file, start, today)
        source = sources.at(asked.as_of or today)
        period, as_of = choose_period(kind.cadence, asked, source.plan.plan.period, today)
        if as_of != (asked.as_of or today):
            source = sources.at(as_of)
        departments = _choose_departments(source, asked, as_of)
        leader = _choose_leader(source, asked, as_of)
        read = tell_period(kind.cadence, asked, source.plan.plan.period, today)
        when, views = period.key, views_of_period(source, period, as_of, departments, leader)
    path = source.workplace.path
    named = "-".join(filter(None, (leader, when)))
    with renderer.begin_run() as run:
        drawer = Drawer(path.resolve().parent, run)
        reports = tuple(_Naming(kind, form, asked.template, drawer).draw_all(views, named))
    notes = source.notes if kind.name == "source" else ()
    return Renderings(path, reports, source.problems, (*read, *notes))


def tell_period(
    cadence: Cadence, asked: RenderRequest, plan: Period, today: date
) -> tuple[str, ...]:
    """How the period asked for was read, where it was not written by rule."""
    told = read_period(cadence, asked.period, plan, today).told if asked.period else ""
    return (told,) if told else ()


def choose_period(
    cadence: Cadence, asked: RenderRequest, plan: Period, today: date
) -> tuple[AnyPeriod, date]:
    """The period asked for, or else the current one, and the day in it that the report is as of.

    Years are those of the plan's period. Raises UsageError where they do not fit together, or the
    period has not begun.
    """
    period: AnyPeriod
    if asked.since or asked.until:
        period = _choose_span(cadence, asked, today)
    elif asked.period and asked.day:
        raise UsageError("--period 和 --date 只能写一样", "去掉一样")
    elif asked.period:
        period = read_period(cadence, asked.period, plan, today).value
    else:
        day = asked.day or asked.as_of or today
        period = period_of(cadence, day, opening_month(plan))
    if period.start > (asked.as_of or today):
        late = f"截至 {asked.as_of}" if asked.as_of else "今天"
        raise UsageError(f"{period.named}到{late}还没有开始", "换一期,或加 --as-of 日期")
    as_of = asked.as_of or min(today, period.end)
    if as_of > period.end:
        raise UsageError(
            f"截至日期 {as_of} 不在{period.named}里",
            "去掉 --as-of,或写这一期里的日期",
        )
    return period, as_of


def _choose_span(cadence: Cadence, asked: RenderRequest, today: date) -> ReportingSpan:
    """The span asked for; without an end it goes on to the day that the report is as of."""
    if asked.period or asked.day:
        raise UsageError("--since、--until 不和 --period、--date 一起写", "去掉一样")
    if asked.since is None:
        raise UsageError("--until 要和 --since 一起写", "加上 --since 日期,写明从哪一天起")
    until = asked.until or max(asked.since, asked.as_of or today)
    if until < asked.since:
        raise UsageError(
            f"--since {asked.since} 晚于 --until {until}", "开始的日期写 --since,结束的写 --until"
        )
    return ReportingSpan(cadence, asked.since, until)


def _check_days(asked: RenderRequest, today: date) -> None:
    for day in (asked.day, asked.as_of, asked.since, asked.until):
        check_year(day or today)


def check_year(day: date) -> None:
    """Raises UsageError for a day in a year for which nobody makes reports."""
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise UsageError(f"{day} 不在能出报告的年份里", f"{_FIRST_YEAR}年至{_LAST_YEAR}年")


def _check_scope(kind: ReportKind, asked: RenderRequest) -> None:
    if asked.department and asked.all_departments:
        raise UsageError("--dept 和 --all-departments 只能写一样", "去掉一样")
    if kind.scope is Scope.PLAN and (asked.department or asked.all_departments):
        raise UsageError(f"{kind.name} 报告不分部门", "去掉 --dept、--all-departments")
    if asked.leader is not None and kind.name == "source":
        raise UsageError(f"{kind.name} 报告不分领导", "去掉 --leader")
    if kind.scope is Scope.DEPARTMENT and not (asked.department or asked.all_departments):
        raise UsageError(
            f"{kind.name} 报告要写明部门",
            "加上 --dept 部门,如 --dept 复议应诉科;或用 --all-departments 一个部门一份",
        )


Views = Iterable[tuple[Department | None, object]]


def _choose_departments(
    source: ReportSource, asked: RenderRequest, as_of: date
) -> tuple[Department | None, ...]:
    name = asked.department
    if asked.all_departments:
        return source.plan.departments
    if not name:
        return (None,)
    return (
        ask_plan(lambda plan: find_department(plan, name), source.plan, source.workplace, as_of),
    )


def _choose_leader(source: ReportSource, asked: RenderRequest, as_of: date) -> str | None:
    name = asked.leader
    if name is None:
        return None
    return ask_plan(lambda plan: find_leader(plan, name), source.plan, source.workplace, as_of)


def views_of_period(
    source: ReportSource,
    period: AnyPeriod,
    as_of: date,
    departments: Sequence[Department | None] = (None,),
    leader: str | None = None,
) -> Iterator[tuple[Department | None, PeriodicReport]]:
    """The report on a period, for all (None) or one department, of several those with tasks.

    A 分管领导 restricts each to what he is in charge of.
    """
    past = gather_past(source, period, as_of)
    assessment = assess(source.plan, as_of)
    for department in departments:
        view = report_period(source.plan, assessment, period, past, Whose(department, leader))
        if len(departments) == 1 or view.overview.tasks.total:
            heading = say_leader(qualify(view.heading, source), leader)
            yield department, view._replace(heading=heading)


def qualify(heading: Heading, source: ReportSource, notes: Iterable[str] = ()) -> Heading:
    """A report's heading with where its plan comes from, and what has to be known of that."""
    every = (*source.notes, *notes, *heading.notes)
    return heading._replace(origin=source.origin, notes=every)


def _views_of_day(
    kind: ReportKind,
    source: ReportSource,
    asked: RenderRequest,
    leader: str | None,
    days: tuple[date, date],
) -> Views:
    if kind.name == "source":
        yield None, source.plan
        return
    for department, view in _make_views(kind, source, asked, leader, days):
        yield department, view._replace(heading=qualify(view.heading, source))


def _make_views(
    kind: ReportKind,
    source: ReportSource,
    asked: RenderRequest,
    leader: str | None,
    days: tuple[date, date],
) -> Iterator[tuple[Department | None, Overview | DutyList | Letter]]:
    as_of, today = days
    if kind.scope is Scope.PLAN:
        yield None, give_overview(source.plan, as_of, leader=leader)
        return
    departments = filter(None, _choose_departments(source, asked, as_of))
    if kind.name in WRITERS:
        last_week = plan_of(source.workplace, sunday_before(as_of), today)
        grounds = gather_grounds(source.plan, as_of, last_week, leader)
        for department in departments:
            letter = WRITERS[kind.name](grounds, department)
            if not (letter.empty and asked.all_departments):
                yield department, letter._replace(heading=say_leader(letter.heading, leader))
    else:
        for department in departments:
            yield department, list_duties(source.plan, as_of, department.name, leader=leader)


class _Naming(NamedTuple):
    """How views become files, and what these are called."""

    kind: ReportKind
    form: str
    template: Path | None
    drawer: Drawer

    @property
    def title(self) -> str:
        """What the files' names begin with."""
        if self.template:
            return self.template.name[: -len(template_name("", self.form))]
        return self.kind.title

    def draw_all(self, views: Views, when: str) -> Iterator[Rendered]:
        """The views drawn, with names that say which report they are and of when."""
        names = FileNames()
        for department, view in views:
            whose = department.name if department else None
            name = names.take("-".join(filter(None, (self.title, whose, when))))
            is_needless = isinstance(view, Letter) and view.empty
            file_name = f"{name}.{self.form}"
            yield Rendered(self._draw(view), self.form, file_name, whose, is_needless)

    def _draw(self, view: object) -> bytes:
        if self.template:
            return self.drawer.draw_by(self.template, view)
        return self.drawer.draw(self.kind, self.form, view)


def _choose_format(kind: ReportKind, asked: RenderRequest) -> str:
    if asked.template is None:
        return choose_format(kind, asked.format)
    form = renderer.template_format(asked.template)
    if asked.format not in {None, form}:
        raise UsageError(
            f"模板 {asked.template} 生成 {form},不是 {asked.format}", "去掉 --format,或改文件名"
        )
    return form
