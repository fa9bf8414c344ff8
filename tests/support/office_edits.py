"""Edits workbooks in a real LibreOffice, as a person does there: run by the python that has `uno`.

It is given a file of jobs in JSON: each names a workbook, the steps to take in its first sheet, and
the files to store it as.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.table import TableSortField  # type: ignore[import-not-found]

_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".ods": "calc8",
    ".csv": "Text - txt - csv (StarCalc)",
}
_COMMAS_IN_UTF8 = "44,34,76,1"
_LONGEST = 120
"""So many seconds the program may take to start."""


def _property(name: str, value: Any) -> Any:  # noqa: ANN401 - what uno takes
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def _start(program: str, profile: str) -> "tuple[subprocess.Popen[bytes], Any]":
    pipe = f"jimoplan{os.getpid()}"
    process = subprocess.Popen(
        [
            *(program, f"-env:UserInstallation={profile}", "--headless", "--norestore"),
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    resolver = uno.getComponentContext().ServiceManager.createInstance(
        "com.sun.star.bridge.UnoUrlResolver"
    )
    until = time.monotonic() + _LONGEST
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > until:
                process.kill()
                raise
            time.sleep(0.2)
        else:
            desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
            return process, desktop


def _format(document: Any, place: str, code: str) -> None:  # noqa: ANN401 - uno's own
    formats, locale = document.NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
    key = formats.queryKey(code, locale, False)  # noqa: FBT003
    key = formats.addNew(code, locale) if key < 0 else key
    document.Sheets.getByIndex(0).getCellRangeByName(place).NumberFormat = key


def _sort(document: Any, place: str, column: int, ascending: bool) -> None:  # noqa: ANN401, FBT001
    field = TableSortField()
    field.Field, field.IsAscending = column, ascending
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    descriptor = (_property("SortFields", fields), _property("ContainsHeader", False))  # noqa: FBT003
    rows = document.Sheets.getByIndex(0).getCellRangeByName(place)
    uno.invoke(rows, "sort", (descriptor,))


def _hide(document: Any, place: str) -> None:  # noqa: ANN401 - uno's own
    document.Sheets.getByIndex(0).getCellRangeByName(place).Rows.IsVisible = False


def _find(document: Any, place: str) -> Any:  # noqa: ANN401 - uno's own
    return document.Sheets.getByIndex(0).getCellRangeByName(place)


_STEPS: dict[str, Callable[..., Any]] = {
    "type": lambda book, place, said: _find(book, place).setFormula(said),  # as at the keyboard
    "text": lambda book, place, said: _find(book, place).setString(said),
    "format": _format,
    "sort": _sort,
    "merge": lambda book, place: _find(book, place).merge(True),  # noqa: FBT003
    "hide": _hide,
    "insert column": lambda book, at: book.Sheets.getByIndex(0).Columns.insertByIndex(at, 1),
    "remove sheet": lambda book, name: book.Sheets.removeByName(name),
    "unprotect": lambda book: book.Sheets.getByIndex(0).unprotect(""),
}


def _look(document: Any) -> "dict[str, Any]":  # noqa: ANN401 - uno's own
    """What the program makes of the first sheet, where it can be written in."""
    sheet = document.Sheets.getByIndex(0)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)  # noqa: FBT003
    last = cursor.RangeAddress
    cells: dict[str, Any] = {}
    for row in range(last.EndRow + 1):
        for column in range(last.EndColumn + 1):
            cell = sheet.getCellByPosition(column, row)
            rule = cell.Validation
            cells[f"{column},{row}"] = {
                "text": cell.String,
                "locked": cell.CellProtection.IsLocked,
                "rule": rule.Type.value,
                "list": rule.getFormula1(),
            }
    return {
        "protected": sheet.isProtected(),
        "sheets": {
            name: document.Sheets.getByName(name).IsVisible for name in document.Sheets.ElementNames
        },
        "cells": cells,
    }


def _work(desktop: Any, job: "dict[str, Any]") -> "dict[str, Any]":  # noqa: ANN401 - uno's own
    hidden = _property("Hidden", True)  # noqa: FBT003
    document = desktop.loadComponentFromURL(Path(job["open"]).as_uri(), "_blank", 0, (hidden,))
    try:
        seen = _look(document) if job.get("look") else {}
        for step in job["steps"]:
            _STEPS[step[0]](document, *step[1:])
        for path in map(Path, job["store"]):
            options = [_property("FilterName", _FILTERS[path.suffix])]
            if path.suffix == ".csv":
                options.append(_property("FilterOptions", _COMMAS_IN_UTF8))
            document.storeToURL(path.as_uri(), tuple(options))
    finally:
        document.close(True)  # noqa: FBT003
    return seen


def main(program: str, profile: str, jobs: str, seen: str) -> None:
    """Do all jobs in one run of the program, and write what was seen as JSON."""
    process, desktop = _start(program, profile)
    try:
        found = [_work(desktop, job) for job in json.loads(Path(jobs).read_text("utf-8"))]
        Path(seen).write_text(json.dumps(found), "utf-8")
    finally:
        try:
            desktop.terminate()
            process.wait(60)
        except Exception:
            process.kill()
            raise


if __name__ == "__main__":
    main(*sys.argv[1:])
