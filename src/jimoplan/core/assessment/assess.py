"""Lights, progress and deadlines of every item as of a day, each with its reason in words.

The rules are the design's; their thresholds are the plan's own `policy`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.assessment import wording
from jimoplan.core.assessment.alarms import Alarm, AlarmSort
from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.assessment.clock import Clock, item_clock
from jimoplan.core.assessment.finishing import Finish, last_of
from jimoplan.core.assessment.judging import find_alarms, overdue
from jimoplan.core.assessment.lights import Light
from jimoplan.core.assessment.milestones import Step
from jimoplan.core.assessment.percent import Progress
from jimoplan.core.assessment.progress import task_progress
from jimoplan.core.assessment.rhythm import Rhythm
from jimoplan.core.assessment.said import Said, returned_by, said_of_leaf, said_of_task
from jimoplan.core.assessment.standing import (
    Frame,
    Standing,
    leaf_standing,
    task_standing,
)
from jimoplan.core.plan.deadline import say_deadline
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.items import Item, Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Review, Update
from jimoplan.core.plan.traverse import each_leaf
from jimoplan.core.plan.words import DONE, OPEN, STOPPED, Status

_LIVE = frozenset({Light.RED, Light.YELLOW, Light.GREEN})
_NOTHING = (wording.NOTHING_WRONG,)


class ItemAssessment(NamedTuple):
    """How a task or measure stands, with its light; `reasons` come without the light's word.

    The reasons are computed; `said` are those that people gave, an open problem and a return, which
    come first wherever the light is told. `elapsed` is 序时进度 in percent from the beginning of
    its clock to `due`, which is the plan's end where nobody set a day: `undated` says that there
    are only words for it. `due_words` is what people read. `overdue_days` are working days: 0 when
    not overdue, and when no working day has passed yet. `alarms` are the reasons as values; a
    task's include those of its measures. `last_report` is the last report of an owner on a
    measure, `last_update` its day, or the last of a task's measures'. `finish` tells when it was
    finished and whether in time, `rhythm` what a periodic measure owes, `unmet` that it was
    reported as done with its target unmet, `returned` the review that returned it, as long as it
    has not been reported as done again.
    """

    id: str
    light: Light
    reasons: tuple[str, ...]
    progress: Progress
    elapsed: int
    due: date
    due_is_default: bool
    due_words: str
    undated: bool
    overdue_days: int
    last_update: date | None
    alarms: tuple[Alarm, ...]
    finish: Finish | None = None
    rhythm: Rhythm | None = None
    steps: tuple[Step, ...] = ()
    unmet: bool = False
    returned: Review | None = None
    said: tuple[Said, ...] = ()
    last_report: Update | None = None

    @property
    def words(self) -> str:
        """The light and its reasons, as in 红:退回(2024-05-02):缺章;逾期3个工作日 or ✓已销号."""
        return self._light_with(*(said.words for said in self.said), *self.computed)

    @property
    def verdict(self) -> str:
        """The light with the computed reasons alone: 红:逾期3个工作日."""
        return self._light_with(*self.reasons)

    @property
    def computed(self) -> tuple[str, ...]:
        """The computed reasons to tell beside what people said: 正常 goes unsaid there."""
        return () if self.said and self.reasons == _NOTHING else self.reasons

    def _light_with(self, *reasons: str) -> str:
        return wording.say_light(self.light, reasons, lit=self.light in _LIVE)

    @property
    def is_overdue(self) -> bool:
        """Whether it, or for a task any of its measures, is past its deadline and still open."""
        return any(alarm.sort is AlarmSort.OVERDUE for alarm in self.alarms)

    @property
    def awaits_review_only(self) -> bool:
        """Whether all that is yellow about it is the reviewer's to do."""
        return bool(self.alarms) and all(alarm.sort.concerns_reviewer for alarm in self.alarms)


