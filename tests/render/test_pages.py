"""The HTML pages: valid, self-contained, and deaf to what a plan says."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from lively_plan import make_copies, make_lively
from tinyhtml5.parser import HTMLParser as StrictParser

from jimoplan.core.plan.model import Plan
from jimoplan.core.reports.kinds import REPORT_KINDS
from jimoplan.render import render

Views = Callable[[Plan], dict[str, object]]

NAMES = list(REPORT_KINDS)
AA = 4.5


class Page(HTMLParser):
    """A page's elements and attributes as they are written."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def values(self, *names: str) -> list[str]:
        return [value for name, value in self.attributes if name in names]


def page_of(name: str, plan: Plan, views: Views) -> str:
    return render(name, "html", views(plan)[name], beside=None)


@pytest.fixture(params=["shipped", "hostile"])
def plan(request: pytest.FixtureRequest) -> Plan:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Plan)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_html5_without_a_parse_error(name: str, plan: Plan, views: Views) -> None:
    parser = StrictParser()
    parser.parse(page_of(name, plan, views))
    assert parser.errors == []


@pytest.mark.parametrize("name", NAMES)
def test_every_id_is_unique_and_every_link_leads_to_one(
    name: str, plan: Plan, views: Views
) -> None:
    page = Page(page_of(name, plan, views))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    links = {link[1:] for link in page.values("href") if link.startswith("#")}
    assert {link for link in links if "=" not in link} <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_nothing_from_outside(name: str, plan: Plan, views: Views) -> None:
    text = page_of(name, plan, views)
    page = Page(text)
    addresses = page.values("href", "src", "srcset", "action", "data", "xlink:href", "style")
    assert [address for address in addresses if not address.startswith(("#", "data:,"))] == []
    assert re.findall(r"url\((?!#)", text) == []
    assert "@import" not in text


@pytest.mark.parametrize("name", NAMES)
def test_no_handler_stands_in_an_element(name: str, plan: Plan, views: Views) -> None:
    page = Page(page_of(name, plan, views))
    assert [key for key, _ in page.attributes if key.startswith("on")] == []


@pytest.mark.parametrize("kind", ["style", "script"])
@pytest.mark.parametrize("name", NAMES)
def test_the_policy_admits_exactly_the_style_and_the_script_in_the_page(
    name: str, kind: str, plan: Plan, views: Views
) -> None:
    text = page_of(name, plan, views)
    found = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
    digest = b64encode(sha256(found[0].encode()).digest()).decode()
    assert Page(text).tags.count(kind) == len(found) == 1
    assert re.findall(r"default-src 'none';.*? form-action 'none'", text)
    assert re.findall(rf" {kind}-src ([^;]*);", text) == [f"'sha256-{digest}'"]


@pytest.mark.parametrize("name", NAMES)
def test_headings_leave_no_level_out(name: str, plan: Plan, views: Views) -> None:
    levels = [int(tag[1]) for tag in Page(page_of(name, plan, views)).tags if tag in HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


HEADINGS = {f"h{level}" for level in range(1, 7)}
IN_SENTENCES = {"reminder", "supervision"}
"""What tells of three items or fewer without a table."""


@pytest.mark.parametrize("name", [name for name in NAMES if name != "source"])
def test_every_table_says_what_it_is(name: str, hostile: Plan, views: Views) -> None:
    tags = Page(page_of(name, hostile, views)).tags
    assert tags.count("caption") == tags.count("table")
    assert (tags.count("table") > 0) is (name not in IN_SENTENCES)


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_word_is_shown_and_not_obeyed(name: str, hostile: Plan, views: Views) -> None:
    text = page_of(name, hostile, views)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;" in text
    assert "&lt;U+202E&gt;" in text
    assert "\u202e" not in text


def test_three_hundred_tasks_would_stay_below_2_megabytes(lively: Plan, views: Views) -> None:
    once, thrice = (
        len(page_of("overview", plan, views).encode()) for plan in (lively, make_copies(lively, 3))
    )
    tasks = len(list(lively.all_tasks()))
    assert once + (thrice - once) / (2 * tasks) * (300 - tasks) < 2_000_000


@pytest.fixture
def lively(shipped: Plan) -> Plan:
    return make_lively(shipped)


def test_the_full_plan_stays_below_300_kilobytes(shipped: Plan, views: Views) -> None:
    assert len(page_of("overview", shipped, views).encode()) < 300_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_background(scheme: str, shipped: Plan, views: Views) -> None:
    colours = dict(COLOUR.findall(page_of("overview", shipped, views).split("@media")[0]))
    if scheme == "dark":
        colours |= dict(COLOUR.findall(page_of("overview", shipped, views).split("@media")[1]))
    pairs = [(text, back) for text in ("text", "minor", "link") for back in ("back", "band")]
    pairs += [(light, f"{light}-back") for light in ("red", "yellow", "green", "closed")]
    poor = [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < AA]
    assert poor == []


COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
