"""The numbers of headings: 一, 十, 二十一."""

_DIGITS = "一二三四五六七八九"
_TEN, _HUNDRED = 10, 100


def numeral(number: int) -> str:
    """A number from one on in Chinese; one of three digits in figures."""
    if number >= _HUNDRED:
        return str(number)
    tens, ones = divmod(number, _TEN)
    written = (_DIGITS[tens - 1] if tens > 1 else "") + "十" if tens else ""
    return written + (_DIGITS[ones - 1] if ones else "")
