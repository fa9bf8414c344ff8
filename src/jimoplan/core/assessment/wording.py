"""The sheet of words by which lights, reasons, finishes and notes are told, each in one way.

Whoever shows them - status, desk, reports, letters, JSON - takes them from here. They are written
with the half-width punctuation of a terminal; documents put it into full width at their edge. A
deadline is told by the working days since or until it: with none, either it is due on the very day,
or there are only days off in between, which is said instead of a number.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.alarms import Alarm, AlarmSort
from jimoplan.core.display.printed import say_date
from jimoplan.core.plan.words import Status

DEFAULT_DEADLINE = "(默认时限)"
"""Said after a deadline that is only the plan's end, or after what it is measured by."""

NEVER_REPORTED = "一直未填报"
"""Said of what nobody has reported on since its clock began."""

_ON_DAY = "当天到期"

NOTHING_WRONG = "正常"
CLOSED = "已销号"
BY_LAST_REPORT = "(据最后填报)"
OTHERS_MEASURES = "举措由其他部门负责"
RETURNED = "退回"
PROBLEM = "存在问题"


class _Words(NamedTuple):
    """How several alarms of a sort are told: what the worst is called, its amount, the asides.

    `aside` is said of those that hold by default. `title` is what a letter's title says of them,
    `wrong` what it says is wrong with a red item.
    """

    utmost: str = ""
    amount: str = ""
    aside: str = ""
    title: str = ""
    wrong: str = ""


_WORDS = {
    AlarmSort.OVERDUE: _Words("最长", "{}个工作日", "为默认时限", "逾期", "逾期未办结"),
    AlarmSort.STEP_MISSED: _Words("最长", "{}个工作日", "", "节点逾期", "没有按时做到节点"),
    AlarmSort.EXCEEDED: _Words(title="超过上限", wrong="超过上限"),
    AlarmSort.DUE_SOON: _Words("最近", "还有{}个工作日", "为默认时限", "临期"),
    AlarmSort.STEP_DUE: _Words("最近", "还有{}个工作日", "", "节点临期"),
    AlarmSort.BEHIND: _Words("最多", "{}个百分点", "", "滞后"),
    AlarmSort.MISSING: _Words("最多", "{}期", "", "未填报"),
    AlarmSort.REPORT_DUE: _Words("最近", "还有{}个工作日", "", "未填报"),
    AlarmSort.STALE: _Words("最长", "{}天", NEVER_REPORTED, "未填报"),
    AlarmSort.REVIEW: _Words("最久", "{}个工作日"),
}
"""In the order in which a title names them."""

_NEAREST = frozenset({AlarmSort.DUE_SOON, AlarmSort.STEP_DUE, AlarmSort.REPORT_DUE})


def say_light(light: str, reasons: Iterable[str], *, lit: bool) -> str:
    """A light with its reasons: 红:逾期3个工作日, or ✓已销号 for a mark that is no light."""
    return f"{light}{':' if lit else ''}{';'.join(reasons)}"


def say_alarm(alarm: Alarm) -> str:
    """The reason that an alarm is, in words."""
    aside = _aside(alarm.detail)
    match alarm.sort:
        case AlarmSort.OVERDUE | AlarmSort.STEP_MISSED:
            words = _say_missed(alarm)
        case AlarmSort.EXCEEDED:
            words = f"超过上限{aside}"
        case AlarmSort.DUE_SOON:
            words = _say_due_soon(alarm)
        case AlarmSort.STEP_DUE:
            words = f"{_say_step_due(alarm)}{aside}"
        case AlarmSort.MISSING:
            words = say_missing(alarm.detail)
        case AlarmSort.REPORT_DUE:
            words = f"{say_awaited(alarm.detail)},{_say_left(alarm, '期末')}"
        case AlarmSort.BEHIND:
            words = f"滞后序时进度{_amount(alarm)}{aside}"
        case AlarmSort.STALE:
            size = _amount(alarm)
            words = f"{NEVER_REPORTED}({size})" if alarm.by_default else f"已{size}未填报"
        case AlarmSort.REVIEW:
            words = f"等待销号已{_amount(alarm)},请审核"
    return words


