"""What turns an item red or yellow, and how it is put into words."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, Self


class AlarmSort(StrEnum):
    """What an alarm is about, in the order in which reasons are given.

    Each is its word; `utmost` is what the worst of several is called, `size` how its amount is put
    and `aside` what is said where it holds by default.
    """

    utmost: str
    size: str
    aside: str

    OVERDUE = ("逾期", "最长", "{}个工作日", "为默认时限")
    STEP_MISSED = ("节点逾期", "最长", "{}个工作日", "")
    EXCEEDED = ("超过上限", "", "", "")
    DUE_SOON = ("临期", "最近", "还有{}个工作日", "为默认时限")
    STEP_DUE = ("节点临期", "最近", "还有{}个工作日", "")
    MISSING = ("缺报", "最多", "{}期", "")
    REPORT_DUE = ("本期待报", "最近", "还有{}个工作日", "")
    BEHIND = ("滞后序时进度", "最多", "{}个百分点", "")
    STALE = ("未填报", "最长", "{}天", "从未填报")
    REVIEW = ("等待销号", "最久", "{}个工作日", "")

    def __new__(cls, word: str, utmost: str, size: str, aside: str) -> Self:
        """A sort of alarm by its word."""
        sort = str.__new__(cls, word)
        sort._value_ = word
        sort.utmost, sort.size, sort.aside = utmost, size, aside
        return sort

    @property
    def is_red(self) -> bool:
        """Whether it turns an item red; others turn it yellow."""
        return self in _RED

    @property
    def concerns_reviewer(self) -> bool:
        """Whether it is the reviewer's turn, and nothing is asked of the department."""
        return self is AlarmSort.REVIEW


_RED = frozenset({AlarmSort.OVERDUE, AlarmSort.STEP_MISSED, AlarmSort.EXCEEDED})
_NEAREST = frozenset({AlarmSort.DUE_SOON, AlarmSort.STEP_DUE, AlarmSort.REPORT_DUE})


class Alarm(NamedTuple):
    """One reason for red or yellow.

    The amount is in working days, percentage points, days or periods by its sort. `by_default` says
    that the deadline is only the plan's end, or that the silence has lasted from the beginning.
    `detail` names what is meant: periods, figures, days that do not count.
    """

    sort: AlarmSort
    amount: int
    by_default: bool = False
    detail: str = ""

    def text(self) -> str:
        """The reason in words."""
        aside = f"({self.detail})" if self.detail else ""
        match self.sort:
            case AlarmSort.OVERDUE:
                start = "" if self.amount else "已过时限,"
                default = "(默认时限)" if self.by_default else ""
                text = f"{start}逾期{self.size()}{default}{aside}"
            case AlarmSort.STEP_MISSED | AlarmSort.STEP_DUE:
                text = f"{self.sort}{self.size()}{aside}"
            case AlarmSort.EXCEEDED:
                text = f"超过上限{aside}"
            case AlarmSort.DUE_SOON:
                text = f"临期,距{'默认' if self.by_default else ''}时限{self.size()}"
            case AlarmSort.MISSING:
                text = f"缺{self.detail}"
            case AlarmSort.REPORT_DUE:
                text = f"待报{self.detail},距期末{self.size()}"
            case AlarmSort.BEHIND:
                text = f"滞后序时进度{self.size()}{aside}"
            case AlarmSort.STALE:
                text = f"已{self.size()}{'从' if self.by_default else ''}未填报"
            case AlarmSort.REVIEW:
                text = f"等待销号已{self.size()},请审核"
        return text

    def size(self) -> str:
        """The amount with its unit."""
        # Only working days can come to nothing: a deadline missed, or left, over a weekend.
        return self.sort.size.format(self.amount) if self.amount else "不足1个工作日"


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
        return f"{first_id}{first.text()}"
    which = f"{count}项举措" if count == measures else f"{measures}项举措中{count}项"
    if all(alarm == first for _, alarm in same):
        return f"{which}均{first.text()}"
    if not sort.utmost:
        return f"{which}{sort}"
    utmost = min if sort in _NEAREST else max
    worst_id, worst = utmost(same, key=lambda entry: entry[1].amount)
    defaults = sum(alarm.by_default for _, alarm in same)
    aside = f",其中{defaults}项{sort.aside}" if defaults else ""
    return f"{which}{sort},{sort.utmost}{worst.size()}({worst_id}){aside}"
