"""The pages on A4 paper, by Chromium's own printing."""

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import NamedTuple

import pytest
from browser_visits import Visits
from paper import squeeze
from playwright.sync_api import Browser
from pypdf import PdfReader

from jimoplan.core.plan.model import Plan

A4 = (595, 842)
HEAD = "编号名称责任部门状态进度时限灯与原因"


class Sheet(NamedTuple):
    """A printed sheet: width and height in points, and its text without spaces."""

    size: tuple[int, int]
    text: str


Print = Callable[[str, str], list[Sheet]]


@pytest.fixture(scope="module")
def printed(
    browser: Browser, pages: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Print:
    """Prints a page at an address behind its #, each once."""
    folder = tmp_path_factory.mktemp("paper")

    @cache
    def print_page(name: str, fragment: str) -> list[Sheet]:
        file = folder / f"{name}.html"
        file.write_text(pages[name], encoding="utf-8")
        page = browser.new_page()
        page.goto(file.as_uri() + fragment)
        data = page.pdf(prefer_css_page_size=True)
        page.close()
        return [
            Sheet(
                (round(sheet.mediabox.width), round(sheet.mediabox.height)),
                squeeze(sheet.extract_text()),
            )
            for sheet in PdfReader(BytesIO(data)).pages
        ]

    return print_page


@pytest.mark.parametrize(
    ("name", "sheets", "size"),
    [
        ("weekly", 18, A4),
        ("monthly", 20, A4),
        ("bimonthly", 23, A4),
        ("quarterly", 10, A4[::-1]),
        ("annual", 21, A4),
        ("reminder", 1, A4),
        ("supervision", 2, A4),
        ("feedback", 1, A4[::-1]),
        ("index", 1, A4),
        ("overview", 13, A4),
        ("department", 5, A4[::-1]),
        ("source", 8, A4),
    ],
)
def test_a_page_fills_so_many_numbered_sheets(
    printed: Print, name: str, sheets: int, size: tuple[int, int]
) -> None:
    found = printed(name, "")

    assert abs(len(found) - sheets) <= 1, "fonts may move lines, and so the last of them a sheet on"
    assert {sheet.size for sheet in found} == {size}
    assert [n for n, sheet in enumerate(found, 1) if f"—{n}—" not in sheet.text] == []


def test_the_head_of_the_table_stands_on_every_sheet_of_it(printed: Print) -> None:
    texts = [sheet.text for sheet in printed("overview", "")]

    first = next(number for number, text in enumerate(texts) if "任务和举措各板块" in text)
    assert [text for text in texts[first:] if HEAD not in text] == []
    assert len(texts) - first > 5


def test_every_measure_is_printed_though_closed_and_none_is_cut(
    printed: Print, lively: Plan
) -> None:
    texts = [sheet.text for sheet in printed("overview", "")]

    cells = [
        squeeze(f"{measure.title}{measure.kind}")
        for task in lively.all_tasks()
        for measure in task.measures
    ]
    assert [cell for cell in cells if not any(cell in text for text in texts)] == []


def test_controls_stay_off_the_paper_and_a_filter_is_owned_up_to(printed: Print) -> None:
    whole = "".join(sheet.text for sheet in printed("overview", ""))
    part = "".join(sheet.text for sheet in printed("overview", "#light=red"))

    assert "清除条件" not in whole + part
    assert "项,共21项" not in whole
    assert "显示2项,共21项" in part


def test_a_history_is_printed_as_the_reader_left_it(
    visit: Visits, pages: Mapping[str, str]
) -> None:
    page = visit(pages["weekly"]).page
    history = page.locator("#task-8 .history li").first
    page.emulate_media(media="print")
    assert not history.is_visible()

    page.locator("#task-8 .history").evaluate("e => { e.open = true }")

    assert history.is_visible()
