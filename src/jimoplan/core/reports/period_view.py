"""The data of a periodic report, as templates draw from it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.finishing import Finish
from jimoplan.core.assessment.lights import Light
from jimoplan.core.assessment.milestones import Step
from jimoplan.core.assessment.rhythm import OwedPeriod, name_periods
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.model import Department
from jimoplan.core.plan.periods import AnyPeriod, ReportingSpan, runs_for_years
from jimoplan.core.plan.records import DueChange, Remark, Review, Update
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.alerts import Cleared, TaskAlert
from jimoplan.core.reports.kinds import title_of
from jimoplan.core.reports.outcomes import DepartmentOutcomes
from jimoplan.core.reports.report_history import CommittedRecord
from jimoplan.core.views.query import Row
from jimoplan.core.views.timeline import HistoryEntry
from jimoplan.core.views.views import Heading, Overview

_NAMED = 3
_TOLD = 6


class Reported(NamedTuple):
    """A report of progress on a measure, and the commit it came with as far as git knows.

    `late` says that it is dated before the period in which it was filed. `whose` tells of a report
    that is no owner's, as in 配合:乙科, and is '' otherwise. `returned` is the review that returned
    the measure after it.
    """

    row: Row
    update: Update
    commit: Commit | None
    late: bool
    whose: str = ""
    returned: Review | None = None


class TaskProgress(NamedTuple):
    """A task with the reports on its measures in the period, by date.

    `returned` are those after which their measure was returned; they are no achievement.
    """

    row: Row
    reports: tuple[Reported, ...]
    returned: tuple[Reported, ...] = ()

    @property
    def latest(self) -> tuple[Reported, ...]:
        """The last report on each measure by its owners, and by each other department."""
        return self._last_of(self.reports)

    @property
    def sent_back(self) -> tuple[Reported, ...]:
        """The last report on each measure after which it was returned, in plan order."""
        return self._last_of(report._replace(whose="") for report in self.returned)

    def _last_of(self, reports: Iterable[Reported]) -> tuple[Reported, ...]:
        last = {(report.row.item.id, report.whose): report for report in reports}
        order = {item.id: place for place, item in enumerate(self.row.task.leaves)}
        return tuple(last[key] for key in sorted(last, key=lambda key: (order[key[0]], key[1])))


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


class Owed(NamedTuple):
    """A measure of which something is owed and not given, and what that is.

    As in 缺3月(第3期), 时限6月28日, 已45天未填报.
    """

    row: Row
    why: tuple[str, ...]


class Unreported(NamedTuple):
    """A department that owes a report in the period: 未报送.

    `rows` are the measures it is owed on; `last` is the day of the last report on any of them, None
    where there never was one.
    """

    department: str
    rows: tuple[Row, ...]
    last: date | None
    owed: tuple[Owed, ...]

    @property
    def words(self) -> str:
        """What is owed, measures of which it is the same together, the first ones if many."""
        same: dict[tuple[str, ...], list[str]] = {}
        for each in self.owed:
            same.setdefault(each.why, []).append(each.row.item.id)
        told = [f"{_name_some(ids)}{','.join(why)}" for why, ids in same.items()]
        more = f"等{len(self.owed)}项" if len(told) > _TOLD else ""
        return ";".join(told[:_TOLD]) + more


def _name_some(ids: Sequence[str]) -> str:
    more = f"等{len(ids)}项" if len(ids) > _NAMED else ""
    return f"{'、'.join(ids[:_NAMED])}{more} "


class Coming(NamedTuple):
    """A measure that is due after today, with the periods and the milestones due by then."""

    row: Row
    periods: tuple[OwedPeriod, ...]
    steps: tuple[Step, ...] = ()

    @property
    def words(self) -> str:
        """The periods and milestones by name, '' where it is the deadline that comes."""
        periods = [name_periods(self.periods)] if self.periods else []
        return ";".join([*periods, *(step.words for step in self.steps)])


class RaisedProblem(NamedTuple):
    """A problem of a measure and the report that said so first; `settled` is None while it is open.

    `solved` tells how it was settled; it is None where the measure was finished over it.
    """

    row: Row
    update: Update
    settled: date | None = None
    solved: str | None = None


class Returned(NamedTuple):
    """An item that was returned and has not been reported as done again: 退回."""

    row: Row
    review: Review


class Remarked(NamedTuple):
    """What somebody else than the owner said of an item in the period: 督查意见, 批示, 提醒."""

    row: Row
    remark: Remark


class LightPoint(NamedTuple):
    """How many of a report's tasks were red and yellow at the end of a day."""

    day: date
    red: int
    yellow: int


