"""The orders in which rows can be listed."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.words import Status
from jimoplan.core.views.query import Row
from jimoplan.errors import UnknownNameError


class SortKey(NamedTuple):
    """What rows can be sorted by: the key and label of a column."""

    key: str
    label: str
    value: Callable[[Row], Any]


def _percent(row: Row) -> int:
    percent = row.assessment.progress.percent
    return -1 if percent is None else percent


SORT_KEYS: tuple[SortKey, ...] = (
    SortKey("due", "完成时限", lambda row: row.assessment.due),
    SortKey("light", "灯", lambda row: list(Light).index(row.assessment.light)),
    SortKey("progress", "进度", _percent),
    SortKey("status", "状态", lambda row: list(Status).index(row.item.status)),
    SortKey("overdue_days", "逾期工作日", lambda row: row.assessment.overdue_days),
    SortKey("title", "名称", lambda row: row.item.title),
    SortKey("leader", "分管领导", lambda row: (not row.leaders, row.leaders)),
)


def sort_rows(rows: Iterable[Row], keys: Sequence[str]) -> tuple[Row, ...]:
    """Rows by keys, the first one first, a minus before a key for descending order.

    The order of the plan decides between equals. Raises UnknownNameError for a key that is none of
    SORT_KEYS.
    """
    known = {name: sort_key for sort_key in SORT_KEYS for name in (sort_key.key, sort_key.label)}
    ordered = list(rows)
    for written in reversed(keys):
        name = written.removeprefix("-")
        if name not in known:
            listed = [f"{sort_key.key}({sort_key.label})" for sort_key in SORT_KEYS]
            raise UnknownNameError("排序键", name, known, listed=listed)
        ordered.sort(key=known[name].value, reverse=written.startswith("-"))
    return tuple(ordered)
