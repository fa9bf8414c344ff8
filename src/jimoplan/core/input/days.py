"""Days as people type them: 2024/6/14, 6月14日, 昨天, 上周五, 6月底, 本季度末.

Whatever they type is first said in the form a plan is written in, 2024-06-14, or 2024-06 and the
like for the end of a span, and that is read as the plan's own.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from jimoplan.core.display.short import cut_short
from jimoplan.core.input.characters import even_out, in_figures
from jimoplan.core.input.reading import Reading
from jimoplan.core.plan.deadline import SpanEnd, plain_day, read_deadline
from jimoplan.core.plan.header import Period
from jimoplan.errors import UsageError

_LONGEST, _MOST_YEARS, _MOST_SHOWN = 40, 100, 5
_MONTHS, _MONTHS_OF_QUARTER, _WEEK = 12, 3, 7
_WEEKDAYS = "一二三四五六日"


class Standpoint(NamedTuple):
    """From where days are seen: today, the plan's period, whether they have to be past.

    `period` is None where there is no plan. A `past` day is the last that is; one `beyond` may lie
    after the plan's end, as may what was done late.
    """

    today: date
    period: Period | None = None
    past: bool = False
    beyond: bool = False


def read_day(written: str, at: Standpoint) -> Reading[date]:
    """The day that was typed; raises UsageError for none, and for what may be several."""
    day = _read(written, at, "日期", (*_DAYS, *_ENDS), plain_day)
    return Reading(day, "日期", written, str(day), _weekday(day))


def read_due(written: str, at: Standpoint) -> Reading[date]:
    """The deadline that was typed, a day or the end of a span; raises as `read_day`."""
    found = _read(written, at, "时限", (*_DAYS, *_ENDS, *_SPANS), lambda day: day)
    meaning = found.words(with_year=True) if isinstance(found, SpanEnd) else _weekday(found)
    return Reading(found, "时限", written, str(found), meaning)


def lacks_year(written: str) -> bool:
    """Whether it takes the plan's period to know which day was typed."""
    text = _even_out(written, date.min)
    return any(form.fullmatch(text) for form in _WITHOUT_YEAR)


def guess_date(written: str) -> date | None:
    """The day a person most likely meant by a date written otherwise than 2024-03-15."""
    digits = re.findall(r"\d+", even_out(written[:_LONGEST]), re.ASCII)
    if len(digits) == 1 and len(digits[0]) == len("20240315"):
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    if len(digits) < len(("year", "month", "day")) or len(digits[0]) != len("2024"):
        return None
    return read_deadline(f"{digits[0]}-{digits[1]:0>2}-{digits[2]:0>2}")


def guess_deadline(written: str) -> str | None:
    """How the span is written that people call 2024年6月底, 2024年二季度 or 2024年上半年."""
    text = _BEFORE.sub("", in_figures(even_out(written[:_LONGEST])))
    found = next(_matches((*_ENDS, *_SPANS), text), None)
    spelled = _spell(found, ()) if found and found["y"] else ()
    return next((each for each in spelled if read_deadline(each)), None)


def _read(
    written: str,
    at: Standpoint,
    what: str,
    forms: Iterable[re.Pattern[str]],
    as_wanted: Callable[[date], date],
) -> date:
    """The only day that may be meant by something in one of the forms; raises UsageError.

    `as_wanted` makes of a day or the end of a span what is asked for, and so what is offered.
    """
    text = _even_out(written, at.today)
    shown = cut_short(written)
    found = next(_matches(forms, text), None)
    if found is None:
        raise _refuse(text, shown, at, what)
    spelled = (read_deadline(each) for each in _spell(found, _years(at)))
    days = [as_wanted(day) for day in spelled if day]
    chosen = _choose(days, at)
    if not chosen:
        raise UsageError(f"“{shown}”不是存在的日期", "写成 2024-06-30 的样子")
    if len(chosen) > 1:
        several = "、".join(map(str, chosen[:_MOST_SHOWN]))
        raise UsageError(f"{what}“{shown}”没有写年份,可以是 {several}", f"写明年份,如 {chosen[0]}")
    return chosen[0]


