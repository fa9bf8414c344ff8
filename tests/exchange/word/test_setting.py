"""How titles break, headings count, columns share a table's width, and rows may be parted."""

import pytest
from drawn_documents import find, value

from jimoplan.core.display.printed import numeral
from jimoplan.core.reports.parts.blocks import ReportColumn, ReportTable, plain
from jimoplan.exchange.word.measures import UPRIGHT
from jimoplan.exchange.word.tables import column_widths, table_element
from jimoplan.exchange.word.titles import title_lines

WIDTH = UPRIGHT.type_width


def table(*rows: tuple[str, ...], **columns: str) -> ReportTable:
    named = tuple(ReportColumn(name, width) for name, width in columns.items())
    return ReportTable((), named, tuple(tuple(map(plain, row)) for row in rows))


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_headings_count_in_chinese(number: int, written: str) -> None:
    assert numeral(number) == written


@pytest.mark.parametrize(
    ("pieces", "lines"),
    [
        (("青岛市即墨区司法局", "关于某项工作", "的督办通知"), 1),
        (("青岛市即墨区司法局", "关于制发行政应诉工作规则", "的督办通知"), 2),
        (("青岛市即墨区司法局", "关于" + "很长的事由" * 4, "的督办通知"), 3),
    ],
)
def test_a_title_s_lines_end_between_its_pieces(pieces: tuple[str, ...], lines: int) -> None:
    found = title_lines(pieces, 20)
    assert len(found) == lines
    assert "".join(found) == "".join(pieces)
    ends = {"".join(pieces[:place]) for place in range(1, len(pieces) + 1)}
    assert {"".join(found[:place]) for place in range(1, lines + 1)} <= ends


def test_columns_of_short_words_take_what_they_need_and_texts_share_the_rest() -> None:
    found = table(
        ("8-1", "事项" * 20, "6月14日", "话" * 200),
        编号="number",
        事项="name",
        时限="day",
        进展="text",
    )
    number, name, day, text = column_widths(found, WIDTH, 10.5)

    assert WIDTH - 4 < number + name + day + text <= WIDTH
    assert number < day < name < text


def test_a_table_of_figures_alone_is_no_wider_than_is_good_for_it() -> None:
    widths = column_widths(table(("2024-06-16", "5"), 截至="day", 红灯="count"), WIDTH, 10.5)
    assert sum(widths) < WIDTH * 2 / 3


def test_a_table_of_many_figures_stays_within_the_text() -> None:
    columns = {f"很长的栏目名称{n}": "count" for n in range(12)}
    found = table(("人民参与和促进法治科", *["100"] * 12), 部门="owners", **columns)
    assert sum(column_widths(found, WIDTH, 10.5)) <= WIDTH


@pytest.mark.parametrize(("characters", "whole"), [(300, True), (3000, False)])
def test_a_row_stays_whole_unless_no_page_would_hold_it(characters: int, whole: bool) -> None:  # noqa: FBT001 - a case
    found = table_element(table(("1", "字" * characters), 编号="number", 内容="text"), WIDTH)
    _, row = find(found, "w:tr")
    assert bool(find(row, "w:trPr/w:cantSplit")) is whole
    assert value(find(found, "w:tblLayout")[0], "type") == "fixed"
