"""A periodic report as sheets, by the same list of parts as its page and its Markdown."""

import re
from collections.abc import Iterator

from jimoplan.core.display.printed import say_date
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.periods import ReportingPeriod
from jimoplan.core.reports.parts.blocks import (
    Annex,
    Block,
    ChartBlock,
    FoldedTable,
    RedCard,
    RedCards,
    ReportList,
    ReportPart,
    ReportTable,
    ReportText,
    Tile,
    Tiles,
)
from jimoplan.core.reports.parts.compose import report_parts
from jimoplan.core.reports.parts.published_table import published_table
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.answer import Table
from jimoplan.exchange.workbooks.blocks import table_of, text_of
from jimoplan.exchange.workbooks.items import items_table
from jimoplan.exchange.workbooks.pages import Pages
from jimoplan.exchange.workbooks.words import say_title

_RED_LABELS = (
    *("编号", "事项", "任务编号", "任务", "责任部门", "时限与逾期", "原因", "下一步"),
    "需谁协调",
)
_RED_WIDE = frozenset(_RED_LABELS[1:]) - {"任务编号"}
_PAUSE = re.compile("[，：；（]")
_PUBLISHED = "quarterly"


def periodic_pages(name: str, view: PeriodicReport) -> Pages:
    """The title and the sentences, then a sheet for each table."""
    pages = Pages(say_title(view.heading, view.title))
    pages.say(_say_issue(view))
    if name == _PUBLISHED:
        if view.heading.plan.signer:
            pages.say(f"签发人：{view.heading.plan.signer}")
        pages.add_table("进展情况表", table_of(published_table(view)))
    else:
        for part in report_parts(view):
            _add_part(pages, part, view)
    pages.close(view.heading)
    return pages


def _say_issue(view: PeriodicReport) -> str:
    period = view.period
    days = f"（{period.days}），第{view.issue}期" if isinstance(period, ReportingPeriod) else ""
    whose = f"，{view.department.name}" if view.department else ""
    day, elapsed = say_date(view.heading.as_of), view.heading.elapsed
    return f"{period.words}{days}{whose}，{view.edition}。截至{day}，序时进度{elapsed}%。"


def _add_part(pages: Pages, part: ReportPart, view: PeriodicReport) -> None:
    title = in_full_width(part.title)
    if title:
        pages.say(title, "heading")
    tables = [table for block in part.blocks if (table := _table_of(block, view))]
    for block in part.blocks:
        for line in _lines(block):
            pages.say(line)
        if table := _table_of(block, view):
            name = title if title and len(tables) == 1 else _short(table.title)
            pages.add_table(name, table)


def _short(caption: str) -> str:
    """The beginning of a caption that says what its table is."""
    return _PAUSE.split(caption)[0]


def _table_of(block: Block, view: PeriodicReport) -> Table | None:
    match block:
        case RedCards():
            return _red_table(block.cards)
        case ReportTable():
            return table_of(block)
        case FoldedTable():
            return table_of(block.table)._replace(title=text_of(block.summary))
        case ChartBlock():
            return table_of(block.table)
        case Annex():
            views = [task for section in view.overview.sections for task in section.tasks]
            return items_table(views, "")
    return None


def _lines(block: Block) -> Iterator[str]:
    """What a part says in words."""
    match block:
        case ReportText():
            yield text_of(block.text)
        case ReportList():
            yield from map(text_of, block.entries)
        case Tiles():
            yield from map(_say_tile, block.tiles)
        case ChartBlock():
            yield in_full_width(block.chart.title)


def _say_tile(tile: Tile) -> str:
    change = f"（比{tile.since}{tile.change_words}）" if tile.change_words else ""
    return f"{tile.label}：{tile.figure}{tile.unit}{change}"


def _red_table(cards: tuple[RedCard, ...]) -> Table:
    return Table("", _RED_LABELS, tuple(_red_rows(cards)), _RED_WIDE)


def _red_rows(cards: tuple[RedCard, ...]) -> Iterator[tuple[str, ...]]:
    for card in cards:
        for matter in card.matters:
            yield (
                matter.number,
                matter.title,
                card.number,
                card.title,
                text_of(matter.owners),
                text_of(matter.standing),
                text_of(matter.reason),
                text_of(matter.next),
                matter.asked,
            )
