"""Pairs glued into one by full-width punctuation: {name：甲科，kind：科室} is one key to YAML.

They are taken apart as the typist meant them, so that one slip does not bring a dozen complaints.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.vocabulary import MODELS, field_titles, known_keys
from jimoplan.core.text.nodes import Fault, Node, Scalar

_WIDE = frozenset("：，、；")


class Unglued(NamedTuple):
    """The pairs that were meant, in the order of the file, and the fault to report.

    `in_value` says that the first slip stands in the value: the key itself is as it should be.
    """

    pairs: dict[str, str | None]
    fault: Fault
    in_value: bool


def unglue(key: Scalar, item: Node, others: AbstractSet[str] = frozenset()) -> Unglued | None:
    """The pairs that were meant, where a key or its plain value has swallowed others, else None.

    A value that is no plain text belongs to the last pair. A key that the mapping has anyway, or
    that comes twice, was not swallowed: it is a word of the text.
    """
    if key.style or not _is_suspect(key, item):
        return None
    raw = key.value if _is_null(item) else f"{key.value}: {_plain(item) or ''}"
    found = list(_glued().finditer(raw))
    wrong = _wrong_marks(found, len(key.value))
    if not wrong or found[0].start() > 0:
        return None
    ends = [match.start() for match in found[1:]] + [len(raw)]
    pairs: dict[str, str | None] = {
        m["key"]: raw[m.end() : end].strip() for m, end in zip(found, ends, strict=True)
    }
    at, mark = wrong[0]
    swallowed = list(pairs)[1:]
    if len(pairs) < len(found) or any(name in others for name in swallowed):
        return None
    if not _belong_together(pairs.keys() | others & known_keys()):
        return None
    value_at = len(key.value) + len(": ")
    start = key.start + at if at < value_at else item.start + at - value_at
    return Unglued(pairs, _describe(start, mark, pairs), in_value=at >= value_at)


def _belong_together(keys: AbstractSet[str]) -> bool:
    """Whether one part of a plan can have all these keys."""
    models: tuple[type[BaseModel], ...] = (Plan, *MODELS.values())
    return any(keys <= field_titles(kind).keys() for kind in models)


def _wrong_marks(found: list[re.Match[str]], colon: int) -> list[tuple[int, str]]:
    """The marks that YAML does not read as the typist meant them; the one at `colon` it does."""
    marks = [(match.start(name), match[name]) for match in found for name in ("comma", "colon")]
    return [(at, mark) for at, mark in marks if mark in _WIDE or (mark == ":" and at < colon)]


def _is_suspect(key: Scalar, item: Node) -> bool:
    """Whether full-width marks, or a colon in a key without value, ask for a closer look."""
    if _is_null(item) and ":" in key.value:
        return True
    value = _plain(item)
    return not _WIDE.isdisjoint(key.value) or (value is not None and not _WIDE.isdisjoint(value))


def _is_null(item: Node) -> bool:
    return isinstance(item, Scalar) and item.is_null


def _plain(item: Node) -> str | None:
    return item.value if isinstance(item, Scalar) and not item.style else None


def _describe(start: int, mark: str, pairs: dict[str, str | None]) -> Fault:
    meant = ", ".join(f"{name}: {value}" for name, value in pairs.items())
    remedy = f"写成 {meant}" if len(meant) <= _SHOWN else "冒号、逗号改成半角,后面各空一格"
    if mark == ":":
        message = f"键 {next(iter(pairs))} 的冒号后面缺一个空格"
        return Fault("E018", start, start + 1, message, remedy)
    message = f"这里用了全角标点“{mark}”,{'、'.join(pairs)} 会连成一团,读不出来"
    return Fault("E009", start, start + 1, message, remedy)


_SHOWN = 60


@cache
def _glued() -> re.Pattern[str]:
    """A known key with its colon, at the beginning or behind a comma of either width."""
    keys = "|".join(sorted(known_keys(), key=len, reverse=True))
    return re.compile(rf"(?:^|(?P<comma>[,，、；;])\s*)(?P<key>{keys})\s*(?P<colon>[:：])\s*")


def cut_off(pairs: Sequence[tuple[Scalar, Node]], position: int) -> Unglued | None:
    """What was meant by an unknown key within braces that has no value.

    A colon was left out, or a comma that was part of the text ended the value before it.
    """
    key, item = pairs[position]
    if key.style or not _is_null(item) or item.end > item.start or key.value in known_keys():
        return None
    if meant := _missing_colon().fullmatch(key.value):
        message = f"键 {meant['key']} 后面缺少半角冒号"
        fault = Fault("E018", key.start, key.end, message, f"写成 {meant['key']}: {meant['value']}")
        return Unglued({meant["key"]: meant["value"]}, fault, in_value=False)
    if position == 0:
        return None
    before, value = pairs[position - 1]
    if (text := _plain(value)) and text[0] in "［【\uff08":
        message = f"{before.value} 的列表用了全角括号“{text[0]}”"
        fault = Fault("E009", value.start, value.start + 1, message, "两边都改成半角方括号")
        return Unglued({before.value: None}, fault, in_value=True)
    message = f"花括号里的半角逗号隔开各项,“{key.value[:_CLIPPED]}”不算 {before.value} 的内容"
    remedy = f"逗号是文字的一部分,就把 {before.value} 的整个值用半角单引号括起来"
    return Unglued({}, Fault("E102", key.start, key.end, message, remedy), in_value=True)


_CLIPPED = 20


@cache
def _missing_colon() -> re.Pattern[str]:
    keys = "|".join(sorted(known_keys(), key=len, reverse=True))
    return re.compile(rf"(?P<key>{keys}) +(?P<value>.+)")
