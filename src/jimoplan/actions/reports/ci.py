"""ci weekly: what runs unattended every week, check, audit, report and publish in one go."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from jimoplan import render as renderer
from jimoplan.actions.history.audit import Audit, Demands, ShallowError, audit
from jimoplan.actions.plan.links import check_way
from jimoplan.actions.plan.validate import Validation, validate
from jimoplan.actions.reports.pages import (
    USUAL_FORMATS,
    PageDrawer,
    ReportPage,
    view_issues,
)
from jimoplan.actions.reports.render import check_year, qualify
from jimoplan.actions.reports.reported import (
    MEMORY,
    Reported,
    Violations,
    add_reported,
    read_reported,
    tell_apart,
    write_reported,
)
from jimoplan.actions.reports.source import Lineage, ReportSource, open_sources
from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.periods import ReportingPeriod, period_of
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.index import months_of, weeks_to_report
from jimoplan.core.reports.kinds import OFFICE_FORMATS
from jimoplan.core.views.views import Heading, Overview, report_overview
from jimoplan.errors import JimoplanError
from jimoplan.system.files import list_files, make_folder, read_bytes, write_into


class WeeklyRun(NamedTuple):
    """Into which folder, as of which day, now, and whether earlier weeks stay as they are there.

    `root` is the full id of the only commit that may have registered the plan, if one is named;
    `formats` are those of the reports.
    """

    folder: Path
    as_of: date
    now: datetime
    only_this_week: bool = False
    root: str | None = None
    formats: tuple[str, ...] = USUAL_FORMATS


class Audited(NamedTuple):
    """The audit of all of history, None where it could not be done: see why.

    `violations` are what it found, by whether earlier runs have reported it.
    """

    found: Audit | None
    violations: Violations = Violations((), (), {})
    why_not: str = ""


class Publication(NamedTuple):
    """What a run found, what it wrote, and why it is no success, if it is none.

    `this_week` names the files of the week's own report; `written` are all that are new or came
    out otherwise than the folder had them, `unchanged` counts the others. `rewritten` are those of
    the written ones that are on weeks before the last and said something else. `problems` are
    reasons, each in words: with one of them the reports are there all the same.
    """

    path: Path
    heading: Heading
    period: ReportingPeriod
    validation: Validation
    audited: Audited | None
    shallow: bool
    this_week: tuple[str, ...]
    written: tuple[str, ...]
    rewritten: tuple[str, ...]
    unchanged: int
    problems: tuple[str, ...]


def publish_weekly(file: Path | None, start: Path, wanted: WeeklyRun, today: date) -> Publication:
    """Check and audit the plan and write its weekly reports, an overview and an index of them.

    What the folder has of other files stays as it is. Raises BrokenPlanError where neither the
    file nor any commit can be read, JimoplanError where there is no plan or nothing can be written.
    """
    check_year(wanted.as_of)
    sources = open_sources(file, start, today)
    source = sources.at(wanted.as_of)
    path = source.workplace.path
    period = period_of(Cadence.WEEKLY, wanted.as_of)
    validation = validate(file, start, None)
    make_folder(wanted.folder)
    reported = read_reported(wanted.folder)
    audited = _audit(file, start, source.lineage, wanted, reported) if source.lineage else None
    shallow = bool(source.lineage and source.lineage.journal.history.cut)
    problems = tuple(_find_problems(source, validation, audited, shallow=shallow))
    there = frozenset(list_files(wanted.folder))
    weeks = _choose_weeks(source, wanted)
    periods = (*weeks, *months_of(weeks, wanted.as_of))
    issues = list(view_issues(sources, source, periods, wanted.as_of))
    overview = _view_overview(source, wanted.as_of, _find_untold(source, validation, audited))
    with renderer.begin_run() as run:
        drawer = PageDrawer(source, wanted.formats, run)
        made = list(drawer.draw_issues(issues, there))
        pages = [*made, *drawer.draw_departments(wanted.as_of, today)]
        pages.append(drawer.draw_overview(overview))
        names = {*there, *(page.name for page in pages)}
        views = (issue.view for issue in issues)
        pages.append(drawer.draw_index(overview.heading, views, names))
    pages += _remember(reported, audited, period)
    settled = {
        page.name for page in made if page.view and page.view.period.end < period.previous.start
    }
    written = _find_new(wanted.folder, pages, there, settled)
    rewritten = tuple(name for name in written if name in settled & there)
    _write(wanted.folder, [page for page in pages if page.name in written], rewritten, path)
    return Publication(
        path=path,
        heading=overview.heading,
        period=period,
        validation=validation,
        audited=audited,
        shallow=shallow,
        this_week=tuple(page.name for page in made if page.view and page.view.period == period),
        written=tuple(written),
        rewritten=rewritten,
        unchanged=len(pages) - len(written),
        problems=problems,
    )


def _audit(
    file: Path | None, start: Path, lineage: Lineage, wanted: WeeklyRun, reported: Reported
) -> Audited | None:
    """The audit of all that led to the last commit; None where there was no plan yet.

    What was committed long ago may have been pushed since the last run. No cache is read.
    """
    if lineage.end is None:
        return None
    tip = "HEAD" if lineage.end is lineage.line[0] else lineage.end.id
    try:
        found = audit(file, start, Demands(wanted.now, tip, root=wanted.root, reads_cache=False))
    except ShallowError as refusal:
        return Audited(None, why_not=refusal.message)
    week = period_of(Cadence.WEEKLY, wanted.as_of).key
    return Audited(found, tell_apart(found.judged, reported, week))


def describe_violations(audited: Audited) -> str:
    """How many violations there are, and of how many of them earlier runs have told."""
    new, known = audited.violations.counts
    apart = f"(新发现 {new} 处;以前报过、还没有纠正的 {known} 处)" if known else ""
    return f"违规 {new + known} 处{apart}"


def _find_untold(
    source: ReportSource, validation: Validation, audited: Audited | None
) -> Iterator[str]:
    """The problems that the reports' own notes do not mention."""
    if not validation.is_fine(strict=False) and not source.problems:
        yield "计划文件现在有错误"
    if audited and audited.found is None:
        yield audited.why_not
    elif audited and audited.found and audited.found.violations:
        yield f"审计全部历史,{describe_violations(audited)}"


