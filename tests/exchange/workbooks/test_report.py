"""Reports as workbooks: every part that a page has is there, each table on a sheet of its own."""

import pytest
from lively_plan import AS_OF, make_lively
from openpyxl.cell import Cell, MergedCell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from report_views import hostile_plan, read_shipped_plan, views_of
from workbooks import open_workbook, rows_of, texts_of

from jimoplan.core.assessment.assess import assess
from jimoplan.core.display.punctuation import in_full_width
from jimoplan.core.plan.published import task_body
from jimoplan.core.reports.kinds import REPORT_KINDS
from jimoplan.core.reports.letters import FeedbackForm, ReminderLetter
from jimoplan.core.reports.parts.blocks import ReportTable
from jimoplan.core.reports.parts.compose import report_parts
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.query import view_tasks
from jimoplan.exchange.workbooks.items import items_table
from jimoplan.exchange.workbooks.report import draw_workbook
from jimoplan.render import render

LIVELY = make_lively(read_shipped_plan())
VIEWS = views_of(LIVELY)
NAMES = [name for name in REPORT_KINDS if name != "source"]
LISTED = [name for name in NAMES if isinstance(VIEWS[name], PeriodicReport) and name != "quarterly"]


def drawn(name: str) -> Workbook:
    return open_workbook(draw_workbook(name, VIEWS[name]))


def said(workbook: Workbook) -> list[str]:
    return [str(row[0]) for row in rows_of(workbook.worksheets[0])]


def period_view(name: str) -> PeriodicReport:
    view = VIEWS[name]
    assert isinstance(view, PeriodicReport)
    return view


@pytest.mark.parametrize("name", ["weekly", "quarterly", "department", "reminder", "feedback"])
def test_a_report_has_the_title_of_its_markdown(name: str) -> None:
    title = render(name, "md", VIEWS[name], beside=None).partition("\n")[0]

    assert said(drawn(name))[0] == title.removeprefix("# ").replace("\\", "")


def test_a_report_is_always_the_same_to_the_byte() -> None:
    data = draw_workbook("weekly", VIEWS["weekly"])

    assert draw_workbook("weekly", VIEWS["weekly"]) == data


@pytest.mark.parametrize("name", LISTED)
def test_every_part_and_every_row_of_its_tables_is_there(name: str) -> None:
    view = period_view(name)
    workbook = drawn(name)
    lines = said(workbook)
    rows = {row for sheet in workbook.worksheets[1:] for row in texts(sheet)}

    for part in report_parts(view):
        assert not part.title or in_full_width(part.title) in lines
        for block in part.blocks:
            if isinstance(block, ReportTable):
                for row in block.rows:
                    assert tuple("".join(run.text for run in cell) for cell in row) in rows
    assert "附表一：全部任务和举措" in workbook.sheetnames


def texts(sheet: Worksheet) -> list[tuple[str, ...]]:
    return [tuple(map(as_text, row)) for row in sheet.iter_rows()]


def as_text(cell: Cell | MergedCell) -> str:
    """A share as its percentage, everything else as it is written."""
    if cell.number_format == "0%" and isinstance(cell.value, int | float):
        return f"{cell.value:.0%}"
    return "" if cell.value is None else str(cell.value).removesuffix(" 00:00:00")


def test_the_annex_has_every_task_and_measure_once() -> None:
    sheet = drawn("weekly")["附表一：全部任务和举措"]
    items = [item for task in LIVELY.all_tasks() for item in (task, *task.measures)]

    assert [row[0] for row in rows_of(sheet, top=2)] == [item.id for item in items]


def test_a_column_that_nothing_stands_in_is_left_out() -> None:
    every = items_table(()).labels
    filled = items_table(view_tasks(LIVELY, assess(LIVELY, AS_OF))).labels

    assert set(every) - set(filled) == {"分管领导"}  # whom the plan does not name


def test_the_quarterly_table_has_the_published_columns_and_texts() -> None:
    sheet = drawn("quarterly")["进展情况表"]
    head, *rows = rows_of(sheet, top=1)

    assert head == (
        *("序号", "工作事项", "具体工作内容和任务目标", "主办单位", "完成时限"),
        *("本季度工作进展情况", "下一步工作计划"),
    )
    bodies = [task_body(task) for task in LIVELY.all_tasks()]
    assert [row[2] for row in rows] == bodies


def test_the_quarterly_table_says_what_its_markdown_says() -> None:
    text = render("quarterly", "md", VIEWS["quarterly"], beside=None)
    table = [line for line in text.splitlines() if line.startswith("| ")][2:]
    told = [[plain(cell) for cell in line.split(" | ")] for line in table]
    rows = rows_of(drawn("quarterly")["进展情况表"], top=2)

    assert [[plain(str(cell)) for cell in row] for row in rows] == told


def plain(cell: str) -> str:
    """A cell without what Markdown needs."""
    return cell.strip("| ").replace("\\", "").replace("<br>", "").replace("\n", "")


def test_a_letter_tells_of_the_same_items_as_its_view() -> None:
    view = VIEWS["reminder"]
    assert isinstance(view, ReminderLetter)
    workbook = drawn("reminder")

    rows = rows_of(workbook["提醒函事项"], top=2)
    assert [row[0] for row in rows] == [matter.row.item.id for matter in view.matters]
    assert f"{view.department.name}：" in said(workbook)
    assert "特此提醒。" in said(workbook)


def test_a_feedback_form_has_room_for_an_answer_behind_every_measure() -> None:
    view = VIEWS["feedback"]
    assert isinstance(view, FeedbackForm)
    own = rows_of(drawn("feedback")["主责的举措"], top=1)

    assert own[0][-4:] == ("本次进展情况", "存在问题", "下一步计划", "佐证材料")
    assert [row[0] for row in own[1:]] == [matter.row.item.id for matter in view.own]
    assert {row[-4:] for row in own[1:]} == {("", "", "", "")}


@pytest.mark.parametrize("name", NAMES)
def test_hostile_words_stay_words(name: str) -> None:
    data = draw_workbook(name, views_of(hostile_plan())[name])

    cells = [cell for sheet in open_workbook(data) for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert any("<U+202E>" in text for row in texts_of(data) for text in row)