def _say_missed(alarm: Alarm) -> str:
    """逾期3个工作日, or 刚过时限,其间没有工作日 where all that has passed are days off."""
    if alarm.amount or alarm.resting:
        default = "默认时限" if alarm.by_default else ""
        aside = _aside(default, alarm.detail, _say_resting(alarm.resting))
        return f"{alarm.sort}{_amount(alarm)}{aside}"
    of_step = alarm.sort is AlarmSort.STEP_MISSED
    what = f"节点{_aside(alarm.detail)}" if of_step else _deadline(alarm)
    return f"刚过{what},其间没有工作日"


def _say_due_soon(alarm: Alarm) -> str:
    if alarm.on_day:
        return f"{_ON_DAY}{DEFAULT_DEADLINE if alarm.by_default else ''}"
    return f"临期,{_say_left(alarm, _deadline(alarm))}"


def _say_step_due(alarm: Alarm) -> str:
    if alarm.on_day:
        return f"节点{_ON_DAY}"
    return f"节点临期,{_amount(alarm) or '到时已没有工作日'}"


def _say_left(alarm: Alarm, end: str) -> str:
    """距期末还有3个工作日, 当天到期, or 到期末已没有工作日 where only days off are left."""
    if alarm.on_day:
        return _ON_DAY
    return f"距{end}{_amount(alarm)}" if alarm.amount else f"到{end}已没有工作日"


def _deadline(alarm: Alarm) -> str:
    return "默认时限" if alarm.by_default else "时限"


def _amount(alarm: Alarm) -> str:
    return _WORDS[alarm.sort].amount.format(alarm.amount) if alarm.amount else ""


def _say_resting(days: int) -> str:
    return f"暂缓的{days}个工作日不计" if days else ""


def _aside(*parts: str) -> str:
    told = ";".join(filter(None, parts))
    return f"({told})" if told else ""


def sum_up_alarms(found: Sequence[tuple[str, Alarm]], measures: int) -> Iterator[str]:
    """A sentence for each sort of alarm among a task's measures, given by their ids.

    `measures` is how many measures of the task are neither closed nor cancelled.
    """
    for sort in AlarmSort:
        if same := [(id_, alarm) for id_, alarm in found if alarm.sort is sort]:
            yield _sum_up(sort, same, measures)


def _sum_up(sort: AlarmSort, same: Sequence[tuple[str, Alarm]], measures: int) -> str:
    count = len(same)
    first_id, first = same[0]
    if count == 1:
        return f"{first_id}{say_alarm(first)}"
    which = f"{count}项举措" if count == measures else f"{measures}项举措中{count}项"
    if all(alarm == first for _, alarm in same):
        return f"{which}均{say_alarm(first)}"
    defaults = sum(alarm.by_default for _, alarm in same)
    aside = f"其中{defaults}项{_WORDS[sort].aside}" if defaults else ""
    return ",".join(filter(None, (f"{which}{sort}", _say_worst(sort, same), aside)))


def _say_worst(sort: AlarmSort, same: Sequence[tuple[str, Alarm]]) -> str:
    """最长3个工作日(8-1); '' where no sort of amount tells how bad it is."""
    words = _WORDS[sort]
    if sort in _NEAREST:
        id_, alarm = min(same, key=lambda entry: (entry[1].amount, not entry[1].on_day))
        none = f"的{_ON_DAY}" if alarm.on_day else "的已没有工作日"
        return f"{words.utmost}{_amount(alarm) or none}({id_})"
    id_, alarm = max(same, key=lambda entry: entry[1].amount)
    return f"{words.utmost}{_amount(alarm)}({id_})" if alarm.amount else ""


def say_of_task_itself(alarm: Alarm) -> str:
    """An alarm that is a task's own and none of its measures'."""
    return f"任务本身{say_alarm(alarm)}"


def name_in_title(sorts: Collection[AlarmSort]) -> str:
    """What the title of a letter says of items with such alarms: 临期、滞后; '' for the others."""
    titles = (words.title for sort, words in _WORDS.items() if sort in sorts)
    return "、".join(dict.fromkeys(filter(None, titles)))


def say_wrong(sorts: Collection[AlarmSort]) -> tuple[str, ...]:
    """What is wrong with items that such alarms make red; yellow ones say nothing."""
    return tuple(words.wrong for sort, words in _WORDS.items() if sort in sorts and words.wrong)