def _find_problems(
    source: ReportSource, validation: Validation, audited: Audited | None, *, shallow: bool
) -> Iterator[str]:
    if not validation.is_fine(strict=False):
        yield "计划文件有错误"
    elif source.problems:
        yield "报告所据的计划有错误"
    if shallow:
        yield "这是浅克隆,报告里缺历史(检出时取全部历史,如 fetch-depth: 0)"
    if audited and audited.found is None:
        yield "审计不全"
    elif audited and audited.found and audited.found.violations:
        yield f"审计有{describe_violations(audited)}"


def _remember(
    reported: Reported, audited: Audited | None, period: ReportingPeriod
) -> Iterator[ReportPage]:
    """What later runs have to know of this one, if any violation was ever reported."""
    kept = add_reported(reported, audited.violations, period.key) if audited else reported
    if kept:
        yield ReportPage(MEMORY, write_reported(kept).encode("utf-8"))


def _choose_weeks(source: ReportSource, wanted: WeeklyRun) -> tuple[ReportingPeriod, ...]:
    """The weeks to report on: without all of history, only the one that can be told of.

    A report on an earlier one would be worse than what may be in the folder.
    """
    lineage = source.lineage
    if lineage is None or lineage.journal.history.cut or wanted.only_this_week:
        return (period_of(Cadence.WEEKLY, wanted.as_of),)
    committed = (event.commit.committed.date() for event in lineage.journal.events)
    return weeks_to_report(source.plan, committed, wanted.as_of)


def _view_overview(source: ReportSource, as_of: date, notes: Iterable[str]) -> Overview:
    view = report_overview(source.plan, assess(source.plan, as_of))
    return view._replace(heading=qualify(view.heading, source, notes))


def _write(folder: Path, pages: list[ReportPage], rewritten: tuple[str, ...], plan: Path) -> None:
    """Write the pages; a failure says which of those to be rewritten are: no later run can tell."""
    check_way(folder)
    try:
        write_into(folder, {page.name: page.data for page in pages}, keep=plan)
    except JimoplanError as failure:
        there = frozenset(rewritten)
        told = [page.name for page in pages if _says(folder, page, there)]
        if told:
            failure.message += f";以前的周报内容已经变了:{'、'.join(told)}"
        raise


def _find_new(
    folder: Path, pages: list[ReportPage], there: frozenset[str], settled: set[str]
) -> list[str]:
    """The names of the pages that the folder does not have, or has otherwise.

    A document on a settled week stays where the week's texts say what they said: it may have been
    signed, and libraries write the same content otherwise from version to version.
    """
    new = {page.name for page in pages if not _says(folder, page, there)}
    names = {page.name for page in pages}
    for name in settled & there & new:
        stem, _, form = name.rpartition(".")
        texts = {f"{stem}.{text}" for text in USUAL_FORMATS} & names
        if form in OFFICE_FORMATS and texts and not texts & new:
            new.remove(name)
    return [page.name for page in pages if page.name in new]


def _says(folder: Path, page: ReportPage, there: frozenset[str]) -> bool:
    """Whether a folder's file is there and says what the page does."""
    return page.name in there and read_bytes(folder / page.name) == page.data
