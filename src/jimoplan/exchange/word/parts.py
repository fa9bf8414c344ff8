"""The parts of a report as paragraphs and tables."""

from collections.abc import Iterable

from jimoplan.core.display.printed import numeral
from jimoplan.core.reports.parts.blocks import (
    Annex,
    Block,
    ChartBlock,
    FoldedTable,
    Look,
    RedCard,
    RedCards,
    RedMatter,
    ReportList,
    ReportPart,
    ReportTable,
    ReportText,
    Run,
    Runs,
    Tile,
    Tiles,
    own,
)
from jimoplan.core.reports.parts.compose import is_annex
from jimoplan.core.reports.parts.item_rows import AnnexSection
from jimoplan.exchange.word.paper import Paper
from jimoplan.exchange.word.style_list import Name
from jimoplan.exchange.word.tables import figures_element, table_element
from jimoplan.exchange.word.text import labelled, paragraphs

_LEVELS = (Name.LEVEL_TWO, Name.LEVEL_THREE)


def draw_part(paper: Paper, part: ReportPart, sections: Iterable[AnnexSection] = ()) -> None:
    """A part with its title; `sections` are what an annex lists."""
    if part.title:
        style = Name.ANNEX_TITLE if is_annex(part) else Name.LEVEL_ONE
        paper.write(style, (own(part.title),))
    for block in part.blocks:
        if isinstance(block, Annex):
            _draw_annex(paper, sections)
        else:
            draw_block(paper, block)


def draw_block(paper: Paper, block: Block) -> None:
    """What a part says: of a chart its finding, what is folded elsewhere in full."""
    match block:
        case ReportText():
            paper.write(Name.LEAD if block.is_lead else Name.BODY, block.text)
        case Tiles():
            figures = [_tile(tile) for tile in block.tiles]
            paper.put(figures_element(figures, paper.sheet.type_width))
        case RedCards():
            _draw_cards(paper, block.cards)
        case ReportList():
            for entry in block.entries:
                paper.write(Name.BODY, entry)
        case ChartBlock():
            paper.write(Name.BODY, (own(f"{block.chart.title}。"),))
        case ReportTable():
            draw_table(paper, block, block.caption)
        case FoldedTable():
            draw_table(paper, block.table, block.summary)
        case Annex():
            raise TypeError(block)


def draw_table(paper: Paper, table: ReportTable, caption: Runs = ()) -> None:
    """A table under its caption, where it has one."""
    if caption:
        paper.write(Name.CAPTION, caption)
    paper.put(table_element(table, paper.sheet.type_width))


def _tile(tile: Tile) -> tuple[str, str]:
    change = f"（比{tile.since}{tile.change_words}）" if tile.change_words else ""
    return tile.label, f"{tile.figure}{tile.unit}{change}"


def _draw_cards(paper: Paper, cards: Iterable[RedCard]) -> None:
    for place, card in enumerate(cards, 1):
        _draw_card(paper, card, place)


def _draw_card(paper: Paper, card: RedCard, place: int) -> None:
    """A red task; it and its only red matter are one."""
    only = len(card.matters) == 1
    first = card.matters[0] if only else card
    paper.write(Name.LEVEL_TWO, (Run(f"（{numeral(place)}）{first.number} {first.title}"),))
    for number, matter in enumerate(card.matters, 1):
        if not only:
            paper.write(Name.LEVEL_THREE, (Run(f"{number}. {matter.number} {matter.title}"),))
        _draw_matter(paper, matter)


def _draw_matter(paper: Paper, matter: RedMatter) -> None:
    whose = (Run("；责任部门："), *matter.owners)
    standing = (Run("红灯", Look.RED), Run("："), *matter.standing, *whose)
    paper.write(Name.BODY, standing)
    asked = (("需谁协调", (Run(matter.asked),)),) if matter.asks_somebody else ()
    for label, text in (("原因", matter.reason), ("下一步", matter.next), *asked):
        first, *others = paragraphs(text)
        paper.add(Name.BODY, *labelled(label, first))
        for each in others:
            paper.write(Name.BODY, each)


def _draw_annex(paper: Paper, sections: Iterable[AnnexSection]) -> None:
    for section in sections:
        paper.write(_LEVELS[min(section.depth, 1)], (Run(section.title),))
        if section.table:
            draw_table(paper, section.table)
        elif section.is_empty:
            paper.write(Name.BODY, "没有任务。")