class ReportLinks(NamedTuple):
    """The pages that a report leads to, each as a file beside it; '' where there is none.

    `month_words` is what the report of the month is called that the period ends in.
    """

    contents: str
    overview: str
    previous: str = ""
    next: str = ""
    month: str = ""
    month_words: str = ""


class PeriodicReport(NamedTuple):
    """All that a report on a period says; rows are as of the heading's day.

    `issue` is 期号, None in a report on a span. `department` restricts the rows to its own duties;
    `through_groups` tells how many tasks reach it otherwise, which are not among them. `before`
    counts the red and yellow tasks at the end of the period before, None in the first. `coming` are
    the open measures whose deadline comes by the end of the next period, or that owe a report by
    then; `carried` those whose deadline has come and that are not finished; in the report on the
    plan's last year they are all that is not finished. `progress` has every task, `problems` what
    is open or was settled in the period, `stopped` what is suspended or cancelled, `changes` all
    that is in git. `removed` are the red tasks of the period before that are no longer in the plan,
    by id. `waiting` is what has been reported as done and waits for its review,
    `waited_before` how much of it did so at the end of the period before. `corrections` were
    committed after the day that the report is as of, on what had happened in its period. `lights`
    are those since the plan began, the last point as of the report's own day.
    """

    heading: Heading
    period: AnyPeriod
    issue: int | None
    department: Department | None
    through_groups: int
    overview: Overview
    before: Mapping[Light, int] | None
    alerts: tuple[TaskAlert, ...]
    cleared: tuple[Cleared, ...]
    removed: tuple[str, ...]
    progress: tuple[TaskProgress, ...]
    finished: tuple[Finished, ...]
    returned: tuple[Returned, ...]
    problems: tuple[RaisedProblem, ...]
    remarks: tuple[Remarked, ...]
    stopped: tuple[Row, ...]
    status_changes: tuple[StatusChange, ...]
    deadline_changes: tuple[DeadlineChange, ...]
    coming: tuple[Coming, ...]
    carried: tuple[Row, ...]
    unreported: tuple[Unreported, ...]
    outcomes: tuple[DepartmentOutcomes, ...]
    changes: tuple[CommittedRecord, ...]
    corrections: tuple[CommittedRecord, ...]
    waiting: tuple[Row, ...]
    waited_before: int | None
    lights: tuple[LightPoint, ...]
    coming_until: date
    histories: Mapping[str, tuple[HistoryEntry, ...]]
    links: ReportLinks | None = None

    @property
    def edition(self) -> str:
        """定稿 once the period is over, 初稿 before."""
        return "定稿" if self.heading.as_of >= self.period.end else "初稿"

    @property
    def title(self) -> str:
        """What the report is called: 周报, 月通报, 2024年第二季度进展情况表, or 总结 of years."""
        if isinstance(self.period, ReportingSpan) and self.period.years:
            return "总结"
        title = title_of(self.period.cadence)
        is_table = self.period.cadence is Cadence.QUARTERLY
        return f"{self.period.words}{title.removeprefix('季度')}" if is_table else title

    @property
    def over_years(self) -> bool:
        """Whether the plan reaches into more than one of its years."""
        return runs_for_years(self.heading.plan.period)

    @property
    def reported(self) -> tuple[TaskProgress, ...]:
        """The tasks that were reported on, also where all of it was returned since."""
        return tuple(task for task in self.progress if task.reports or task.returned)

    @property
    def reports(self) -> tuple[Reported, ...]:
        """Every report of progress in the period that stands, task by task."""
        return tuple(report for task in self.progress for report in task.reports)
