"""The pages that a run of ci weekly writes: issues of each week and month, ledgers, letters."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan import render as renderer
from jimoplan.actions.plan.ask import list_duties
from jimoplan.actions.plan.open import BrokenPlanError
from jimoplan.actions.reports.render import qualify, views_of_period
from jimoplan.actions.reports.source import ReportSource, Sources, plan_of
from jimoplan.core.plan.periods import ReportingPeriod
from jimoplan.core.reports.index import (
    LEDGER,
    LETTERS,
    MONTHLY,
    OVERVIEW,
    WEEKLY,
    file_of,
    link_report,
    make_index,
    period_files,
)
from jimoplan.core.reports.kinds import ReportKind
from jimoplan.core.reports.letters import WRITERS, gather_grounds, sunday_before
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.views import Heading, Overview
from jimoplan.system.files import safe_file_name


class ReportPage(NamedTuple):
    """A file to be written; `view` is the report that it shows, None where it is none."""

    name: str
    text: str
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


def draw_issues(
    issues: Sequence[Issue], source: ReportSource, there: Iterable[str]
) -> Iterator[ReportPage]:
    """Every report in each of its formats, linked with each other and with those in a folder."""
    known = list(there)
    names = {
        name: period
        for kind in (WEEKLY, MONTHLY)
        for period, name in period_files(kind, source.plan, known)
    }
    for kind, period, _ in issues:
        names |= {file_of(kind, period, form): period for form in kind.formats}
    for kind, period, view in issues:
        for form in kind.formats:
            linked = view._replace(links=link_report(kind, period, form, names))
            yield ReportPage(file_of(kind, period, form), _draw(kind, form, linked, source), view)


def draw_departments(source: ReportSource, as_of: date, today: date) -> Iterator[ReportPage]:
    """The ledger of each department that has tasks, and the letters that are due to it."""
    last_week = plan_of(source.workplace, sunday_before(as_of), today)
    grounds = gather_grounds(source.plan, as_of, last_week, None)
    for department in source.plan.departments:
        duties = list_duties(source.plan, as_of, department.name)
        if duties.own or duties.through_groups:
            ledger = duties._replace(heading=qualify(duties.heading, source))
            name = safe_file_name(f"{LEDGER.title}-{department.name}")
            yield ReportPage(f"{name}.html", _draw(LEDGER, "html", ledger, source))
        for kind in LETTERS:
            letter = WRITERS[kind.name](grounds, department)
            if not letter.empty:
                name = safe_file_name(f"{kind.title}-{department.name}-{as_of}")
                text = letter._replace(heading=qualify(letter.heading, source))
                yield ReportPage(f"{name}.html", _draw(kind, "html", text, source))


def draw_overview(source: ReportSource, view: Overview) -> ReportPage:
    """The overview of the whole plan."""
    beside = source.workplace.path.resolve().parent
    return ReportPage(OVERVIEW, renderer.render("overview", "html", view, beside=beside))


def draw_index(
    name: str,
    source: ReportSource,
    heading: Heading,
    views: Iterable[PeriodicReport],
    names: Iterable[str],
) -> ReportPage:
    """The page that links all of them."""
    index = make_index(source.plan, heading, views, names)
    beside = source.workplace.path.resolve().parent
    return ReportPage(name, renderer.render_index(index, beside=beside))


def _draw(kind: ReportKind, form: str, view: object, source: ReportSource) -> str:
    beside = source.workplace.path.resolve().parent
    return renderer.render(kind.name, form, view, beside=beside)
