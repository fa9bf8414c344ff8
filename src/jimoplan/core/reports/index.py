"""The page that links a year's weekly reports."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from jimoplan.core.assessment.assess import Light
from jimoplan.core.plan.issues import issue_number
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.period_keys import read_period
from jimoplan.core.plan.periods import AnyPeriod, ReportingPeriod, period_of
from jimoplan.core.plan.traverse import each_leaf
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.views import Heading
from jimoplan.errors import UsageError


class IndexEntry(NamedTuple):
    """A week's report: which issue, and its links by format.

    `as_of`, `lights` (its tasks by light) and `reported` (how many reports of progress it has) are
    None where the report was made earlier and is only linked.
    """

    period: ReportingPeriod
    issue: int
    links: Mapping[str, str]
    as_of: date | None = None
    lights: Mapping[Light, int] | None = None
    reported: int | None = None


class ReportIndex(NamedTuple):
    """A plan's weekly reports, the latest first; `overview` links the overview."""

    heading: Heading
    overview: str
    entries: tuple[IndexEntry, ...]


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


def make_index(
    plan: Plan,
    heading: Heading,
    overview: str,
    made: Iterable[PeriodicReport],
    names: Iterable[tuple[ReportingPeriod, str]],
) -> ReportIndex:
    """The index of the files named, with what is known of the reports that were made now."""
    files: dict[ReportingPeriod, dict[str, str]] = {}
    for period, name in names:
        files.setdefault(period, {})[name.rpartition(".")[2]] = quote(name)
    views: dict[AnyPeriod, PeriodicReport] = {view.period: view for view in made}
    latest_first = sorted(files, key=lambda period: period.start, reverse=True)
    entries = (_entry(plan, period, files[period], views.get(period)) for period in latest_first)
    return ReportIndex(heading, quote(overview), tuple(entries))


def _entry(
    plan: Plan, period: ReportingPeriod, links: Mapping[str, str], view: PeriodicReport | None
) -> IndexEntry:
    entry = IndexEntry(period, issue_number(plan.plan.period, period), links)
    if view is None:
        return entry
    return entry._replace(
        as_of=view.heading.as_of,
        lights=view.overview.tasks.by_light,
        reported=len(view.reports),
    )


def weekly_files(
    title: str, forms: Iterable[str], plan: Plan, names: Iterable[str]
) -> Iterator[tuple[ReportingPeriod, str]]:
    """The names that are those of the plan's weekly reports, each with its week."""
    form = re.compile(rf"{re.escape(title)}-(\d{{4}}-W\d\d)\.({'|'.join(map(re.escape, forms))})")
    for name in names:
        match = form.fullmatch(name)
        try:
            period = read_period(Cadence.WEEKLY, match[1]) if match else None
        except UsageError:  # there is no such week
            continue
        if period and period.end >= plan.plan.period.start:
            yield period, name
