"""Numbers written in Chinese: 八, 四十, 一百二十, 三千零五, 一万两千."""

from collections.abc import Iterator

_DIGITS = "零一二三四五六七八九"
_TIMES = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_GROUP, _LONGEST = 10**4, 24


def read_han(written: str) -> int | None:
    """The number written out in Chinese, below 10^12; None for anything else.

    What speech cuts short is not written out: 两百五, 一万二.
    """
    plain = written.translate(_ONE_FORM)
    if not 0 < len(plain) <= _LONGEST or not set(plain) <= _KNOWN:
        return None
    number = _count(plain)
    spelled = "".join(_spell(number))
    return number if spelled.replace("一十", "十") == plain.replace("一十", "十") else None


_ONE_FORM = str.maketrans("〇两", "零二")
_KNOWN = frozenset((*_DIGITS, *_TIMES, *_GROUPS))


def _count(written: str) -> int:
    """What the words add up to, however they are put together."""
    total = group = digit = 0
    for word in written:
        if word in _GROUPS:
            total, group, digit = total + (group + digit) * _GROUPS[word], 0, 0
        elif word in _TIMES:
            group, digit = group + (digit or 1) * _TIMES[word], 0
        else:
            digit = _DIGITS.index(word)
    return total + group + digit


def _spell(number: int) -> Iterator[str]:
    """The one way to write a number out."""
    if number == 0:
        yield "零"
    is_first = True
    for times, word in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // times % _GROUP
        if not group:
            continue
        if not is_first and (group < _GROUP // 10 or _lacks_last(number // times // _GROUP)):
            yield "零"
        yield from _spell_group(group)
        yield word
        is_first = False


def _lacks_last(above: int) -> bool:
    """Whether the group above is empty, so that a 零 stands for it."""
    return above % _GROUP == 0


def _spell_group(group: int) -> Iterator[str]:
    is_begun = is_gap = False
    for times, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // times % 10
        if digit:
            zero = "零" if is_gap and is_begun else ""
            yield f"{zero}{_DIGITS[digit]}{word}"
            is_begun = True
        is_gap = not digit
