"""Ids as people type them: 8, 8-1, １１-2, 8—1, 任务8."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar
from unicodedata import normalize

from jimoplan.errors import UnknownNameError, UsageError

_Found = TypeVar("_Found")

_LONGEST_NUMBER = 6
_WORDS = ("任务", "举措")


def find_by_id(
    known: Mapping[str, _Found],
    written: str,
    known_gaps: Collection[str] = (),
    retired: Collection[str] = (),
) -> _Found:
    """What has the id written, with or without the word for what it is.

    Raises UnknownNameError with the nearest ids, UsageError for a number that the published plan
    skips or that has been retired.
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
    task, hyphen, _ = wanted.partition("-")
    measures = [number for number in known if hyphen and "-" in number]
    of_task = [number for number in measures if number.startswith(f"{task}-")]
    candidates = of_task or measures or [number for number in known if "-" not in number]
    raise UnknownNameError("编号", written, candidates, near=_nearest_numbers(wanted, candidates))


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