def _matches(forms: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    return (found for form in forms if (found := form.fullmatch(text)))


def _spell(found: re.Match[str], years: Iterable[int]) -> Iterator[str]:
    """How a day or a span is written in a plan, in each of the years where it names none."""
    parts = found.groupdict()
    for year in [int(parts["y"])] if parts.get("y") else years:
        if parts.get("d"):
            yield f"{year:04}-{int(parts['m']):02}-{int(parts['d']):02}"
        elif parts.get("m"):
            yield f"{year:04}-{int(parts['m']):02}"
        elif parts.get("q"):
            yield f"{year:04}-Q{parts['q']}"
        elif parts.get("h"):
            yield f"{year:04}-H{'上下'.find(parts['h']) + 1 or parts['h']}"
        else:
            yield f"{year:04}"


def _years(at: Standpoint) -> list[int]:
    """The years that a day without one may be of: the plan's, and today's beyond it."""
    if at.period is None:
        return [at.today.year]
    first, last = at.period.start.year, at.period.end.year
    own = set(range(first, min(last, first + _MOST_YEARS) + 1))
    return sorted(own | ({at.today.year} if at.beyond else set()))


def _choose(days: list[date], at: Standpoint) -> list[date]:
    """Those that are meant: within the plan's period, and the last past one where it has to be."""
    if at.period is None:
        return days
    start, end = at.period.start, at.period.end
    inside = [day for day in days if start <= plain_day(day) <= end]
    if not at.past:
        return inside or days
    gone = [day for day in days if plain_day(day) <= at.today]
    is_over = at.beyond and not start <= at.today <= end
    last = [] if is_over else [day for day in gone if day in inside][-1:]
    return last or gone or inside or days


def _weekday(day: date) -> str:
    return f"星期{_WEEKDAYS[day.weekday()]}"


def _even_out(written: str, today: date) -> str:
    """What was typed in half-width characters and figures, with words like 去年 told by today."""
    if len(written) > _LONGEST:
        return ""
    text = _MIDNIGHT.sub("", _BEFORE.sub("", in_figures(even_out(written))))
    said = (tell(text, today) for tell in (_tell_day, _tell_weekday, _tell_year, _tell_part))
    return next((each for each in said if each is not None), text)


def _tell_day(text: str, today: date) -> str | None:
    """昨天 and 3天前 as the day that is."""
    if text in _DAY_WORDS:
        return _days_from(today, _DAY_WORDS[text])
    found = _DAYS_AGO.fullmatch(text)
    return found and _days_from(today, int(found["n"]) * (-1 if found["way"] == "前" else 1))


def _tell_weekday(text: str, today: date) -> str | None:
    """上周五 as the day that is."""
    found = _WEEKDAY.fullmatch(text)
    days = _STEPS[found["step"]] * _WEEK - today.weekday() if found else 0
    return found and _days_from(today, days + _count_weekday(found["day"]))


def _tell_year(text: str, today: date) -> str | None:
    """去年12月 with the year that is."""
    found = _THIS_YEAR.match(text)
    return found and f"{today.year + _YEAR_STEPS[found['step']]}年{text[found.end() :]}"


def _tell_part(text: str, today: date) -> str | None:
    """上月28日, 月底, 本季度末 with the year and the month or quarter that is."""
    if found := _THIS_MONTH.match(text):
        year, month = _month_from(today, _STEPS[found["step"] or "本"])
        return f"{year}年{month}月{text[found.end() :]}"
    if found := _THIS_QUARTER.match(text):
        year, month = _month_from(today, _STEPS[found["step"] or "本"] * _MONTHS_OF_QUARTER)
        return f"{year}年{(month - 1) // _MONTHS_OF_QUARTER + 1}季度{text[found.end() :]}"
    return None


_MIDNIGHT = re.compile(r"(?<=\d)[ T]00?:00(?::00(?:\.0+)?)?$", re.ASCII)
"""What spreadsheets write behind a day that was not given a time."""
_BEFORE = re.compile(r"(?<=[底末日号月季度年])(?:之|以)?前$")
_DAY_WORDS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "今天": 0,
    "今日": 0,
    "明天": 1,
    "明日": 1,
    "后天": 2,
    "大后天": 3,
}
_STEPS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
_YEAR_STEPS = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1}
_STEP = r"(?P<step>上上|下下|[上本这下])个?"
_DAYS_AGO = re.compile(r"(?P<n>\d{1,3})天(?:之|以)?(?P<way>[前后])", re.ASCII)
_WEEKDAY = re.compile(rf"{_STEP}(?:周|星期|礼拜)(?P<day>[{_WEEKDAYS}天1-7])", re.ASCII)
_THIS_YEAR = re.compile(r"(?P<step>[今本去上前明])年度?的?")
_THIS_MONTH = re.compile(rf"(?:{_STEP})?月份?(?=\d|底|末)", re.ASCII)
_THIS_QUARTER = re.compile(rf"(?:{_STEP})?季度?(?=底|末)")


def _count_weekday(written: str) -> int:
    """How many days after Monday."""
    at = _WEEKDAYS.find(written.replace("天", "日"))
    return int(written) - 1 if at < 0 else at