class Assessment(NamedTuple):
    """Every item of a plan as of a day, by id in the order of the plan, with notes for readers.

    `frame` is what they were assessed by.
    """

    as_of: date
    items: Mapping[str, ItemAssessment]
    notes: tuple[str, ...]
    frame: Frame

    @property
    def calendar(self) -> WorkCalendar:
        """The plan's working days."""
        return self.frame.calendar

    def of_part(self, task: Task, ids: Collection[str], *, whole: bool) -> ItemAssessment:
        """How a task stands for a department that answers for some of its measures only.

        `whole` says that it answers for the task's own deadline as well.
        """
        own = self.items[task.id]
        measures = tuple(measure for measure in task.measures if measure.id in ids)
        found = [self.items[measure.id] for measure in measures]
        verdict = _Verdict(own.light, own.reasons)
        if task.status in OPEN:
            judged = list(zip(measures, found, strict=True))
            clock = item_clock(task, task, self.frame.period)
            late = _late_by_itself(task, judged, clock, self.frame) if whole else ()
            verdict = _sum_up(judged, late, whose="所负责的")
        percents = zip(measures, (item.progress.percent for item in found), strict=True)
        return own._replace(
            light=verdict.light,
            reasons=verdict.reasons,
            progress=task_progress(task, percents) if measures else own.progress,
            overdue_days=_overdue_days(verdict.alarms),
            last_update=last_of(item.last_update for item in found),
            alarms=verdict.alarms,
            said=said_of_task(task, measures, self.as_of, whole=whole),
        )


def assess(plan: Plan, as_of: date) -> Assessment:
    """Assess every task and measure of the plan as of a day; linear in the size of the plan."""
    calendar = WorkCalendar(plan.policy)
    departments = Departments(plan.departments)
    frame = Frame(plan.plan.period, plan.policy, departments, calendar, as_of)
    items = {item.id: item for task in plan.all_tasks() for item in _assess_task(task, frame)}
    notes = tuple(_notes(plan, frame, items.values()))
    return Assessment(as_of, MappingProxyType(items), notes, frame)


class _Verdict(NamedTuple):
    """A light, its reasons, and the alarms behind them."""

    light: Light
    reasons: tuple[str, ...]
    alarms: tuple[Alarm, ...] = ()


_Judged = tuple[Measure, _Verdict | ItemAssessment]
"""A measure with its light and alarms."""


def _assess_task(task: Task, frame: Frame) -> Iterator[ItemAssessment]:
    if task.is_leaf:
        alone = leaf_standing(task, task, frame)
        yield _item(task, task, alone, _judge(task, task, alone, frame), frame)
        return
    standings = [leaf_standing(measure, task, frame) for measure in task.measures]
    pairs = list(zip(task.measures, standings, strict=True))
    verdicts = [_judge_measure(measure, task, standing, frame) for measure, standing in pairs]
    own = task_standing(task, standings, frame)
    yield _item(task, task, own, _judge_task(task, own, verdicts, frame), frame)
    for (measure, standing), verdict in zip(pairs, verdicts, strict=True):
        yield _item(measure, task, standing, verdict, frame)


def _item(
    item: Item, task: Task, standing: Standing, verdict: _Verdict, frame: Frame
) -> ItemAssessment:
    as_of = frame.as_of
    if item.is_leaf:
        said = said_of_leaf(item, task, as_of)
    else:
        said = said_of_task(task, task.measures, as_of, whole=True)
    return ItemAssessment(
        id=item.id,
        light=verdict.light,
        reasons=verdict.reasons,
        progress=standing.progress,
        elapsed=standing.elapsed,
        due=standing.clock.due,
        due_is_default=standing.clock.due_is_default,
        due_words=_due_words(standing.clock, frame.period),
        undated=standing.clock.due_text is not None,
        overdue_days=_overdue_days(verdict.alarms),
        last_update=standing.last_update,
        alarms=verdict.alarms,
        finish=standing.finish,
        rhythm=standing.rhythm,
        steps=standing.steps,
        unmet=standing.unmet,
        returned=returned_by(item, as_of),
        said=said,
        last_report=standing.updates[-1] if standing.updates else None,
    )


def _due_words(clock: Clock, period: Period) -> str:
    """The deadline as people read it: 2024-06-30, 6月底, or 长期坚持 where no day was set."""
    if clock.due_as_written is None:
        return clock.due_text or str(clock.due)
    return say_deadline(clock.due_as_written, period)


def _overdue_days(alarms: Iterable[Alarm]) -> int:
    days = (alarm.amount for alarm in alarms if alarm.sort is AlarmSort.OVERDUE)
    return max(days, default=0)


