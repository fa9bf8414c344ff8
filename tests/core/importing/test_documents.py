"""Documents as bodies publish them, each with the plan and the doubts that come of it."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from command_line import Golden
from libreoffice import save_as
from openpyxl.worksheet.worksheet import Worksheet

from jimoplan.core.importing.documents import Imported, Wanted, import_documents
from jimoplan.core.importing.doubts import Doubt
from jimoplan.core.plan.published import published_text
from jimoplan.exchange.documents.read import read_document

HERE = Path(__file__).parent
DOCUMENTS = sorted((HERE / "documents").iterdir())
NO_ANSWERS: Mapping[str, str] = {}


def imported(name: str, data: bytes, answers: Mapping[str, str] = NO_ANSWERS) -> Imported:
    """What is made of a document."""
    return import_documents([read_document(name, data)], Wanted(year=2024), answers)


def told(doubt: Doubt) -> str:
    choices = " / ".join(choice.answer for choice in doubt.choices)
    return f"# {doubt.code} {doubt.place} “{doubt.words}”{doubt.question} {choices}\n"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_becomes_this_plan_with_these_doubts(path: Path, golden: Golden) -> None:
    made = imported(path.name, path.read_bytes())
    assert made.difference is None
    written = made.text + "".join(map(told, made.doubts))
    golden(HERE / "golden" / f"{path.name}.yaml", written)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_answered_as_is_assumed_it_is_the_same_plan_and_no_doubt(path: Path) -> None:
    first = imported(path.name, path.read_bytes())
    answers = {doubt.key: doubt.assumed for doubt in first.doubts}
    again = imported(path.name, path.read_bytes(), answers)
    assert again.doubts == ()
    assert again.text == first.text


def test_saved_as_docx_by_libreoffice_a_text_makes_the_same_plan(tmp_path: Path) -> None:
    texts = {path.name: path.read_bytes() for path in DOCUMENTS if path.suffix == ".txt"}
    saved = save_as("docx", texts, tmp_path)
    assert len(saved) == len(texts)
    for name, data in texts.items():
        stem = name.removesuffix(".txt")
        made, from_text = imported(f"{stem}.docx", saved[f"{stem}.docx"]), imported(name, data)
        assert made.plan.sections == from_text.plan.sections
        assert made.plan.tasks == from_text.plan.tasks
        assert published_text(made.plan).split() == data.decode().split()


def test_saved_as_xlsx_by_libreoffice_a_table_makes_the_same_plan(tmp_path: Path) -> None:
    tables = {path.name: path.read_bytes() for path in DOCUMENTS if path.suffix == ".csv"}
    saved = save_as("xlsx", tables, tmp_path, "--infilter=CSV:44,34,UTF8")
    for name, data in tables.items():
        stem = name.removesuffix(".csv")
        made, from_text = imported(f"{stem}.xlsx", saved[f"{stem}.xlsx"]), imported(name, data)
        ids = [(task.id, task.title, task.by_role()) for task in made.plan.all_tasks()]
        assert ids == [(t.id, t.title, t.by_role()) for t in from_text.plan.all_tasks()]
        assert made.difference is None


HTML = """<table border="1">
<tr><td colspan="5">某县2024年民生实事任务表</td></tr>
<tr><td>序 号</td><td>项目名称</td><td>建设内容</td><td>责任单位</td><td>完成时限</td></tr>
<tr><td colspan="5">一、教育</td></tr>
<tr><td>1</td><td rowspan="2">新建学校</td><td>新建小学2所</td><td>县教育局</td>
<td>2024年8月</td></tr>
<tr><td>2</td><td>改造操场5个</td><td>县教育局、各乡镇</td><td>2024年10月</td></tr>
<tr><td colspan="5">二、交通</td></tr>
<tr><td>3</td><td>农村公路</td><td>改建农村公路50公里</td><td>县交通局</td><td>年底前</td></tr>
<tr><td colspan="5">填表人:甲</td></tr>
</table>"""


def test_a_table_with_merged_cells_is_read_with_its_section_rows(tmp_path: Path) -> None:
    source = {"表.html": f"<meta charset='utf-8'>{HTML}".encode()}
    made = imported("表.docx", save_as("docx:MS Word 2007 XML", source, tmp_path)["表.docx"])

    assert [(s.number, s.title) for s in made.plan.sections] == [("一", "教育"), ("二", "交通")]
    school, road = made.plan.all_tasks()
    assert (school.title, road.title) == ("新建学校", "农村公路")
    assert [m.responsible for m in school.measures] == [("县教育局",), ("县教育局", "各乡镇")]
    assert [str(m.due) for m in school.measures] == ["2024-08", "2024-10"]
    assert road.responsible == ("县交通局",)
    assert (made.plan.plan.unit, made.plan.plan.title) == ("某县", "2024年民生实事任务表")
    assert "填表人" in made.plan.plan.published.back
    assert made.difference is None


def test_numbers_in_a_cell_are_measures_and_days_of_every_sort_are_deadlines() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ("某县2025年任务表",),
        ("序号", "工作任务", "具体 措施", "牵头单位", "完成时限"),
        (1, "法治建设", "1.制定方案;\n2.开展培训;\n3.组织考核。", "县司法局", date(2025, 6, 30)),
        (2, "普法", "①编印手册;②举办宣讲。", "县司法局", "9月底前"),
        (3, "调解", "建立台账", "县司法局", 45900),
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet["E5"].number_format = "yyyy/m/d"
    written = BytesIO()
    book.save(written)

    made = imported("表.xlsx", written.getvalue())
    assert made.difference is None
    assert [len(task.leaves) for task in made.plan.all_tasks()] == [3, 2, 1]
    days = [str(task.due) for task in made.plan.all_tasks()]
    assert days == ["2025-06-30", "2025-09", "2025-08-31"]
