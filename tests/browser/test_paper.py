"""The pages on A4 paper, by Chromium's own printing."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import NamedTuple

import pytest
from browser_visits import Visits
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from jimoplan.core.plan.model import Plan

A4 = (595, 842)
RADICALS = str.maketrans(
    "⺠⻅⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻩⻬⻮⻰", "民见贝车长门青页风飞食马鱼鸟黄齐齿龙"
)
"""What a PDF's text has for characters that look the same."""

HEAD = "编号名称责任部门状态进度时限灯与原因最近进展"


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


def squeeze(text: str) -> str:
    """A text without spaces, its characters as they are typed."""
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", text)).translate(RADICALS)


@pytest.mark.parametrize(
    ("name", "sheets", "size"),
    [
        ("weekly", 2, A4),
        ("monthly", 4, A4),
        ("bimonthly", 5, A4),
        ("quarterly", 8, A4[::-1]),
        ("annual", 6, A4),
        ("reminder", 1, A4),
        ("supervision", 2, A4),
        ("feedback", 2, A4[::-1]),
        ("index", 1, A4),
        ("overview", 3, A4),
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
    sheets = printed("department", "")

    first = next(n for n, sheet in enumerate(sheets) if HEAD in sheet.text)
    last = next(n for n, sheet in enumerate(sheets) if "近30天记录" in sheet.text)
    assert [sheet.text for sheet in sheets[first:last] if HEAD not in sheet.text] == []
    assert last - first > 1


def test_the_table_of_all_tasks_is_printed_only_where_the_reader_unfolded_it(
    printed: Print, lively: Plan
) -> None:
    folded, unfolded = printed("overview", ""), printed("overview", "#plan")

    assert {sheet.size for sheet in folded} == {A4}
    assert HEAD not in "".join(sheet.text for sheet in folded)
    across = "".join(sheet.text for sheet in unfolded if sheet.size == A4[::-1])
    assert [task.title for task in lively.all_tasks() if squeeze(task.title) not in across] == []
    measures = [measure for task in lively.all_tasks() for measure in task.measures]
    assert [m.title for m in measures if squeeze(f"{m.title}{m.kind}") in across] == []
    assert "举措6项" in across


def test_every_measure_is_printed_where_measures_are_asked_for_and_none_is_cut(
    printed: Print, lively: Plan
) -> None:
    texts = [sheet.text for sheet in printed("overview", "#level=measure")]

    cells = [
        squeeze(f"{measure.title}{measure.kind}")
        for task in lively.all_tasks()
        for measure in task.measures
    ]
    assert [cell for cell in cells if not any(cell in text for text in texts)] == []


def test_controls_stay_off_the_paper_and_a_filter_is_owned_up_to(printed: Print) -> None:
    whole = "".join(sheet.text for sheet in printed("overview", "#plan"))
    part = "".join(sheet.text for sheet in printed("overview", "#light=red"))

    assert "清除条件" not in whole + part
    assert "项,共21项" not in whole
    assert "显示2项,共21项;灯:红灯" in part


def test_a_history_is_printed_as_the_reader_left_it(
    visit: Visits, pages: Mapping[str, str]
) -> None:
    page = visit(pages["weekly"], "#plan").page
    page.locator("#task-8 .more").click()
    row = page.locator("#measure-8-6 + tr.history")
    history = row.locator("li").first
    page.emulate_media(media="print")
    expect(history).to_be_hidden()

    row.locator("details").evaluate("e => { e.open = true }")

    expect(history).to_be_visible()
