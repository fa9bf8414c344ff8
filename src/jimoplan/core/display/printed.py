"""Days and numbers as printed documents write them."""

from datetime import date

_DIGITS = "一二三四五六七八九"
_TEN, _HUNDRED = 10, 100


def say_date(day: date) -> str:
    """A day as documents write it: 2024年6月14日."""
    return f"{day.year}年{day.month}月{day.day}日"


def numeral(number: int) -> str:
    """The number of a heading: 一, 十, 二十一; one of three digits in figures."""
    if number >= _HUNDRED:
        return str(number)
    tens, ones = divmod(number, _TEN)
    written = (_DIGITS[tens - 1] if tens > 1 else "") + "十" if tens else ""
    return written + (_DIGITS[ones - 1] if ones else "")
