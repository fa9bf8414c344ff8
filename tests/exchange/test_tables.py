"""Tables for other programs: read back as they were, and never carried out as formulas."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.views.answer import Table
from jimoplan.exchange.tables import write_csv, write_markdown

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


def read_back(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("sign", [*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_becomes_a_formula(sign: str) -> None:
    words = f"{sign}HYPERLINK()"

    assert read_back(write_csv((Table("", ("名称",), ((words,),)),)))[1] == [f"'{words}"]


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_every_other_cell_is_read_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    read = read_back(write_csv((Table("", ("编号", "名称"), tuple(rows)),)))

    for row, cells in zip(rows, read[1:], strict=True):
        for word, cell in zip(row, cells, strict=True):
            assert cell.removeprefix("'") == word.removeprefix("'")


def test_a_file_holds_one_table_and_those_with_the_same_columns_are_part_of_it() -> None:
    sections = Table("各板块", ("序号",), (("一",),))
    departments = Table("各部门", ("部门",), (("甲科",),))
    more = Table("其他", ("序号",), (("二",),))

    assert read_back(write_csv((sections, departments))) == [["序号"], ["一"]]
    assert read_back(write_csv((sections, departments, more))) == [
        ["分组", "序号"],
        ["各板块", "一"],
        ["其他", "二"],
    ]


def test_a_table_in_markdown_keeps_its_columns_whatever_its_cells_say() -> None:
    table = Table("各|板块", ("序号", "板块"), (("一", "a|b\n*c*"),))

    assert write_markdown(("要点", "共 *1* 项"), (table,)).splitlines() == [
        "# 要点",
        "",
        "共 \\*1\\* 项",
        "",
        "## 各\\|板块",
        "",
        "| 序号 | 板块 |",
        "| --- | --- |",
        "| 一 | a\\|b<br>\\*c\\* |",
    ]
