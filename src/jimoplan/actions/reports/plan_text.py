"""A plan's text as far as it can be read, for reports that have to come out in any case."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jimoplan.actions.plan.open import only_errors
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.outline import are_told_apart
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.reading.load import load_bytes
from jimoplan.core.text.reading.load_many import PieceReader

_SHOWN = 5


class PlanText(NamedTuple):
    """What a text says: the plan as far as it can be read, the tasks that are lost, its errors."""

    plan: Plan | None
    lost: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_text(data: bytes) -> PlanText:
    """What a file's bytes say: a text that is broken in part is read in part."""
    loaded = load_bytes(data, with_advice=False)
    problems = only_errors(loaded.problems)
    if loaded.plan and are_told_apart(loaded.plan):
        return PlanText(loaded.plan, (), problems)
    readable = PieceReader().read_readable(data)
    if readable and are_told_apart(readable.plan):
        return PlanText(readable.plan, readable.lost, problems)
    return PlanText(None, (), problems)


def describe_faults(text: PlanText, name: str) -> Iterator[str]:
    """What of a text cannot be relied on."""
    if not text.problems:
        return
    shown = ";".join(f"第{p.line}行:{p.message}" for p in text.problems[:_SHOWN])
    more = "等" if len(text.problems) > _SHOWN else ""
    yield f"{name}有错误{len(text.problems)}处,据此的内容可能有误:{shown}{more}"
    if text.lost:
        which = "、".join(text.lost)
        yield f"任务{which}读不出来,不在本报告里"
    if text.plan is None:
        yield f"{name}整份读不出来"


def count_uncommitted(committed: Iterable[bytes], data: bytes, plan: Plan) -> int:
    """How many changes a file has beside the latest of the texts committed that can be read."""
    for text in committed:
        if text == data:
            return 0
        read = read_text(text)
        if read.plan and not read.lost:
            return len(diff(read.plan, plan))
    return 0
