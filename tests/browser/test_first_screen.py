"""What a leader sees of a weekly report before scrolling, on paper, and on the way back."""

from collections.abc import Mapping
from io import BytesIO

import pytest
from browser_visits import Visits
from playwright.sync_api import Page
from pypdf import PdfReader

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("context", [{}, {"java_script_enabled": False}], ids=["", "no-script"])
def test_the_sentence_the_figures_and_the_first_red_card_are_on_the_first_screen(
    viewport: dict[str, int],
    context: dict[str, bool],
    pages: Mapping[str, str],
    visit: Visits,
) -> None:
    page = visit(pages["weekly"], viewport=viewport, **context).page

    for selector in (".lead", ".tile >> nth=0", ".tile >> nth=2", ".red-card >> nth=0"):
        box = page.locator(selector).bounding_box()
        assert box
        assert box["y"] + box["height"] <= viewport["height"], selector
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= viewport["width"]


@pytest.mark.parametrize(("name", "most"), [("weekly", 2), ("last_week", 3)])
def test_it_prints_on_a_few_sheets_and_the_annex_only_where_it_was_opened(
    name: str, most: int, pages: Mapping[str, str], visit: Visits
) -> None:
    page = visit(pages[name]).page

    assert sheets(page) <= most
    page.locator(".annex > summary").click()
    assert sheets(page) > most


def sheets(page: Page) -> int:
    return len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def test_back_leads_to_where_the_reader_was(pages: Mapping[str, str], visit: Visits) -> None:
    page = visit(pages["weekly"], viewport=PHONE).page
    link = page.locator("#red a[href^='#measure-']").last
    link.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")

    link.click()
    page.wait_for_function("document.querySelector('.annex').open")
    away = page.evaluate("scrollY")
    page.go_back()
    page.wait_for_function(f"Math.abs(scrollY - {before}) < 40")

    assert away > before + 500


def test_a_figure_leads_to_the_items_behind_it(pages: Mapping[str, str], visit: Visits) -> None:
    page = visit(pages["weekly"], viewport=PHONE).page

    page.locator(".tile.yellow").click()
    page.wait_for_function(
        "Math.abs(document.querySelector('#yellow').getBoundingClientRect().top) < 60"
    )


def test_the_text_is_in_the_order_in_which_it_is_to_be_read(
    pages: Mapping[str, str], visit: Visits
) -> None:
    """As reading modes and screen readers give it."""
    text = visit(pages["weekly"]).page.locator("body").inner_text()
    order = [
        "周报",
        "第24期",
        "本周新增红灯任务1项",
        "红灯事项",
        "需协调事项",
        "黄灯事项",
        "本周进展",
        "来源：",
    ]

    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)
