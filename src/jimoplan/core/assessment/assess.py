"""Lights, progress and deadlines of every item as of a day, each with its reason in words.

The rules are the design's; their thresholds are the plan's own `policy`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.assessment.alarms import Alarm, AlarmSort, sum_up_alarms
from jimoplan.core.assessment.calendar import calendar_notes, working_days
from jimoplan.core.assessment.progress import Progress, Standing, measure_standing, task_standing
from jimoplan.core.plan.header import Period, Policy
from jimoplan.core.plan.model import OPEN, STOPPED, Item, Measure, Plan, Status, Task, Update


class Light(StrEnum):
    """An item's light; NONE for what is cancelled or suspended."""

    RED = "红"
    YELLOW = "黄"
    GREEN = "绿"
    CLOSED = "✓"
    NONE = "—"


_LIVE = frozenset({Light.RED, Light.YELLOW, Light.GREEN})


class ItemAssessment(NamedTuple):
    """How a task or measure stands, with its light; `reasons` come without the light's word.

    `elapsed` is 序时进度 in percent from the plan's start to `due`. `overdue_days` are working
    days: 0 when not overdue, and when no working day has passed yet. `alarms` are the reasons as
    values; a task's include those of its measures.
    """

    id: str
    light: Light
    reasons: tuple[str, ...]
    progress: Progress
    elapsed: int
    due: date
    due_is_default: bool
    overdue_days: int
    last_update: date | None
    alarms: tuple[Alarm, ...]

    @property
    def words(self) -> str:
        """The light and its reasons, as in 红:逾期3个工作日 or ✓已销号."""
        colon = ":" if self.light in _LIVE else ""
        return f"{self.light}{colon}{';'.join(self.reasons)}"


class Assessment(NamedTuple):
    """Every item of a plan as of a day, by id in the order of the plan, with notes for readers."""

    as_of: date
    items: Mapping[str, ItemAssessment]
    notes: tuple[str, ...]


def assess(plan: Plan, as_of: date) -> Assessment:
    """Assess every task and measure of the plan as of a day; linear in the size of the plan."""
    frame = _Frame(plan.plan.period, plan.policy, as_of)
    items = {item.id: item for task in plan.tasks() for item in _assess_task(task, frame)}
    notes = tuple(_notes(plan, frame, items.values()))
    return Assessment(as_of, MappingProxyType(items), notes)


class _Frame(NamedTuple):
    """What all items are assessed by: the plan's period and policy, and the day."""

    period: Period
    policy: Policy
    as_of: date


class _Verdict(NamedTuple):
    """A light, its reasons, and the alarms behind them."""

    light: Light
    reasons: tuple[str, ...]
    alarms: tuple[Alarm, ...] = ()


def _assess_task(task: Task, frame: _Frame) -> Iterator[ItemAssessment]:
    period, as_of = frame.period, frame.as_of
    standings = [measure_standing(measure, task, period, as_of) for measure in task.measures]
    verdicts = [
        _judge_measure(measure, task, standing, frame)
        for measure, standing in zip(task.measures, standings, strict=True)
    ]
    own = task_standing(task, standings, period, as_of)
    yield _item(task.id, own, _judge_task(task, own, verdicts, frame))
    for measure, standing, verdict in zip(task.measures, standings, verdicts, strict=True):
        yield _item(measure.id, standing, verdict)


def _item(id_: str, standing: Standing, verdict: _Verdict) -> ItemAssessment:
    overdue = (alarm.amount for alarm in verdict.alarms if alarm.sort is AlarmSort.OVERDUE)
    return ItemAssessment(
        id=id_,
        light=verdict.light,
        reasons=verdict.reasons,
        progress=standing.progress,
        elapsed=standing.elapsed,
        due=standing.due,
        due_is_default=standing.due_is_default,
        overdue_days=max(overdue, default=0),
        last_update=standing.last_update,
        alarms=verdict.alarms,
    )


def _judge_measure(measure: Measure, task: Task, standing: Standing, frame: _Frame) -> _Verdict:
    if measure.status in OPEN and task.status in STOPPED:
        return _Verdict(Light.NONE, (f"任务{_status_in_words(task)}",))
    return _judge(measure, standing, frame)


