"""The page and the Markdown of a report are one list of parts: the same values in one order."""

import re
from html.parser import HTMLParser

import pytest
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
        _of_page(render(name, "html", view, beside=None)),
        render(name, "md", view, beside=None),
    )
    parts = _of_markdown(text)

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
    shown = _squeeze(re.sub(r"<[^<>]*>", "", drawn) if form == "html" else drawn)

    at = 0
    (block,) = [block for block in part.blocks if isinstance(block, RedCards)]
    matters = [matter for card in block.cards for matter in card.matters]
    assert matters
    for matter in matters:
        for words in (matter.title, *map(_told, (matter.reason, matter.next)), matter.asked):
            at = shown.index(_squeeze(words), at)


def test_both_have_the_figures_at_a_glance(lively: Plan) -> None:
    view = view_of(lively, Cadence.WEEKLY)
    tiles = report_parts(view)[0].blocks[1].tiles  # type: ignore[union-attr]
    page = _squeeze(re.sub(r"<[^<>]*>", "", render("weekly", "html", view, beside=None)))
    text = _squeeze(render("weekly", "md", view, beside=None))

    for tile in tiles:
        words = _squeeze(f"{tile.label}{tile.figure}项比上期{tile.change_words}")
        assert words in page
        assert words in text


Rows = list[list[str]]


def _of_page(text: str) -> list[tuple[str, Rows]]:
    reader = _Reader()
    reader.feed(text)
    return reader.parts


class _Reader(HTMLParser):
    """The titles of a page's sections and the rows of their tables, without pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, Rows]] = []
        self._cell: list[str] | None = None
        self._title: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section" and dict(attrs).get("id"):
            self.parts.append(("", []))
        elif tag == "h2":
            self._title = []
        elif tag == "tr" and self.parts:
            self.parts[-1][1].append([])
        elif tag in {"td", "th"} and self.parts:
            self._cell = []

    def handle_data(self, data: str) -> None:
        for open_ in (self._title, self._cell):
            if open_ is not None:
                open_.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2" and self._title is not None:
            self.parts[-1] = ("".join(self._title), self.parts[-1][1])
            self._title = None
        elif tag in {"td", "th"} and self._cell is not None:
            self.parts[-1][1][-1].append(_squeeze("".join(self._cell)))
            self._cell = None


def _of_markdown(text: str) -> list[tuple[str, Rows]]:
    found: list[tuple[str, Rows]] = [("", [])]
    for line in text.splitlines():
        if line.startswith("## "):
            found.append((line.removeprefix("## "), []))
        elif line.startswith("| ") and "---" not in line:
            cells = re.split(r"(?<!\\)\|", line.strip("|"))
            found[-1][1].append([_squeeze(cell) for cell in cells])
    return found


def _told(runs: object) -> str:
    return "".join(run.text for run in runs)  # type: ignore[attr-defined]


def _squeeze(text: str) -> str:
    """A text without what only its form needs: breaks, escapes, blanks, colons of lists."""
    return re.sub(r"<br>|[\s\\：（）]", "", text).replace("&amp;", "&")
