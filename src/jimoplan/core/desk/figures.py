"""What reports are read by, and the figure of an item's kind: ４０％, 250件, 第24期, 3月."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.rhythm import Rhythm
from jimoplan.core.display.short import cut_short
from jimoplan.core.input.figures import read_percent, read_value
from jimoplan.core.input.periods import read_issue
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.traverse import name_of
from jimoplan.core.plan.words import Kind
from jimoplan.core.views.query import Row
from jimoplan.errors import UsageError


class Frame(NamedTuple):
    """What reports are read by: the plan's items and its period, and today.

    `find` gives the item that is meant by a word; it raises UsageError for none or several.
    """

    find: Callable[[str], Row]
    period: Period
    today: date


def read_figure(row: Row, written: str, frame: Frame) -> dict[str, str]:
    """The figure of an item's kind, by its field; raises UsageError for what does not fit."""
    item, rhythm = row.item, row.assessment.rhythm
    match item.kind:
        case Kind.ONE_OFF:
            return {"progress": str(read_percent("进度", written).value)}
        case Kind.INDICATOR:
            return {"value": read_value("数值", written, item.unit).value}
        case Kind.PERIODIC if rhythm:
            return {"period": str(_read_period(item, rhythm, written, frame))}
    raise UsageError(
        f"{name_of(item)} 是{item.kind}类,没有数字要报,写的是“{cut_short(written)}”",
        "去掉它;是进展里的话,写成 进展:……",
    )


def _read_period(item: Item, rhythm: Rhythm, written: str, frame: Frame) -> int:
    """Which period that owes a report was typed; raises UsageError for none."""
    number = read_issue(item.cadence, written, frame.period, frame.today, "期数").value
    owed = rhythm.owed
    if any(each.number == number for each in owed):
        return number
    which = f"从{owed[0].words}到{owed[-1].words}" if owed else "没有"
    example = f",如 第{owed[0].number}期,或写哪一期,如 {owed[0].period.short}" if owed else ""
    raise UsageError(
        f"期数写的“{cut_short(written)}”不在应报的之内", f"应报的{which};写期数{example}"
    )
