import pytest
from office_files import cell, make_docx, paragraph, run, table

from jimoplan.core.importing.blocks import Block, Cell, Source
from jimoplan.exchange.documents.read import read_document

ALTERNATIVES = "<mc:AlternateContent>{}</mc:AlternateContent>"


def read(body: str, **parts: str) -> Source:
    return read_document("要点.docx", make_docx(body, **parts))


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(body, **parts).blocks]


def field(mark: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>'


def left_out(source: Source) -> list[tuple[str, str, str]]:
    return [(left.place, left.words, left.why) for left in source.left_out]


def test_paragraphs_are_blocks_with_their_place() -> None:
    body = paragraph(run("一、加强"), run("学习")) + paragraph() + paragraph(run("制发规则。"))
    assert read(body).blocks == (
        Block("一、加强学习", "第 1 段"),
        Block("", "第 2 段"),
        Block("制发规则。", "第 3 段"),
    )


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
        ('<w:r><w:br w:type="page"/><w:t>甲</w:t></w:r>', "\f甲"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1-2"),
        ("<w:r><w:t>软</w:t><w:softHyphen/><w:t>连</w:t></w:r>", "软连"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>办结</w:t></w:r>', "✓办结"),
        ('<w:r><w:sym w:font="SimSun" w:char="25A1"/></w:r>', "□"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "□"),
        ("<w:r><w:t> 甲 </w:t></w:r>", "甲"),
        ("<w:r><w:t>\u3000甲</w:t></w:r>", "\u3000甲"),
        (f"<w:ins>{run('插入')}</w:ins>{run('原文')}", "插入原文"),
        (f"<w:moveTo>{run('移来')}</w:moveTo>", "移来"),
        (f"<w:ins><w:hyperlink>{run('链接')}</w:hyperlink></w:ins>", "链接"),
        (f"<w:smartTag><w:smartTag>{run('2024')}</w:smartTag></w:smartTag>{run('年')}", "2024年"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', "3"),
        (
            field("begin") + run("指令里的域") + field("separate") + run("结果") + field("end"),
            "结果",
        ),
        (
            f"{field('begin')}<w:r><w:instrText>REF a</w:instrText></w:r>{field('end')}{run('后')}",
            "后",
        ),
        (
            f"<w:r><w:ruby><w:rt>{run('jí')}</w:rt><w:rubyBase>{run('即')}</w:rubyBase></w:ruby></w:r>",
            "即",
        ),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
        (
            f"<mc:AlternateContent><mc:Fallback>{run('退')}</mc:Fallback></mc:AlternateContent>",
            "退",
        ),
        (f"<w:unheard>{run('没见过的')}</w:unheard>", "没见过的"),
    ],
)
def test_a_paragraph_reads_as_a_reader_sees_it(inner: str, text: str) -> None:
    assert texts(paragraph(inner)) == [text]


def test_a_field_that_never_ends_hides_no_paragraph_behind_it() -> None:
    assert texts(paragraph(field("begin")) + paragraph(run("后文"))) == ["", "后文"]


def test_what_was_deleted_under_revision_is_left_out() -> None:
    gone = "<w:del><w:r><w:delText>旧文</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('移走')}</w:moveFrom>"
    source = read(paragraph(run("甲"), gone, run("乙"), moved))
    assert [block.text for block in source.blocks] == ["甲乙"]
    assert left_out(source) == [
        ("第 1 段", "旧文", "修订中删去的文字"),
        ("第 1 段", "移走", "修订中删去的文字"),
    ]


def test_paragraphs_whose_break_was_deleted_are_one() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    body = paragraph(run("前半,"), properties=mark) + paragraph(run("后半")) + paragraph(run("末"))
    assert texts(body) == ["前半,后半", "末"]
    assert texts(paragraph(run("没有下文"), properties=mark)) == ["没有下文"]


def test_hidden_text_and_prompts_are_left_out() -> None:
    styles = (
        '<w:style w:styleId="P" w:type="character"><w:name w:val="Placeholder Text"/></w:style>'
    )
    hidden = run("暗", "<w:vanish/>") + run("明", '<w:vanish w:val="0"/>')
    source = read(paragraph(hidden, run("点击填写", '<w:rStyle w:val="P"/>')), styles=styles)
    assert [block.text for block in source.blocks] == ["明"]
    assert [left.words for left in source.left_out] == ["暗", "点击填写"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('框里'))}{table(cell('格'))}</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    source = read(paragraph(run("正文"), shape) + paragraph(run("后文")))
    assert [(block.text, block.place) for block in source.blocks] == [
        ("正文", "第 1 段"),
        ("框里", "第 1 段文本框 1 第 1 段"),
        ("格", "第 1 段文本框 1 表 1 第 1 行"),
        ("后文", "第 2 段"),
    ]
    assert source.left_out == ()
    in_cell = table(cell("").replace("</w:p>", f"{shape}</w:p>"))
    assert texts(in_cell) == ["\n框里", "格"]


def test_content_controls_around_paragraphs_rows_and_cells_hide_nothing() -> None:
    def wrap(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{wrap(cell('甲'))}{cell('乙')}</w:tr>"
    body = wrap(paragraph(run("段"))) + f"<w:tbl><w:tblPr/>{wrap(row)}</w:tbl>"
    assert texts(body) == ["段", "甲\t乙"]


@pytest.mark.parametrize(
    ("inner", "words", "why"),
    [
        (
            '<w:drawing><wp:docPr name="图 1" descr="组织架构"/><pic:pic/></w:drawing>',
            "组织架构",
            "图片",
        ),
        ('<w:pict><v:shape><v:imagedata o:title="公章"/></v:shape></w:pict>', "公章", "图片"),
        (
            '<w:object><v:imagedata/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>',
            "Excel.Sheet.12",
            "嵌入对象",
        ),
        ("<w:drawing><a:graphic><c:chart/></a:graphic></w:drawing>", "", "图表"),
        ('<w:pict><v:textpath string="机密"/></w:pict>', "机密", "艺术字"),
        ("<w:pict><v:line/></w:pict>", "", "图形"),
        ('<w:sym w:font="Webdings" w:char="F021"/>', "Webdings F021", "只在某种字体里有的符号"),
    ],
)
def test_what_is_no_text_is_listed_with_its_place(inner: str, words: str, why: str) -> None:
    source = read(paragraph(run("前")) + paragraph(run("后"), f"<w:r>{inner}</w:r>"))
    assert [block.text for block in source.blocks] == ["前", "后"]
    assert left_out(source) == [("第 2 段", words, why)]


def test_headers_notes_and_comments_are_left_out_with_their_words() -> None:
    note = '<w:{0} w:id="2">{1}</w:{0}>'
    reference = '<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="2"/></w:r>'
    source = read(
        paragraph(run("正文"), reference),
        header=paragraph(run("内部资料")),
        footer=paragraph(),
        footnotes='<w:footnote w:type="separator" w:id="0"/>'
        + note.format("footnote", paragraph(run("见附件"))),
        comments=note.format("comment", paragraph(run("待核实")) + paragraph(run("再问"))),
        endnotes=note.format("endnote", paragraph(run("没有引用"))),
    )
    assert [block.text for block in source.blocks] == ["正文"]
    assert left_out(source) == [
        ("第 1 段", "见附件", "脚注"),
        ("第 1 段", "待核实\n再问", "批注"),
        ("页眉", "内部资料", "页眉"),
        ("尾注", "没有引用", "尾注"),
    ]


STYLES = (
    '<w:style w:styleId="1" w:type="paragraph"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="a" w:type="paragraph"><w:name w:val="条"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:styleId="b" w:type="paragraph"><w:name w:val="款"/><w:pPr><w:outlineLvl w:val="2"/>'
    "</w:pPr></w:style>"
    '<w:style w:styleId="t" w:type="paragraph"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="c" w:type="paragraph"><w:basedOn w:val="d"/></w:style>'
    '<w:style w:styleId="d" w:type="paragraph"><w:basedOn w:val="c"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ("", 0),
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="a"/>', 1),
        ('<w:pStyle w:val="b"/>', 3),
        ('<w:pStyle w:val="c"/>', 0),
        ('<w:pStyle w:val="无此样式"/>', 0),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', 0),
    ],
)
def test_headings_have_their_level(properties: str, level: int) -> None:
    (block,) = read(paragraph(run("标题"), properties=properties), styles=STYLES).blocks
    assert block.level == level


def test_a_table_of_contents_is_left_out() -> None:
    source = read(paragraph(run("一、学习 1"), properties='<w:pStyle w:val="t"/>'), styles=STYLES)
    assert source.blocks == ()
    assert left_out(source) == [("第 1 段", "一、学习 1", "目录")]


def test_merged_cells_are_told_wherever_they_reach() -> None:
    rows = (
        cell("一、学习", '<w:gridSpan w:val="3"/>'),
        cell("1\n2", '<w:vMerge w:val="restart"/>') + cell("甲") + cell("乙"),
        cell("", "<w:vMerge/>") + cell("丙", '<w:gridSpan w:val="2"/>'),
        cell("3") + cell("") + cell("丁"),
    )
    source = read(table(*rows, columns=3))
    assert [block.text for block in source.blocks] == ["一、学习", "1\n2\t甲\t乙", "丙", "3\t\t丁"]
    assert [block.cells for block in source.blocks] == [
        tuple(Cell("一、学习", 0, column, column > 0) for column in range(3)),
        (Cell("1\n2", 0, 0), Cell("甲", 4, 1), Cell("乙", 6, 2)),
        (Cell("1\n2", 0, 0, is_filled=True), Cell("丙", 0, 1), Cell("丙", 0, 2, is_filled=True)),
        (Cell("3", 0, 0), Cell("", 2, 1), Cell("丁", 3, 2)),
    ]
    assert {(block.table, block.place[:3]) for block in source.blocks} == {(1, "表 1")}


def test_a_table_in_a_cell_follows_the_table_around_it() -> None:
    inner = table(cell("内"))
    outer = table(f"<w:tc>{paragraph(run('外'))}{inner}{paragraph()}</w:tc>", cell("次行"))
    source = read(outer + table(cell("下一表")))
    assert [(block.text, block.place, block.table) for block in source.blocks] == [
        ("外\n", "表 1 第 1 行", 1),
        ("次行", "表 1 第 2 行", 1),
        ("内", "表 1 第 1 行内的表 2 第 1 行", 2),
        ("下一表", "表 3 第 1 行", 3),
    ]


def test_rows_deleted_and_words_under_merged_cells_are_left_out() -> None:
    gone = f"<w:trPr><w:del/></w:trPr>{cell('删去')}"
    rows = (cell("上", '<w:vMerge w:val="restart"/>'), cell("遮住", "<w:vMerge/>"), gone)
    source = read(table(*rows, columns=1))
    assert [block.text for block in source.blocks] == ["上", ""]
    assert left_out(source) == [
        ("表 1 第 2 行", "遮住", "合并单元格里被遮住的文字"),
        ("表 1 第 3 行", "删去", "修订中删去的文字"),
    ]
