"""The page that links the reports of a year, and how their files are named."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.issues import issue_number
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.period_keys import read_period
from jimoplan.core.plan.periods import AnyPeriod, ReportingPeriod, period_of
from jimoplan.core.plan.traverse import each_leaf
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.kinds import OFFICE_FORMATS, ReportKind, find_kind
from jimoplan.core.reports.period_view import PeriodicReport, ReportLinks
from jimoplan.core.views.views import Heading
from jimoplan.errors import UsageError

INDEX = "index.html"
OVERVIEW = "总览.html"
WEEKLY, MONTHLY = find_kind("weekly"), find_kind("monthly")
LEDGER = find_kind("department")
LETTERS = (find_kind("reminder"), find_kind("supervision"))


class IndexEntry(NamedTuple):
    """A period's report: which issue, and its links by format.

    `as_of`, `lights` (its tasks by light) and `reported` (how many reports of progress it has) are
    None where the report was made earlier and is only linked; so are the last two where nothing of
    the plan could be read.
    """

    period: ReportingPeriod
    issue: int
    links: Mapping[str, str]
    as_of: date | None = None
    lights: Mapping[Light, int] | None = None
    reported: int | None = None


class StripWeek(NamedTuple):
    """A week in the strip of the year: how many tasks were red and yellow at its end."""

    entry: IndexEntry
    red: int
    yellow: int


class PageLink(NamedTuple):
    """A page for a department: its ledger, or a letter to it of a day ('' for a ledger).

    `links` are those of its formats, the page's first.
    """

    title: str
    department: str
    day: str
    links: Mapping[str, str]

    @property
    def link(self) -> str:
        """Where the page lies."""
        return next(iter(self.links.values()))


class ReportIndex(NamedTuple):
    """All reports of a plan, the latest first; `latest` is the newest that was made now.

    `strip` has the weeks in the order of time; `most` is the height that the strip is to have.
    """

    heading: Heading
    overview: str
    latest: PeriodicReport | None
    weeks: tuple[IndexEntry, ...]
    months: tuple[IndexEntry, ...]
    ledgers: tuple[PageLink, ...]
    letters: tuple[PageLink, ...]
    strip: tuple[StripWeek, ...]

    @property
    def most(self) -> int:
        """The most red and yellow tasks of any week, 1 at least."""
        return max((week.red + week.yellow for week in self.strip), default=0) or 1


def weeks_to_report(
    plan: Plan, committed: Iterable[date], as_of: date
) -> tuple[ReportingPeriod, ...]:
    """The weeks that have an issue by a day, the earliest first.

    They run from the first in which the plan was committed or reported on until the plan's end,
    without a gap, because red and yellow go on from issue to issue. After its end a week has an
    issue if there was something in it. The week of the day itself has one in any case.
    """
    span = plan.plan.period
    begin = period_of(Cadence.WEEKLY, span.start).start
    reported = (u.date for _, _, item in each_leaf(plan) for u in item.updates)
    active = {day for day in (*committed, *reported) if begin <= day <= as_of}
    weeks = {period_of(Cadence.WEEKLY, day) for day in (*active, as_of)}
    if active:
        week = period_of(Cadence.WEEKLY, min(active))
        while week.start <= min(as_of, span.end):
            weeks.add(week)
            week = week.next
    return tuple(sorted(weeks, key=lambda week: week.start))


def months_of(weeks: Iterable[ReportingPeriod], as_of: date) -> tuple[ReportingPeriod, ...]:
    """The months that weeks end in, the one of the day among them, the earliest first."""
    found = {period_of(Cadence.MONTHLY, min(week.end, as_of)) for week in weeks}
    return tuple(sorted(found, key=lambda month: month.start))


def file_of(kind: ReportKind, period: AnyPeriod, form: str) -> str:
    """What the file of a period's report is called."""
    return f"{kind.title}-{period.key}.{form}"


def link_report(
    kind: ReportKind, period: ReportingPeriod, form: str, names: Mapping[str, ReportingPeriod]
) -> ReportLinks:
    """Where a report leads to, among the files of a folder; those of periods by name."""
    same = sorted((p for n, p in names.items() if n == file_of(kind, p, form)), key=_by_time)
    place = same.index(period)
    months = (period_of(Cadence.MONTHLY, day) for day in (period.end, period.start))
    there = [month for month in months if file_of(MONTHLY, month, form) in names]
    month = there[0] if there and kind is not MONTHLY else None

    def link(found: ReportingPeriod) -> str:
        return quote(file_of(kind, found, form))

    return ReportLinks(
        contents=INDEX,
        overview=quote(OVERVIEW),
        previous=link(same[place - 1]) if place else "",
        next=link(same[place + 1]) if same[place + 1 :] else "",
        month=quote(file_of(MONTHLY, month, form)) if month else "",
        month_words=f"{month.short}{MONTHLY.title}" if month else "",
    )


