"""Workbooks read back by openpyxl, and by jimoplan's own reader of documents."""

import io

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jimoplan.exchange.documents.spreadsheet import read_spreadsheet


def open_workbook(data: bytes) -> Workbook:
    """The workbook, with formulas as formulas."""
    return load_workbook(io.BytesIO(data))


def rows_of(sheet: Worksheet, top: int = 0) -> list[tuple[object, ...]]:
    """The values of a sheet's rows from one on, '' for empty cells."""
    return [
        tuple("" if value is None else value for value in row)
        for row in sheet.iter_rows(min_row=top + 1, values_only=True)
    ]


def texts_of(data: bytes) -> list[tuple[str, ...]]:
    """Every row as jimoplan's own reader understands it."""
    source = read_spreadsheet("表.xlsx", data)
    return [tuple(cell.text for cell in block.cells) for block in source.blocks]
