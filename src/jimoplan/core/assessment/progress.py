"""How far an item has come towards its deadline, in whole percent, and how the figure came about.

Percentages are floored: 100 means really there. Updates dated after the day asked about do not
count; the latest update is the one with the greatest date, the later in the list on a tie.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from jimoplan.core.assessment.clock import Clock
from jimoplan.core.assessment.percent import ALMOST, FULL, Progress, done_progress
from jimoplan.core.assessment.rhythm import Rhythm
from jimoplan.core.assessment.said import returned_by
from jimoplan.core.plan.items import Item, Measure, Task
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import DONE, Status

_SHOWN_IN_FULL = 10
_SHOWN_OF_MANY = 3


def task_progress(task: Task, measures: Iterable[tuple[Measure, int | None]]) -> Progress:
    """Return the floored mean of a task's measures, each with its percentage.

    What is 已取消 is left out, and so is what claims no percentage. Without a measure that counts,
    the task's own status decides: 100 when done, otherwise 0.
    """
    known = list(measures)
    kept = [(m, percent) for m, percent in known if m.status is not Status.CANCELLED]
    cancelled = len(known) - len(kept)
    counted = [percent for _, percent in kept if percent is not None]
    if not counted:
        return _without_measures(task, unmeasured=bool(kept))
    asides = {"已取消": cancelled, "不计百分比": len(kept) - len(counted)}
    aside = "".join(f",{word}的{n}项不计" for word, n in asides.items() if n)
    rounded = ",舍去小数" if sum(counted) % len(counted) else ""
    return Progress(
        sum(counted) // len(counted),
        f"{len(counted)}项举措的平均{aside}:({_terms(counted)})/{len(counted)}{rounded}",
    )


def one_off_progress(item: Item, updates: Sequence[Update], as_of: date) -> Progress:
    """What the latest report says; updates as `owners_updates` returns them.

    A report that was returned is never all of it.
    """
    if item.status in DONE:
        return done_progress(item.status)
    returned = returned_by(item, as_of)
    for update in reversed(updates):
        if update.progress is not None:
            how = f"最近一次填报({update.date})为{update.progress}%"
            if returned and update.date <= returned.date and update.progress > ALMOST:
                return Progress(ALMOST, f"{how},已退回,最多计{ALMOST}%")
            return Progress(update.progress, how)
    return Progress(0, "尚未填报进度")


def continuous_progress(
    item: Item, updates: Sequence[Update], clock: Clock, plan_end: date, as_of: date
) -> Progress:
    """The share of time that was gone at the last report; never 100 before the plan's end."""
    over = as_of >= plan_end
    if over and item.status in DONE:
        return done_progress(item.status)
    if not updates:
        return Progress(0, "尚未填报")
    last = updates[-1].date
    percent = clock.elapsed(last)
    how = f"最近一次填报({last})时的序时进度为{percent}%"
    if percent >= FULL and not over:
        return Progress(ALMOST, f"{how},计划期满前最多计{ALMOST}%")
    return Progress(percent, how)


def periodic_progress(item: Item, rhythm: Rhythm) -> Progress:
    """What was reported of what is owed by the measure's own end."""
    if item.status in DONE:
        return done_progress(item.status)
    owed = [each.number for each in rhythm.owed]
    reported = sum(number in rhythm.reported for number in owed)
    if not owed:
        return Progress(0, "没有应报的期次")
    cadence = item.cadence or "未填周期,按每年一期计"
    how = f"到时限应报{len(owed)}期({cadence}),已报{reported}期"
    return Progress(reported * FULL // len(owed), how)


def _without_measures(task: Task, *, unmeasured: bool) -> Progress:
    dropped = "举措都不计百分比" if unmeasured else "举措均已取消"
    percent = FULL if task.status in DONE else 0
    return Progress(percent, f"{dropped},按任务状态({task.status})计{percent}%")


def _terms(percents: Sequence[int]) -> str:
    if len(percents) <= _SHOWN_IN_FULL:
        return "+".join(map(str, percents))
    return "+".join([*map(str, percents[:_SHOWN_OF_MANY]), f"…={sum(percents)}"])
