"""The headline figures: how what is carried out stands, by kind, each kind by what it owes.

A mean over everything would tell mostly how lately people filed. Instead: of the one-off measures
that are due, how many are finished and when; of the periods that have ended, how many are reported;
of the standing duties that owe a word, how many gave one; of the indicators, how many reach their
target. What is cancelled is left out, what is suspended is counted apart.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.assessment.clock import item_clock
from jimoplan.core.assessment.finishing import Timeliness
from jimoplan.core.assessment.indicator import current_value, exceeded_by, is_reached
from jimoplan.core.assessment.judging import is_silent
from jimoplan.core.assessment.reporting import owners_updates
from jimoplan.core.plan.words import DONE, Kind, Status
from jimoplan.core.views.kind_figures import (
    ContinuousFigures,
    IndicatorFigures,
    KindFigures,
    OneOffFigures,
    PeriodicFigures,
)
from jimoplan.core.views.query import Row, TaskView

_NOTHING = KindFigures(OneOffFigures(), PeriodicFigures(), ContinuousFigures(), IndicatorFigures())


class FigureCounter:
    """Counts the figures of tasks, each task once however many sums it is part of.

    `since` restricts the periods to those that have ended from that day on.
    """

    def __init__(self, assessment: Assessment, since: date | None = None) -> None:
        self._assessment = assessment
        self._since = since or date.min
        self._counted: dict[int, tuple[TaskView, KindFigures]] = {}

    def count(self, views: Iterable[TaskView]) -> KindFigures:
        """The figures of the measures in the views; each may be there once."""
        found = (self._of_task(view) for view in views)
        one_off, periodic, continuous, indicators = zip(_NOTHING, *found, strict=True)
        return KindFigures(
            OneOffFigures(*map(sum, zip(*one_off, strict=True))),
            PeriodicFigures(*map(sum, zip(*periodic, strict=True))),
            ContinuousFigures(*map(sum, zip(*continuous, strict=True))),
            IndicatorFigures(*map(sum, zip(*indicators, strict=True))),
        )

    def _of_task(self, view: TaskView) -> KindFigures:
        # The view is kept with its figures, so that no other one can come to have its id.
        known = self._counted.get(id(view))
        if known is None:
            known = (view, _count_task(view, self._assessment, self._since))
            self._counted[id(view)] = known
        return known[1]


def _count_task(view: TaskView, assessment: Assessment, since: date) -> KindFigures:
    rows: dict[Kind, list[Row]] = {}
    for row in view.leaves:
        if not row.has_stopped(Status.CANCELLED):
            rows.setdefault(row.item.kind, []).append(row)
    one_off, periodic, continuous, indicators = _NOTHING
    for kind, same in rows.items():
        match kind:
            case Kind.ONE_OFF:
                one_off = _count_one_off(same, assessment.as_of)
            case Kind.PERIODIC:
                periodic = _count_periodic(same, since, assessment.as_of)
            case Kind.CONTINUOUS:
                continuous = _count_continuous(same, assessment)
            case Kind.INDICATOR:
                indicators = _count_indicators(same, assessment)
    return KindFigures(one_off, periodic, continuous, indicators)


def _apart(rows: Iterable[Row]) -> tuple[list[Row], int]:
    """The rows that are not suspended, and how many are."""
    known = list(rows)
    going = [row for row in known if not row.has_stopped(Status.SUSPENDED)]
    return going, len(known) - len(going)


def _count_one_off(rows: Sequence[Row], as_of: date) -> OneOffFigures:
    going, suspended = _apart(rows)
    done = [row for row in going if row.item.status in DONE]
    open_ = [row.assessment for row in going if row.item.status not in DONE]
    ended = [found.due for found in open_ if not found.undated]
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
    numbers = [row for row in going if row.item.target is not None]
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
    """Whether an indicator reaches its target, and whether it has broken its limit.

    None where there is no number to compare, or none to compare with.
    """
    departments, as_of = assessment.frame.departments, assessment.as_of
    updates = owners_updates(row.item, row.task, departments, as_of)
    compared = row.item.target is not None and current_value(row.item, updates)
    reached = is_reached(row.item, updates) if compared else None
    return reached, bool(exceeded_by(row.item, updates))
