"""Numbers as office programs write them: in letters, in Chinese, in circles."""

from collections.abc import Callable, Mapping

_CHINESE = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)
_MOST_WRITTEN = 9999
"""Larger numbers are told in digits."""


def _letters(number: int) -> str:
    turn, index = divmod(number - 1, 26)
    return chr(ord("A") + index) * (turn + 1)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _chinese(digits: str, units: tuple[str, ...], number: int) -> str:
    """The number in words: 十二, 一百零三; 一十二 where the digits are formal."""
    written, is_gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            written += ("零" if is_gap and written else "") + digits[digit] + units[power]
        is_gap = not digit
    return written.removeprefix("一") if written.startswith("一十") else written


def _counting(number: int) -> str:
    return _chinese(_CHINESE, ("", "十", "百", "千"), number)


def _formal(number: int) -> str:
    return _chinese(_FORMAL, ("", "拾", "佰", "仟"), number)


def _one_by_one(number: int) -> str:
    return "".join(_CHINESE[int(digit)] for digit in str(number))


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


def _row(*runs: tuple[int, str]) -> Callable[[int], str]:
    """Numbers that are characters of their own: the runs begin at a number with a character."""

    def write(number: int) -> str:
        for first, characters in runs:
            if 0 <= number - first < len(characters):
                return characters[number - first]
        return str(number)

    return write


def _signs(first: int, count: int) -> str:
    return "".join(map(chr, range(first, first + count)))


_CIRCLED = _row(
    (0, "⓪"), (1, _signs(0x2460, 20)), (21, _signs(0x3251, 15)), (36, _signs(0x32B1, 15))
)
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _one_by_one,
    "japaneseDigitalTenThousand": _one_by_one,
    "taiwaneseDigital": _one_by_one,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": _row((1, "甲乙丙丁戊己庚辛壬癸")),
    "ideographZodiac": _row((1, "子丑寅卯辰巳午未申酉戌亥")),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _row((1, _signs(0x2488, 20))),
    "decimalEnclosedParen": _row((1, _signs(0x2474, 20))),
    "ideographEnclosedCircle": _row((1, _signs(0x3280, 10))),
    "none": lambda _number: "",
}
"""How a number is written; whatever is not here is written in digits."""


def write_number(number: int, form: str) -> str:
    """The number in one of the formats of OOXML, in digits where it has no other form there."""
    write = _FORMATS.get(form)
    return str(number) if write is None or not 0 < number <= _MOST_WRITTEN else write(number)
