"""Figures and periods as people write them of an item: ４０％, 250件, 第24期, 3月, 二季度."""

import re
from collections.abc import Sequence

from jimoplan.core.assessment.rhythm import OwedPeriod, name_periods
from jimoplan.core.input import figures
from jimoplan.core.input.characters import even_out, in_figures
from jimoplan.errors import UsageError

_COUNTED = re.compile(r"第?\s*(\d{1,3})\s*期?", re.ASCII)
_DIGITS = str.maketrans("1234", "一二三四")


def read_progress(written: str) -> str:
    """Percent from 0 to 100 in digits; raises UsageError for anything else."""
    try:
        return str(figures.read_percent("进度", written).value)
    except UsageError as wrong:
        raise UsageError(wrong.message, "写 0 到 100 的整数,如 40 或 40%") from None


def read_value(written: str, unit: str | None) -> str:
    """The value of an indicator without its unit; raises UsageError for anything else."""
    try:
        return figures.read_value("数值", written, unit).value
    except UsageError as wrong:
        raise UsageError(wrong.message, f"只写数字,或带上单位,如 98.5{unit or ''}") from None


def read_period(written: str, owed: Sequence[OwedPeriod]) -> str:
    """The number of a period written as that or by its name; raises UsageError for none or two."""
    plain = in_figures(even_out(written))
    named = [each for each in owed if _name(plain) in _names(each)]
    counted = _COUNTED.fullmatch(plain)
    if not named and counted:
        named = [each for each in owed if each.number == int(counted[1])]
    if len(named) == 1:
        return str(named[0].number)
    if named:
        raise UsageError(
            f"期数写的“{written}”可以指 {name_periods(named)}", f"写期数,如 第{named[0].number}期"
        )
    which = f"从{owed[0].words}到{owed[-1].words}" if owed else "没有"
    example = f",如 第{owed[0].number}期,或写哪一期,如 {owed[0].period.short}" if owed else ""
    raise UsageError(f"期数写的“{written}”不在应报的之内", f"应报的{which};写期数{example}")


def _names(owed: OwedPeriod) -> frozenset[str]:
    period = owed.period
    return frozenset(map(_name, (period.short, period.words, period.key)))


def _name(written: str) -> str:
    """A period's name without what may go unsaid: 第, and 份 of a month."""
    quarter = re.fullmatch(r"(.*?)第?([1-4])季度?", written)
    if quarter:
        written = f"{quarter[1]}{quarter[2].translate(_DIGITS)}季度"
    return re.sub(r"第|份$|\s", "", written).upper()
