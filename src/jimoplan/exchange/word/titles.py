"""Titles: what they consist of, and where their lines end."""

from collections.abc import Sequence

from jimoplan.core.display.cells import gap
from jimoplan.core.views.views import Heading
from jimoplan.exchange.word.paper import Paper
from jimoplan.exchange.word.style_list import POINT, TITLE_POINTS, Name
from jimoplan.exchange.word.tables import text_width


def title_pieces(heading: Heading, title: str) -> tuple[str, str, str]:
    """Whose report it is, of which plan, and what it is."""
    unit, plan = heading.plan.unit, heading.plan.title
    return f"{unit}{gap(unit, plan)}", f"{plan}{gap(plan, title)}", title


def draw_title(paper: Paper, pieces: Sequence[str]) -> None:
    """A title whose lines end between its pieces, where one does not hold them all."""
    most = paper.sheet.type_width / (TITLE_POINTS * POINT)
    paper.write(Name.TITLE, "\n".join(title_lines(pieces, most)))


def title_lines(pieces: Sequence[str], most: float) -> list[str]:
    """Pieces in few lines of so many characters; a longer piece has a line of its own."""
    lines: list[str] = []
    for piece in pieces:
        if lines and text_width(lines[-1] + piece) <= most:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines
