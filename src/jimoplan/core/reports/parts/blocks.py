"""What a part of a report is made of: text, tiles, cards, tables and charts, ready to be drawn."""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.views.charts import StepChart


class Look(StrEnum):
    """How a piece of text stands out; SAID is what people wrote, in their own punctuation."""

    PLAIN = "plain"
    SAID = "said"
    RED = "red"
    YELLOW = "yellow"


class Run(NamedTuple):
    """A piece of text with one look; `link` is the place in the page that it leads to, or ''."""

    text: str
    look: Look = Look.PLAIN
    link: str = ""


Runs: TypeAlias = tuple[Run, ...]
"""A text that flows: one piece behind the other."""


class ReportText(NamedTuple):
    """A paragraph; `is_lead` says that it is the sentence to read if only one is read."""

    text: Runs
    is_lead: bool = False
    kind: str = "paragraph"


class Tile(NamedTuple):
    """A figure to see at a glance, and by how much it differs from the issue before.

    `change` is None where there is nothing to compare with; `link` is where the items stand, ''
    where there are none.
    """

    label: str
    figure: int
    unit: str
    change: int | None
    since: str
    look: Look
    link: str

    @property
    def change_words(self) -> str:
        """The change with its sign, as in +1, −2, 持平; '' where nothing can be compared.

        It is measured from `since`: 上期, or 期初 in a report on a span.
        """
        if self.change is None:
            return ""
        return f"{self.change:+d}".replace("-", "−") if self.change else "持平"


class Tiles(NamedTuple):
    """Some figures side by side."""

    tiles: tuple[Tile, ...]
    kind: str = "tiles"


NOBODY = "—"
"""Who is asked to help where nobody is."""


class RedMatter(NamedTuple):
    """Why a task or measure is red, what comes next and who is asked to help, NOBODY for none."""

    number: str
    title: str
    owners: Runs
    standing: Runs
    reason: Runs
    next: Runs
    asked: str

    @property
    def asks_somebody(self) -> bool:
        """Whether somebody else is asked to help."""
        return self.asked != NOBODY


class RedCard(NamedTuple):
    """A red task with what is red of it: its measures, or itself where it is none of them.

    A task and its only red measure are one matter.
    """

    number: str
    title: str
    matters: tuple[RedMatter, ...]


class RedCards(NamedTuple):
    """The red tasks, what has turned red first."""

    cards: tuple[RedCard, ...]
    kind: str = "red_cards"


class ReportColumn(NamedTuple):
    """A column of a table; `width` is a word for how much room it takes.

    That is number, day, owners, name, state or text; a count is set to the right.
    """

    name: str
    width: str = "text"


class ReportTable(NamedTuple):
    """A table with its caption; each row has a cell for each column."""

    caption: Runs
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Runs, ...], ...]
    kind: str = "table"


class ReportList(NamedTuple):
    """Some entries one below the other."""

    entries: tuple[Runs, ...]
    kind: str = "listing"


class FoldedTable(NamedTuple):
    """A table that a page keeps folded behind its summary; where nothing folds it stands open."""

    summary: Runs
    table: ReportTable
    kind: str = "fold"


class ChartBlock(NamedTuple):
    """A chart titled with its finding, and the same in a table."""

    id: str
    chart: StepChart
    table: ReportTable
    kind: str = "chart"


class Annex(NamedTuple):
    """Every task and measure of the report, as the view's sections have them."""

    summary: str
    kind: str = "annex"


Block: TypeAlias = (
    ReportText | Tiles | RedCards | ReportTable | ReportList | FoldedTable | ChartBlock | Annex
)


class ReportPart(NamedTuple):
    """A part of a report: a name to find it by, its title ('' for none) and what it says."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def own(words: object, look: Look = Look.PLAIN, link: str = "") -> Run:
    """What jimoplan says itself, in the punctuation of print."""
    return Run(in_full_width(words), look, link)


def said(words: str | None) -> Run:
    """What people wrote, as they wrote it."""
    return Run(words or "", Look.SAID)


def cell(words: object) -> Runs:
    """A cell of jimoplan's own words."""
    return (own(words),)


def plain(words: str) -> Runs:
    """A cell of a title or name, as the plan has it."""
    return (Run(words),)


def columns(**widths: str) -> tuple[ReportColumn, ...]:
    """Columns by name with their widths."""
    return tuple(ReportColumn(name, width) for name, width in widths.items())


def table(
    caption: object, named: tuple[ReportColumn, ...], rows: tuple[tuple[Runs, ...], ...]
) -> ReportTable:
    """A table whose caption is jimoplan's own words."""
    return ReportTable(cell(caption), named, rows)


def tell_paragraph(words: object) -> ReportText:
    """A paragraph of jimoplan's own words."""
    return ReportText(cell(words))
