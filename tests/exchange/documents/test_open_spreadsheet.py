"""A .ods cell by cell: what is read, what is told, what is refused."""

from datetime import date

import pytest
from office_files import make_ods, ods_cell, ods_row, zip_up

from jimoplan.core.importing.blocks import Source
from jimoplan.errors import JimoplanError
from jimoplan.exchange.documents.open_spreadsheet import read_open_spreadsheet


def read(*rows: str, **more: str) -> Source:
    return read_open_spreadsheet("表.ods", make_ods("".join(rows), **more))


RUBY = (
    "<text:p><text:ruby><text:ruby-base>墨</text:ruby-base>"
    "<text:ruby-text>mò</text:ruby-text></text:ruby></text:p>"
)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<text:p>甲<text:span>乙</text:span>丙</text:p>", "甲乙丙"),
        (
            "<text:p>甲<text:s text:c='2'/>乙<text:tab/>丙<text:line-break/>丁</text:p>",
            "甲  乙\t丙\n丁",
        ),
        ("<text:p>一</text:p><text:p/><text:p>三</text:p>", "一\n\n三"),
        ("<text:p>见<text:a>https://a.cn</text:a>。</text:p>", "见https://a.cn。"),
        ("<text:p>甲\n   乙</text:p>", "甲 乙"),
        (
            RUBY,
            "墨",
        ),
        ("<text:p>&lt;p&gt; &amp;</text:p>", "<p> &"),
    ],
)
def test_what_stands_in_a_cell_is_read_in_its_order(inner: str, text: str) -> None:
    (block,) = read(ods_row(ods_cell(inner))).blocks
    assert block.cells[0].text == text


@pytest.mark.parametrize(
    ("cell", "text", "day"),
    [
        (
            ods_cell("2024年6月30日", "office:value-type='date' office:date-value='2024-06-30'"),
            "2024年6月30日",
            date(2024, 6, 30),
        ),
        (
            ods_cell("6-30", "office:value-type='date' office:date-value='2024-06-30T08:00:00'"),
            "6-30",
            date(2024, 6, 30),
        ),
        (
            ods_cell("2024年6月", "office:value-type='date' office:date-value='2024-06-01'"),
            "2024年6月",
            None,
        ),
        (ods_cell("", "office:value-type='date' office:date-value='一天'"), "一天", None),
        (ods_cell("60%", "office:value-type='percentage' office:value='0.6'"), "60%", None),
        (ods_cell("", "office:value-type='percentage' office:value='0.6'"), "60%", None),
        (ods_cell("", "office:value-type='float' office:value='98.50'"), "98.5", None),
        (ods_cell("", "office:value-type='string' office:string-value='甲'"), "甲", None),
        (
            ods_cell("3", "table:formula='of:=1+2' office:value-type='float' office:value='3'"),
            "3",
            None,
        ),
    ],
)
def test_a_value_is_as_it_is_shown_and_a_day_is_a_day(
    cell: str, text: str, day: date | None
) -> None:
    (block,) = read(ods_row(cell)).blocks
    assert (block.cells[0].text, block.cells[0].day) == (text, day)
    assert not block.cells[0].trouble


def test_a_formula_without_a_value_is_told_and_an_error_named() -> None:
    source = read(
        ods_row(ods_cell("甲"), ods_cell("", "table:formula='of:=[.A9]'")),
        ods_row(
            ods_cell(
                "#DIV/0!",
                "table:formula='of:=1/0' office:value-type='string' calcext:value-type='error'",
            )
        ),
    )
    first, second = source.blocks
    assert first.cells[1].trouble == "=[.A9] 是公式,文件里没有算出的值"
    assert second.cells[0].trouble == "#DIV/0! 是错误值"
    assert [left.words for left in source.left_out] == ["=[.A9]"]
    assert source.notes == ("工作表“任务”有 1 格是错误值,如第 2 行的 #DIV/0!",)


def test_repeated_rows_and_cells_stand_as_often_as_they_say() -> None:
    source = read(
        ods_row(ods_cell(more="table:number-columns-repeated='3'"), ods_cell("甲")),
        ods_row(ods_cell(more="table:number-columns-repeated='16384'"), more=REPEATED + "='97'"),
        ods_row(ods_cell("乙", "table:number-columns-repeated='2'"), more=REPEATED + "='2'"),
        ods_row(ods_cell(), more=REPEATED + "='1048000'"),
    )
    assert [(block.row, block.text) for block in source.blocks] == [
        (1, "\t\t\t甲"),
        (99, "乙\t乙"),
        (100, "乙\t乙"),
    ]


