"""No page runs a script but its own, nor asks anybody for anything."""

from collections.abc import Mapping

import pytest
from browser_pages import NAMES
from browser_visits import Visits
from lively_plan import AS_OF
from playwright.sync_api import expect

from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.model import Plan
from jimoplan.core.views.views import report_overview
from jimoplan.render import render

INJECTED = "<script>document.title = 'run'</script>"


def test_a_script_in_a_note_is_shown_and_does_not_run(visit: Visits, lively: Plan) -> None:
    data = lively.model_dump_json(by_alias=True).replace("初稿已征求意见", INJECTED)
    hostile = Plan.model_validate_json(data)
    text = render("overview", "html", report_overview(hostile, assess(hostile, AS_OF)), beside=None)

    page = visit(text, "#plan").page

    page.get_by_role("button", name="全部展开").click()
    expect(page.get_by_text(INJECTED).first).to_be_visible()
    assert page.title() != "run"


@pytest.mark.parametrize(
    ("injected", "refused"),
    [
        (INJECTED, "inline script"),
        ('<img src="https://example.com/x.png" alt="">', "loading the image"),
        ('<p onclick="document.title = 0">', "inline event handler"),
        ('<p style="color: red">', "inline style"),
        ('<script src="https://example.com/x.js"></script>', "loading the script"),
    ],
    ids=["script", "image", "handler", "style", "foreign script"],
)
def test_what_is_put_into_the_page_itself_is_refused(
    visit: Visits, pages: Mapping[str, str], injected: str, refused: str
) -> None:
    opened = visit(pages["overview"].replace("</header>", f"{injected}</header>"), "#plan")

    expect(opened.page.get_by_role("status")).to_have_text("显示21项，共21项")
    assert opened.page.title() != "run"
    assert refused in opened.messages.pop().lower()


def test_a_script_that_is_not_ours_to_the_letter_does_not_run(
    visit: Visits, pages: Mapping[str, str]
) -> None:
    opened = visit(pages["overview"].replace('"use strict";', '"use strict"; '))
    opened.page.locator("#plan > summary").click()

    expect(opened.page.locator("#task-1")).to_be_visible()
    expect(opened.page.get_by_role("search", include_hidden=True)).to_be_hidden()
    assert "inline script" in opened.messages.pop().lower()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_nobody_and_says_nothing(
    visit: Visits, pages: Mapping[str, str], name: str
) -> None:
    opened = visit(pages[name])

    opened.page.wait_for_load_state("networkidle")

    assert [url for url in opened.requests if not url.startswith("data:")] == [opened.page.url]
    assert opened.messages == []