def _judge_measure(measure: Measure, task: Task, standing: Standing, frame: Frame) -> _Verdict:
    if measure.status in OPEN and task.status in STOPPED:
        return _Verdict(Light.NONE, (wording.say_task_stopped(task.status, task.reason),))
    return _judge(measure, task, standing, frame)


def _judge_task(
    task: Task, standing: Standing, verdicts: Sequence[_Verdict], frame: Frame
) -> _Verdict:
    if task.status not in OPEN:
        return _judge(task, task, standing, frame)
    judged = list(zip(task.measures, verdicts, strict=True))
    late = _late_by_itself(task, judged, standing.clock, frame)
    return _sum_up(judged, late)


def _late_by_itself(
    task: Task, judged: Sequence[_Judged], clock: Clock, frame: Frame
) -> tuple[Alarm, ...]:
    # A task past its own deadline is red even where every open measure has set itself a later one.
    said = any(verdict.light is Light.RED for _, verdict in judged)
    going_on = not judged or any(measure.status in OPEN for measure, _ in judged)
    if task.due is None or frame.as_of <= task.due or said or not going_on:
        return ()
    return (overdue(clock, frame),)


def _sum_up(judged: Sequence[_Judged], late: tuple[Alarm, ...] = (), whose: str = "") -> _Verdict:
    """The verdict on an open task, or on a department's part of it, from its measures."""
    statuses = {measure.status for measure, _ in judged}
    by_itself = tuple(map(wording.say_of_task_itself, late))
    if not judged:
        return _lit(late, by_itself or (wording.OTHERS_MEASURES,))
    if statuses <= STOPPED:
        return _Verdict(Light.NONE, (wording.say_all_stopped(statuses, whose),))
    live = [(measure, verdict) for measure, verdict in judged if verdict.light in _LIVE]
    found = [(measure.id, alarm) for measure, verdict in live for alarm in verdict.alarms]
    alarms = (*late, *(alarm for _, alarm in found))
    reasons = (*by_itself, *wording.sum_up_alarms(found, len(live)))
    if not statuses & OPEN:
        reasons = (_finished_in_words(judged, whose), *reasons)
    return _lit(alarms, reasons or _NOTHING)


def _finished_in_words(judged: Sequence[_Judged], whose: str) -> str:
    statuses = {measure.status for measure, _ in judged if measure.status is not Status.CANCELLED}
    resting = sum(measure.status is Status.SUSPENDED for measure, _ in judged)
    return wording.say_all_done(statuses, resting, whose)


def _judge(item: Item, task: Task, standing: Standing, frame: Frame) -> _Verdict:
    if item.status in STOPPED:
        return _Verdict(Light.NONE, (wording.say_stopped(item.status, item.reason),))
    if item.status not in DONE:
        alarms = tuple(find_alarms(item, task, standing, frame))
        return _lit(alarms, tuple(map(wording.say_alarm, alarms)) or _NOTHING)
    finish = standing.finish.words if standing.finish else ""
    beside = wording.say_end(unmet=standing.unmet, finish=finish)
    if item.status is Status.CLOSED:
        return _Verdict(Light.CLOSED, (wording.CLOSED, *beside))
    alarms = tuple(find_alarms(item, task, standing, frame))
    done = wording.say_done(waits=not alarms)
    return _lit(alarms, (done, *beside, *map(wording.say_alarm, alarms)))


def _lit(alarms: tuple[Alarm, ...], reasons: tuple[str, ...]) -> _Verdict:
    if not alarms:
        return _Verdict(Light.GREEN, reasons)
    red = any(alarm.sort.is_red for alarm in alarms)
    return _Verdict(Light.RED if red else Light.YELLOW, reasons, alarms)


def _notes(plan: Plan, frame: Frame, items: Collection[ItemAssessment]) -> Iterator[str]:
    as_of, start, end = frame.as_of, frame.period.start, frame.period.end
    if as_of < start:
        yield wording.note_not_begun(start, as_of)
    elif as_of > end:
        yield wording.note_over(end, as_of, overdue=any(item.is_overdue for item in items))
    if later := sum(update.date > as_of for update in _each_update(plan)):
        yield wording.note_later_reports(later)
    days = {start, as_of, *(item.due for item in items)}
    yield from frame.calendar.notes(min(days), max(days))


def _each_update(plan: Plan) -> Iterator[Update]:
    return (update for _, _, item in each_leaf(plan) for update in item.updates)
