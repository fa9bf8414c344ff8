from datetime import date
from io import BytesIO

import openpyxl
import pytest
from office_files import make_xlsx
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture

from jimoplan.core.importing.blocks import Cell, Source
from jimoplan.errors import JimoplanError
from jimoplan.exchange.documents.read import read_document


def fresh() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "任务"
    return book, sheet


def read(book: openpyxl.Workbook) -> Source:
    written = BytesIO()
    book.save(written)
    return read_document("任务.xlsx", written.getvalue())


def left_out(source: Source) -> list[tuple[str, str, str]]:
    return [(left.place, left.words, left.why) for left in source.left_out]


def test_rows_are_blocks_and_blank_ones_are_counted() -> None:
    book, sheet = fresh()
    sheet.append(["序号", "任务", "完成时限"])
    sheet.append([None, " ", None])
    sheet.append([1, "制发\n规则", date(2024, 6, 30)])
    sheet.append(["007", None, 0.95])
    sheet["C4"].number_format = "0%"
    blocks = read(book).blocks
    assert [(block.text, block.place) for block in blocks] == [
        ("序号\t任务\t完成时限", "工作表“任务”第 1 行"),
        ("1\t制发\n规则\t2024-06-30", "工作表“任务”第 3 行"),
        ("007\t\t95%", "工作表“任务”第 4 行"),
    ]
    assert blocks[1].cells == (
        Cell("1", 0, 0),
        Cell("制发\n规则", 2, 1),
        Cell("2024-06-30", 8, 2, day=date(2024, 6, 30)),
    )


def test_merged_cells_are_told_wherever_they_reach() -> None:
    book, sheet = fresh()
    sheet.append(["工作任务表"])
    sheet.append(["学习", "甲", "乙"])
    sheet.append([None, "丙", "丁"])
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A2:A3")
    blocks = read(book).blocks
    assert [block.text for block in blocks] == ["工作任务表", "学习\t甲\t乙", "丙\t丁"]
    assert [cell.text for cell in blocks[0].cells] == ["工作任务表"] * 3
    assert blocks[2].cells == (
        Cell("学习", 0, 0, is_filled=True),
        Cell("丙", 0, 1),
        Cell("丁", 2, 2),
    )


def test_every_sheet_is_a_table_and_what_is_hidden_is_read_and_said() -> None:
    book, sheet = fresh()
    sheet.append(["甲", "乙", "丙"])
    sheet.append(["丁"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    hidden = book.create_sheet("底稿")
    hidden.append(["戊"])
    hidden.sheet_state = "hidden"
    source = read(book)
    assert [(block.text, block.table) for block in source.blocks] == [
        ("甲\t乙\t丙", 1),
        ("丁", 1),
        ("戊", 2),
    ]
    assert source.notes == (
        "工作表“任务”有 1 行、1 列是隐藏的,也读了",
        "工作表“底稿”是隐藏的,也读了",
    )


def test_pictures_comments_and_page_headers_are_left_out_with_their_place() -> None:
    book, sheet = fresh()
    sheet.append(["甲"])
    sheet["A1"].comment = Comment("待核实", "督查员")
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = "内部资料"
    picture = BytesIO()
    Picture.new("RGB", (2, 2)).save(picture, "PNG")
    sheet.add_image(Image(picture), "B3")
    assert sorted(left_out(read(book))) == [
        ("工作表“任务”", "内部资料", "页眉页脚"),
        ("工作表“任务”第 1 行", "待核实", "批注"),
        ("工作表“任务”第 3 行", "Picture", "图片"),
    ]


ROWS = (
    '<row r="2"><c r="A2"><f>SUM(B1:B2)</f></c><c r="B2"><f>1+1</f><v>2</v></c>'
    '<c r="C2" t="str"><f>A1&amp;"级"</f><v>一级</v></c>'
    '<c r="D2" t="e"><f>甲!A1</f><v>#REF!</v></c><c r="E2" t="b"><v>1</v></c>'
    '<c r="F2" t="inlineStr"><is><r><t>富</t></r><r><t>文本</t></r></is></c>'
    '<c r="G2" t="d"><v>2024-06-30</v></c><c r="H2" t="s"><v>0</v></c>'
    '<c r="I2" t="s"><v>9</v></c><c r="J2" s="1"><v>45473</v></c><c><v>3</v></c></row>'
)
STRINGS = "<si><t>拼_x000D_音</t><rPh><t>yīn</t></rPh></si>"
STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs>'


def test_cells_of_every_kind_show_what_they_hold() -> None:
    data = make_xlsx(ROWS, sharedStrings=STRINGS, styles=STYLES)
    source = read_document("任务.xlsx", data)
    assert source.text == (
        "\t2\t一级\t#REF!\tTRUE\t富文本\t2024-06-30\t拼\r音\t\t2024年6月30日\t3\n"
    )
    assert [cell.day for cell in source.blocks[0].cells if cell.day] == [date(2024, 6, 30)] * 2
    assert left_out(source) == [("工作表“任务”第 2 行", "=SUM(B1:B2)", "公式,文件里没有算出的值")]
    assert source.notes == ("工作表“任务”有 1 格是错误值,如第 2 行的 #REF!",)


def test_words_under_a_merged_cell_are_left_out() -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in (1, 2))
    merged = '<mergeCells><mergeCell/><mergeCell ref="A"/><mergeCell ref="A1:A2"/></mergeCells>'
    source = read_document("任务.xlsx", make_xlsx(rows, after=merged))
    assert [block.text for block in source.blocks] == ["1"]
    assert left_out(source) == [("工作表“任务”第 2 行", "2", "合并单元格里被遮住的文字")]


def test_the_size_that_a_sheet_says_it_has_is_not_believed() -> None:
    rows = '<row><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row><c><v>3</v></c></row>'
    data = make_xlsx(rows, before='<dimension ref="A1"/>')
    assert read_document("任务.xlsx", data).text == "1\t2\n3\n"


def test_cells_far_out_cost_nothing_and_are_read() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    )
    merged = '<mergeCells><mergeCell ref="A1:XFD9"/></mergeCells>'
    first, last = read_document("任务.xlsx", make_xlsx(rows, after=merged)).blocks
    assert first.text == "1"
    assert last.text.strip("\t") == "2"
    assert last.place == "工作表“任务”第 1048576 行"


def test_too_many_cells_are_refused() -> None:
    rows = "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 63))
    with pytest.raises(JimoplanError, match="超过 100 万格"):
        read_document("任务.xlsx", make_xlsx(rows))
    areas = "".join(f'<mergeCell ref="A{n}:B1048576"/>' for n in range(1, 1000))
    far = '<row r="1048576"><c><v>1</v></c></row>'
    with pytest.raises(JimoplanError, match="合并的单元格"):
        read_document("任务.xlsx", make_xlsx(far, after=f"<mergeCells>{areas}</mergeCells>"))


def test_a_long_text_shown_in_very_many_cells_is_refused() -> None:
    strings = f"<si><t>{'长' * 1_000_000}</t></si>"
    row = '<c t="s"><v>0</v></c>' * 100
    with pytest.raises(JimoplanError, match="文字太多"):
        read_document("任务.xlsx", make_xlsx(f"<row>{row}</row>", sharedStrings=strings))
