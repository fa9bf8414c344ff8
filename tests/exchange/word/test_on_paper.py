"""Documents as LibreOffice prints them, measured: GB/T 9704-2012 on A4."""

from datetime import date
from io import BytesIO
from typing import NamedTuple

import pytest
from libreoffice import save_as
from paper import MM, Glyph, glyphs_of, lines_of, squeeze, text_of
from pypdf import PdfReader
from report_views import views_of

from jimoplan.core.changes.items import replace_items
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Status
from jimoplan.exchange.word.draw import draw_document

CHARACTERS, LINES = 28, 22


class Sheet(NamedTuple):
    """A printed sheet: its width and height in mm, and what stands on it."""

    width: float
    height: float
    glyphs: list[Glyph]


@pytest.fixture(scope="module")
def printed(lively: Plan, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    """A letter whose one item is told on more than two pages; a report on two sections."""
    (measure,) = [m for t in lively.all_tasks() for m in t.measures if m.id == "8-1"]
    report = Update(date=date(2024, 6, 3), note="办理情况" * 400)
    late = {"due": date(2024, 5, 31), "status": Status.IN_PROGRESS, "updates": (report,)}
    letters = views_of(replace_items(lively, {"8-1": measure.model_copy(update=late)}))
    reports = views_of(lively.model_copy(update={"sections": lively.sections[:2]}))
    drawn = {
        "supervision.docx": draw_document("supervision", letters["supervision"]),
        "weekly.docx": draw_document("weekly", reports["weekly"]),
    }
    saved = save_as("pdf", drawn, tmp_path_factory.mktemp("paper"))
    return {name.removesuffix(".pdf"): sheets_of(data) for name, data in saved.items()}


def sheets_of(data: bytes) -> list[Sheet]:
    return [
        Sheet(float(page.mediabox.width) / MM, float(page.mediabox.height) / MM, glyphs_of(page))
        for page in PdfReader(BytesIO(data)).pages
    ]


def test_a_full_page_has_22_lines_of_28_characters_where_the_standard_has_them(
    printed: dict[str, list[Sheet]],
) -> None:
    sheet = printed["supervision"][1]
    lines = lines_of(sheet.glyphs)

    assert (round(sheet.width), round(sheet.height)) == (210, 297)
    assert [len(text_of(line)) for line in lines] == [CHARACTERS] * LINES
    assert {round(line[0].left) for line in lines} == {28}
    pitch = (lines[-1][0].top - lines[0][0].top) / (LINES - 1)
    assert pitch == pytest.approx(225 / LINES, abs=0.03)
    assert 37 < lines[0][0].top < 37 + pitch
    assert 262 - pitch < lines[-1][0].top < 262


def test_the_title_stands_in_the_middle_of_the_first_page(
    printed: dict[str, list[Sheet]],
) -> None:
    title = [glyph for glyph in printed["supervision"][0].glyphs if round(glyph.points) == 22]
    assert text_of(title) == "青岛市即墨区司法局关于制发行政应诉工作规则的催办通知"
    first = title[0]
    assert first.left + 9 * 22 / 2 / MM == pytest.approx(28 + 156 / 2, abs=1)


def test_page_numbers_stand_at_the_outer_edge_7_mm_below_the_text(
    printed: dict[str, list[Sheet]],
) -> None:
    sheets = printed["supervision"]
    assert len(sheets) > 2
    for number, sheet in enumerate(sheets, 1):
        folio = [glyph for glyph in sheet.glyphs if round(glyph.points) == 14]
        assert text_of(folio) == f"—{number}—"
        assert 269 < folio[0].top < 273
        end = folio[-1].left + 14 / MM
        edge = folio[0].left - 28 if number % 2 == 0 else 184 - end
        assert edge == pytest.approx(14 / MM, abs=1.6), "one character from the edge of the text"


def test_annexes_are_printed_across_with_their_head_on_every_sheet(
    printed: dict[str, list[Sheet]],
) -> None:
    sheets = printed["weekly"]
    shapes = [(round(sheet.width), round(sheet.height)) for sheet in sheets]
    upright = shapes.count((210, 297))
    assert upright > 2
    assert shapes == [(210, 297)] * upright + [(297, 210)] * (len(shapes) - upright)
    first, second = sheets[upright : upright + 2]
    head = "编号名称责任部门状态进度时限灯与原因最近进展"
    assert text_of(first.glyphs).startswith("附表一:全部任务和举措")
    assert head in text_of(first.glyphs)
    assert text_of(second.glyphs).startswith(head)
    assert squeeze(f"— {upright + 2} —") in text_of(second.glyphs)
