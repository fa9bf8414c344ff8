"""The list of parts that a periodic report is made of, for every format the same."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count

from jimoplan.core.display.printed import numeral
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.parts.ahead import (
    carried_part,
    coming_part,
    unreported_part,
    yellow_part,
)
from jimoplan.core.reports.parts.blocks import Annex, ReportPart
from jimoplan.core.reports.parts.changed import (
    adjustments_part,
    commits_part,
    corrections_part,
    stopped_part,
)
from jimoplan.core.reports.parts.figures import figures_part
from jimoplan.core.reports.parts.outcome_table import leaders_part, outcomes_part
from jimoplan.core.reports.parts.red import red_part
from jimoplan.core.reports.parts.summary import summary_part, unjudged_part
from jimoplan.core.reports.parts.told import finished_part, progress_part
from jimoplan.core.reports.parts.urgent import problems_part, review_part
from jimoplan.core.reports.period_view import PeriodicReport

_ANNEX = "附表"
MakePart = Callable[[PeriodicReport], ReportPart]


def annex_part(view: PeriodicReport) -> ReportPart:
    """附表一: every task and measure."""
    tasks, measures = view.overview.tasks.total, view.overview.measures.total
    words = f"任务{tasks}项、举措{measures}项,可以筛选、排序"
    return ReportPart("annex", "附表一:全部任务和举措", (Annex(words),))


def done_part(view: PeriodicReport) -> ReportPart:
    """What a year brought; of one among several years how far the rest is as well."""
    return progress_part(view) if view.over_years else finished_part(view)


_PERIODIC: tuple[MakePart, ...] = (
    summary_part,
    red_part,
    problems_part,
    review_part,
    coming_part,
    yellow_part,
    progress_part,
    unreported_part,
    adjustments_part,
    corrections_part,
    leaders_part,
    figures_part,
    annex_part,
    commits_part,
)
_OF_MONTHS: tuple[MakePart, ...] = (
    summary_part,
    red_part,
    problems_part,
    review_part,
    outcomes_part,
    *_PERIODIC[4:],
)
_OF_A_YEAR: tuple[MakePart, ...] = (
    summary_part,
    outcomes_part,
    done_part,
    red_part,
    yellow_part,
    problems_part,
    review_part,
    carried_part,
    stopped_part,
    adjustments_part,
    corrections_part,
    leaders_part,
    figures_part,
    annex_part,
)
_LISTS = {Cadence.WEEKLY: _PERIODIC, Cadence.YEARLY: _OF_A_YEAR}


def report_parts(view: PeriodicReport) -> tuple[ReportPart, ...]:
    """The parts of a periodic report in their order, without those that have nothing to say.

    A report of which nothing can be read says only that.
    """
    if not view.heading.is_judged:
        return (unjudged_part(view),)
    made = (make(view) for make in _LISTS.get(view.period.cadence, _OF_MONTHS))
    return tuple(_number(part for part in made if part.blocks))


def is_annex(part: ReportPart) -> bool:
    """Whether a part is a 附表, which stands behind the others and is not numbered with them."""
    return part.title.startswith(_ANNEX)


def _number(parts: Iterable[ReportPart]) -> Iterator[ReportPart]:
    """The parts with their titles numbered as official documents number them: 一、二、三、."""
    numerals = map(numeral, count(1))
    for part in parts:
        if part.title and not is_annex(part):
            yield part._replace(title=f"{next(numerals)}、{part.title}")
        else:
            yield part
