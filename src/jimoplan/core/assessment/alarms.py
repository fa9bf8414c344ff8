"""What turns an item red or yellow; how it is told stands on the sheet, `wording`."""

from enum import StrEnum
from typing import NamedTuple


class AlarmSort(StrEnum):
    """What an alarm is about, in the order in which reasons are given; each is its word."""

    OVERDUE = "逾期"
    STEP_MISSED = "节点逾期"
    EXCEEDED = "超过上限"
    DUE_SOON = "临期"
    STEP_DUE = "节点临期"
    MISSING = "缺报"
    REPORT_DUE = "本期待报"
    BEHIND = "滞后序时进度"
    STALE = "未填报"
    REVIEW = "等待销号"

    @property
    def is_red(self) -> bool:
        """Whether it turns an item red; others turn it yellow."""
        return self in _RED

    @property
    def concerns_reviewer(self) -> bool:
        """Whether it is the reviewer's turn, and nothing is asked of the department."""
        return self is AlarmSort.REVIEW


_RED = frozenset({AlarmSort.OVERDUE, AlarmSort.STEP_MISSED, AlarmSort.EXCEEDED})


class Alarm(NamedTuple):
    """One reason for red or yellow.

    The amount is in working days, percentage points, days or periods by its sort. `by_default` says
    that the deadline is only the plan's end, or that the silence has lasted from the beginning.
    `detail` names what is meant: periods, figures, a milestone. `resting` are working days of a
    suspension, which the amount leaves out. `on_day` says that what is due is due on the very day,
    as it need not be where no working day is left.
    """

    sort: AlarmSort
    amount: int
    by_default: bool = False
    detail: str = ""
    resting: int = 0
    on_day: bool = False
