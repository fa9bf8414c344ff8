"""Figures as people type them: 250件, ４０%, 四十, 百分之四十, 1,200, 1.2万."""

import re
from decimal import Decimal
from typing import NamedTuple

from jimoplan.core.display.short import cut_short
from jimoplan.core.input.characters import even_out
from jimoplan.core.input.numerals import read_han
from jimoplan.core.input.reading import Reading
from jimoplan.errors import UsageError

_LONGEST = 40
_PLAIN = re.compile(r"[-+]?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
_HAN = "零〇一二两三四五六七八九十百千万亿"
_NUMBER = re.compile(
    r"(?P<percent>百分之)?"
    rf"(?:(?P<han>[{_HAN}]+)(?:点(?P<decimals>[{_HAN[:11]}]{{1,6}}))?"
    r"|(?P<sign>[-+])?(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,15})(?P<part>\.\d{1,6})?"
    r"(?P<times>[百千]?[万亿]|[百千])?)"
    r"(?P<unit>[^\d\s,.;:?!、。…+~-]*)",
    re.ASCII,
)
_TIMES = {"": 1, "百": 100, "千": 1000}
_GROUPS = {"": 1, "万": 10**4, "亿": 10**8}
_VAGUE = re.compile(r"约|左右|多|余|来|上下|近|几|数|成|半|超|不到|大概")


class _Figure(NamedTuple):
    """A number with what stands behind it; `is_multiplied` where 万 or the like was reckoned in."""

    number: str
    unit: str
    is_multiplied: bool = False


def read_percent(what: str, written: str) -> Reading[int]:
    """The whole percentage that was typed, 0 to 100; raises UsageError.

    `what` is the option that it was typed behind.
    """
    found = _read(written)
    if found and found.unit in {"", "%"} and found.number.isdecimal():
        percent = int(found.number)
        if percent <= _WHOLE:
            typed = written.strip().removesuffix("%")
            is_plain = typed == str(percent)
            return Reading(percent, "进度", typed if is_plain else written, str(percent))
    raise UsageError(f"{what} 写的“{cut_short(written)}”不是 0 到 {_WHOLE} 的整数", f"如 {what} 40")


_WHOLE = 100


def read_value(what: str, written: str, unit: str | None = None) -> Reading[str]:
    """The figure that was typed for an item that counts in a unit, as a plan writes it.

    Raises UsageError for what is no sure number, and for another unit than the item's own.
    """
    shown = cut_short(written)
    own = even_out(unit or "")
    found = _in_unit(written, own) or _read(written)
    if found is None or _VAGUE.search(even_out(written).removesuffix(own)):
        raise UsageError(f"{what} 写的“{shown}”不是确定的数字", f"如 {what} 98.5,单位不用写")
    if found.unit not in {"", own} and not (found.unit == "%" and not own):
        lacks = "这一项没有写计量单位"
        counted = f"这一项按“{unit}”计" if own else lacks
        raise UsageError(
            f"{what} 写的“{shown}”单位是“{cut_short(found.unit)}”,{counted}",
            f"换算成“{unit}”再写" if own else f"只写数字,如 {what} {found.number}",
        )
    if found.is_multiplied and not found.unit and own[:1] in _GROUPS and own:
        raise UsageError(
            f"{what} 写的“{shown}”分不清是多少,这一项按“{unit}”计", f"只写数字,如 {what} 1.2"
        )
    return Reading(found.number, "指标值", written, found.number, unit or "")


def _in_unit(written: str, own: str) -> _Figure | None:
    """The figure in front of an item's own unit, which may begin with 万 itself."""
    text = even_out(written)
    if not own or not text.endswith(own):
        return None
    found = _read(text.removesuffix(own))
    return found._replace(unit=own) if found and not found.unit else None


def _read(written: str) -> _Figure | None:
    text = even_out(written)
    found = _NUMBER.fullmatch(text) if len(written) <= _LONGEST else None
    if found is None:
        return None
    plain = _PLAIN.match(text)
    if plain and not found["times"] and "," not in text:
        return _Figure(plain[0], found["unit"])
    unit = "%" if found["percent"] and not found["unit"] else found["unit"]
    number = _han(found) if found["han"] else _multiplied(found)
    if number is None or (found["percent"] and found["unit"]):
        return None
    spelled = format(number.normalize(), "f")
    if not _PLAIN.fullmatch(spelled):
        return None
    return _Figure(spelled, unit, bool(found["times"]) or "万" in text or "亿" in text)


def _han(found: re.Match[str]) -> Decimal | None:
    number = read_han(found["han"])
    if number is None:
        return None
    digits = "".join(str(read_han(each)) for each in found["decimals"] or "")
    return Decimal(f"{number}.{digits or 0}")


def _multiplied(found: re.Match[str]) -> Decimal:
    times = found["times"] or ""
    factor = _TIMES[times.rstrip("万亿")] * _GROUPS[times.lstrip("百千")]
    whole = found["whole"].replace(",", "")
    return Decimal(f"{found['sign'] or ''}{whole}{found['part'] or ''}") * factor
