from collections.abc import Mapping
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from libreoffice import save_as
from office_files import cell, list_level, make_docx, make_list, numbered, paragraph, run, table
from openpyxl.worksheet.worksheet import Worksheet

from jimoplan.core.importing.blocks import Cell, Source
from jimoplan.exchange.documents.read import read_document

_NAMES = 'xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" ' + " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        **{name: name for name in ("office", "text", "table", "style", "drawing")},
        "number": "datastyle",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
_KIND = "application/vnd.oasis.opendocument"


def flat(kind: str, styles: str, body: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.3" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" office:mimetype="{_KIND}.{kind}">'
        f"{styles}<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document>"
    ).encode()


LIST_STYLES = (
    '<office:automatic-styles><text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." '
    'style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" '
    'style:num-suffix="."/></text:list-style></office:automatic-styles><office:master-styles>'
    '<style:master-page style:name="Standard"><style:footer><text:p>内部资料</text:p>'
    "</style:footer></style:master-page></office:master-styles>"
)
WRITTEN = flat(
    "text",
    LIST_STYLES,
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>'
    "<dc:creator>甲</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info>"
    "<text:p>旧文</text:p></text:deletion></text:changed-region>"
    '<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>甲'
    "</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info></text:insertion>"
    "</text:changed-region></text:tracked-changes>"
    '<text:h text:outline-level="1">2024年工作要点</text:h>'
    '<text:list text:style-name="L"><text:list-item><text:p>加强学习</text:p><text:list>'
    "<text:list-item><text:p>制发规则。</text:p></text:list-item><text:list-item>"
    "<text:p>开展培训。</text:p></text:list-item></text:list></text:list-item><text:list-item>"
    "<text:p>推进普法</text:p></text:list-item></text:list>"
    '<text:p>甲<text:change text:change-id="c1"/>乙<text:change-start text:change-id="c2"/>新文'
    '<text:change-end text:change-id="c2"/><text:tab/>丙<text:line-break/>丁'
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>见附件。</text:p></text:note-body></text:note></text:p>"
    '<text:p>框外<draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm">'
    "<draw:text-box><text:p>框里</text:p></draw:text-box></draw:frame></text:p>"
    '<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/>'
    '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>合</text:p>'
    '</table:table-cell><table:table-cell table:number-columns-spanned="2"><text:p>跨</text:p>'
    "<text:p>二段</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"
    "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>子</text:p>"
    "</table:table-cell><table:table-cell><text:p>丑</text:p></table:table-cell>"
    "</table:table-row></table:table><text:p>末段</text:p>",
)

CALCULATED = flat(
    "spreadsheet",
    '<office:automatic-styles><number:date-style style:name="N1"><number:year number:style="long"/>'
    "<number:text>年</number:text><number:month/><number:text>月</number:text><number:day/>"
    '<number:text>日</number:text></number:date-style><number:percentage-style style:name="N2">'
    '<number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%'
    '</number:text></number:percentage-style><style:style style:name="D" '
    'style:family="table-cell" style:data-style-name="N1"/><style:style style:name="P" '
    'style:family="table-cell" style:data-style-name="N2"/></office:automatic-styles>',
    '<table:table table:name="任务"><table:table-row><table:table-cell '
    'office:value-type="string" table:number-columns-spanned="3"><text:p>任务表</text:p>'
    '</table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/>'
    "</table:table-row><table:table-row/><table:table-row>"
    '<table:table-cell office:value-type="float" office:value="1"/>'
    '<table:table-cell office:value-type="string"><text:p>制发</text:p><text:p>规则</text:p>'
    '</table:table-cell><table:table-cell table:style-name="D" office:value-type="date" '
    'office:date-value="2024-06-30"/></table:table-row><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>007</text:p></table:table-cell>'
    '<table:table-cell table:style-name="P" office:value-type="percentage" office:value="0.95"/>'
    '<table:table-cell table:formula="of:=[.A3]+1" office:value-type="float" office:value="2"/>'
    "</table:table-row></table:table>",
)

OUTLINE = make_list(
    list_level(0, "chineseCountingThousand", "%1、"),
    list_level(1, "decimal", "%2."),
    list_level(2, "decimalEnclosedCircle", "%3", '<w:suff w:val="nothing"/>'),
)
BY_HAND = make_docx(
    "".join(
        numbered(words, level=level) for words, level in [("学习", 0), ("规则", 1), ("细则", 2)]
    )
    + numbered("普法")
    + paragraph(
        run("甲"),
        f'<w:ins w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z">{run("新文")}</w:ins>',
        '<w:del w:id="2" w:author="a" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>旧文'
        "</w:delText></w:r></w:del>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>",
        "<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>",
    )
    + table(
        cell("合", '<w:vMerge w:val="restart"/>') + cell("一\n二") + cell("三"),
        cell("", "<w:vMerge/>") + cell("跨", '<w:gridSpan w:val="2"/>'),
        columns=3,
    )
    + paragraph(run("末段"))
    + "<w:sectPr/>",
    numbering=OUTLINE,
)


