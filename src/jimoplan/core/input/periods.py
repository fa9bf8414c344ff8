"""Periods as people type them: 24, 第24周, 2024年6月, 二季度, 上半年, 上月; 第3期 of a measure."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import NamedTuple

from jimoplan.core.display.short import cut_short
from jimoplan.core.input.characters import even_out, in_figures
from jimoplan.core.input.reading import Reading
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.issues import period_number
from jimoplan.core.plan.period_keys import find_period, offer_keys
from jimoplan.core.plan.periods import (
    JANUARY,
    LETTERS,
    AnyPeriod,
    ReportingPeriod,
    opening_month,
    period_of,
)
from jimoplan.core.plan.words import Cadence
from jimoplan.errors import UsageError

_LONGEST, _MOST_YEARS, _MOST_SHOWN = 40, 100, 5
_WHAT = "期次"
_NAMES = {
    Cadence.WEEKLY: "一周",
    Cadence.MONTHLY: "一个月",
    Cadence.BIMONTHLY: "两个月",
    Cadence.QUARTERLY: "一个季度",
    Cadence.HALF_YEARLY: "半年",
    Cadence.YEARLY: "一年",
}


def read_period(
    cadence: Cadence, written: str, plan: Period, today: date, what: str = _WHAT
) -> Reading[AnyPeriod]:
    """The period of a cadence that was typed, the plan's own where it has no year.

    Raises UsageError for what is none, is one of another cadence, or may be several.
    """
    found = _find(cadence, written, plan, today)
    meaning = found.words if isinstance(found, ReportingPeriod) else found.named
    return Reading(found, what, written, found.key, meaning)


def read_issue(
    cadence: Cadence | None, written: str, plan: Period, today: date, what: str = "--period"
) -> Reading[int]:
    """Which of a measure's periods was typed, counted from the plan's first: 3, 第3期, 3月.

    `what` is the option that it was typed behind. Raises UsageError as `read_period`, and for a
    period before the plan's first.
    """
    text = _even_out(written)
    counted = re.fullmatch(r"第?(\d{1,3})期?", text, re.ASCII)
    if counted and 0 < int(counted[1]) <= _MOST_ISSUES:
        return Reading(int(counted[1]), _WHAT, written, str(int(counted[1])))
    shown = cut_short(written)
    if counted or cadence is None:
        raise UsageError(
            f"{what} 写的“{shown}”不是 1 到 {_MOST_ISSUES} 的整数", f"如 {what} 3,是第3期"
        )
    period = _find(cadence, written, plan, today)
    number = period_number(cadence, plan, period.start)
    if number < 1:
        raise UsageError(f"{_WHAT}“{shown}”({period.words})在计划期间以前", f"写第几期,如 {what} 1")
    return Reading(number, _WHAT, written, str(number), f"{period.words},第{number}期")


_MOST_ISSUES = 366


def looks_like_period(written: str) -> bool:
    """Whether something is in the form of a period, of whichever cadence, and no other word."""
    text = _even_out(written)
    forms = (_KEY.fullmatch, _RELATIVE.fullmatch, _part)
    return any(form(text) is not None for form in forms)


_KEY = re.compile(r"\d{4}-[WBQH]?\d{1,2}", re.ASCII)


class _Part(NamedTuple):
    """What of a year was typed: of which cadence if it says so, its number, and its year if any."""

    cadence: Cadence | None
    number: int
    year: int | None


def _find(cadence: Cadence, written: str, plan: Period, today: date) -> AnyPeriod:
    text = _even_out(written)
    if this := _relative(text, plan, today):
        if this.cadence is not cadence:
            raise _other(written, this.cadence, cadence, plan, today)
        return this
    part = _part(text)
    if part is None:
        return find_period(cadence, written, plan)
    if part.cadence and part.cadence is not cadence:
        raise _other(written, part.cadence, cadence, plan, today)
    if part.cadence is None and not _counts_by_calendar(cadence, plan):
        raise UsageError(
            f"计划不从一月开始,“{cut_short(written)}”分不清从哪里数起", _offer(cadence, plan)
        )
    if part.cadence is Cadence.HALF_YEARLY and opening_month(plan) != JANUARY:
        raise UsageError(
            f"计划的一年不从一月开始,“{cut_short(written)}”分不清是哪半年", _offer(cadence, plan)
        )
    return _only(cadence, part, written, plan)


def _only(cadence: Cadence, part: _Part, written: str, plan: Period) -> AnyPeriod:
    """The one period of that number in the years of the plan; raises UsageError."""
    first, last = plan.start.year, min(plan.end.year, plan.start.year + _MOST_YEARS)
    years = range(first, last + 1) if part.year is None else (part.year,)
    if len(years) == 1:
        return find_period(cadence, _key(cadence, years[0], part.number), plan)
    found = list[AnyPeriod]()
    for year in years:
        with suppress(UsageError):
            found.append(find_period(cadence, _key(cadence, year, part.number), plan))
    inside = [each for each in found if each.start <= plan.end and each.end >= plan.start]
    if len(inside) == 1:
        return inside[0]
    if not inside:
        return find_period(cadence, written, plan)
    several = "、".join(each.key for each in inside[:_MOST_SHOWN])
    shown = cut_short(written)
    raise UsageError(f"{_WHAT}“{shown}”没有写年份,可以是 {several}", f"写成 {inside[-1].key}")


def _key(cadence: Cadence, year: int, number: int) -> str:
    if cadence is Cadence.YEARLY:
        return f"{year:04}"
    return f"{year:04}-{LETTERS.get(cadence, '')}{number:02}"


def _counts_by_calendar(cadence: Cadence, plan: Period) -> bool:
    """Whether a number alone is the same counted in the calendar's year and in the plan's."""
    return cadence is Cadence.YEARLY or plan.start.month == JANUARY


def _other(written: str, given: Cadence, cadence: Cadence, plan: Period, today: date) -> UsageError:
    """What is a period of another cadence, with one of the right one."""
    return UsageError(
        f"{_WHAT}“{cut_short(written)}”是{_NAMES[given]},这里要写{_NAMES[cadence]}({cadence})",
        f"如 {period_of(cadence, min(today, plan.end), opening_month(plan)).key}",
    )


def _offer(cadence: Cadence, plan: Period) -> str:
    keys = [f"{key}({words})" for key, words in islice(offer_keys(cadence, plan), _MOST_SHOWN)]
    return f"写成 {' 或 '.join(keys)}"


def _even_out(written: str) -> str:
    return in_figures(even_out(written)).upper() if len(written) <= _LONGEST else ""


def _relative(text: str, plan: Period, today: date) -> ReportingPeriod | None:
    """The week, month, quarter or year that is so far from the one of today."""
    found = _RELATIVE.fullmatch(text)
    if found is None:
        return None
    step, unit = found["step"] or found["years"], found["unit"] or "年"
    period = period_of(_UNITS[unit], today, opening_month(plan))
    for _ in range(abs(_STEPS[step])):
        period = period.next if _STEPS[step] > 0 else period.previous
    return period


_STEPS = {"上": -1, "本": 0, "这": 0, "下": 1, "今": 0, "去": -1, "明": 1}
_UNITS = {
    "周": Cadence.WEEKLY,
    "星期": Cadence.WEEKLY,
    "月": Cadence.MONTHLY,
    "季": Cadence.QUARTERLY,
    "季度": Cadence.QUARTERLY,
    "年": Cadence.YEARLY,
}
_RELATIVE = re.compile(
    r"(?P<step>[上本这下])一?个?(?P<unit>周|星期|月|季度?)|(?P<years>[今本去上明])年度?"
)


def _part(text: str) -> _Part | None:
    """What of a year the text says; None where it is in no form of its own."""
    for form, cadence in _FORMS:
        found = form.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        year = int(parts["y"]) if parts.get("y") else None
        number = parts.get("n") or "1"
        if cadence is Cadence.HALF_YEARLY:
            number = str("上下".find(number) + 1 or number)
        if cadence is Cadence.BIMONTHLY and parts.get("m"):
            if int(parts["m"]) != int(number) + 1 or int(number) % 2 == 0:
                return None
            number = str((int(number) + 1) // 2)
        return _Part(cadence, int(number), year)
    return None


def _forms() -> Iterator[tuple[re.Pattern[str], Cadence | None]]:
    year = r"(?:(?P<y>\d{4})年?[-/.]?)?"
    for pattern, cadence in (
        (rf"{year}(?:第?(?P<n>\d{{1,2}})(?:个?周|星期))", Cadence.WEEKLY),
        (r"W(?P<n>\d{1,2})", Cadence.WEEKLY),
        (rf"{year}(?P<n>\d{{1,2}})月份?", Cadence.MONTHLY),
        (r"(?P<y>\d{4})[/.](?P<n>\d{1,2})", Cadence.MONTHLY),
        (r"(?P<y>\d{4})(?P<n>0[1-9]|1[0-2])", Cadence.MONTHLY),
        (rf"{year}(?P<n>\d{{1,2}})月?[-~至到](?P<m>\d{{1,2}})月份?", Cadence.BIMONTHLY),
        (r"B(?P<n>\d)", Cadence.BIMONTHLY),
        (rf"{year}第?(?P<n>[1-4])季度?", Cadence.QUARTERLY),
        (r"Q(?P<n>[1-4])", Cadence.QUARTERLY),
        (rf"{year}(?P<n>[上下])半年度?", Cadence.HALF_YEARLY),
        (r"H(?P<n>[12])", Cadence.HALF_YEARLY),
        (r"(?:(?P<y>\d{4})年(?:度|全年)?|全年|年度)", Cadence.YEARLY),
        (r"(?:(?P<y>\d{4})年)?第?(?P<n>\d{1,2})期?", None),
    ):
        yield re.compile(pattern, re.ASCII), cadence


_FORMS = tuple(_forms())
