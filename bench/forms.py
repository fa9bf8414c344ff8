"""python bench/forms.py: what sending and receiving forms of 1,000 items costs, beside openpyxl.

Half of the items are reported on. The time of openpyxl is that of opening the same workbooks.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from generate import make_plan

_TASKS = 334
"""Of three measures each."""
_FIRST, _NOTE = 5, "进展情况"
_LEAD = re.compile(r"lead: \[.*?\]")
_SIGNED = "填报人"


def _run(folder: Path, *words: str) -> None:
    subprocess.run(words, cwd=folder, check=True, capture_output=True)


def _time(work: Callable[[], object]) -> float:
    """The seconds of processor time, which others at work on the machine do not lengthen."""
    begun = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - begun


def _fill(path: Path) -> None:
    """Report on every second item, as somebody of the department would."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    if not isinstance(sheet, Worksheet):
        raise TypeError(path)
    note = next(cell.column for cell in sheet[_FIRST - 1] if cell.value == _NOTE)
    signed = next(cell for cell in sheet[_FIRST - 2] if cell.value == _SIGNED)
    sheet.cell(signed.row or 0, (signed.column or 0) + 1).value = "张三"
    for row in range(_FIRST, sheet.max_row + 1, 2):
        sheet.cell(row, note or 0).value = f"第{row}行的进展"
    book.save(path)


def _open(paths: Sequence[Path]) -> None:
    for path in paths:
        openpyxl.load_workbook(path)


def measure(name: str, text: str) -> None:
    """Print the processor's seconds of sending all forms of a plan, and of receiving them."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "plan.yaml").write_text(text, "utf-8")
        _run(folder, "git", "init", "-q")
        _run(folder, "git", "config", "user.name", "李四")
        _run(folder, "git", "config", "user.email", "li@example.cn")
        _run(folder, "git", "add", ".")
        _run(folder, "git", "commit", "-qm", "登记计划")
        command = (sys.executable, "-m", "jimoplan", "forms")
        sent = _time(lambda: _run(folder, *command, "send", "--all"))
        paths = sorted((folder / "填报表").glob("*.xlsx"))
        for path in paths:
            _fill(path)
        opened = _time(lambda: _open(paths))
        named = [str(path) for path in paths]
        looked = _time(lambda: _run(folder, *command, "receive", *named, "--dry-run"))
        received = _time(lambda: _run(folder, *command, "receive", *named, "--yes"))
        again = _time(lambda: _run(folder, *command, "receive", *named, "--yes"))
    for what, seconds in (
        ("send", sent),
        ("receive --dry-run", looked),
        ("receive", received),
        ("receive again", again),
    ):
        print(f"{name:24}{what:20}{seconds:7.2f} s{seconds / opened:8.1f} x openpyxl")


if __name__ == "__main__":
    plan = make_plan(_TASKS)
    measure("40 departments", plan)
    measure("one department", _LEAD.sub("lead: [第1业务科]", plan))
