"""Items as people type them: by id (8, 8-1, １１-2, 8—1, 任务8), or by title."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar
from unicodedata import normalize

from jimoplan.errors import AmbiguousNameError, UnknownNameError, UsageError

_Found = TypeVar("_Found")

_LONGEST_NUMBER = 6
_WORDS = ("任务", "举措")
_NO_TITLES: Mapping[str, str] = MappingProxyType({})


def find_by_id(
    known: Mapping[str, _Found],
    written: str,
    known_gaps: Collection[str] = (),
    retired: Collection[str] = (),
    titles: Mapping[str, str] = _NO_TITLES,
) -> _Found:
    """What has the id written, with or without the word for what it is, or else that title.

    `titles` are by id; a part of one is enough where no other has it. Raises UnknownNameError with
    the nearest ids, AmbiguousNameError where several titles have the part, UsageError for a number
    that the published plan skips or that has been retired.
    """
    wanted = normalize("NFKC", written).strip().replace("—", "-")
    for word in _WORDS:
        wanted = wanted.removeprefix(word).lstrip()
    if wanted in known:
        return known[wanted]
    if wanted in known_gaps:
        raise UsageError(f"公布文本没有编号 {wanted},是已知缺号", "jimoplan list 列出全部任务")
    if wanted in retired:
        raise UsageError(
            f"编号 {wanted} 已停用,它的事项已经删去", f"jimoplan log {wanted} 看它的来历"
        )
    if named := _find_by_title(titles, written.strip()):
        return known[named]
    task, hyphen, _ = wanted.partition("-")
    measures = [number for number in known if hyphen and "-" in number]
    of_task = [number for number in measures if number.startswith(f"{task}-")]
    candidates = of_task or measures or [number for number in known if "-" not in number]
    raise UnknownNameError("编号", written, candidates, near=_nearest_numbers(wanted, candidates))


def _find_by_title(titles: Mapping[str, str], written: str) -> str | None:
    """The id of the only item with a title, or else with that in it; figures alone are no title."""
    if not any(map(str.isalpha, written)):
        return None
    exact = [number for number, title in titles.items() if title == written]
    found = exact or [number for number, title in titles.items() if written in title]
    if len(found) > 1:
        raise AmbiguousNameError("事项", written, [f"{n} {titles[n]}" for n in found])
    return found[0] if found else None


def _nearest_numbers(written: str, candidates: Sequence[str]) -> list[str]:
    """The ids whose numbers are nearest to those written; none for what are no numbers."""
    wanted = written.split("-")
    if not all(part.isdecimal() and len(part) <= _LONGEST_NUMBER for part in wanted):
        return []

    def distances(known: str) -> list[int]:
        return [
            abs(int(one) - int(other)) for one, other in zip(known.split("-"), wanted, strict=False)
        ]

    return sorted(candidates, key=distances)[:3]
