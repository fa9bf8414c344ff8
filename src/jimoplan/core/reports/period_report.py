"""Making a periodic report from a plan, its assessment and its past."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.issues import issue_number
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.periods import AnyPeriod, ReportingPeriod
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import OPEN, STOPPED, Cadence, Status
from jimoplan.core.reports.alerts import find_alerts, find_cleared
from jimoplan.core.reports.comparison import Comparison
from jimoplan.core.reports.outcomes import count_outcomes
from jimoplan.core.reports.owed import find_coming, find_unreported, make_window
from jimoplan.core.reports.period_view import (
    DeadlineChange,
    Finished,
    PeriodicReport,
    RaisedProblem,
    Reported,
    StatusChange,
    TaskProgress,
)
from jimoplan.core.reports.report_history import CommittedRecord, PlanPast
from jimoplan.core.reports.voices import (
    find_problems,
    find_remarks,
    find_returned,
    returned_after,
    whose_report,
)
from jimoplan.core.views.leaders import view_led
from jimoplan.core.views.query import Level, Row, TaskView, list_rows, view_duties, view_tasks
from jimoplan.core.views.views import (
    Extent,
    Heading,
    branches_of,
    extent_of,
    make_heading,
    overview_of,
)


class Whose(NamedTuple):
    """Whose items a report is on: a department's own, what a 分管领导 has, both; or all."""

    department: Department | None = None
    leader: str | None = None


EVERYBODYS = Whose()

_TWO_WEEKS = timedelta(days=14)
_UNFINISHED = OPEN | {Status.SUSPENDED}


def report_period(
    plan: Plan,
    assessment: Assessment,
    period: AnyPeriod,
    past: PlanPast,
    whose: Whose = EVERYBODYS,
) -> PeriodicReport:
    """The report on a period, as of the assessment's day, for all or on somebody's items only."""
    heading = make_heading(plan, assessment)
    views, through_groups = _choose(plan, assessment, whose)
    shown = _Shown(views, period, past, heading, assessment.frame.departments)
    then = Comparison(views, past, whole=whose == EVERYBODYS)
    extent = _extent(plan, views, whose)
    listed = extent.departments
    overview = overview_of(heading, extent, views, assessment, period.start)
    if whose.leader:
        overview = overview._replace(leaders=(), leader=whose.leader)
    progress = tuple(shown.progress())
    every = tuple(r for task in progress for r in (*task.reports, *task.returned))
    entries = tuple(shown.entries(everything=whose == EVERYBODYS))
    finished = tuple(shown.finished())
    issue = issue_number(plan.plan.period, period) if isinstance(period, ReportingPeriod) else None
    until = _look_ahead(period, heading.as_of)
    window = make_window(period.start, heading.as_of, assessment.calendar)
    reported = {report.row.item.id for report in every if not report.whose}
    return PeriodicReport(
        heading=heading._replace(notes=(*heading.notes, *_notes(plan, period, every, entries))),
        period=period,
        issue=issue,
        department=whose.department,
        through_groups=through_groups,
        overview=overview,
        before=then.count_before(),
        alerts=tuple(
            find_alerts(views, past.earlier, all_there=past.all_there, numbered=issue is not None)
        ),
        cleared=tuple(find_cleared(views, past.earlier)),
        removed=tuple(then.removed()),
        progress=progress,
        finished=finished,
        returned=tuple(find_returned(shown.rows)),
        problems=tuple(shown.problems(every, finished)),
        remarks=tuple(find_remarks(shown.rows, period.start, heading.as_of, past.find_commit)),
        stopped=tuple(row for row in shown.leaves if row.item.status in STOPPED),
        status_changes=tuple(shown.status_changes()),
        deadline_changes=tuple(shown.deadline_changes()),
        coming=tuple(find_coming(shown.leaves, heading.as_of, until)),
        carried=tuple(shown.carried()),
        unreported=tuple(find_unreported(listed, shown.leaves, reported, window, assessment)),
        outcomes=tuple(count_outcomes(listed, shown.leaves)),
        changes=entries,
        corrections=tuple(shown.corrections(everything=whose == EVERYBODYS)),
        waiting=tuple(row for row in shown.rows if row.item.status is Status.COMPLETED),
        waited_before=then.waited_before(),
        lights=tuple(then.lights(heading.as_of)),
        coming_until=until,
        histories=past.histories,
    )


def _choose(plan: Plan, assessment: Assessment, whose: Whose) -> tuple[tuple[TaskView, ...], int]:
    """The tasks to report on, and how many more reach the department through groups."""
    views = view_led(view_tasks(plan, assessment), assessment, whose.leader)
    if whose.department is None:
        return views, 0
    duties = view_duties(views, assessment, whose.department.name)
    own = tuple(view for view in duties if view.row.via is None)
    others = {view.row.task.id for view in duties} - {view.row.task.id for view in own}
    return own, len(others)


def _extent(plan: Plan, views: tuple[TaskView, ...], whose: Whose) -> Extent:
    """The sections and departments to list: of the whole plan, or what the tasks concern."""
    if whose == EVERYBODYS:
        return Extent(branches_of(plan), plan.departments)
    found = extent_of(plan, views)
    return found._replace(departments=(whose.department,)) if whose.department else found