def test_rows_in_groups_and_in_the_repeated_head_are_rows() -> None:
    source = read(
        f"<table:table-header-rows>{ods_row(ods_cell('头'))}</table:table-header-rows>",
        f"<table:table-row-group><table:table-rows>{ods_row(ods_cell('身'))}</table:table-rows>"
        "</table:table-row-group>",
    )
    assert [(block.row, block.text) for block in source.blocks] == [(1, "头"), (2, "身")]


def test_a_merged_cell_is_told_wherever_it_reaches_and_what_it_hides_is_left_out() -> None:
    merged = "table:number-columns-spanned='2' table:number-rows-spanned='9'"
    source = read(
        ods_row(ods_cell("合", merged), "<table:covered-table-cell/>", ods_cell("甲")),
        ods_row(
            "<table:covered-table-cell><text:p>底</text:p></table:covered-table-cell>"
            "<table:covered-table-cell/>",
            ods_cell("乙"),
        ),
    )
    assert [[cell.text for cell in block.cells] for block in source.blocks] == [
        ["合", "合", "甲"],
        ["合", "合", "乙"],
    ]
    assert [cell.is_filled for cell in source.blocks[1].cells] == [True, True, False]
    assert [(left.place, left.words) for left in source.left_out] == [("工作表“任务”第 2 行", "底")]


def test_what_is_hidden_is_read_and_said() -> None:
    style = (
        "<style:style style:name='h' style:family='table'>"
        "<style:table-properties table:display='false'/></style:style>"
    )
    source = read(
        "<table:table-columns><table:table-column table:visibility='collapse' "
        "table:number-columns-repeated='2'/></table:table-columns>",
        ods_row(ods_cell("甲"), more="table:visibility='filter'"),
        styles=style,
        sheet="table:style-name='h'",
    )
    assert source.text == "甲\n"
    assert source.notes == (
        "工作表“任务”是隐藏的,也读了",
        "工作表“任务”有 1 行、2 列是隐藏的,也读了",
    )


def test_comments_pictures_and_text_boxes_are_left_out_by_name() -> None:
    source = read(
        "<table:shapes><draw:frame draw:name='图 1'><draw:image/></draw:frame></table:shapes>",
        ods_row(
            ods_cell(
                "<office:annotation><text:p>请核对</text:p></office:annotation><text:p>甲</text:p>"
                "<draw:frame><draw:text-box><text:p>框里</text:p></draw:text-box></draw:frame>"
            )
        ),
    )
    assert source.blocks[0].text == "甲"
    assert sorted((left.words, left.why) for left in source.left_out) == [
        ("图 1", "图片"),
        ("框里", "文本框"),
        ("请核对", "批注"),
    ]


def test_a_sheet_kept_from_another_file_is_no_sheet_and_its_links_are_told() -> None:
    linked = ods_row(
        ods_cell("1", "table:formula=\"of:=['file:///a.ods'#$甲.A1]\" office:value-type='float'")
    )
    assert read(linked).is_linked
    assert not read(ods_row(ods_cell("https://a.cn"))).is_linked
    cached = read("<table:table-source xlink:href='a.ods'/>", ods_row(ods_cell("别处的")))
    assert cached.is_linked
    assert not cached.blocks


REPEATED = "table:number-rows-repeated"
WIDE = "table:number-columns-repeated"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (ods_row(ods_cell("甲"), more=f"{REPEATED}='999999999'"), "万格"),
        (ods_row(ods_cell("甲", f"{WIDE}='16384'")) * 70, "万格"),
        (ods_row(ods_cell("甲" * 10_000, f"{WIDE}='16384'")), "文字太多"),
        (ods_row(ods_cell("甲" * 10_000), more=f"{REPEATED}='9999'"), "文字太多"),
        (
            ods_row(ods_cell("甲", "table:number-rows-spanned='99999999'"), ods_cell("乙"))
            + ods_row(ods_cell(), more=f"{REPEATED}='200000'")
            + ods_row(ods_cell("丙")),
            "合并的单元格超过",
        ),
    ],
    ids=["rows", "cells", "text in cells", "text in rows", "merged"],
)
def test_what_a_few_bytes_swell_to_is_refused(rows: str, words: str) -> None:
    with pytest.raises(JimoplanError, match=words):
        read(rows)


@pytest.mark.parametrize(
    "part",
    [
        {"META-INF/manifest.xml": "<manifest:encryption-data/>"},
        {"encrypted-package": "x"},
    ],
)
def test_a_password_is_said(part: dict[str, str]) -> None:
    with pytest.raises(JimoplanError, match="有密码"):
        read_open_spreadsheet("表.ods", make_ods("", **part))


@pytest.mark.parametrize("content", ["", "<a/>", "<office:body/>"])
def test_one_without_sheets_is_broken(content: str) -> None:
    with pytest.raises(JimoplanError, match="疑似已损坏"):
        read_open_spreadsheet("表.ods", zip_up({"content.xml": content}))
