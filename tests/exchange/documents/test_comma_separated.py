import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.importing.blocks import Block, Cell
from jimoplan.errors import JimoplanError
from jimoplan.exchange.documents.read import read_document


def rows_of(name: str, text: str) -> list[list[str]]:
    source = read_document(name, text.encode())
    return [[cell.text for cell in block.cells] for block in source.blocks]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("任务.csv", "序号,任务\n1,制发规则\n"),
        ("任务.csv", '序号;任务\r\n1;"制发规则"'),
        ("任务.csv", "序号\t任务\r1\t制发规则"),
        ("任务.tsv", "序号\t任务\n1\t制发规则\n"),
    ],
)
def test_the_mark_between_cells_is_found(name: str, text: str) -> None:
    assert rows_of(name, text) == [["序号", "任务"], ["1", "制发规则"]]


def test_marks_inside_quotes_do_not_decide() -> None:
    text = '序号;任务\n1;"甲,乙,丙"\n2;"丁,戊,己"\n'
    assert rows_of("任务.csv", text) == [["序号", "任务"], ["1", "甲,乙,丙"], ["2", "丁,戊,己"]]


def test_a_row_is_its_cells_with_a_tab_between_and_keeps_line_breaks() -> None:
    source = read_document("任务.csv", '序号,任务\n\n1,"制发\r\n规则"\n2,x\n'.encode())
    broken, plain = source.blocks[1:]
    assert broken.text == "1\t制发\r\n规则"
    assert broken.cells == (Cell("1", 0, 0), Cell("制发\r\n规则", 2, 1))
    cells = (Cell("2", 0, 0), Cell("x", 2, 1))
    assert plain == Block("2\tx", "第 5 行", cells=cells, table=1, row=4)


def test_a_row_is_counted_as_the_programs_for_tables_count_it() -> None:
    source = read_document("任务.csv", '序号,任务\n\n1,"制发\n规则"\n2,x\n'.encode())
    assert [(block.row, block.place) for block in source.blocks] == [
        (1, "第 1 行"),
        (3, "第 3 行"),
        (4, "第 5 行"),
    ]


def test_quotes_without_partner_are_read_and_said() -> None:
    source = read_document("任务.csv", '序号,任务\n1,"甲"乙\n'.encode())
    assert source.blocks[1].text == "1\t甲乙"
    (note,) = source.notes
    assert "双引号不成对" in note


def test_a_cell_that_never_ends_is_refused() -> None:
    with pytest.raises(JimoplanError, match="双引号不成对"):
        read_document("任务.csv", b'1,"' + b"x" * 200_000)


def test_gb18030_is_assumed_and_said() -> None:
    source = read_document("任务.csv", "序号,任务\n".encode("gb18030"))
    assert source.text == "序号\t任务\n"
    assert "GB18030" in source.notes[0]


def test_more_than_a_million_cells_are_refused() -> None:
    with pytest.raises(JimoplanError, match="超过 100 万格"):
        read_document("任务.csv", b"1" + b"," * 1_000_001)


@pytest.mark.law
@given(st.lists(st.lists(st.text("甲1,\"\n\t '", min_size=1), min_size=2, max_size=2)))
def test_what_csv_writes_is_read(rows: list[list[str]]) -> None:
    written = StringIO(newline="")
    csv.writer(written).writerows([["序号", "任务"], *rows])
    kept = [["序号", "任务"], *(row for row in rows if any(cell.strip() for cell in row))]
    source = read_document("任务.csv", written.getvalue().encode())
    assert [[cell.text for cell in block.cells] for block in source.blocks] == kept
    assert source.text == "".join("\t".join(row) + "\n" for row in kept)