class _Shown(NamedTuple):
    """The tasks that a report is on, and what there is to compare them with."""

    views: tuple[TaskView, ...]
    period: AnyPeriod
    past: PlanPast
    heading: Heading
    departments: Departments

    @property
    def leaves(self) -> tuple[Row, ...]:
        return list_rows(self.views, Level.MEASURE)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Each task, followed by its measures."""
        return tuple(row for view in self.views for row in (view.row, *view.measures))

    def progress(self) -> Iterator[TaskProgress]:
        """Every task with its reports in order."""
        for view in self.views:
            reports = (report for row in view.leaves for report in self._reports(row))
            by_date = sorted(reports, key=lambda report: report.update.date)
            standing = tuple(report for report in by_date if not report.returned)
            returned = tuple(report for report in by_date if report.returned)
            yield TaskProgress(view.row, standing, returned)

    def finished(self) -> Iterator[Finished]:
        """The measures that were finished in the period, or said to be although it was before."""
        for row in self.leaves:
            finish = row.assessment.finish
            said = self.past.finished.get(row.item.id)
            day = (finish.day if finish else None) or said
            if finish and day and (self._is_within(day) or (said and self._is_within(said))):
                yield Finished(row, day, finish)

    def _is_within(self, day: date) -> bool:
        return self.period.start <= day <= self.heading.as_of

    def problems(
        self, every: Iterable[Reported], finished: Iterable[Finished]
    ) -> Iterator[RaisedProblem]:
        """What stands in the way, and what of it was settled in the period."""
        told: defaultdict[str, list[Update]] = defaultdict(list)
        for report in every:
            told[report.row.item.id].append(report.update)
        done = {found.row.item.id: found for found in finished}
        for row in self.leaves:
            id_ = row.item.id
            yield from find_problems(row, told[id_], done.get(id_), self.heading.as_of)

    def _reports(self, row: Row) -> Iterator[Reported]:
        """What is dated in the period, and what was filed in it although dated before."""
        for update in row.item.updates:
            if update.date > self.heading.as_of:
                continue
            commit = self.past.find_commit(row.item, update)
            late = update.date < self.period.start
            if commit or not late:
                yield Reported(
                    row,
                    update,
                    commit,
                    late,
                    whose_report(row, update, self.departments),
                    returned_after(row.item, update, self.heading.as_of, self.past.find_commit),
                )

    def entries(self, *, everything: bool) -> Iterator[CommittedRecord]:
        """What the commits of the period did to the items shown, or all of it."""
        ids = {row.item.id for row in self.rows}
        for entry in self.past.entries:
            if everything or entry.record.id in ids:
                yield entry

    def status_changes(self) -> Iterator[StatusChange]:
        """The statuses that items came to in the period, in plan order."""
        by_id = {row.item.id: row for row in self.rows}
        order = {id_: number for number, id_ in enumerate(by_id)}
        found = [
            StatusChange(by_id[record.id], record.data["old"], record.data["new"], commit)
            for commit, record in self.past.entries
            if record.data.get("field") == "status" and record.id in by_id
        ]
        yield from sorted(found, key=lambda change: order[change.row.item.id])

    def deadline_changes(self) -> Iterator[DeadlineChange]:
        """The deadlines replaced in the period."""
        for row in self.rows:
            for change in row.item.due_changes:
                commit = self.past.find_commit(row.item, change)
                if self._is_within(change.changed) or commit:
                    yield DeadlineChange(row, change, commit)

    def carried(self) -> Iterator[Row]:
        """The measures past their deadline; in a report on the plan's last year all unfinished.

        A periodic one is unfinished where it has not reported what it owes.
        """
        yearly = self.period.cadence is Cadence.YEARLY
        at_end = yearly and self.period.end >= self.heading.plan.period.end
        for row in self.leaves:
            found, rhythm = row.assessment, row.assessment.rhythm
            over = found.due <= self.heading.as_of and not found.undated
            over = over and (rhythm is None or bool(rhythm.late))
            if row.item.status in _UNFINISHED and (over or at_end):
                yield row

    def corrections(self, *, everything: bool) -> Iterator[CommittedRecord]:
        """What was said of the period after the report's day, of the items shown or of all."""
        ids = {row.item.id for row in self.rows}
        for entry in self.past.corrections(self.period.start, self.heading.as_of):
            if everything or entry.record.id in ids:
                yield entry


def _look_ahead(period: AnyPeriod, as_of: date) -> date:
    """Until when a report tells what is due: two weeks on in a weekly one, else the next period."""
    return as_of + _TWO_WEEKS if period.cadence is Cadence.WEEKLY else period.next.end


def _notes(
    plan: Plan,
    period: AnyPeriod,
    reported: Sequence[Reported],
    entries: Sequence[CommittedRecord],
) -> Iterator[str]:
    span = plan.plan.period
    if period.end < span.start or period.start > span.end:
        yield f"{period.words}不在计划期间({span.start}至{span.end})里"
    if not reported and not entries:
        yield f"{period.words}没有填报,也没有改动"
