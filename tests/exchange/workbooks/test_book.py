"""Workbooks: what stands in a cell is what was there, and nothing ever becomes anything else."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libreoffice import save_as
from workbooks import open_workbook, rows_of, texts_of

from jimoplan.core.display.cells import INVISIBLE
from jimoplan.core.views.answer import Table
from jimoplan.exchange.workbooks.book import Book, Line, TableSheet, TextSheet, write_book
from jimoplan.exchange.workbooks.names import SheetNames
from jimoplan.exchange.workbooks.values import clean_text

DAY = date(2024, 6, 30)
LABELS = ("编号", "名称", "时限", "进度")
CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def book(*rows: tuple[str, str, str, str], name: str = "事项") -> bytes:
    table = Table(
        "", LABELS, rows, frozenset({"名称"}), days=frozenset({"时限"}), figures=frozenset({"进度"})
    )
    return write_book(Book("甲局工作要点", "甲局", DAY, (TableSheet(name, table),)))


def cells(*row: str) -> tuple[object, ...]:
    """A row as openpyxl reads it back."""
    first, second, third, fourth = row
    sheet = open_workbook(book((first, second, third, fourth)))["事项"]
    return rows_of(sheet)[1]


@pytest.mark.parametrize(
    "number", ["8-1", "0012", "12345678901234567890", "1/2", "2024-06-30", "3月5日", "1e5", "TRUE"]
)
def test_an_id_and_a_document_number_stay_what_they_are(number: str) -> None:
    data = book((number, number, "", ""))
    sheet = open_workbook(data)["事项"]

    assert rows_of(sheet)[1][:2] == (number, number)
    assert [sheet["A2"].data_type, sheet["A2"].number_format] == ["s", "@"]
    assert texts_of(data)[1][:2] == (number, number)


def test_a_day_is_a_day_and_a_figure_a_number_wherever_a_cell_is_nothing_else() -> None:
    sheet = open_workbook(
        book(
            ("1", "甲", "2024-06-30", "40%"),
            ("2", "乙", "2024-06-30(不计入)", "7"),
            ("3", "丙", "2024-02-30", "0012"),
            ("4", "丁", "2024-06-30 09:12", "-3.5"),
            ("5", "戊", "0001-01-01", "12345678901234567890"),
        )
    )["事项"]

    assert [row[2:] for row in rows_of(sheet)[1:]] == [
        (datetime(2024, 6, 30), 0.4),  # noqa: DTZ001 - a day on paper
        ("2024-06-30(不计入)", 7),
        ("2024-02-30", "0012"),
        (datetime(2024, 6, 30, 9, 12), -3.5),  # noqa: DTZ001 - a day on paper
        ("0001-01-01", "12345678901234567890"),
    ]
    formats = [sheet[place].number_format for place in ("C2", "C5", "D2")]
    assert formats == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm", "0%"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "https://a.cn"])
def test_no_text_becomes_a_formula_or_a_link(words: str) -> None:
    sheet = open_workbook(book((words, words, words, "=2")))["事项"]

    assert [cell.data_type for cell in sheet[2]] == ["s"] * 4
    assert sheet["A2"].value == words
    assert sheet["A2"].hyperlink is None


@settings(max_examples=20)  # each is a workbook written and read
@given(st.lists(st.tuples(CELLS, CELLS), max_size=20))
def test_every_text_is_read_back_and_what_xml_forbids_can_be_seen(
    rows: list[tuple[str, str]],
) -> None:
    data = book(*((first, second, "", "") for first, second in rows))
    sheet = open_workbook(data)["事项"]

    read = [row[:2] for row in rows_of(sheet)[1:]]
    assert read == [(clean_text(first), clean_text(second)) for first, second in rows]
    for first, second in rows:
        for text in (first, second):
            assert not INVISIBLE.search(clean_text(text).replace("\n", ""))


def test_a_control_character_is_shown_and_what_looks_like_an_escape_stays() -> None:
    assert cells("甲\x01乙", "_x0041_", "\ufffe", "") == ("甲<U+0001>乙", "_x0041_", "<U+FFFE>", "")


def test_a_text_too_long_for_a_cell_stands_whole_in_the_last_sheet() -> None:
    long = "一二三四五六七八九十" * 4000
    opened = open_workbook(book(("8-1", long, "", "")))

    short = str(opened["事项"]["B2"].value)
    assert short.startswith(long[:30_000])
    assert short.endswith("见工作表“长文”里的“事项第2行”)")
    place, *pieces = (str(row[0]) for row in rows_of(opened["长文"]))
    assert place == "事项第2行"
    assert "".join(pieces) == long


def test_a_text_of_many_characters_is_no_cell_of_the_format_text() -> None:
    sheet = open_workbook(book(("8-1", "长" * 300, "", "")))["事项"]

    assert (sheet["A2"].number_format, sheet["B2"].number_format) == ("@", "General")


def test_an_id_that_is_a_figure_is_not_marked_as_a_slip() -> None:
    with zipfile.ZipFile(BytesIO(book(("8", "甲", "", "")))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")

    assert b'<ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/>' in sheet


def test_sheets_have_names_that_excel_takes() -> None:
    names = SheetNames()
    wished = ["[甲]:*?/\\乙", "'甲'", "History", "", "ABC", "abc", "甲" * 40, "甲" * 40, "😀" * 20]
    taken = [names.take(name) for name in wished]

    assert taken[:6] == ["甲 乙", "甲", "History(2)", "表格", "ABC", "abc(2)"]
    assert taken[6:] == ["甲" * 31, f"{'甲' * 28}(2)", "😀" * 15]


def test_a_table_can_be_read_on_screen_and_on_paper() -> None:
    sheet = open_workbook(book(("8-1", "名" * 100, "2024-06-30", "40%")))["事项"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet["B2"].alignment.wrap_text
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width
    assert sheet.row_dimensions[2].height > sheet.row_dimensions[1].height


def test_the_same_book_gives_the_same_bytes_and_tells_nothing_of_the_clock() -> None:
    first, again = book(("8-1", "甲", "", "")), book(("8-1", "甲", "", ""))

    assert first == again
    with zipfile.ZipFile(BytesIO(first)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert b"2024-06-30T00:00:00Z" in package.read("docProps/core.xml")


def test_a_sheet_of_lines_keeps_them_in_order() -> None:
    lines = (Line("题目", "title"), Line("一、红灯", "heading"), Line("第一行\n第二行"))
    opened = open_workbook(write_book(Book("题目", "甲局", DAY, (TextSheet("正文", lines),))))

    assert [row[0] for row in rows_of(opened["正文"])] == ["题目", "一、红灯", "第一行\n第二行"]


def test_libreoffice_opens_it_and_saves_the_same(tmp_path: Path) -> None:
    row = ("8-1", "制发《规则》\n第二行", "2024-06-30", "40%")
    saved = save_as("xlsx", {"表.xlsx": book(row, ("0012", "=1", "", "7"))}, tmp_path)

    sheet = open_workbook(saved["表.xlsx"])["事项"]
    day = datetime(2024, 6, 30)  # noqa: DTZ001 - a day on paper
    assert rows_of(sheet)[1:] == [("8-1", row[1], day, 0.4), ("0012", "=1", "", 7)]
