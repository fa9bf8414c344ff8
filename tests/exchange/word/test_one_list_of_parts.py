"""A document says what the page and the Markdown say: the same titles, rows and cells, in order."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from docx.text.paragraph import Paragraph
from drawn_documents import blocks_of, find, parts_of_document, style_of, value, words_of, xml_of
from drawn_parts import parts_of_markdown, squeeze_drawn
from report_views import views_of

from jimoplan.core.changes.items import replace_items
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Remark, Update
from jimoplan.core.plan.words import RemarkKind, Status
from jimoplan.core.reports.matters import write_days_out
from jimoplan.core.reports.parts.blocks import RedCards
from jimoplan.core.reports.parts.compose import report_parts
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.exchange.word.draw import draw_document
from jimoplan.render import render

DOCUMENT = "word/document.xml"
PERIODIC = ["weekly", "monthly", "bimonthly", "half-year", "annual"]


def periodic(views: dict[str, object], name: str) -> PeriodicReport:
    view = views[name]
    assert isinstance(view, PeriodicReport)
    return view


def squeezed(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    """Cells without what only Markdown needs."""
    return [[re.sub(r"\*\*", "", cell) for cell in row] for row in rows]


def _rows_of_charts(rows: list[list[str]]) -> Iterator[list[str]]:
    """The rows of tables that begin as a chart's does; they stand in an annex of a document."""
    within = False
    for row in rows:
        within = row[:1] == ["截至"] or (within and row[0][:2] == "20")
        if within:
            yield row


@pytest.mark.parametrize("name", PERIODIC)
def test_a_report_has_the_titles_and_rows_of_its_markdown(
    name: str, views: dict[str, object]
) -> None:
    *parts, (_, figures) = parts_of_document(draw_document(name, views[name]))
    every = parts_of_markdown(render(name, "md", views[name], beside=None))
    same = [part for part in every if not part[0].startswith("附表二")]  # what git lists
    charts = [row for _, rows in same for row in _rows_of_charts(rows)]

    listed = [in_full_width(p.title) for p in report_parts(periodic(views, name)) if p.title]
    listed = [title for title in listed if not title.startswith("附表二")]
    assert [title for title, _ in parts[1:]] == listed
    assert [title for title, _ in same[1:]] == listed
    for (title, rows), (_, others) in zip(parts[1:], same[1:], strict=True):
        if not title.endswith("红灯事项"):
            told = [row for row in others if row not in charts]
            assert rows == squeezed(told), title
    assert figures == squeezed(charts)
    assert sum(len(rows) for _, rows in parts) > 60


def test_the_figures_at_a_glance_stand_below_the_first_sentence(views: dict[str, object]) -> None:
    view = periodic(views, "weekly")
    lead, tiles = report_parts(view)[0].blocks[:2]
    words = words_of(draw_document("weekly", view))

    told = squeeze_drawn("".join(run.text for run in lead.text))  # type: ignore[union-attr]
    heads = "".join(tile.label for tile in tiles.tiles)  # type: ignore[union-attr]
    figures = "".join(
        f"{t.figure}项" + (f"比{t.since}{t.change_words}" if t.change_words else "")
        for t in tiles.tiles  # type: ignore[union-attr]
    )
    assert f"{told}{heads}{figures}" in words


def test_a_red_matter_says_the_same_in_the_same_order(views: dict[str, object]) -> None:
    view = periodic(views, "weekly")
    (part,) = [part for part in report_parts(view) if part.name == "red"]
    (block,) = [block for block in part.blocks if isinstance(block, RedCards)]
    words = words_of(draw_document("weekly", view)).split("红灯事项", 1)[1]

    matters = [matter for card in block.cards for matter in card.matters]
    assert matters
    at = 0
    for matter in matters:
        texts = (matter.standing, matter.owners, matter.reason, matter.next)
        told = ["".join(run.text for run in text) for text in texts]
        asked = [matter.asked] if matter.asks_somebody else []
        for each in (matter.title, "红灯", *told, *asked):
            at = words.index(squeeze_drawn(each), at)


def test_red_matters_are_headings_of_the_second_level(views: dict[str, object]) -> None:
    view = periodic(views, "weekly")
    (part,) = [part for part in report_parts(view) if part.name == "red"]
    (block,) = [block for block in part.blocks if isinstance(block, RedCards)]
    headed = headings(draw_document("weekly", view), "Heading2")

    assert headed[0].startswith("（一）")
    assert headed[1].startswith("（二）")
    for card, heading in zip(block.cards, headed, strict=False):
        only = card.matters[0] if len(card.matters) == 1 else card
        assert heading.endswith(f"{only.number} {only.title}")


def headings(data: bytes, style: str) -> list[str]:
    return [b.text for b in blocks_of(data) if isinstance(b, Paragraph) and style_of(b) == style]


