"""The headline figures as values and in words: what the measures of each kind owe and have done."""

from collections.abc import Iterator
from typing import NamedTuple

from jimoplan.core.plan.words import Kind

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


def _told(counts: dict[str, int], unit: str) -> Iterator[str]:
    return (f"{word}{n}{unit}" for word, n in counts.items() if n)
