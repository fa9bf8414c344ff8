"""Lists of words, and regular expressions for any of them."""

import re
from collections.abc import Iterable


def listed(*lines: str) -> tuple[str, ...]:
    """The words of some lines, a space between two."""
    return tuple(" ".join(lines).split())


def alternatives(choices: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, choices), key=len, reverse=True))
