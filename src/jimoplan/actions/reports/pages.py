"""The pages that a run of ci weekly writes: issues of each week and month, ledgers, letters."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jimoplan import render as renderer
from jimoplan.actions.plan.open import BrokenPlanError
from jimoplan.actions.reports.drawing import Drawer
from jimoplan.actions.reports.render import qualify, views_of_period
from jimoplan.actions.reports.source import ReportSource, Sources, plan_of
from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.periods import ReportingPeriod
from jimoplan.core.reports.index import (
    INDEX,
    LEDGER,
    LETTERS,
    MONTHLY,
    OVERVIEW,
    WEEKLY,
    FolderNames,
    file_of,
    link_report,
    make_index,
    period_files,
)
from jimoplan.core.reports.kinds import OFFICE_FORMATS, ReportKind, find_kind
from jimoplan.core.reports.letters import WRITERS, Letter, gather_grounds, sunday_before
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.duties import DutyList, report_duties
from jimoplan.core.views.views import Heading, Overview
from jimoplan.system.file_names import FileNames

if TYPE_CHECKING:
    from jimoplan.render.apart import DrawingProcess


USUAL_FORMATS = ("md", "html")
"""The formats in which periodic reports are written unless others are asked for."""


class ReportPage(NamedTuple):
    """A file to be written, text in UTF-8; `view` is the report that it shows, None of others."""

    name: str
    data: bytes
    view: PeriodicReport | None = None


class Issue(NamedTuple):
    """A periodic report of a kind on a period."""

    kind: ReportKind
    period: ReportingPeriod
    view: PeriodicReport


def view_issues(
    sources: Sources, now: ReportSource, periods: Iterable[ReportingPeriod], as_of: date
) -> Iterator[Issue]:
    """The report on each period; none on an earlier one of which nothing can be read."""
    for period in periods:
        try:
            source = now if as_of <= period.end else sources.at(period.end)
        except BrokenPlanError:
            continue
        ((_, view),) = views_of_period(source, period, min(as_of, period.end))
        kind = WEEKLY if period.cadence is WEEKLY.cadence else MONTHLY
        yield Issue(kind, period, view)


class PageDrawer:
    """Draws the pages of a run from a plan as it is now, all within one limit of time.

    Periodic reports come in the formats given; what is for a department is a page in any case, and
    comes in those of them that are for office programs as well.
    """

    def __init__(self, source: ReportSource, formats: Iterable[str], run: "DrawingProcess") -> None:
        self._source = source
        self._formats = tuple(formats)
        self._run = run
        self._beside = source.workplace.path.resolve().parent
        self._drawer = Drawer(self._beside, run)
        self._stems = _name_apart(department.name for department in source.plan.departments)

    def draw_issues(self, issues: Sequence[Issue], there: Iterable[str]) -> Iterator[ReportPage]:
        """Every report in each format, linked with the others and with those in the folder."""
        known = list(there)
        names = {
            name: period
            for kind in (WEEKLY, MONTHLY)
            for period, name in period_files(kind, self._source.plan, known)
        }
        for kind, period, _ in issues:
            names |= {file_of(kind, period, form): period for form in self._formats}
        for kind, period, view in issues:
            for form in self._formats:
                linked = view
                if form not in OFFICE_FORMATS:
                    linked = view._replace(links=link_report(kind, period, form, names))
                data = self._drawer.draw(kind, form, linked)
                yield ReportPage(file_of(kind, period, form), data, view)

    def draw_departments(self, as_of: date, today: date) -> Iterator[ReportPage]:
        """The ledger of each department that has tasks, and the letters that are due to it."""
        plan, assessment = self._source.plan, assess(self._source.plan, as_of)
        last_week = plan_of(self._source.workplace, sunday_before(as_of), today)
        grounds = gather_grounds(plan, as_of, last_week, None)
        for department in plan.departments:
            stem = self._stems[department.name]
            duties = report_duties(plan, assessment, department)
            if duties.own or duties.through_groups:
                yield from self._draw_for_department(LEDGER, f"{LEDGER.title}-{stem}", duties)
            for kind in LETTERS:
                letter = WRITERS[kind.name](grounds, department)
                if not letter.empty:
                    name = f"{kind.title}-{stem}-{as_of}"
                    yield from self._draw_for_department(kind, name, letter)

    def _draw_for_department(
        self, kind: ReportKind, name: str, view: DutyList | Letter
    ) -> Iterator[ReportPage]:
        qualified = qualify(view.heading, self._source)
        for form in ("html", *(form for form in OFFICE_FORMATS if form in self._formats)):
            contents = INDEX if form == "html" else ""
            shown = view._replace(heading=qualified._replace(contents=contents))
            yield ReportPage(f"{name}.{form}", self._drawer.draw(kind, form, shown))

    def draw_overview(self, view: Overview) -> ReportPage:
        """The overview of the whole plan."""
        linked = view._replace(heading=view.heading._replace(contents=INDEX))
        return ReportPage(OVERVIEW, self._drawer.draw(find_kind("overview"), "html", linked))

    def draw_index(
        self, heading: Heading, views: Iterable[PeriodicReport], names: Iterable[str]
    ) -> ReportPage:
        """The page that links all of them."""
        index = make_index(self._source.plan, heading, views, FolderNames(names, self._stems))
        text = renderer.render_index(index, beside=self._beside, run=self._run)
        return ReportPage(INDEX, text.encode("utf-8"))


def _name_apart(departments: Iterable[str]) -> dict[str, str]:
    """What each department is called in the names of files: no two alike where case is ignored."""
    names = FileNames()
    return {name: names.take(name) for name in departments}