def _by_time(period: ReportingPeriod) -> date:
    return period.start


def period_files(
    kind: ReportKind, plan: Plan, names: Iterable[str]
) -> Iterator[tuple[ReportingPeriod, str]]:
    """The names that are those of a plan's periodic reports of a kind, each with its period."""
    forms = "|".join(map(re.escape, kind.formats))
    form = re.compile(rf"{re.escape(kind.title)}-([0-9]{{4}}-W?[0-9]{{2}})\.({forms})")
    for name in names:
        match = form.fullmatch(name)
        try:
            period = read_period(kind.cadence, match[1]) if match and kind.cadence else None
        except UsageError:  # there is no such week
            continue
        if period and period.end >= plan.plan.period.start:
            yield period, name


class FolderNames(NamedTuple):
    """The names of a folder's files, and what departments are called in them, by department."""

    names: Iterable[str]
    stems: Mapping[str, str]


def make_index(
    plan: Plan, heading: Heading, made: Iterable[PeriodicReport], folder: FolderNames
) -> ReportIndex:
    """The index of the files named, with what is known of the reports that were made now."""
    known = sorted(folder.names)
    views: dict[AnyPeriod, PeriodicReport] = {view.period: view for view in made}
    weeks, months = (tuple(_entries(kind, plan, known, views)) for kind in (WEEKLY, MONTHLY))
    current = (views[week.period] for week in weeks if week.period in views)
    latest = next(current, None)
    return ReportIndex(
        heading,
        quote(OVERVIEW),
        latest,
        weeks,
        months,
        tuple(_pages(LEDGER, folder.stems, known)),
        tuple(page for kind in LETTERS for page in _pages(kind, folder.stems, known)),
        tuple(_strip(weeks, latest)),
    )


def _entries(
    kind: ReportKind, plan: Plan, names: list[str], views: Mapping[AnyPeriod, PeriodicReport]
) -> Iterator[IndexEntry]:
    files: dict[ReportingPeriod, dict[str, str]] = {}
    for period, name in period_files(kind, plan, names):
        files.setdefault(period, {})[name.rpartition(".")[2]] = quote(name)
    for period in sorted(files, key=_by_time, reverse=True):
        links = _ordered(files[period])
        entry = IndexEntry(period, issue_number(plan.plan.period, period), links)
        view = views.get(period)
        if view:
            entry = entry._replace(as_of=view.heading.as_of)
        if view and view.heading.is_judged:
            entry = entry._replace(lights=view.overview.tasks.by_light, reported=len(view.reports))
        yield entry


def _strip(weeks: Iterable[IndexEntry], latest: PeriodicReport | None) -> Iterator[StripWeek]:
    """The weeks whose lights are known: by their own report, or by what the latest one tells."""
    told = {point.day: point for point in latest.lights} if latest else {}
    weeks = [entry for entry in weeks if entry.lights or entry.as_of is None]
    for entry in sorted(weeks, key=lambda entry: entry.period.start):
        point = told.get(entry.period.end)
        if entry.lights:
            red, yellow = entry.lights[Light.RED], entry.lights[Light.YELLOW]
            yield StripWeek(entry, red, yellow)
        elif point:
            yield StripWeek(entry, point.red, point.yellow)


def _pages(kind: ReportKind, stems: Mapping[str, str], names: Iterable[str]) -> Iterator[PageLink]:
    """The pages for departments of a kind, the latest day first."""
    by_stem = {stem: name for name, stem in stems.items()}
    known = "|".join(map(re.escape, sorted(by_stem, key=len, reverse=True)))
    day = "" if kind is LEDGER else "-([0-9]{4}-[0-9]{2}-[0-9]{2})"
    form = re.compile(rf"{re.escape(kind.title)}-({known}){day or '()'}\.({'|'.join(_PAGES)})")
    found: dict[tuple[str, str], dict[str, str]] = {}
    for name in names:
        if match := form.fullmatch(name):
            found.setdefault((match[2], match[1]), {})[match[3]] = quote(name)
    order = {stem: place for place, stem in enumerate(by_stem)}
    listed = sorted(found, key=lambda key: order[key[1]])
    for when, stem in sorted(listed, key=lambda key: key[0], reverse=True):
        yield PageLink(kind.title, by_stem[stem], when, _ordered(found[when, stem]))


_ORDER = ("html", "md", *OFFICE_FORMATS)
"""The formats in the order in which they are offered."""
_PAGES = ("html", *OFFICE_FORMATS)
"""Those of what is for a department."""


def _ordered(links: Mapping[str, str]) -> dict[str, str]:
    return {form: links[form] for form in _ORDER if form in links}
