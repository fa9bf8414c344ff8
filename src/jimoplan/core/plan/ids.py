"""Ids as people type them: 8, 8-1, １１-2, 8—1."""

from collections.abc import Mapping, Sequence
from typing import TypeVar
from unicodedata import normalize

from jimoplan.errors import UnknownNameError

_Found = TypeVar("_Found")

_LONGEST_NUMBER = 6


def find_by_id(known: Mapping[str, _Found], written: str) -> _Found:
    """The entry whose id was typed; raises UnknownNameError with the nearest ids."""
    wanted = normalize("NFKC", written).strip().replace("—", "-")
    if wanted in known:
        return known[wanted]
    task, hyphen, _ = wanted.partition("-")
    measures = [number for number in known if hyphen and number.startswith(f"{task}-")]
    candidates = measures or [number for number in known if "-" not in number]
    raise UnknownNameError("编号", written, candidates, near=_nearest_numbers(wanted, candidates))


def _nearest_numbers(written: str, candidates: Sequence[str]) -> list[str]:
    """The ids whose last number is nearest to the one written; none for what is no number."""
    of_measures = any("-" in known for known in candidates)
    last = written.rpartition("-")[2] if of_measures else written.partition("-")[0]
    if not last.isdecimal() or len(last) > _LONGEST_NUMBER:
        return []
    return sorted(candidates, key=lambda known: abs(int(known.rpartition("-")[2]) - int(last)))[:3]
