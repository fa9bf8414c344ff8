"""Which alarms an item gives cause for, each kind of measure by its own rhythm."""

from collections.abc import Iterator
from datetime import date

from jimoplan.core.assessment.alarms import Alarm, AlarmSort
from jimoplan.core.assessment.clock import Clock
from jimoplan.core.assessment.indicator import exceeded_by, is_limit
from jimoplan.core.assessment.milestones import missed_step, next_step
from jimoplan.core.assessment.rhythm import Rhythm, name_periods
from jimoplan.core.assessment.standing import Frame, Standing
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.words import Kind, Status


def find_alarms(item: Item, task: Task, standing: Standing, frame: Frame) -> Iterator[Alarm]:
    """The alarms of an open item, or of one that waits for its review.

    Nothing is held against a department once it has reported an item as done.
    """
    if item.status is Status.COMPLETED:
        yield from _waiting(item, standing, frame)
        return
    yield from _by_steps(standing, frame)
    if standing.rhythm:
        yield from _by_periods(standing, standing.rhythm, frame)
    else:
        yield from _by_time(item, task, standing, frame)


def overdue(clock: Clock, frame: Frame) -> Alarm:
    """The alarm of an item that is past its deadline, in the working days that count."""
    due, as_of = clock.due, frame.as_of
    resting = clock.resting_days(due, as_of, frame.calendar)
    return Alarm(
        AlarmSort.OVERDUE,
        clock.working_days(due, as_of, frame.calendar),
        clock.due_is_default,
        resting=resting,
    )


def is_silent(item: Item, task: Task, last: date | None, clock: Clock, frame: Frame) -> bool:
    """Whether an item has been without a word since `last` for as long as `stale` says."""
    return clock.silent_days(last, frame.as_of) >= stale_days(item, task, frame)


def stale_days(item: Item, task: Task, frame: Frame) -> int:
    """After how many days without a word an item is yellow: its own, its task's, or the plan's."""
    return item.stale or task.stale or frame.policy.stale


def _waiting(item: Item, standing: Standing, frame: Frame) -> Iterator[Alarm]:
    """The reviewer's alarm: nobody can review before it is reported that the work is done."""
    since = item.submitted or (standing.finish and standing.finish.day)
    if since is None:
        return
    waited = frame.calendar.working_days(since, frame.as_of)
    if waited > frame.policy.review:
        yield Alarm(AlarmSort.REVIEW, waited)


def _by_periods(standing: Standing, rhythm: Rhythm, frame: Frame) -> Iterator[Alarm]:
    late, policy, as_of = rhythm.late, frame.policy, frame.as_of
    if late and as_of > standing.clock.due and late[-1] == rhythm.owed[-1]:
        yield overdue(standing.clock, frame)
    if late:
        yield Alarm(AlarmSort.MISSING, len(late), detail=name_periods(late))
    now = rhythm.current
    if now and now.number not in rhythm.reported:
        left = frame.calendar.working_days(as_of, now.end)
        if left <= now.due_soon(policy, frame.calendar):
            yield Alarm(AlarmSort.REPORT_DUE, left, detail=now.words, on_day=now.end == as_of)


def _by_steps(standing: Standing, frame: Frame) -> Iterator[Alarm]:
    """The milestone that is missed, and the one that comes soon; not where all of it is overdue."""
    as_of, clock = frame.as_of, standing.clock
    undated = clock.due_text is not None
    if as_of > clock.due and not undated:
        return
    if missed := missed_step(standing.steps, as_of):
        late = clock.working_days(missed.due, as_of, frame.calendar)
        resting = clock.resting_days(missed.due, as_of, frame.calendar)
        yield Alarm(AlarmSort.STEP_MISSED, late, detail=missed.words, resting=resting)
    coming = next_step(standing.steps, as_of)
    if coming and clock.begin <= as_of and (undated or coming.due < clock.due):
        left = frame.calendar.working_days(as_of, coming.due)
        if left <= frame.policy.due_soon:
            yield Alarm(AlarmSort.STEP_DUE, left, detail=coming.words, on_day=coming.due == as_of)


def _by_time(item: Item, task: Task, standing: Standing, frame: Frame) -> Iterator[Alarm]:
    as_of, policy, clock = frame.as_of, frame.policy, standing.clock
    exceeded = exceeded_by(item, standing.updates)
    undated = clock.due_text is not None
    if as_of > clock.due and not undated:
        # Red says it all: whoever is overdue is behind as well, and reminded anyway.
        yield overdue(standing.clock, frame)
    if exceeded:
        yield Alarm(AlarmSort.EXCEEDED, 0, detail=exceeded)
    if as_of > clock.due or as_of < clock.begin:
        return
    left = frame.calendar.working_days(as_of, clock.due)
    # A standing duty whose deadline nobody set has nothing to finish before the plan ends.
    lasting = undated or (item.kind is Kind.CONTINUOUS and clock.due_is_default)
    if left <= policy.due_soon and not lasting:
        yield Alarm(AlarmSort.DUE_SOON, left, clock.due_is_default, on_day=clock.due == as_of)
    yield from _behind(item, standing, frame)
    # Reports are made on measures, so a task that has some owes none.
    if item.is_leaf and is_silent(item, task, standing.last_update, clock, frame):
        silent = clock.silent_days(standing.last_update, as_of)
        yield Alarm(AlarmSort.STALE, silent, standing.last_update is None)


def _behind(item: Item, standing: Standing, frame: Frame) -> Iterator[Alarm]:
    """Being behind the time gone; a standing duty and a limit to keep have nothing to catch up.

    Where there are milestones, they say how far it has to be by when.
    """
    percent, expected = standing.progress.percent, standing.elapsed
    if percent is None or standing.steps or item.kind is Kind.CONTINUOUS or is_limit(item):
        return
    behind = expected - percent
    if behind >= max(frame.policy.behind, 1):
        yield Alarm(AlarmSort.BEHIND, behind, detail=f"应达{expected}%,实际{percent}%")
