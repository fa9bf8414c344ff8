"""Punctuation as print wants it."""

import re

_WORD = r"[㐀-䶿一-鿿〇%0-9A-Za-z]"
_FULL_WIDTH = str.maketrans(",:;", "，：；")


def in_full_width(value: object) -> str:
    """What jimoplan itself says, with full-width punctuation.

    Not for the plan's text, whose characters stay as published.
    """
    text = re.sub(rf"(?:(?<={_WORD})|^)\(([^()]*)\)", r"（\1）", str(value))
    return re.sub(r"(?<!\d)[,:;]|[,:;](?!\d)", lambda sign: sign[0].translate(_FULL_WIDTH), text)
