"""Deadlines as a published plan prints them: a day, a span, a rhythm, or no more than words."""

import re
from typing import NamedTuple
from unicodedata import normalize

from jimoplan.core.importing.folding import fold
from jimoplan.core.input.days import guess_deadline
from jimoplan.core.plan.deadline import read_deadline
from jimoplan.core.plan.words import Cadence


class Due(NamedTuple):
    """What a deadline says: `due` as the plan writes it, or the words where they name no sure day.

    `cadence` is the rhythm the words ask for; `is_standing` where the work never ends (常态化).
    """

    due: str | None = None
    due_text: str | None = None
    cadence: Cadence | None = None
    is_standing: bool = False


class FoundDue(NamedTuple):
    """A deadline in a text, and where it stands there."""

    start: int
    end: int
    due: Due


_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_YEAR = r"(?:(?:20\d\d)年|今年|本年度?|当年|年度)"
_DAY_SHAPE = r"20\d\d[./-]\d{1,2}[./-]\d{1,2}日?"
_SPAN_SHAPE = (
    rf"{_MONTH}月份?(?:\d{{1,2}}[日号]|[上中下]旬|底|末)?"
    r"|第?[1-4一二三四]季度(?:底|末)?|[上下]半年(?:底|末)?"
)
_DUE_SHAPE = (
    rf"{_DAY_SHAPE}|20\d\d[./-]\d{{1,2}}(?!\d)|(?:{_YEAR})?(?:{_SPAN_SHAPE})"
    r"|(?:(?:20\d\d年|今年|本年|当年)年?|年)(?:内|底|末|终)|20\d\d年"
)
_BEFORE = r"(?:之前|以前|前)?"
_DONE = (
    r"(?:(?:全部|基本|全面|按时|如期|力争)*"
    r"(?:完成|办结|落实到位|落实|建成|到位|实施|结束)(?:任务|工作)?)?"
)
_WHOLE = re.compile(rf"(?:于|在|力争|确保)?(?P<due>(?:{_DUE_SHAPE}){_BEFORE}){_DONE}[。;,.]?")
_RUNNING = re.compile(
    rf"(?<![\d每至\-—~～.])(?<!每年)(?:{_DUE_SHAPE}){_BEFORE}"
    r"(?:(?<=[前底末])|(?<=年内)|(?=(?:全部|基本|全面|建成)?"
    r"(?:完成|办结|建成|投产|投用|投入使用|竣工|印发|出台|上线|举办|召开)))"
    r"(?!以来|起|开始|以后|之后|后|至|到|度|[-—~～])"
)
_PAST = re.compile(r"(?:截至|截止到?|自|从|以来)$")
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|\"[^\"]*\"")
_MONTH_IN_FIGURES = re.compile(r"20\d\d[./-]\d{1,2}")
_DAY = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})日?")
_PARTS = re.compile(
    rf"(?:(?P<year>\d{{4}})年|今年|本年度?|当年|年度)?"
    rf"(?:(?P<month>{_MONTH})月份?(?:(?P<day>\d{{1,2}})[日号]|(?P<third>[上中])旬|下旬|底|末)?"
    r"|(?P<span>.*))"
)
_END_OF_YEAR = re.compile(r"^年?(?:内|底|末|终)$")
_CHINESE_MONTHS = ("", *"一二三四五六七八九十", "十一", "十二")
_THIRDS = {"上": 10, "中": 20}
_CADENCES = (
    (re.compile(r"每个?(?:星期|周)|按周|周报"), Cadence.WEEKLY),
    (re.compile(r"双月|每[两二2]个?月|隔月"), Cadence.BIMONTHLY),
    (re.compile(r"每个?半年|半年一次|按半年"), Cadence.HALF_YEARLY),
    (re.compile(r"每个?季|按季|逐季|季报|(?<![一二三四1-4])季度"), Cadence.QUARTERLY),
    (re.compile(r"每个?月|按月|逐月|月报|月度"), Cadence.MONTHLY),
    (re.compile(r"每年|按年|逐年|一年一次"), Cadence.YEARLY),
)
_STANDING = re.compile(r"长期|持续|常态|常年|长年|经常性|贯穿全年|^全年(?:坚持|推进|开展|进行)?$")


