"""Everything the mouse reaches, the keyboard reaches, and one sees where it is."""

from collections.abc import Mapping

from browser_visits import Visits
from playwright.sync_api import Page, expect

FOCUS = "document.activeElement"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def go_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus; fails where it never comes."""
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(f"getComputedStyle({FOCUS}).outlineStyle") != "none"
        if page.evaluate(f"selector => {FOCUS}.matches(selector)", selector):
            return
    raise AssertionError(selector)


def test_the_first_key_offers_to_skip_the_heading(visit: Visits, pages: Mapping[str, str]) -> None:
    page = visit(pages["overview"]).page

    press(page, "Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()

    press(page, "Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_filter_is_chosen_and_cleared(visit: Visits, pages: Mapping[str, str]) -> None:
    opened = visit(pages["overview"], "#plan")
    page = opened.page

    go_to(page, "select[name=light]")
    press(page, "ArrowDown")
    expect(page.get_by_role("status")).to_have_text("显示2项，共21项；灯：红灯")

    go_to(page, "input[name=text]")
    page.keyboard.type("没有这样的文字")
    press(page, "Enter")
    expect(page.get_by_role("status")).to_have_text(
        "显示0项，共21项；灯：红灯；文字：没有这样的文字"
    )

    go_to(page, "button[type=reset]")
    press(page, "Space")
    expect(page.get_by_role("status")).to_have_text("显示21项，共21项")


def test_a_task_is_opened_and_closed(visit: Visits, pages: Mapping[str, str]) -> None:
    page = visit(pages["weekly"], "#plan").page
    measure = page.locator("#measure-1-1")

    go_to(page, "#task-1 .more")
    press(page, "Enter")
    expect(measure).to_be_visible()
    expect(page.locator("#task-1").get_by_role("button", expanded=True)).to_be_focused()

    go_to(page, "tr.history summary")
    press(page, "Space")
    expect(page.locator(".history li").first).to_be_visible()

    press(page, "Shift+Tab", "Enter")
    expect(measure).to_be_hidden()


def test_all_tasks_are_opened(visit: Visits, pages: Mapping[str, str]) -> None:
    page = visit(pages["overview"], "#plan").page

    go_to(page, "button[name=expand]")
    press(page, "Enter")

    expect(page.get_by_role("button", name="全部展开", pressed=True)).to_be_focused()
    expect(page.locator("#measure-22-1")).to_be_visible()


def test_the_table_of_all_tasks_is_unfolded(visit: Visits, pages: Mapping[str, str]) -> None:
    page = visit(pages["overview"]).page

    page.locator("#plan > summary").focus()
    press(page, "Enter")

    expect(page.locator("#task-1")).to_be_visible()