def make_book() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["学习", 1, date(2024, 6, 30), True])
    sheet.append([None, 0.95, 1234.5, "007"])
    sheet.merge_cells("A1:A2")
    sheet["B2"].number_format = "0.0%"
    sheet["C1"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["C2"].number_format = "#,##0.00"
    sheet.row_dimensions[2].hidden = True
    book.create_sheet("底稿").append(["戊"])
    book["底稿"].sheet_state = "hidden"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


SOURCES: Mapping[str, bytes] = {
    "written.fodt": WRITTEN,
    "by-hand.docx": BY_HAND,
    "calculated.fods": CALCULATED,
    "book.xlsx": make_book(),
}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What LibreOffice saves of the sources as .docx, .xlsx and .ods."""
    folder = tmp_path_factory.mktemp("office")
    found: dict[str, bytes] = {}
    for ending, endings in (
        ("docx", (".fodt", ".docx")),
        ("xlsx", (".fods", ".xlsx")),
        ("ods", (".fods", ".xlsx")),
    ):
        asked = {name: data for name, data in SOURCES.items() if name.endswith(endings)}
        found |= save_as(ending, asked, folder)
    return found


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks]


def test_a_document_written_by_libreoffice_reads_as_it_was_written(
    saved: dict[str, bytes],
) -> None:
    source = read_document("written.docx", saved["written.docx"])
    assert texts(source) == [
        "2024年工作要点",
        "一、加强学习",
        "1.制发规则。",
        "2.开展培训。",
        "二、推进普法",
        "甲乙新文\t丙\n丁",
        "框外",
        "框里",
        "合\t跨\n二段",
        "子\t丑",
        "末段",
    ]
    assert source.blocks[0].level == 1
    assert source.blocks[-2].cells[0] == Cell("合", 0, 0, is_filled=True)
    assert {(left.words, left.why) for left in source.left_out} == {
        ("旧文", "修订中删去的文字"),
        ("见附件。", "脚注"),
        ("内部资料", "页脚"),
    }


def test_a_document_saved_again_by_libreoffice_reads_the_same(saved: dict[str, bytes]) -> None:
    before = read_document("by-hand.docx", BY_HAND)
    after = read_document("by-hand.docx", saved["by-hand.docx"])
    assert texts(before)[:5] == ["一、学习", "1.规则", "①细则", "二、普法", "甲新文控件\t乙\n丙"]
    assert texts(after) == texts(before)
    assert [block.cells for block in after.blocks] == [block.cells for block in before.blocks]
    assert [left.words for left in after.left_out] == ["旧文"]


def test_a_sheet_calculated_by_libreoffice_shows_what_it_showed(saved: dict[str, bytes]) -> None:
    source = read_document("calculated.xlsx", saved["calculated.xlsx"])
    assert texts(source) == ["任务表", "1\t制发\n规则\t2024年6月30日", "007\t95%\t2"]
    assert [block.place[-5:] for block in source.blocks] == ["第 1 行", "第 3 行", "第 4 行"]
    assert source.blocks[1].cells[2].day == date(2024, 6, 30)
    assert [cell.text for cell in source.blocks[0].cells] == ["任务表"] * 3


def test_a_workbook_saved_again_by_libreoffice_reads_the_same(saved: dict[str, bytes]) -> None:
    before = read_document("book.xlsx", SOURCES["book.xlsx"])
    after = read_document("book.xlsx", saved["book.xlsx"])
    assert texts(before) == [
        "学习\t1\t2024年6月30日\tTRUE",
        "95.0%\t1,234.50\t007",
        "戊",
    ]
    assert [block.cells for block in after.blocks] == [block.cells for block in before.blocks]
    assert after.notes == before.notes


@pytest.mark.parametrize("name", ["calculated", "book"])
def test_an_open_spreadsheet_reads_as_the_same_one_in_the_other_format(
    saved: dict[str, bytes], name: str
) -> None:
    other = read_document(f"{name}.xlsx", saved[f"{name}.xlsx"])
    open_ = read_document(f"{name}.ods", saved[f"{name}.ods"])
    assert open_.blocks == other.blocks
    assert open_.notes == other.notes
