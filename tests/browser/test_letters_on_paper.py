"""Letters on A4 paper as GB/T 9704-2012 has it, measured in a PDF that Chromium printed."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from paper import MM, Glyph, glyphs_of, lines_of, squeeze, text_of
from playwright.sync_api import Browser
from pypdf import PdfReader

from jimoplan.core.changes.items import replace_items
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Status
from jimoplan.core.reports.letters import gather_grounds, write_feedback, write_supervision
from jimoplan.render import render

AS_OF = date(2024, 6, 14)
CHARACTERS, LINES = 28, 22


Sheets = list[list[Glyph]]
Print = Callable[[str], Sheets]


@pytest.fixture
def printed(browser: Browser, tmp_path: Path) -> Iterator[Print]:
    """Prints a page and says what stands where on its sheets."""
    page = browser.new_page()

    def print_page(text: str) -> Sheets:
        file = tmp_path / "letter.html"
        file.write_text(text, encoding="utf-8")
        page.goto(file.as_uri())
        data = page.pdf(prefer_css_page_size=True)
        return [glyphs_of(sheet) for sheet in PdfReader(BytesIO(data)).pages]

    yield print_page
    page.close()


def changed(plan: Plan, **measures: dict[str, object]) -> Plan:
    """A plan with other fields in some of its measures, m8_1 for 8-1, all of them 推进中."""
    own = {m.id: m for task in plan.all_tasks() for m in task.measures}
    fields = {id_[1:].replace("_", "-"): each for id_, each in measures.items()}
    return replace_items(
        plan,
        {
            id_: own[id_].model_copy(update={"status": Status.IN_PROGRESS, **each})
            for id_, each in fields.items()
        },
    )


def notice(plan: Plan) -> str:
    grounds = gather_grounds(plan, AS_OF)
    to = next(d for d in plan.departments if d.name == "复议应诉科")
    return render("supervision", "html", write_supervision(grounds, to), beside=None)


def late(note: str) -> dict[str, object]:
    """Red since the week before, with a report."""
    return {"due": date(2024, 5, 31), "updates": (Update(date=date(2024, 6, 3), note=note),)}


def test_a_sheet_has_22_lines_of_28_characters_where_the_standard_has_them(
    shipped: Plan, printed: Print
) -> None:
    sheets = printed(notice(changed(shipped, m8_1=late("办理情况" * 375))))

    lines = lines_of(sheets[1])
    assert [len(text_of(line)) for line in lines] == [CHARACTERS] * LINES
    assert {round(line[0].left, 1) for line in lines} == {28.0}
    right = max(g.left for line in lines for g in line) + 16 / MM
    assert right == pytest.approx(184, abs=0.3)
    # The first and the last line, with half of what is between two lines above and below it.
    pitch = (lines[-1][0].top - lines[0][0].top) / (LINES - 1)
    assert pitch == pytest.approx(225 / LINES, abs=0.01)
    assert 37 < lines[0][0].top < 37 + pitch
    assert 262 - pitch < lines[-1][0].top < 262


def test_the_number_stands_at_the_outer_edge_7_mm_below_the_text(
    shipped: Plan, printed: Print
) -> None:
    sheets = printed(notice(changed(shipped, m8_1=late("办理情况" * 375))))

    assert len(sheets) == 4
    for number, sheet in enumerate(sheets, 1):
        folio = [g for g in sheet if round(g.points) == 14]
        assert text_of(folio) == f"—{number}—"
        assert 269 < folio[0].top < 276
        edge = (
            min(g.left for g in folio) - 28 if number % 2 == 0 else 184 - folio[-1].left - 14 / MM
        )
        assert edge == pytest.approx(14 / MM, abs=1.5), "one character from the edge of the text"


def test_one_late_item_is_a_letter_of_one_sheet(shipped: Plan, printed: Print) -> None:
    note = "初稿已征求各部门意见,正在按反馈意见修改,下一步送合法性审查。" * 2
    (sheet,) = printed(notice(changed(shipped, m8_1=late(note))))

    text = text_of(sheet)
    assert "关于制发行政应诉工作规则的催办通知" in text
    assert "签收日期" in text
    assert {round(g.points) for g in sheet} == {12, 14, 16, 22}


def test_what_a_letter_was_made_from_stays_on_the_screen(
    browser: Browser, shipped: Plan, printed: Print, tmp_path: Path
) -> None:
    page = notice(changed(shipped, m8_1=late("初稿")))

    assert "依据:" not in text_of(printed(page)[0])
    opened = browser.new_page()
    (tmp_path / "screen.html").write_text(page, encoding="utf-8")
    opened.goto((tmp_path / "screen.html").as_uri())
    assert opened.locator(".basis").is_visible()
    opened.close()


@pytest.fixture
def thirty_four(shipped: Plan) -> Plan:
    """The shipped plan with 34 measures of 复议应诉科, four red and nothing ever reported."""
    measures = [m for task in shipped.all_tasks() for m in task.measures][:34]
    own = {"responsible": ("复议应诉科",), "lead": (), "support": ()}
    red = {"due": date(2024, 5, 31), "status": Status.IN_PROGRESS}
    given = {
        m.id: m.model_copy(update=own | (red if n % 9 == 8 else {})) for n, m in enumerate(measures)
    }
    plan = replace_items(shipped, given)
    whole = {
        task.id: task.model_copy(update={"responsible": ("政治处",), "lead": (), "support": ()})
        for task in plan.all_tasks()
    }
    return replace_items(plan, whole)


def test_a_form_for_34_measures_fills_two_sheets_with_room_to_write_in(
    thirty_four: Plan, printed: Print
) -> None:
    grounds = gather_grounds(thirty_four, AS_OF)
    to = next(d for d in thirty_four.departments if d.name == "复议应诉科")
    form = write_feedback(grounds, to)
    assert len(form.own) + len(form.others) == 34
    sheets = printed(render("feedback", "html", form, beside=None))

    texts = [text_of(sheet) for sheet in sheets]
    assert len(texts) == 2
    assert "填报人:" in texts[1]
    assert "jimoplan" not in "".join(texts)
    assert "依据:" not in "".join(texts)
    assert texts[0].index("红灯逾期9个工作日") < texts[0].index("黄灯滞后")
    heads = {g.text: g.left for g in sheets[0] if squeeze(g.text) in {"本", "存", "下", "佐"}}
    assert 297 - 14 - heads["本"] > 130, "half of the sheet is there to write on"
