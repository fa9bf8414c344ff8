"""The page and the Markdown of a report are one list of parts: the same values in one order."""

import re

import pytest
from drawn_parts import parts_of_markdown, parts_of_page, squeeze_drawn
from lively_plan import AS_OF, make_lively

from jimoplan.core.assessment.assess import assess
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.periods import period_of
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.parts.blocks import RedCards
from jimoplan.core.reports.parts.compose import report_parts
from jimoplan.core.reports.period_report import report_period
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.reports.report_history import PlanPast
from jimoplan.core.reports.snapshot import take_snapshot
from jimoplan.render import render

CADENCES = {"weekly": Cadence.WEEKLY, "monthly": Cadence.MONTHLY, "annual": Cadence.YEARLY}
ANNEX = "附表一"


@pytest.fixture(scope="module")
def lively(shipped: Plan) -> Plan:
    return make_lively(shipped)


def view_of(plan: Plan, cadence: Cadence) -> PeriodicReport:
    period = period_of(cadence, AS_OF)
    past = PlanPast([take_snapshot(plan, period.previous.end)], (), all_there=True)
    return report_period(plan, assess(plan, AS_OF), period, past)


@pytest.mark.parametrize("name", CADENCES)
def test_both_have_the_same_titles_and_tables_row_by_row_and_cell_by_cell(
    name: str, lively: Plan
) -> None:
    view = view_of(lively, CADENCES[name])
    page, text = (
        parts_of_page(render(name, "html", view, beside=None)),
        render(name, "md", view, beside=None),
    )
    parts = parts_of_markdown(text)

    listed = [in_full_width(part.title) for part in report_parts(view)]
    assert [title for title, _ in page] == listed
    assert [title for title, _ in parts] == listed
    for (title, rows), (_, same) in zip(page, parts, strict=True):
        if not title.endswith("红灯事项") and not title.startswith(ANNEX):
            assert rows == same, title
    assert sum(len(rows) for _, rows in page) > 10


@pytest.mark.parametrize("form", ["html", "md"])
def test_both_say_of_a_red_matter_the_same_in_the_same_order(form: str, lively: Plan) -> None:
    view = view_of(lively, Cadence.WEEKLY)
    (part,) = [part for part in report_parts(view) if part.name == "red"]
    drawn = render("weekly", form, view, beside=None).split("红灯事项", 1)[1]
    shown = squeeze_drawn(re.sub(r"<[^<>]*>", "", drawn) if form == "html" else drawn)

    at = 0
    (block,) = [block for block in part.blocks if isinstance(block, RedCards)]
    matters = [matter for card in block.cards for matter in card.matters]
    assert matters
    for matter in matters:
        for words in (matter.title, *map(_told, (matter.reason, matter.next)), matter.asked):
            at = shown.index(squeeze_drawn(words), at)


def test_both_have_the_figures_at_a_glance(lively: Plan) -> None:
    view = view_of(lively, Cadence.WEEKLY)
    tiles = report_parts(view)[0].blocks[1].tiles  # type: ignore[union-attr]
    page = squeeze_drawn(re.sub(r"<[^<>]*>", "", render("weekly", "html", view, beside=None)))
    text = squeeze_drawn(render("weekly", "md", view, beside=None))

    for tile in tiles:
        words = squeeze_drawn(f"{tile.label}{tile.figure}项比上期{tile.change_words}")
        assert words in page
        assert words in text


def _told(runs: object) -> str:
    return "".join(run.text for run in runs)  # type: ignore[attr-defined]