def _judge_task(
    task: Task, standing: Standing, verdicts: Sequence[_Verdict], frame: _Frame
) -> _Verdict:
    pairs = zip(task.measures, verdicts, strict=True)
    live = [(measure, verdict) for measure, verdict in pairs if verdict.light in _LIVE]
    if not live or task.status in {*STOPPED, Status.CLOSED}:
        return _judge(task, standing, frame)
    found = [(measure.id, alarm) for measure, verdict in live for alarm in verdict.alarms]
    late = _late_by_itself(task, live, frame)
    alarms = (*late, *(alarm for _, alarm in found))
    reasons = (*(f"任务本身{alarm.text()}" for alarm in late), *sum_up_alarms(found, len(live)))
    return _lit(task, alarms, reasons)


def _late_by_itself(
    task: Task, live: Sequence[tuple[Measure, _Verdict]], frame: _Frame
) -> tuple[Alarm, ...]:
    # A task past its own deadline is red even where every open measure has set itself a later one.
    said = any(verdict.light is Light.RED for _, verdict in live)
    finished = all(measure.status is Status.COMPLETED for measure, _ in live)
    if task.due is None or frame.as_of <= task.due or said or finished:
        return ()
    return (Alarm(AlarmSort.OVERDUE, working_days(task.due, frame.as_of)),)


def _judge(item: Item, standing: Standing, frame: _Frame) -> _Verdict:
    if item.status is Status.CLOSED:
        return _Verdict(Light.CLOSED, ("已销号",))
    if item.status in STOPPED:
        return _Verdict(Light.NONE, (_status_in_words(item),))
    alarms = () if item.status is Status.COMPLETED else tuple(_alarms(standing, frame))
    return _lit(item, alarms, tuple(alarm.text() for alarm in alarms))


def _lit(item: Item, alarms: tuple[Alarm, ...], reasons: tuple[str, ...]) -> _Verdict:
    if not alarms:
        done = item.status is Status.COMPLETED
        return _Verdict(Light.GREEN, ("已完成,待销号" if done else "正常",))
    overdue = any(alarm.sort is AlarmSort.OVERDUE for alarm in alarms)
    return _Verdict(Light.RED if overdue else Light.YELLOW, reasons, alarms)


def _status_in_words(item: Item) -> str:
    reason = " ".join((item.reason or "").split())
    return f"{item.status}:{reason}" if reason else str(item.status)


def _alarms(standing: Standing, frame: _Frame) -> Iterator[Alarm]:
    as_of, start, policy = frame.as_of, frame.period.start, frame.policy
    if as_of > standing.due:
        # Red says it all: whoever is overdue is behind as well, and reminded anyway.
        yield Alarm(AlarmSort.OVERDUE, working_days(standing.due, as_of), standing.due_is_default)
        return
    if as_of < start:
        return
    left = working_days(as_of, standing.due)
    if left <= policy.due_soon:
        yield Alarm(AlarmSort.DUE_SOON, left, standing.due_is_default)
    behind = standing.elapsed - standing.progress.percent
    if behind >= max(policy.behind, 1):
        yield Alarm(AlarmSort.BEHIND, behind)
    # Nobody owes a report before the plan begins, so an older update does not count as silence.
    silent = (as_of - max(standing.last_update or start, start)).days
    if silent >= policy.stale:
        yield Alarm(AlarmSort.STALE, silent, standing.last_update is None)


def _notes(plan: Plan, frame: _Frame, items: Iterable[ItemAssessment]) -> Iterator[str]:
    as_of, start, end = frame.as_of, frame.period.start, frame.period.end
    if as_of < start:
        yield f"查询日期{as_of}早于计划开始日{start}"
    elif as_of > end:
        yield f"查询日期{as_of}晚于计划结束日{end}"
    if later := sum(update.date > as_of for update in _each_update(plan)):
        yield f"有{later}条填报晚于查询日期,不计入;状态按文件现在所写"
    days = {start, as_of, *(item.due for item in items)}
    yield from calendar_notes(min(days), max(days))


def _each_update(plan: Plan) -> Iterator[Update]:
    return (u for task in plan.tasks() for measure in task.measures for u in measure.updates)
