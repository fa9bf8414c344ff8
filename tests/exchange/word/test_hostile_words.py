"""Whatever people wrote stands in the document as they wrote it, and cannot break it."""

from datetime import date
from io import BytesIO

import docx
import pytest
from drawn_documents import find, words_of, xml_of
from report_views import hostile_plan, views_of

from jimoplan.core.changes.items import replace_items
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.words import Status
from jimoplan.exchange.word.draw import draw_document

MARKUP = "<w:p/> &amp; ]]> “半角,标点:不动;(照写)” {{ x }} 𠮷"
HIDDEN = "甲\x00\x0b\x1b\u202e\ufffe\uffff\x85乙"
SHOWN = "甲<U+0000><U+000B><U+001B><U+202E><U+FFFE><U+FFFF><U+0085>乙"


@pytest.fixture(scope="module")
def hostile(shipped: Plan) -> dict[str, object]:
    own = {m.id: m for task in shipped.all_tasks() for m in task.measures}
    note = f"{MARKUP}\n第二行\t{HIDDEN}\r\n第三行"
    report = Update.model_construct(
        **dict(Update(date=date(2024, 6, 26), note="x", next="y"))
        | {"note": note, "problem": note, "next": note}
    )
    fields = {"due": date(2024, 5, 31), "status": Status.IN_PROGRESS, "updates": (report,)}
    title = {"title": f"{MARKUP}{HIDDEN}"}
    return views_of(
        replace_items(
            shipped,
            {id_: own[id_].model_copy(update=fields | title) for id_ in ("8-1", "8-2", "8-3")},
        )
    )


@pytest.mark.parametrize(
    "name", ["weekly", "quarterly", "annual", "department", "supervision", "feedback"]
)
def test_hostile_words_are_shown_and_break_nothing(name: str, hostile: dict[str, object]) -> None:
    data = draw_document(name, hostile[name])

    told = "".join(
        (part.text or "") + ("\n" if part.tag.endswith("}br") else "")
        for part in xml_of(data, "word/document.xml").iter()
    )
    assert MARKUP in told
    assert SHOWN in told
    assert docx.Document(BytesIO(data)).core_properties.title


def test_hostile_names_of_a_plan_and_its_departments_are_shown_as_they_are() -> None:
    views = views_of(hostile_plan())
    for name in ("weekly", "quarterly", "annual", "department", "reminder", "feedback"):
        document = docx.Document(BytesIO(draw_document(name, views[name])))
        assert "<script>alert(1)</script> &amp; <U+202E> 1." in document.paragraphs[0].text
        assert document.core_properties.title.startswith("# | *x* _y_ `z`")


def test_lines_and_tabs_stay_lines_and_tabs(hostile: dict[str, object]) -> None:
    data = draw_document("supervision", hostile["supervision"])
    (paragraph, *_) = [p for p in docx.Document(BytesIO(data)).paragraphs if "第二行" in p.text]
    lines = paragraph.text.split("\n")
    assert lines[0].endswith(MARKUP)
    assert lines[1] == f"第二行\t{SHOWN}"
    assert lines[2].startswith("第三行")
    assert find(paragraph._p, "w:tab")  # noqa: SLF001 - as it stands in the file


def test_a_plan_of_one_empty_section_is_a_document_as_well(shipped: Plan) -> None:
    bare = shipped.model_copy(
        update={"sections": (shipped.sections[0].model_copy(update={"tasks": ()}),)}
    )
    views = views_of(bare)
    assert "没有任务。" in words_of(draw_document("weekly", views["weekly"]))
    assert "没有任务。" in words_of(draw_document("quarterly", views["quarterly"]))
    assert "没有需要填报的举措。" in words_of(draw_document("feedback", views["feedback"]))
    assert "没有红灯，不需要督办" in words_of(draw_document("supervision", views["supervision"]))
    assert "没有直接承担的任务。" in words_of(draw_document("department", views["department"]))
