"""The pages look as they were looked at by a person.

Pictures are compared at a quarter of their size, so that the edges of letters, which differ between
versions of Chromium and FreeType, count for little. Of the small picture's points, one in five
thousand may differ by more than a tenth of the range of a channel: less than one light's word in
another colour. Other fonts than Debian's fonts-noto-cjk make other pictures; where Chromium writes
with others, there is nothing to compare.
"""

import os
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from browser_visits import Visits
from PIL import Image, ImageChops
from playwright.sync_api import Page

REFERENCE = Path(__file__).parent / "reference"
SMALLER = 4
DIFFERENT = 26
MAY_DIFFER = 1 / 5000

SETTLED = """async () => {
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
HEIGHT = 2400
COLOURS = 128

LOOKS = [
    ("weekly", 360, "light"),
    ("weekly", 1440, "light"),
    ("weekly", 1440, "dark"),
    ("overview", 768, "light"),
    ("supervision", 768, "light"),
]


@pytest.mark.parametrize(("name", "width", "scheme"), LOOKS)
def test_a_page_looks_as_it_was_looked_at(
    visit: Visits,
    pages: Mapping[str, str],
    request: pytest.FixtureRequest,
    name: str,
    width: int,
    scheme: str,
) -> None:
    page = visit(pages[name], color_scheme=scheme, viewport={"width": width, "height": HEIGHT}).page
    need_noto(page)
    page.locator("#task-1 > tr > td > details").evaluate_all("all => all.map(e => e.open = true)")
    page.evaluate(SETTLED)  # what is opened is drawn a frame or two later
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    kept = REFERENCE / f"{name}-{width}-{scheme}.png"

    if request.config.getoption("--update-golden"):
        kept.parent.mkdir(exist_ok=True)
        small = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        small.save(kept, optimize=True)

    assert kept.exists(), f"{kept} is missing; look at it after pytest --update-golden"
    assert share_that_differs(picture, Image.open(kept).convert("RGB")) <= MAY_DIFFER


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """How many of the points of two pictures differ visibly, from 0 to 1."""
    assert one.size == other.size
    difference = ImageChops.difference(one.reduce(SMALLER), other.reduce(SMALLER))
    red, green, blue = difference.split()
    greatest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    histogram = greatest.histogram()
    return sum(histogram[DIFFERENT:]) / sum(histogram)


def need_noto(page: Page) -> None:
    """Skip, or fail where no browser test may be skipped, if Chromium writes in other fonts."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    fonts = set()
    for selector in ("h1", "h2"):
        node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
        used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
        fonts |= {font["familyName"] for font in used["fonts"]}
    if fonts == {"Noto Serif CJK SC", "Noto Sans CJK SC"}:
        return
    reason = f"the pictures were taken with Debian's fonts-noto-cjk, here are {sorted(fonts)}"
    if os.environ.get("JIMOPLAN_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)
