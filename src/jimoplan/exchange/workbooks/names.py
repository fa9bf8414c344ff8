"""Names of sheets as Excel takes them."""

import re

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_RESERVED = {"history"}
_PLAIN = "表格"


class SheetNames:
    """The names of a workbook's sheets: none too long, with a forbidden sign or there twice."""

    def __init__(self) -> None:
        self._taken = set(_RESERVED)

    def take(self, wished: str) -> str:
        """The nearest name to the one wished for that is still free."""
        name = _clean(wished)
        number = 1
        while name.casefold() in self._taken:
            number += 1
            end = f"({number})"
            name = f"{_cut(_clean(wished), _LONGEST - len(end))}{end}"
        self._taken.add(name.casefold())
        return name


def _clean(wished: str) -> str:
    """A name without what Excel forbids, cut to what it takes."""
    plain = " ".join(_FORBIDDEN.sub(" ", wished).split()).strip("' ")
    return _cut(plain, _LONGEST).strip("' ") or _PLAIN


def _cut(name: str, most: int) -> str:
    """As much of a name as fits, counted in UTF-16 as Excel does."""
    while len(name.encode("utf-16-le")) // 2 > most:
        name = name[:-1]
    return name
