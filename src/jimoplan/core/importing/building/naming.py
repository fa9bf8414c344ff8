"""The ids of what is imported: the printed numbers where these are unique."""

import re
from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

from jimoplan.core.plan.fields import ID_PATTERN

_LONGEST = 40


def plain_number(printed: str | None) -> str:
    """A printed number without brackets and dots: 一 for (一), 3 for ③; '' for nothing else."""
    words = normalize("NFKC", printed or "").strip()
    plain = re.sub(r"[^0-9A-Za-z\u3400-\u9fff.]+", "", words.replace("-", ".")).strip(".")
    return plain if re.fullmatch(ID_PATTERN, plain) and len(plain) <= _LONGEST else ""


class Ids:
    """Gives out ids: the numbers where each comes once, else those behind that of what is above."""

    def __init__(self, numbers: Iterable[str], others: Iterable[str] = ()) -> None:
        """`numbers` are all those of things of this sort, `others` what they must not be."""
        counts = Counter(filter(None, numbers))
        met = counts.keys() & set(others)
        self._known = {*counts, *met}
        self._is_unique = max(counts.values(), default=1) == 1 and not met
        self._given: set[str] = set()
        self._next = 0

    def give(self, number: str, above: str) -> str:
        """An id that no other has."""
        wanted = f"{above}.{number}" if number and above and not self._is_unique else number
        while not wanted or wanted in self._given:
            self._next += 1
            plain = str(self._next)
            wanted = f"{above}.{plain}" if number and above else plain
            wanted = "" if wanted in self._known else wanted
        self._given.add(wanted)
        return wanted
