"""The data of a periodic report, as templates draw from it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.assess import Light
from jimoplan.core.assessment.finishing import Finish
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Department, DueChange, Update
from jimoplan.core.plan.periods import ReportingPeriod
from jimoplan.core.reports.alerts import Cleared, TaskAlert
from jimoplan.core.reports.outcomes import DepartmentOutcomes
from jimoplan.core.reports.report_history import CommittedRecord
from jimoplan.core.views.charts import StatusPoint
from jimoplan.core.views.query import Row
from jimoplan.core.views.timeline import HistoryEntry
from jimoplan.core.views.views import Heading, Overview


class Reported(NamedTuple):
    """A report of progress on a measure, and the commit it came with as far as git knows.

    `late` says that it is dated before the period in which it was filed.
    """

    row: Row
    update: Update
    commit: Commit | None
    late: bool


class TaskProgress(NamedTuple):
    """A task with the reports on its measures in the period, by date."""

    row: Row
    reports: tuple[Reported, ...]

    @property
    def latest(self) -> tuple[Reported, ...]:
        """The last report on each measure, in plan order."""
        last = {report.row.item.id: report for report in self.reports}
        order = {measure.id: place for place, measure in enumerate(self.row.task.measures)}
        return tuple(last[id_] for id_ in sorted(last, key=order.__getitem__))


class Finished(NamedTuple):
    """A measure that was finished in the period, on which day and how."""

    row: Row
    day: date
    finish: Finish


class StatusChange(NamedTuple):
    """An item that came to another status in the period, by which commit."""

    row: Row
    old: str
    new: str
    commit: Commit

    @property
    def words(self) -> str:
        """From which status to which, as in 推进中→已完成(未达标),延期办结.

        What belongs to the status stands beside it as long as the item has it.
        """
        status, finish = self.row.item.status, self.row.assessment.finish
        if self.new != status:
            return f"{self.old}→{self.new}"
        how = f",{finish.words}" if finish and finish.words else ""
        return f"{self.old}→{self.row.status_words}{how}"


class DeadlineChange(NamedTuple):
    """A deadline that was replaced in the period, and the commit as far as git knows."""

    row: Row
    change: DueChange
    commit: Commit | None


class Unreported(NamedTuple):
    """A department none of whose open items was reported on in the period: 未报送.

    `last` is the day of the last report on any of them, None where there never was one.
    """

    department: str
    rows: tuple[Row, ...]
    last: date | None


class PeriodicReport(NamedTuple):
    """All that a report on a period says; rows are as of the heading's day.

    `issue` is 期号. `department` restricts the rows to its own duties; `through_groups` tells how
    many tasks reach it otherwise, which are not among them. `before` counts the red and yellow
    tasks at the end of the period before, None in the first. `due_next` are the open measures
    whose deadline comes by the end of the next period, `carried` those whose deadline has come and
    that are not finished; in the report on a year they are all that is not finished. `progress` has
    every task, `stopped` what is suspended or cancelled, `changes` all that is in git. `statuses`
    are those of all measures over the year so far, none in a report for one department.
    """

    heading: Heading
    period: ReportingPeriod
    issue: int
    department: Department | None
    through_groups: int
    overview: Overview
    before: Mapping[Light, int] | None
    alerts: tuple[TaskAlert, ...]
    cleared: tuple[Cleared, ...]
    progress: tuple[TaskProgress, ...]
    finished: tuple[Finished, ...]
    stopped: tuple[Row, ...]
    status_changes: tuple[StatusChange, ...]
    deadline_changes: tuple[DeadlineChange, ...]
    due_next: tuple[Row, ...]
    carried: tuple[Row, ...]
    unreported: tuple[Unreported, ...]
    outcomes: tuple[DepartmentOutcomes, ...]
    changes: tuple[CommittedRecord, ...]
    statuses: tuple[StatusPoint, ...]
    histories: Mapping[str, tuple[HistoryEntry, ...]]

    @property
    def reported(self) -> tuple[TaskProgress, ...]:
        """The tasks that were reported on."""
        return tuple(task for task in self.progress if task.reports)

    @property
    def reports(self) -> tuple[Reported, ...]:
        """Every report of progress in the period, task by task."""
        return tuple(report for task in self.progress for report in task.reports)

    @property
    def problems(self) -> tuple[Reported, ...]:
        """The reports that say what stands in the way or ask for coordination."""
        return tuple(report for report in self.reports if report.update.problem)
