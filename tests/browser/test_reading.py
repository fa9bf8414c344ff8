"""The pages can be read: by everybody, at any width, in the dark, and without scripts."""

from collections.abc import Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_pages import NAMES
from browser_visits import Visits
from playwright.sync_api import expect

from jimoplan.core.plan.model import Plan

OPEN = "for (const details of document.querySelectorAll('details')) details.open = true"
OPEN_ONE_HISTORY = (
    OPEN.replace("'details'", "'details:not(.history)'")
    + "; document.querySelector('.more')?.click()"
    + "; document.querySelector('details.history')?.setAttribute('open', '')"
)
VIOLATIONS = {"resultTypes": ["violations"]}
ONLY_COLOURS = {**VIOLATIONS, "runOnly": ["color-contrast"]}


@pytest.mark.parametrize("name", sorted({*NAMES} - {"bimonthly"}))  # which is as monthly is
def test_axe_finds_nothing_that_would_keep_anybody_out(
    visit: Visits, pages: Mapping[str, str], name: str
) -> None:
    page = visit(pages[name], color_scheme="light").page
    page.evaluate(OPEN_ONE_HISTORY)

    light = Axe().run(page, options=VIOLATIONS)
    assert light.violations_count == 0, light.generate_report()
    assert len(light.response["passes"]) > 10

    page.emulate_media(color_scheme="dark")
    dark = Axe().run(page, options=ONLY_COLOURS)
    assert dark.violations_count == 0, dark.generate_report()
    assert len(dark.response["passes"]) == 1


@pytest.mark.parametrize("name", ["weekly", "overview", "supervision"])
def test_axe_finds_nothing_on_a_telephone_either(
    visit: Visits, pages: Mapping[str, str], name: str
) -> None:
    page = visit(pages[name], viewport={"width": 360, "height": 900}).page
    page.evaluate(OPEN_ONE_HISTORY)

    outcome = Axe().run(page, options=VIOLATIONS)

    assert outcome.violations_count == 0, outcome.generate_report()


@pytest.mark.parametrize("name", NAMES)
def test_no_page_is_wider_than_the_screen(
    visit: Visits, pages: Mapping[str, str], name: str
) -> None:
    page = visit(pages[name]).page

    for _ in ("closed", "open"):
        for width in (360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(OPEN)


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_word_of_a_chart_runs_out_of_it(
    visit: Visits, pages: Mapping[str, str], width: int
) -> None:
    page = visit(pages["weekly"], viewport={"width": width, "height": 900}).page

    outside = page.evaluate(
        """[...document.querySelectorAll("svg[role=img] text")].filter((word) => {
            const room = word.closest("svg[role=img]").getBoundingClientRect();
            const box = word.getBoundingClientRect();
            return box.left < room.left - 1 || box.right > room.right + 1
                || box.bottom > room.bottom + 1;
        }).map((word) => word.textContent)"""
    )

    assert outside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_as_bright_as_its_reader_wants(
    visit: Visits, pages: Mapping[str, str], scheme: str
) -> None:
    page = visit(pages["overview"], color_scheme=scheme).page

    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert colour == {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 24, 28)"}[scheme]


def test_every_task_and_measure_can_be_read_without_scripts(
    visit: Visits, pages: Mapping[str, str], lively: Plan
) -> None:
    opened = visit(pages["overview"], java_script_enabled=False)
    page = opened.page
    page.locator("#plan > summary").click()

    assert opened.tasks() == [task.id for task in lively.all_tasks()]
    every = [measure.id for task in lively.all_tasks() for measure in task.measures]
    assert opened.measures() == every
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator(".more:visible")).to_have_count(0)


def test_charts_say_what_is_to_be_seen_and_have_their_figures_in_a_table(
    visit: Visits, pages: Mapping[str, str]
) -> None:
    page = visit(pages["weekly"]).page

    assert page.locator("svg[role=img]").count() == 2
    expect(page.get_by_role("img", name="红灯5项、黄灯5项（6月16日），红灯为最多")).to_be_visible()
    finished = page.get_by_role("img", name="一次性举措到期11项，办结6项（6月16日），还差5项")
    expect(finished).to_be_visible()
    expect(finished).to_contain_text("到期11")
    expect(finished).to_contain_text("办结6")
    for figure in page.get_by_role("figure").all():
        figure.get_by_text("数据表").click()
        expect(figure.get_by_role("table")).to_be_visible()
        last = figure.get_by_role("row").last
        expect(last).to_contain_text("2024-06-16")


def test_charts_keep_outlines_and_words_in_forced_colours(
    visit: Visits, pages: Mapping[str, str]
) -> None:
    page = visit(pages["weekly"], forced_colors="active").page

    strokes = page.locator("figure path").evaluate_all(
        "all => [...new Set(all.map(e => getComputedStyle(e).stroke))]"
    )

    assert "none" not in strokes
    words = page.locator("figure text").evaluate_all(
        "all => all.map(e => getComputedStyle(e)).map(s => [s.fill, s.stroke, s.paintOrder])"
    )
    assert [word for word in words if word[0] == word[1]] == []
    assert [word for word in words if word[1] != "none" and word[2] != "stroke"] == []
