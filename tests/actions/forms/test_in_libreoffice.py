"""Forms opened, edited and saved in a real LibreOffice, and received."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from libreoffice import edit
from sent_forms import PLAN, Desk, Filled, make_desk, told, troubles

BACK = date(2024, 5, 10)
WAYS = ("xlsx", "ods", "csv")

EDITS: list[list[Any]] = [
    ["type", "H3", "王五"],
    ["type", "J3", "2024-05-09"],
    ["type", "H7", "60%"],
    ["text", "I7", "初稿完成\n已送审"],
    ["text", "J7", "无"],
    ["type", "G6", "推进中"],
    ["text", "I6", "已启动"],
    ["type", "H9", "1234.5"],
    ["format", "H9", "#,##0.00"],
    ["type", "H10", "第2期"],
    ["type", "I10", '="第二期"&"已印发"'],
]
REARRANGED: list[list[Any]] = [
    ["unprotect"],
    ["merge", "I7:J7"],
    ["sort", "A5:M10", 0, False],
    ["hide", "A6:A7"],
    ["insert column", 2],
    ["remove sheet", "jimoplan"],
]


class Office(NamedTuple):
    """What LibreOffice saw and stored of a form."""

    desk: Desk
    seen: dict[str, Any]
    folder: Path

    def look(self, name: str) -> Any:  # noqa: ANN401 - what was received
        return self.desk.look(self.folder / name)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The form of 甲科 in LibreOffice: as it was, filled in, and rearranged, in each format."""
    folder = tmp_path_factory.mktemp("office")
    desk = make_desk(folder, PLAN)
    path = Path(shutil.copy(desk.send(), folder / "form.xlsx"))
    jobs = [
        {
            "open": str(path),
            "look": name == "same",
            "steps": steps,
            "store": [str(folder / f"{name}.{ending}") for ending in WAYS],
        }
        for name, steps in (
            ("same", []),
            ("filled", EDITS),
            ("rearranged", [*EDITS, *REARRANGED]),
            ("percent", [["unprotect"], ["format", "H5:H10", "0%"]]),
            ("typed", [["type", "H3", "王五"], ["type", "H7", "0.6"], ["format", "H7", "0%"]]),
        )
    ]
    seen = edit(jobs, folder)
    return Office(desk, seen[0], folder)


@pytest.mark.parametrize("ending", WAYS)
def test_a_form_saved_again_changes_nothing(office: Office, ending: str) -> None:
    received = office.look(f"same.{ending}")
    assert received.proposal.is_empty
    assert troubles(received) == []
    word = ("甲科:CSV 不带格式和发出时的底数;请部门直接发回 .xlsx",)
    assert received.notes == (word if ending == "csv" else ())


SAID = {"by": "王五", "dept": "甲科", "entered_by": "张三", "date": date(2024, 5, 9)}
FILLED = {
    "1-1": {**SAID, "progress": 60, "note": "初稿完成\n已送审"},
    "1-3": {**SAID, "period": 2, "note": "第二期已印发"},
    "1-5": {**SAID, "value": 1234.5},
    "1-6": {**SAID, "note": "已启动", "status": "推进中"},
}


@pytest.mark.parametrize("name", ["filled", "rearranged"])
@pytest.mark.parametrize("ending", WAYS)
def test_exactly_what_was_edited_is_received(office: Office, name: str, ending: str) -> None:
    received = office.look(f"{name}.{ending}")
    assert troubles(received) == []
    assert told(received) == FILLED


def test_cells_shown_as_percent_are_the_numbers_that_they_were(office: Office) -> None:
    received = office.look("percent.xlsx")
    assert "1-1" not in told(received)
    assert told(office.look("typed.ods"))["1-1"]["progress"] == 60


def test_libreoffice_sees_what_may_be_written_and_what_may_be_chosen(office: Office) -> None:
    seen = office.seen
    assert seen["protected"]
    assert seen["sheets"] == {"甲科": True, "jimoplan": False}
    cells = seen["cells"]
    form = Filled(office.folder / "form.xlsx")
    for field in ("id", "title", "duty", "due", "light", "last"):
        assert cells[f"{form.column(field) - 1},6"]["locked"], field
    for field in ("status", "figure", "note", "problem", "solved", "next", "evidence"):
        assert not cells[f"{form.column(field) - 1},6"]["locked"], field
    status = cells[f"{form.column('status') - 1},6"]
    assert (status["rule"], status["list"]) == ("LIST", '"推进中";"已完成"')
    figure = cells[f"{form.column('figure') - 1},6"]
    assert figure["rule"] == "DECIMAL"
