"""What is read of a printed sheet."""

import re
import unicodedata

RADICALS = str.maketrans(
    "⺠⻅⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻩⻬⻮⻰", "民见贝车长门青页风飞食马鱼鸟黄齐齿龙"
)
"""What a PDF's text has for characters that look the same."""


def squeeze(text: str) -> str:
    """A text without spaces, its characters as they are typed."""
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", text)).translate(RADICALS)
