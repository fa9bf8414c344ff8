"""The page of GB/T 9704-2012 in the units of Word: twentieths of a point."""

from typing import NamedTuple

_TWIPS_PER_MM = 1440 / 25.4
_SPACING_UNITS = 4096
"""In how many parts of a point a grid tells how much closer its characters stand."""

BODY_POINTS = 16
LINES, CHARACTERS = 22, 28
TYPE_AREA = (156, 225)
"""How wide and how high the text stands on a page, in mm."""


class Edges(NamedTuple):
    """The margins of a page and how far its number's line ends above its lower edge, in mm."""

    top: float
    right: float
    bottom: float
    left: float
    footer: float


class Sheet(NamedTuple):
    """A sheet with its margins, in mm; `is_ruled` says whether the text stands on the grid."""

    width: float
    height: float
    edges: Edges
    is_ruled: bool

    @property
    def type_width(self) -> int:
        """How wide the text is, in twips."""
        return twips(self.width - self.edges.left - self.edges.right)


def twips(millimetres: float) -> int:
    """A length in twentieths of a point, rounded."""
    return round(millimetres * _TWIPS_PER_MM)


UPRIGHT = Sheet(210, 297, Edges(top=37, right=26, bottom=35, left=28, footer=25.5), is_ruled=True)
"""A page of text. The number's dashes stand 7 mm below the text (7.5 of the standard)."""
ACROSS = Sheet(297, 210, Edges(top=28, right=20, bottom=24, left=20, footer=14.5), is_ruled=False)
"""A sheet turned for a wide table: bound at its upper edge, nearly as wide as it is."""
FORM = Sheet(297, 210, Edges(top=11, right=14, bottom=14, left=14, footer=6), is_ruled=False)
"""A sheet across with narrow margins, for a form that is written into."""

LINE_PITCH = int(twips(TYPE_AREA[1]) / LINES)
"""From line to line, rounded down so that 22 fit."""
CHARACTER_PITCH = TYPE_AREA[0] * 72 / 25.4 / CHARACTERS
"""From character to character, in points: a little less than one is wide."""
CHARACTER_SPACE = int((CHARACTER_PITCH - BODY_POINTS) * _SPACING_UNITS) - 1
"""How much wider than its font a character of the grid is, in 4096ths of a point; rounded down."""

CLOSER = -6
"""How much closer than their font has them the characters of the text stand, in twips.

28 of them are 439.6 points wide, the line is 442.2: a program that draws the grid a little narrower
holds them as well.
"""
