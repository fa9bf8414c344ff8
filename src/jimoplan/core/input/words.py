"""Words to look for: all have to be there, in any order, in whatever widths and brackets."""

from collections.abc import Iterable

from jimoplan.core.input.characters import fold_text
from jimoplan.errors import UsageError


def split_words(written: Iterable[str]) -> tuple[str, ...]:
    """The words to look for, as a search compares them; raises UsageError where there is none."""
    words = (word for each in written for word in each.split())
    found = tuple(dict.fromkeys(folded for word in words if (folded := fold_text(word))))
    if not found:
        raise UsageError("没有写要找什么", "写一个或几个词,如 jimoplan search 应诉 初稿")
    return found


def has_words(words: Iterable[str], text: str) -> bool:
    """Whether a text has all of some words, as `split_words` gives them."""
    folded = fold_text(text)
    return all(word in folded for word in words)
