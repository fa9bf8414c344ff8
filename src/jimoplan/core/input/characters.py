"""The many characters that input methods have for one: widths, dashes, quotes, brackets."""

import re
from functools import lru_cache
from unicodedata import normalize

from jimoplan.core.input.numerals import read_han

DASHES = "‐‑‒–—―−﹣－ー─━"
"""What stands for - where an input method or an office program wrote it."""
_QUOTES = "“”„‟«»「」『』〝〞＂"
_APOSTROPHES = "‘’‚‛＇`´"
_OPENING, _CLOSING = "〔［【〖｛（[{", "〕］】〗｝）]}"
_LIKE_ONE = str.maketrans(
    dict.fromkeys(DASHES, "-")
    | dict.fromkeys("～〜∼˜", "~")
    | dict.fromkeys("·•・‧∙⋅", "·")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_APOSTROPHES, "'")
)
_ROUND = str.maketrans(dict.fromkeys(_OPENING, "(") | dict.fromkeys(_CLOSING, ")"))


def even_out(written: str) -> str:
    """What was typed in half-width characters, one dash and one kind of quotes.

    Spaces go but between two figures, which make no number together.
    """
    plain = normalize("NFKC", written.translate(_LIKE_ONE)).translate(_LIKE_ONE)
    return _BLANKS.sub("", " ".join(plain.split()))


def fold_text(text: str) -> str:
    """A text as a search compares it: width, case, blanks, dashes, quotes and brackets as one."""
    return "".join(map(_fold, text))


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The same, and for each of its characters the place of the one in the text it comes from."""
    folded = [(part, place) for place, character in enumerate(text) for part in _fold(character)]
    return "".join(part for part, _ in folded), [place for _, place in folded]


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    plain = normalize("NFKC", character.translate(_LIKE_ONE)).translate(_LIKE_ONE)
    return "".join(plain.translate(_ROUND).casefold().split())


def in_figures(text: str) -> str:
    """The text with its numbers before 年, 月, 日, 周 and the like in Arabic figures."""
    counted = _YEAR.sub(lambda found: "".join(str(read_han(each)) for each in found[0]), text)
    return _COUNTED.sub(lambda found: str(read_han(found[0]) or found[0]), counted)


_BLANKS = re.compile(r"(?<![0-9]) | (?![0-9])")
_YEAR = re.compile(r"[零〇一二三四五六七八九]{4}(?=年)")
_COUNTED = re.compile(r"[零〇一二两三四五六七八九十百]+(?=[月日号季周期天项条]|个月)")
