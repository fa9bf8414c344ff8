"""The form as a workbook: what may be written where, how it prints, what it carries along."""

import re
from io import BytesIO

import openpyxl
import pytest
from form_sheets import form_of, read_plan
from office_files import unzip
from openpyxl.worksheet.worksheet import Worksheet

from jimoplan.core.forms.columns import COLUMNS, NAMES
from jimoplan.core.forms.returned import read_returned
from jimoplan.exchange.documents.read import read_document
from jimoplan.exchange.workbooks.form import write_form

FORM = form_of(read_plan())
DATA = write_form(FORM)
SHEET = unzip(DATA)["xl/worksheets/sheet1.xml"].decode()
ROWS = {row.id: at for at, row in enumerate(FORM.rows, 5)}


@pytest.fixture(scope="module")
def sheet() -> Worksheet:
    found = openpyxl.load_workbook(BytesIO(DATA)).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def column_of(field: str) -> str:
    return chr(ord("A") + [column.field for column in FORM.columns].index(field))


def test_the_most_pressing_stand_first_with_the_light_as_a_word_and_a_fill(
    sheet: Worksheet,
) -> None:
    lights = [sheet[f"{column_of('light')}{row}"] for row in ROWS.values()]
    assert [cell.value.partition(":")[0] for cell in lights] == [*["黄灯"] * 5, "绿灯"]
    assert [cell.fill.fgColor.rgb for cell in lights] == [*["FFFFEB9C"] * 5, "FFE2EFDA"]


def test_what_is_to_be_filled_in_is_open_and_all_else_locked_without_a_password(
    sheet: Worksheet,
) -> None:
    assert re.search(r'<sheetProtection sheet="1" [^>]*/>', SHEET)
    assert "password" not in SHEET
    for column in FORM.columns:
        for number, row in ROWS.items():
            is_open = column.filled and (column.field, number) != ("figure", "1-2")
            cell = sheet[f"{column_of(column.field)}{row}"]
            assert cell.protection.locked is not is_open, cell.coordinate
    assert not sheet["H3"].protection.locked
    assert not sheet["J3"].protection.locked


def test_statuses_are_chosen_from_a_list_and_figures_have_a_range(sheet: Worksheet) -> None:
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    begun, new = (rules[f"{column_of('status')}{ROWS[id_]}"] for id_ in ("1-1", "1-6"))
    assert (begun.type, begun.formula1) == ("list", '"推进中,已完成"')
    assert (new.type, new.formula1) == ("list", '"未启动,推进中,已完成"')
    percent = rules[f"{column_of('figure')}{ROWS['1-1']}"]
    assert (percent.type, percent.formula1, percent.formula2) == ("decimal", "0", "100")
    value = rules[f"{column_of('figure')}{ROWS['1-5']}"]
    assert value.prompt == "累计数,单位件,目标 200件,只写数字"
    assert f"{column_of('figure')}{ROWS['1-2']}" not in rules  # which has no figure


def test_ids_are_visible_text_and_figures_are_numbers(sheet: Worksheet) -> None:
    for number, row in ROWS.items():
        cell = sheet[f"A{row}"]
        assert (cell.value, cell.data_type, cell.number_format) == (number, "s", "@")
    figures = {number: sheet[f"H{row}"].value for number, row in ROWS.items()}
    assert figures == {
        "1-1": 40,
        "1-2": None,
        "1-3": None,
        "1-4": None,
        "1-5": 30.5,
        "1-6": None,
    }


def test_it_prints_on_a4_across_with_the_head_on_each_page_and_keeps_it_in_sight(
    sheet: Worksheet,
) -> None:
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "C5"
    assert sheet.auto_filter.ref == "A4:M10"
    widths = [sheet.column_dimensions[column_of(column.field)].width for column in FORM.columns]
    assert all(width >= each.width for width, each in zip(widths, COLUMNS, strict=True))


def test_the_hidden_sheet_carries_how_everything_was() -> None:
    book = openpyxl.load_workbook(BytesIO(DATA))
    assert [(each.title, each.sheet_state) for each in book] == [
        ("甲科", "visible"),
        ("jimoplan", "veryHidden"),
    ]
    (form,) = read_returned(read_document("甲.xlsx", DATA))
    (carried,) = form.carried
    assert (carried.department, carried.sent, carried.title) == (
        "甲科",
        "2024-05-06",
        "某区司法局2024年工作要点",
    )
    assert {
        number: {field: text for field, text in row.items() if text}
        for number, row in carried.rows.items()
    } == {row.id: {field: text for field, text in row.cells.items() if text} for row in FORM.rows}


def test_the_names_of_the_columns_are_those_that_are_read(sheet: Worksheet) -> None:
    names = [cell.value for cell in sheet[4]]
    assert names == [NAMES[column.field] for column in FORM.columns]


def test_the_same_form_is_the_same_bytes() -> None:
    assert write_form(FORM) == DATA


def test_a_title_that_begins_as_a_formula_stays_text() -> None:
    row = FORM.rows[0]._replace(cells={**FORM.rows[0].cells, "title": '=HYPERLINK("x")'})
    data = write_form(FORM._replace(rows=(row,)))
    assert b"<f>" not in unzip(data)["xl/worksheets/sheet1.xml"]
