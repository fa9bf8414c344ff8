"""Numbers and days as a spreadsheet shows them, by the code of their format."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from jimoplan.exchange.documents.numerals import write_number

_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_HOUR, _SECOND = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
BUILT_IN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    30: "m-d-yy",
    31: f'{_YEAR_MONTH}d"日"',
    32: _HOUR,
    33: _SECOND,
    **dict.fromkeys((34, 55), f"上午/下午{_HOUR}"),
    **dict.fromkeys((35, 56), f"上午/下午{_SECOND}"),
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "h:mm:ss",
    47: "mm:ss",
}
"""The formats that a file names by a number alone, as Chinese editions show them."""

_PIECE = re.compile(
    r'"[^"]*"?|\\.|\[[^\]]*\]?|[_*].|AM/PM|A/P|上午/下午|General|'
    r"[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|a{3,4}|[0#?.,]+|.",
    re.DOTALL,
)
_DAY_PIECE = re.compile(r"[yYmMdDhHsS]+|a{3,4}")
_IN_WORDS = "[dbnum1]"
_WEEKDAYS = "一二三四五六日"
_MONTHS = "January February March April May June July August September October November December"
_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_NOON = 12
_WITH_ZERO = 2
_DIGITS = 2
_LONGEST = 255
_LARGEST = 308
"""So many powers of ten a number of a spreadsheet has at most."""
_WHOLE = frozenset({"General", "@"})
"""What stands for a number without any form."""
_HALVES = frozenset({"AM/PM", "A/P", "上午/下午"})
_LAST_SERIAL = 2_958_465
_LEAP_BUG = 60
"""The 29th of February 1900 that spreadsheets have: days before it are one further on."""


class Shown(NamedTuple):
    """A value as it is shown, and its day where the whole of a day is shown or its year hidden.

    `trouble` says why what is shown is no value, '' where it is one.
    """

    text: str
    day: date | None = None
    trouble: str = ""


def show_number(written: str, code: str, *, is_1904: bool = False) -> Shown:
    """A number as the file writes it, shown in a format; what is no number stays as it is."""
    try:
        number = Decimal(written)
    except InvalidOperation:
        return Shown(written)
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST:
        return Shown(written)
    sections = _sections(code)
    pieces = sections[0]
    if any(_DAY_PIECE.fullmatch(piece) for piece in pieces):
        moment = read_moment(number, is_1904=is_1904)
        return Shown(_plain(number)) if moment is None else show_moment(moment, code)
    sign = "-" if number < 0 else ""
    if number < 0 and len(sections) > 1:
        pieces, sign = sections[1], ""
    elif number == 0 and len(sections) > _WITH_ZERO:
        pieces = sections[_WITH_ZERO]
    return Shown(_fill(abs(number), sign, pieces))


def read_moment(number: Decimal, *, is_1904: bool) -> datetime | None:
    """The day and time that a serial number stands for; None for one that no calendar has."""
    if not 0 <= number <= _LAST_SERIAL:
        return None
    start = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - as shown
    early = not is_1904 and number < _LEAP_BUG
    try:
        return start + timedelta(days=int(number) + early, seconds=round(number % 1 * 86_400))
    except OverflowError:
        return None


def show_moment(moment: datetime, code: str) -> Shown:
    """A day and time in a format."""
    pieces = _sections(code)[0]
    in_words = any(piece.lower() == _IN_WORDS for piece in pieces)
    halves = any(piece in _HALVES for piece in pieces)
    kinds = [piece[0].lower() if _DAY_PIECE.fullmatch(piece) else "" for piece in pieces]
    shown = ""
    for index, piece in enumerate(pieces):
        kind = kinds[index]
        if kind == "m" and _is_minute(kinds, index):
            kind = "minute"
        write = _MOMENTS.get(kind)
        if write is None:
            shown += _half(piece, moment) if piece in _HALVES else _literal(piece)
        else:
            text = write(moment, len(piece), halves)
            shown += _say(text, kind) if in_words else text
    return Shown(shown, moment.date() if "d" in kinds else None)


def _half(piece: str, moment: datetime) -> str:
    first, second = piece.split("/")
    return first if moment.hour < _NOON else second


def _say(text: str, kind: str) -> str:
    if not text.isdecimal():
        return text
    return write_number(int(text), "ideographDigital" if kind == "y" else "chineseCounting")


def _is_minute(kinds: list[str], index: int) -> bool:
    before = next((kind for kind in reversed(kinds[:index]) if kind), "")
    after = next((kind for kind in kinds[index + 1 :] if kind), "")
    return before == "h" or after == "s"


def _month(moment: datetime, width: int, _halves: bool) -> str:  # noqa: FBT001
    name = _MONTHS.split()[moment.month - 1]
    return _wide(moment.month, width) if width <= _DIGITS else name[:3] if width == 3 else name  # noqa: PLR2004


def _day(moment: datetime, width: int, _halves: bool) -> str:  # noqa: FBT001
    name = _NAMES.split()[moment.weekday()]
    return _wide(moment.day, width) if width <= _DIGITS else name[:3] if width == 3 else name  # noqa: PLR2004


def _wide(number: int, width: int) -> str:
    return f"{number:0{min(width, _DIGITS)}}"


_MOMENTS: Mapping[str, Callable[[datetime, int, bool], str]] = {
    "y": lambda moment, width, _: (
        str(moment.year) if width > _DIGITS else f"{moment.year % 100:02}"
    ),
    "m": _month,
    "d": _day,
    "a": lambda moment, width, _: "星期" * (width - 3) + _WEEKDAYS[moment.weekday()],
    "h": lambda moment, width, halves: _wide(
        (moment.hour - 1) % _NOON + 1 if halves else moment.hour, width
    ),
    "minute": lambda moment, width, _: _wide(moment.minute, width),
    "s": lambda moment, width, _: _wide(moment.second, width),
}


def _sections(code: str) -> list[list[str]]:
    """The pieces of a format, apart for positive, negative and no amounts, and text."""
    sections: list[list[str]] = [[]]
    for piece in _PIECE.findall(code[:_LONGEST]):
        if piece == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    return sections


def _literal(piece: str) -> str:
    if piece.startswith('"'):
        return piece.strip('"')
    if piece.startswith("[$"):
        return piece[2:].partition("-")[0].rstrip("]")
    if piece.startswith("\\"):
        return piece[1:]
    return "" if piece[0] in "[_*@" else piece


def _fill(number: Decimal, sign: str, pieces: list[str]) -> str:
    """The number in the place of the first pattern of digits, what stands around it around it."""
    pattern = "".join(piece for piece in pieces if piece[0] in "0#?.,")
    if not pieces or any(piece in {"/", "E", "e"} for piece in pieces):
        return sign + _plain(number)
    if not pattern:
        plain = _plain(number)
        if any(piece.lower() == _IN_WORDS for piece in pieces) and plain.isdecimal():
            plain = write_number(int(plain), "chineseCountingThousand")
        return sign + "".join(plain if piece in _WHOLE else _literal(piece) for piece in pieces)
    percent = sum(piece == "%" for piece in pieces)
    shown, filled = sign, False
    for piece in pieces:
        if piece[0] not in "0#?.,":
            shown += _literal(piece)
        elif not filled:
            shown += _digits(number * 100**percent, pattern)
            filled = True
    return shown


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, fraction = pattern.partition(".")
    scale = sum(len(part) - len(part.rstrip(",")) for part in (whole, fraction))
    places = sum(sign in "0#?" for sign in fraction)
    needed = sum(sign in "0?" for sign in fraction)
    try:
        rounded = (number / 1000**scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:
        return _plain(number)
    grouped = "," if "," in whole.rstrip(",") else ""
    before, _, after = f"{rounded:{grouped}f}".partition(".")
    while len(after) > needed and after.endswith("0"):
        after = after[:-1]
    before = (
        before.zfill(sum(sign in "0?" for sign in whole)) if before != "0" or "0" in whole else ""
    )
    return f"{before}.{after}" if after else before


def _plain(number: Decimal) -> str:
    """A number without a format: whole where it is, without what binary fractions add."""
    if number == number.to_integral_value() and abs(number) < Decimal(10) ** 15:
        return str(int(number))
    return f"{float(number):.15g}"