def say_missing(periods: str) -> str:
    """That periods, given by name, are past their grace without a report."""
    return f"缺{periods}"


def say_awaited(periods: str) -> str:
    """That periods, given by name, wait for a report and are not late with it."""
    return f"待报{periods}"


def say_deadline(words: str, *, by_default: bool) -> str:
    """A deadline in the midst of a sentence: 时限6月28日, or 默认时限12月31日."""
    return f"{'默认' if by_default else ''}时限{words}"


def say_passed(days: int, resting: int = 0) -> str:
    """How long a deadline has passed, in working days and those that a suspension leaves out."""
    if not days and not resting:
        return "刚过,其间没有工作日"
    size = f"{days}个工作日" if days else ""
    return f"已过{size}{_aside(_say_resting(resting))}"


def say_moved_late(days: int) -> str:
    """That a deadline was moved only after it had passed, so many days after; '' for none."""
    return f"逾期{days}天后调整" if days else ""


def say_late_finish(days: int) -> str:
    """That something was finished after its deadline, by how many working days where any count."""
    return f"逾期{days}个工作日办结" if days else "逾期办结"


def say_done(*, waits: bool) -> str:
    """What is said of an item reported as done: that it `waits` where no alarm says so."""
    return f"{Status.COMPLETED},待销号" if waits else str(Status.COMPLETED)


def say_end(*, unmet: bool, finish: str) -> tuple[str, ...]:
    """How an item ended, where it was not simply in time and on target."""
    return tuple(filter(None, ("未达标" if unmet else "", finish)))


def say_stopped(status: Status, reason: str | None) -> str:
    """暂缓:等省厅批复, in one line."""
    told = " ".join((reason or "").split())
    return f"{status}:{told}" if told else str(status)


def say_task_stopped(status: Status, reason: str | None) -> str:
    """What is said of a measure whose task is stopped."""
    return f"任务{say_stopped(status, reason)}"


def say_all_stopped(statuses: Collection[Status], whose: str) -> str:
    """举措均已暂缓, 举措均已取消, or 举措均已暂缓或取消."""
    words = "或".join(str(s).removeprefix("已") for s in sorted(statuses, reverse=True))
    return f"{whose}举措均已{words}"


def say_all_done(statuses: Collection[Status], resting: int, whose: str) -> str:
    """That no measure is open any more; `resting` are suspended, the statuses those of the rest."""
    if resting:
        return f"{whose}举措{resting}项暂缓,其余均已办结"
    how = "销号" if set(statuses) == {Status.CLOSED} else "办结"
    return f"{whose}举措均已{how}" + ("" if whose else ",任务待报已完成")


def say_head(of: str, day: date, more: int = 0) -> str:
    """What somebody said and when: 存在问题(2024-05-02,另有2条未解决)."""
    return f"{of}({day}{f',另有{more}条未解决' if more else ''})"


def say_of_measures(sort: str, latest: str, count: int) -> str:
    """Of which measures somebody said something: of a single one, or of the latest of several."""
    return f"{latest}{sort}" if count == 1 else f"{count}项举措{sort},最近{latest}"


def note_not_begun(start: date, as_of: date) -> str:
    """For readers of a day before the plan's period, of what that means for the lights."""
    return f"计划期间从{say_date(start)}起,截至{say_date(as_of)}还没有开始,没有提前立项的事项不计时"


def note_over(end: date, as_of: date, *, overdue: bool) -> str:
    """For readers of a day after the plan's period; `overdue` says that something still is."""
    growing = ",没办结的逾期天数还在增加" if overdue else ""
    return f"计划期间已于{say_date(end)}结束,各项的灯按截至{say_date(as_of)}算{growing}"


def note_later_reports(count: int) -> str:
    """That some reports are dated after the day that was asked about."""
    return f"截至日以后的填报{count}条,不计入"


def note_unknown_years(first: int, last: int) -> str:
    """That the days off of some years are not known, and how they are counted."""
    years = f"{first}年" if first == last else f"{first}年至{last}年"
    return f"{years}节假日安排尚未公布或未收录,按周一至周五计"
