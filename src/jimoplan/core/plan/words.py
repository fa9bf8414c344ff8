"""The fixed words of a plan: what an item can be, and where it can stand."""

from enum import StrEnum


class Status(StrEnum):
    """Where an item stands in the workflow; 逾期 and 滞后 are assessed, never stored."""

    NOT_STARTED = "未启动"
    IN_PROGRESS = "推进中"
    COMPLETED = "已完成"
    CLOSED = "已销号"
    SUSPENDED = "暂缓"
    CANCELLED = "已取消"


OPEN = frozenset({Status.NOT_STARTED, Status.IN_PROGRESS})
"""The statuses of items that are being worked on or will be."""

DONE = frozenset({Status.COMPLETED, Status.CLOSED})
"""The statuses of finished items, whether or not somebody has verified them."""

STOPPED = frozenset({Status.SUSPENDED, Status.CANCELLED})
"""The statuses in which work rests; an item that has one of them must give a reason."""


class Kind(StrEnum):
    """How a measure is fulfilled, which decides how its progress is computed."""

    ONE_OFF = "一次性"
    CONTINUOUS = "常态化"
    PERIODIC = "周期性"
    INDICATOR = "指标"


class Cadence(StrEnum):
    """How often a periodic measure reports."""

    WEEKLY = "每周"
    MONTHLY = "每月"
    BIMONTHLY = "双月"
    QUARTERLY = "每季"
    HALF_YEARLY = "每半年"
    YEARLY = "每年"


class Direction(StrEnum):
    """Which side of its target an indicator has to reach."""

    AT_LEAST = "不低于"
    AT_MOST = "不高于"


class Totalling(StrEnum):
    """How the values reported of an indicator make up the one that its target is about.

    Without a word for it the latest value counts.
    """

    CUMULATIVE = "累计"


class Mark(StrEnum):
    """What is said of something that the program proposed and nobody has looked at yet."""

    TO_CONFIRM = "待确认"


class RemarkKind(StrEnum):
    """What sort of word somebody has on an item that is not the owner's report."""

    SUPERVISION = "督查意见"
    INSTRUCTION = "批示"
    REMINDER = "提醒"


GROUP = "群组"
"""The kind of a department that stands for its members; any other kind is its body's own word."""

OFFICE = "科室"
"""The kind of a department of which no more than its name is told: what most of a body's are."""


class Role(StrEnum):
    """The role in which a department owns an item; 主责 is LEAD and RESPONSIBLE together."""

    LEAD = "牵头"
    RESPONSIBLE = "责任"
    SUPPORT = "配合"


MAIN_ROLES = frozenset({Role.LEAD, Role.RESPONSIBLE})
"""The roles that answer for an item: 主责."""


class Verdict(StrEnum):
    """The result of reviewing an item that was reported as done."""

    APPROVED = "销号"
    RETURNED = "退回"
