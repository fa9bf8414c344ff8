"""The headline figures: how the measures of each kind stand, each kind by what it owes.

A mean over everything would tell mostly how lately people filed. Instead: of the one-off measures
that are due, how many are finished and when; of the periods that have ended, how many are reported;
of the standing duties that owe a word, how many gave one; of the indicators, how many reach their
target. What is cancelled is left out, what is suspended is counted apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.assessment.clock import item_clock
from jimoplan.core.assessment.finishing import Timeliness
from jimoplan.core.assessment.indicator import exceeded_by, is_reached
from jimoplan.core.assessment.judging import is_silent
from jimoplan.core.assessment.reporting import owners_updates
from jimoplan.core.plan.model import DONE, Kind, Status
from jimoplan.core.views.query import Row, TaskView

_FULL = 100
_NONE_OWED = "没有应报的"


class OneOffFigures(NamedTuple):
    """一次性: what is due by the day, how it was finished, and what is not.

    `extended` were finished by a deadline that was set after the one before had passed; they count
    as due. `due_today` are not finished on the last day of their time, `early` are finished before
    it. A task without measures counts as one.
    """

    total: int = 0
    in_time: int = 0
    extended: int = 0
    late: int = 0
    overdue: int = 0
    due_today: int = 0
    early: int = 0
    suspended: int = 0

    @property
    def finished(self) -> int:
        """How many of those due are finished."""
        return self.in_time + self.extended + self.late

    @property
    def due(self) -> int:
        """How many are due by the day."""
        return self.finished + self.overdue + self.due_today

    @property
    def percent(self) -> int | None:
        """办结率: the floored percentage of those due that are finished; None with none due."""
        return self.finished * _FULL // self.due if self.due else None

    @property
    def words(self) -> str:
        """All of it in words, kinds of finishing without an item left out."""
        how = {"按时": self.in_time, "延期办结": self.extended, "逾期": self.late}
        parts = "、".join(f"{word}{n}项" for word, n in how.items() if n)
        aside = f"({parts})" if parts else ""
        rate = f"到期{self.due}项,办结{self.finished}项{aside},办结率{self.percent}%"
        rest = {
            "逾期未办结": self.overdue,
            "当天到期": self.due_today,
            "未到时限已办结": self.early,
            "暂缓": self.suspended,
        }
        return ",".join((rate if self.due else "没有到期的", *_told(rest, "项")))


class PeriodicFigures(NamedTuple):
    """周期性: the periods that have ended, in all so far or in the period of a report.

    `in_grace` are not reported and not missing yet; `suspended` counts measures.
    """

    total: int = 0
    owed: int = 0
    reported: int = 0
    in_grace: int = 0
    suspended: int = 0

    @property
    def missing(self) -> int:
        """How many periods are past their grace without a report."""
        return self.owed - self.reported - self.in_grace

    @property
    def words(self) -> str:
        """All of it in words."""
        known = f"应报{self.owed}期,已报{self.reported}期" if self.owed else _NONE_OWED
        rest = _told({"宽限期内": self.in_grace, "缺": self.missing}, "期")
        return ",".join((known, *rest, *_told({"暂缓": self.suspended}, "项")))


class ContinuousFigures(NamedTuple):
    """常态化: the measures that owe a word, and those whose last one is not older than `stale`.

    What has begun so lately that nobody expects a word yet, and what is finished, owes none.
    """

    total: int = 0
    owed: int = 0
    reported: int = 0
    finished: int = 0
    suspended: int = 0

    @property
    def silent(self) -> int:
        """How many have been silent for too long."""
        return self.owed - self.reported

    @property
    def words(self) -> str:
        """All of it in words."""
        known = f"应报{self.owed}项,已报{self.reported}项" if self.owed else _NONE_OWED
        rest = {"久未填报": self.silent, "已办结": self.finished, "暂缓": self.suspended}
        return ",".join((known, *_told(rest, "项")))


class IndicatorFigures(NamedTuple):
    """指标: how many of those with a number for a target reach it, or keep their limit so far.

    `exceeded` have broken their limit, `unreported` have no value; `wordy` have a target that is
    no number and are not among the total.
    """

    total: int = 0
    reached: int = 0
    exceeded: int = 0
    unreported: int = 0
    wordy: int = 0
    suspended: int = 0

    @property
    def words(self) -> str:
        """All of it in words."""
        rest = {
            "超过上限": self.exceeded,
            "未填报指标值": self.unreported,
            "目标不是数字、不计": self.wordy,
            "暂缓": self.suspended,
        }
        return ",".join((f"共{self.total}项,达标{self.reached}项", *_told(rest, "项")))


class KindFigures(NamedTuple):
    """The figures of each kind of measure."""

    one_off: OneOffFigures
    periodic: PeriodicFigures
    continuous: ContinuousFigures
    indicators: IndicatorFigures

    @property
    def by_kind(self) -> tuple[tuple[Kind, str], ...]:
        """The figures of the kinds there are, in words."""
        known = (
            (Kind.ONE_OFF, self.one_off, self.one_off.total),
            (Kind.PERIODIC, self.periodic, self.periodic.total),
            (Kind.CONTINUOUS, self.continuous, self.continuous.total),
            (Kind.INDICATOR, self.indicators, self.indicators.total + self.indicators.wordy),
        )
        return tuple(
            (kind, found.words) for kind, found, total in known if total or found.suspended
        )


def count_figures(
    views: Iterable[TaskView], assessment: Assessment, since: date | None = None
) -> KindFigures:
    """The figures of the measures in the views; each may be there once.

    `since` restricts the periods to those that have ended from that day on.
    """
    rows: dict[Kind, list[Row]] = {kind: [] for kind in Kind}
    for row in _counted(views):
        rows[row.measure.kind if row.measure else Kind.ONE_OFF].append(row)
    return KindFigures(
        _count_one_off(rows[Kind.ONE_OFF], assessment.as_of),
        _count_periodic(rows[Kind.PERIODIC], since or date.min, assessment.as_of),
        _count_continuous(rows[Kind.CONTINUOUS], assessment),
        _count_indicators(rows[Kind.INDICATOR], assessment),
    )


def _counted(views: Iterable[TaskView]) -> Iterator[Row]:
    """The measures that are not cancelled, and the tasks that have none."""
    for view in views:
        for row in view.measures or (() if view.row.task.measures else (view.row,)):
            if not row.has_stopped(Status.CANCELLED):
                yield row


def _apart(rows: Iterable[Row]) -> tuple[list[Row], int]:
    """The rows that are not suspended, and how many are."""
    known = list(rows)
    going = [row for row in known if not row.has_stopped(Status.SUSPENDED)]
    return going, len(known) - len(going)


def _count_one_off(rows: Sequence[Row], as_of: date) -> OneOffFigures:
    going, suspended = _apart(rows)
    done = [row for row in going if row.item.status in DONE]
    ended = [row.assessment.due for row in going if row.item.status not in DONE]
    how = [_finished_how(row, as_of) for row in done]
    return OneOffFigures(
        total=len(going),
        in_time=how.count(Timeliness.IN_TIME),
        extended=how.count(Timeliness.EXTENDED),
        late=how.count(Timeliness.LATE),
        overdue=sum(due < as_of for due in ended),
        due_today=ended.count(as_of),
        early=how.count(None),
        suspended=suspended,
    )


def _finished_how(row: Row, as_of: date) -> Timeliness | None:
    """How something was finished; None where it was so in time that it is not even due yet."""
    timeliness = row.assessment.finish.timeliness if row.assessment.finish else Timeliness.IN_TIME
    early = timeliness is Timeliness.IN_TIME and row.assessment.due > as_of
    return None if early else timeliness


def _count_periodic(rows: Sequence[Row], since: date, as_of: date) -> PeriodicFigures:
    going, suspended = _apart(rows)
    owed = reported = in_grace = 0
    for row in going:
        rhythm, finish = row.assessment.rhythm, row.assessment.finish
        until = min(as_of, finish.day) if finish and finish.day else as_of
        ended = [each for each in rhythm.owed if since <= each.end <= until] if rhythm else []
        silent = [each for each in ended if rhythm and each.number not in rhythm.reported]
        owed += len(ended)
        reported += len(ended) - len(silent)
        in_grace += sum(each not in rhythm.late for each in silent) if rhythm else 0
    return PeriodicFigures(len(going), owed, reported, in_grace, suspended)


def _count_continuous(rows: Sequence[Row], assessment: Assessment) -> ContinuousFigures:
    going, suspended = _apart(rows)
    open_ = [row for row in going if row.item.status not in DONE]
    silent = [_is_silent(row, assessment) for row in open_]
    heard = [row.assessment.last_update is not None for row in open_]
    reported = sum(told and not late for told, late in zip(heard, silent, strict=True))
    finished = len(going) - len(open_)
    return ContinuousFigures(len(going), reported + sum(silent), reported, finished, suspended)


def _is_silent(row: Row, assessment: Assessment) -> bool:
    clock = item_clock(row.item, row.task, assessment.frame.period)
    return is_silent(row.item, row.task, row.assessment.last_update, clock, assessment.frame)


def _count_indicators(rows: Sequence[Row], assessment: Assessment) -> IndicatorFigures:
    going, suspended = _apart(rows)
    numbers = [row for row in going if row.measure and row.measure.target is not None]
    found = [_standing_of(row, assessment) for row in numbers]
    return IndicatorFigures(
        total=len(numbers),
        reached=sum(reached is True for reached, _ in found),
        exceeded=sum(exceeded for _, exceeded in found),
        unreported=sum(reached is None for reached, _ in found),
        wordy=len(going) - len(numbers),
        suspended=suspended,
    )


def _standing_of(row: Row, assessment: Assessment) -> tuple[bool | None, bool]:
    """Whether an indicator reaches its target, and whether it has broken its limit."""
    if row.measure is None:
        return None, False
    departments, as_of = assessment.frame.departments, assessment.as_of
    updates = owners_updates(row.measure, row.task, departments, as_of)
    return is_reached(row.measure, updates), bool(exceeded_by(row.measure, updates))


def _told(counts: dict[str, int], unit: str) -> Iterator[str]:
    return (f"{word}{n}{unit}" for word, n in counts.items() if n)