def test_the_quarterly_table_is_that_of_the_markdown(views: dict[str, object]) -> None:
    document = draw_document("quarterly", views["quarterly"])
    (rows,) = [rows for _, rows in parts_of_document(document)]
    ((_, same),) = parts_of_markdown(render("quarterly", "md", views["quarterly"], beside=None))

    assert len(rows) > 20
    assert rows == same


def test_who_signs_stands_above_the_quarterly_table_and_on_no_letter(lively: Plan) -> None:
    head = lively.plan.model_copy(update={"signer": "王五", "doc_code": "即司督"})
    views = views_of(late(lively.model_copy(update={"plan": head}), 1))

    assert words_of(draw_document("quarterly", views["quarterly"])).startswith("签发人王五")
    notice = words_of(draw_document("supervision", views["supervision"]))
    assert "签发人" not in notice
    assert "即司督〔2024〕号" in notice


def test_a_department_s_list_has_the_titles_and_rows_of_its_markdown(
    views: dict[str, object],
) -> None:
    parts = parts_of_document(draw_document("department", views["department"]))
    same = parts_of_markdown(render("department", "md", views["department"], beside=None))

    assert [title for title, _ in parts] == [title for title, _ in same]
    for (title, rows), (_, others) in zip(parts, same, strict=True):
        assert rows == squeezed(others), title
    assert sum(len(rows) for _, rows in parts) > 10


def late(plan: Plan, count: int, **fields: object) -> Plan:
    """A plan with so many measures of 复议应诉科 red, and one of them spoken of."""
    own = {m.id: m for task in plan.all_tasks() for m in task.measures}
    said = {
        "updates": (
            Update(date=date(2024, 5, 10), by="王五", note="初稿\n已征求意见", problem="缺人"),
        ),
        "remarks": (Remark(date=date(2024, 6, 3), kind=RemarkKind.SUPERVISION, text="请说明"),),
    }
    changed: dict[str, object] = {"due": date(2024, 5, 31), "status": Status.IN_PROGRESS} | fields
    ids = [f"8-{number}" for number in range(1, count + 1)]
    return replace_items(
        plan,
        {id_: own[id_].model_copy(update=changed | (said if id_ == ids[0] else {})) for id_ in ids},
    )


@pytest.mark.parametrize("count", [0, 1, 3, 4])
@pytest.mark.parametrize("name", ["reminder", "supervision"])
def test_a_letter_says_word_for_word_what_its_markdown_says(
    name: str, count: int, shipped: Plan
) -> None:
    soon = {"due": date(2024, 7, 4)} if name == "reminder" else {}
    view = views_of(late(shipped, count, **soon))[name]
    text = render(name, "md", view, beside=None)

    lines = [re.sub(r"^#+ ", "", line) for line in text.splitlines()]
    own = "".join(line for line in lines if not re.match(r">|\| ---|---", line))
    same = squeeze_drawn(own.replace("|", ""))
    assert without_joints(words_of(draw_document(name, view))) == without_joints(same)


def without_joints(words: str) -> str:
    """Words without what Markdown has in a cell where a document begins a new line."""
    return re.sub("，进度|，", "", words)


def test_each_notice_is_a_letter_that_begins_with_page_one(shipped: Plan) -> None:
    plan = late(shipped, 2)
    again = replace_items(
        plan,
        {
            m.id: m.model_copy(update={"due": date(2024, 6, 26), "status": Status.IN_PROGRESS})
            for task in plan.all_tasks()
            for m in task.measures
            if m.id == "8-3"
        },
    )
    data = draw_document("supervision", views_of(again)["supervision"])

    titles = headings(data, "Title")
    assert [title.split("的")[-1] for title in titles] == ["督办通知", "催办通知"]
    starts = [find(section, "w:pgNumType") for section in find(xml_of(data, DOCUMENT), "w:sectPr")]
    assert [[value(each, "start") for each in start] for start in starts] == [[], ["1"]]


def test_a_form_has_the_rows_of_its_markdown_and_room_to_write(lively: Plan) -> None:
    view = views_of(late(lively, 2))["feedback"]
    rows = [row for _, rows in parts_of_document(draw_document("feedback", view)) for row in rows]
    text = render("feedback", "md", view, beside=None)
    same = [row for _, rows in parts_of_markdown(text) for row in rows]

    assert len(rows) == len(same) > 3
    for row, (number, name, due, why, state, _, *to_fill) in zip(rows, squeezed(same), strict=True):
        assert [row[0], write_days_out(row[2]), row[3], *row[5:]] == [number, due, why, *to_fill]
        assert row[1] == name.split("成果")[0]
        assert row[4] == without_joints(state)
    assert rows[1][5:] == [""] * 4
