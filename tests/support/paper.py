"""What is read of a printed sheet."""

import re
import unicodedata
from itertools import groupby
from typing import Any, NamedTuple

MM = 72 / 25.4
"""A millimetre in points."""
BODY = 16
"""How large the text of a document is, in points."""

RADICALS = str.maketrans(
    "⺠⻅⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻩⻬⻮⻰", "民见贝车长门青页风飞食马鱼鸟黄齐齿龙"
)
"""What a PDF's text has for characters that look the same."""


def squeeze(text: str) -> str:
    """A text without spaces, its characters as they are typed."""
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", text)).translate(RADICALS)


class Glyph(NamedTuple):
    """A piece of text on a sheet: where its baseline begins, in mm from the top left corner."""

    text: str
    left: float
    top: float
    points: float


def glyphs_of(sheet: Any) -> list[Glyph]:  # noqa: ANN401 - pypdf's page
    """What is shown on a sheet, in the pieces in which it was drawn."""
    found: list[Glyph] = []
    height = float(sheet.mediabox.height)

    def take(text: str, outer: list[float], inner: list[float], _: object, size: float) -> None:
        if text.strip():
            left = outer[0] * inner[4] + outer[4]
            top = height - (outer[3] * inner[5] + outer[5])
            points = size * abs(inner[3] * outer[3])
            found.append(Glyph(text.strip(), left / MM, top / MM, points))

    sheet.extract_text(visitor_text=take)
    return found


def lines_of(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """The lines of body text on a sheet, from the top, each from the left."""
    body = sorted((g for g in glyphs if round(g.points) == BODY), key=lambda g: (g.top, g.left))
    return [list(line) for _, line in groupby(body, key=lambda g: round(g.top))]


def text_of(sheet: list[Glyph]) -> str:
    return squeeze("".join(glyph.text for glyph in sheet))