def _days_from(today: date, days: int) -> str:
    try:
        return str(today + timedelta(days=days))
    except OverflowError:
        return ""


def _month_from(today: date, months: int) -> tuple[int, int]:
    year, month = divmod(today.year * _MONTHS + today.month - 1 + months, _MONTHS)
    return year, month + 1


def _compile(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.ASCII | re.IGNORECASE) for pattern in patterns)


_YEAR = r"(?P<y>\d{4})"
_PARTS = r"(?:(?P<m>\d{1,2})月份?|第?(?P<q>[1-4])季度?|(?P<h>[上下])半年)"
_DAYS = _compile(
    rf"{_YEAR}(?P<mark>[-/.])(?P<m>\d{{1,2}})(?P=mark)(?P<d>\d{{1,2}})",
    rf"(?:{_YEAR}年)?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]?",
    rf"{_YEAR}(?P<m>\d{{2}})(?P<d>\d{{2}})",
    r"(?P<y>)(?P<m>\d{1,2})[-/](?P<d>\d{1,2})",
)
_ENDS = _compile(rf"(?:{_YEAR}[年/.-]?)?{_PARTS}[底末]", rf"{_YEAR}年?[底末]", r"(?P<y>)年[底末]")
_SPANS = _compile(
    rf"(?:{_YEAR}[年/.-]?)?{_PARTS}",
    rf"{_YEAR}[-/.](?P<m>\d{{1,2}})",
    rf"{_YEAR}-?(?:Q(?P<q>[1-4])|H(?P<h>[12]))",
    rf"{_YEAR}年?",
)
_WITHOUT_YEAR = _compile(
    r"\d{1,2}(?:[-/.]|月)\d{1,2}[日号]?", rf"{_PARTS}[底末]?", r"年[底末]", r"\d{1,2}[日号]?"
)


def _refuse(text: str, shown: str, at: Standpoint, what: str) -> UsageError:
    """What cannot be read, with what may be meant by it."""
    for why, possible in _guesses(text, at):
        days = [str(day) for each in possible if (day := read_deadline(each))]
        if days:
            return UsageError(f"{what}“{shown}”{why}", f"写成 {' 或 '.join(dict.fromkeys(days))}")
    guess = guess_date(text)
    if guess:
        return UsageError(f"“{shown}”不是 2024-06-30 样子的{what}", f"写成 {guess}")
    also = ",或一段时间的末尾:6月底、二季度末、2024-Q2" if what == "时限" else ""
    return UsageError(
        f"“{shown}”不是存在的日期", f"写一天,如 2024-06-30、6月30日、昨天、上周五{also}"
    )


def _guesses(text: str, at: Standpoint) -> Iterator[tuple[str, list[str]]]:
    """Why what was typed is not sure, with what it may mean, as a plan writes it."""
    if found := _SHORT_YEAR.fullmatch(text):
        yield "的年份只写了两位", [f"20{found['y']}-{found['m']:0>2}-{found['d']:0>2}"]
    if found := _YEAR_LAST.fullmatch(text):
        one, two, year = found.groups()
        yield "没有把年份写在前面", [f"{year}-{one:0>2}-{two:0>2}", f"{year}-{two:0>2}-{one:0>2}"]
    if found := _POINTED.fullmatch(text):
        month, day = found.groups()
        days = [f"{year:04}-{month:0>2}-{day:0>2}" for year in _years(at)]
        yield "可以是一天,也可以是一个数", days
    if found := _DAY_ALONE.fullmatch(text):
        months = (_month_from(at.today, step) for step in (-1, 0))
        yield "没有写是几月", [f"{y:04}-{m:02}-{found[1]:0>2}" for y, m in months]
    if found := _WEEKDAY_ALONE.fullmatch(text):
        day = _count_weekday(found[1]) - at.today.weekday()
        yield "没有说是哪一周", [_days_from(at.today, day + step) for step in (-_WEEK, 0)]
    if found := next(_matches(_SPANS, text), None):
        ends = (read_deadline(each) for each in _spell(found, _years(at)))
        yield "是一段时间,不是一天", [str(plain_day(end)) for end in ends if end]


_SHORT_YEAR = re.compile(r"(?P<y>\d\d)[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_POINTED = re.compile(r"(\d{1,2})\.(\d{1,2})", re.ASCII)
_DAY_ALONE = re.compile(r"(\d{1,2})[日号]?", re.ASCII)
_WEEKDAY_ALONE = re.compile(rf"(?:周|星期|礼拜)([{_WEEKDAYS}天1-7])", re.ASCII)