def read_due(words: str, years: tuple[int, int]) -> Due:
    """What the words of a deadline say, in a plan from the first of the years to the last.

    A year left out is that of a plan over one year; over several, no day is known.
    """
    said = words.strip()
    plain = normalize("NFKC", said).replace(" ", "")
    if not plain:
        return Due()
    cadence = next((rhythm for form, rhythm in _CADENCES if form.search(plain)), None)
    is_standing = _STANDING.search(plain) is not None
    if cadence is not None or is_standing:
        return Due(due_text=said, cadence=cadence, is_standing=is_standing)
    whole = _WHOLE.fullmatch(plain)
    due = _written(whole["due"], years) if whole else None
    return Due(due=due) if due else Due(due_text=said)


def find_due(text: str, years: tuple[int, int]) -> tuple[FoundDue, ...]:
    """The deadlines in running text, in its order: those that say 前, 底, 末, 年内 or what is done.

    What stands in 《》 or “” is none, nor is a day since which or up to which something was so.
    """
    plain = _QUOTED.sub(lambda found: "\0" * len(found[0]), fold(text))
    return tuple(
        FoundDue(found.start(), found.end(), read_due(text[found.start() : found.end()], years))
        for found in _RUNNING.finditer(plain)
        if not _PAST.search(plain, max(0, found.start() - 3), found.start())
    )


def whole_due(words: str) -> str | None:
    """The words that name the day, where they say nothing else but that it is done by then."""
    plain = fold(words).strip()
    found = _WHOLE.fullmatch(plain)
    if found is None:
        return words.strip() if _STANDING_ALONE.fullmatch(plain) else None
    start = words.find(words.strip()) + found.start("due")
    return words[start : start + len(found["due"])]


_STANDING_ALONE = re.compile(
    r"(?:20\d\d年)?(?:长期|持续|常年|长年|全年|常态化|贯穿全年)(?:坚持|推进|开展|进行|落实|实施)?"
    r"|每(?:周|月|季度?|半年|年)|按(?:周|月|季度?|年)(?:度)?(?:推进|开展|通报|完成)?|双月"
)


def is_due(words: str) -> bool:
    """Whether words say nothing but a deadline: its day, a rhythm or that the work never ends."""
    return whole_due(words) is not None or _RHYTHM.match(fold(words).strip()) is not None


_RHYTHM = re.compile(r"(?:每|按|逐)(?:个|两个?|2个?)?(?:周|月|季|半年|年)")


def _written(words: str, years: tuple[int, int]) -> str | None:
    stem = re.sub(r"(?:之前|以前|前)$", "", words)
    day = _DAY.fullmatch(stem)
    if day is not None:
        return _known(f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}")
    if _MONTH_IN_FIGURES.fullmatch(stem):
        return guess_deadline(stem)
    parts = _PARTS.fullmatch(stem)
    year = parts["year"] if parts and parts["year"] else _year_of(stem, years)
    if parts is None or year is None:
        return None
    if parts["month"] is None:
        return guess_deadline(f"{year}年{_END_OF_YEAR.sub('底', parts['span'])}")
    return _in_month(year, parts)


def _in_month(year: str, parts: re.Match[str]) -> str | None:
    said = parts["month"]
    month = int(said) if said.isdecimal() else _CHINESE_MONTHS.index(said)
    day = int(parts["day"] or 0) or _THIRDS.get(parts["third"] or "")
    return _known(f"{year}-{month:02}" + (f"-{day:02}" if day else ""))


def _year_of(stem: str, years: tuple[int, int]) -> str | None:
    named = re.match(r"(20\d\d)年", stem)
    if named:
        return named[1]
    return str(years[0]) if years[0] == years[1] else None


def _known(written: str) -> str | None:
    return written if read_deadline(written) else None
