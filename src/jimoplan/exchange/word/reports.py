"""Periodic reports, the quarterly table and a department's list as documents."""

from collections.abc import Sequence

from jimoplan.core.display.printed import numeral, say_date
from jimoplan.core.plan.periods import ReportingPeriod
from jimoplan.core.reports.parts.blocks import ChartBlock, ReportPart, Run, own
from jimoplan.core.reports.parts.changed import COMMITS
from jimoplan.core.reports.parts.compose import is_annex, report_parts
from jimoplan.core.reports.parts.duty_parts import duty_parts
from jimoplan.core.reports.parts.item_rows import annex_sections
from jimoplan.core.reports.parts.origin import say_origin
from jimoplan.core.reports.parts.published_table import published_table
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.duties import DutyList
from jimoplan.core.views.views import Heading
from jimoplan.exchange.word.blank import Properties
from jimoplan.exchange.word.measures import ACROSS, UPRIGHT
from jimoplan.exchange.word.paper import Paper
from jimoplan.exchange.word.parts import draw_part, draw_table
from jimoplan.exchange.word.style_list import Name
from jimoplan.exchange.word.titles import draw_title, title_pieces


def draw_periodic(view: PeriodicReport) -> bytes:
    """A report on a period; what is annexed stands on sheets across, what git lists nowhere."""
    title = title_pieces(view.heading, view.title)
    paper = Paper(Properties("".join(title), view.heading.as_of), UPRIGHT)
    _draw_head(paper, view, title)
    parts = report_parts(view)
    for part in parts:
        if not is_annex(part):
            draw_part(paper, part)
    _draw_source(paper, view.heading)
    annexes = [part for part in parts if is_annex(part) and part.name != COMMITS]
    for part in annexes:
        paper.turn_to(ACROSS)
        draw_part(paper, part, annex_sections(view.overview.sections))
    _draw_chart_figures(paper, parts, len(annexes) + 1)
    return paper.save()


def _draw_chart_figures(paper: Paper, parts: Sequence[ReportPart], number: int) -> None:
    """What stands behind the findings of the charts: an annex of that number, if there are any."""
    charts = [block for part in parts for block in part.blocks if isinstance(block, ChartBlock)]
    if not charts:
        return
    paper.write(Name.ANNEX_TITLE, f"附表{numeral(number)}：总体进展的数字")
    for chart in charts:
        draw_table(paper, chart.table, chart.table.caption)


def draw_quarterly(view: PeriodicReport) -> bytes:
    """The quarterly table on sheets across."""
    title = title_pieces(view.heading, view.title)
    paper = Paper(Properties("".join(title), view.heading.as_of), ACROSS)
    if view.heading.plan.signer:
        paper.write(Name.SIGNER, f"签发人：{view.heading.plan.signer}")
    _draw_head(paper, view, title)
    table = published_table(view)
    if table.rows:
        draw_table(paper, table)
    else:
        paper.write(Name.BODY, "没有任务。")
    _draw_source(paper, view.heading)
    return paper.save()


def draw_duties(view: DutyList) -> bytes:
    """A department's list of duties on sheets across."""
    title = title_pieces(view.heading, f"{view.department.name}任务台账")
    paper = Paper(Properties("".join(title), view.heading.as_of), ACROSS)
    draw_title(paper, title)
    until, elapsed = f"截至{say_date(view.heading.as_of)}", f"序时进度{view.heading.elapsed}%"
    paper.write(Name.ISSUE, f"{until}；{_say_period(view.heading)}；{elapsed}")
    _draw_notes(paper, view.heading)
    for part in duty_parts(view):
        draw_part(paper, part)
    if view.heading.origin:
        paper.write(Name.NOTE, f"{say_origin(view.heading.origin)}。")
    return paper.save()


def _draw_head(paper: Paper, view: PeriodicReport, title: Sequence[str]) -> None:
    draw_title(paper, title)
    days = ""
    if view.issue and isinstance(view.period, ReportingPeriod):
        days = f"（{view.period.days}），第{view.issue}期"
    whose = f"，{view.department.name}" if view.department else ""
    paper.write(Name.ISSUE, f"{view.period.words}{days}{whose}，{view.edition}")
    heading = view.heading
    paper.write(Name.ISSUE, f"截至{say_date(heading.as_of)}，序时进度{heading.elapsed}%")
    _draw_notes(paper, heading)


def _draw_notes(paper: Paper, heading: Heading) -> None:
    for note in heading.notes:
        paper.write(Name.NOTE, (own(note), Run("。")))


def _draw_source(paper: Paper, heading: Heading) -> None:
    """What a periodic report was made from."""
    if heading.origin:
        origin, period = say_origin(heading.origin), _say_period(heading)
        paper.write(Name.NOTE, f"来源：{origin}；{period}。")


def _say_period(heading: Heading) -> str:
    period = heading.plan.period
    return f"计划期间{say_date(period.start)}至{say_date(period.end)}"
