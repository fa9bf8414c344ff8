"""A real Chromium without a network, and the pages it is shown."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_pages import report_demo
from browser_visits import Visit, Visits
from filelock import FileLock
from lively_plan import AS_OF, make_lively
from playwright.sync_api import Browser, Request, sync_playwright
from repositories import Work

from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load_bytes
from jimoplan.core.views.duties import report_duties
from jimoplan.core.views.views import report_overview
from jimoplan.render import render

REPOSITORY = Path(__file__).parents[2]
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        reason = "no Chromium here (Debian: apt-get install chromium fonts-noto-cjk)"
        if os.environ.get("JIMOPLAN_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visits]:
    """Opens a page, at an address behind its # and with the options of a browser context.

    When the test ends, no page may have asked for anything but itself nor said anything in the
    console; a test that expects a message takes it out of the list.
    """
    visits: list[Visit] = []

    def open_page(text: str, fragment: str = "", **options: Any) -> Visit:  # noqa: ANN401
        file = tmp_path / f"page-{len(visits)}.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(offline=True, **options)
        opened = Visit(context.new_page(), [], [])
        opened.page.on("request", lambda asked: opened.requests.append(asked.url))
        opened.page.on("requestfailed", lambda asked: _take_back(asked, opened.requests))
        opened.page.on("console", lambda said: opened.messages.append(said.text))
        opened.page.on("pageerror", lambda error: opened.messages.append(str(error)))
        opened.page.goto(file.as_uri() + fragment)
        visits.append(opened)
        return opened

    yield open_page
    for opened in visits:
        opened.page.context.close()
        address = opened.page.url.split("#")[0]
        asked = [url for url in opened.requests if url.split("#")[0] != address]
        assert [url for url in asked if not url.startswith("data:")] == []
        assert opened.messages == []


def _take_back(asked: Request, requests: list[str]) -> None:
    """Nobody is asked where the page's own policy refuses it."""
    if asked.failure == "csp":
        requests.remove(asked.url)


@pytest.fixture(scope="session")
def shipped() -> Plan:
    loaded = load_bytes((REPOSITORY / "plan.yaml").read_bytes())
    assert loaded.plan is not None
    return loaded.plan


@pytest.fixture(scope="session")
def lively(shipped: Plan) -> Plan:
    return make_lively(shipped)


@pytest.fixture(scope="session")
def pages(lively: Plan, demo: Work, shared: Path) -> dict[str, str]:
    """The HTML of every kind of report: on the demo, and on a plan in every status and light.

    Drawn once for all workers.
    """
    kept = shared / "pages.json"
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            (shared / "public").mkdir()
            kept.write_text(json.dumps(draw_pages(lively, demo, shared / "public")), "utf-8")
        drawn: dict[str, str] = json.loads(kept.read_text("utf-8"))
    return drawn


def draw_pages(lively: Plan, demo: Work, public: Path) -> dict[str, str]:
    assessment = assess(lively, AS_OF)
    department = next(found for found in lively.departments if found.name == "复议应诉科")
    duties = report_duties(lively, assessment, department)
    return {
        **report_demo(demo.folder, public),
        "overview": render("overview", "html", report_overview(lively, assessment), beside=None),
        "department": render("department", "html", duties, beside=None),
        "source": render("source", "html", lively, beside=None),
    }
