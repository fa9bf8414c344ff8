"""Items as people type them: by id (8, 8-1, １１-2, 8—1, 任务8), printed number or title."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar
from unicodedata import normalize

from jimoplan.errors import AmbiguousNameError, UnknownNameError, UsageError

_Found = TypeVar("_Found")

_LONGEST_NUMBER = 6
_WORDS = ("任务", "举措")
SHORTEST_PART = 2
"""So many characters of a title are meant as that: 请 is a word of the text that comes next."""


class Name(NamedTuple):
    """What else an item is called: the number that is printed before it, if any, and its title."""

    number: str | None
    title: str


_NO_NAMES: Mapping[str, Name] = MappingProxyType({})


def task_of(measure: str) -> str:
    """The id of the task that a measure belongs to, by the measure's id: 8 for 8-1; '' for none."""
    return measure.rpartition("-")[0]


def find_by_id(
    known: Mapping[str, _Found],
    written: str,
    known_gaps: Collection[str] = (),
    retired: Collection[str] = (),
    names: Mapping[str, Name] = _NO_NAMES,
) -> _Found:
    """What has the id written, with or without the word for what it is, else that number or title.

    `names` are by id; the number at the end of an id is enough, and so is a part of a title, where
    no other has it. Raises UnknownNameError with the nearest ids, AmbiguousNameError where several
    have the number or the part, UsageError for a number that the published plan skips or that has
    been retired.
    """
    wanted = normalize("NFKC", written).strip().replace("—", "-")
    for word in _WORDS:
        wanted = wanted.removeprefix(word).lstrip()
    if wanted in known:
        return known[wanted]
    if named := _find_by_number(names, wanted):
        return known[named]
    if wanted in known_gaps:
        raise UsageError(f"公布文本没有编号 {wanted},是已知缺号", "jimoplan list 列出全部任务")
    if wanted in retired:
        raise UsageError(
            f"编号 {wanted} 已停用,它的事项已经删去", f"jimoplan log {wanted} 看它的来历"
        )
    if named := _find_by_title(names, written.strip()) or _find_by_end(known, names, wanted):
        return known[named]
    of_task = [number for number in known if task_of(wanted) and task_of(number) == task_of(wanted)]
    measures = [number for number in known if "-" in wanted and "-" in number]
    candidates = of_task or measures or [number for number in known if "-" not in number]
    raise UnknownNameError(
        "编号", written, candidates or list(known), near=_nearest_numbers(wanted, candidates)
    )


def number_at_end(id_: str) -> str:
    """The number that an id has behind a word: 8-3 of 2024年8-3; '' for none."""
    behind = _BEHIND_A_WORD.search(id_)
    return behind[0] if behind else ""


_BEHIND_A_WORD = re.compile(r"(?<=[^\d\s./_-])\d+(?:-\d+)?$", re.ASCII)


def _find_by_end(ids: Iterable[str], names: Mapping[str, Name], wanted: str) -> str | None:
    """The only id with a number at its end."""
    if not wanted:
        return None
    return _only(names, wanted, [id_ for id_ in ids if number_at_end(id_) == wanted])


def _find_by_number(names: Mapping[str, Name], wanted: str) -> str | None:
    """The id of the only item with a printed number."""
    return _only(names, wanted, [i for i, n in names.items() if _typed(n.number) == wanted])


def _typed(number: str | None) -> str | None:
    return normalize("NFKC", number) if number else None


def _find_by_title(names: Mapping[str, Name], written: str) -> str | None:
    """The id of the only item with a title, or else with that in it; figures alone are no title."""
    if not any(map(str.isalpha, written)):
        return None
    exact = [i for i, name in names.items() if name.title == written]
    is_part = len(written) >= SHORTEST_PART
    parts = [i for i, n in names.items() if is_part and written in n.title]
    return _only(names, written, exact or parts)


def _only(names: Mapping[str, Name], written: str, found: Sequence[str]) -> str | None:
    if len(found) > 1:
        shown = [f"{each} {names[each].title}" if each in names else each for each in found]
        raise AmbiguousNameError("事项", written, shown)
    return found[0] if found else None


def _nearest_numbers(written: str, candidates: Sequence[str]) -> list[str]:
    """The ids whose numbers are nearest to those written; none for what are no numbers."""
    wanted = _counted(written)
    if not wanted:
        return []

    def distances(known: str) -> list[int]:
        return [abs(one - other) for one, other in zip(_counted(known), wanted, strict=False)]

    return sorted(filter(_counted, candidates), key=distances)[:3]


def _counted(number: str) -> list[int]:
    """The numbers that an id consists of; none where it has other words."""
    parts = number.split("-")
    counted = all(part.isdecimal() and len(part) <= _LONGEST_NUMBER for part in parts)
    return [int(part) for part in parts] if counted else []
