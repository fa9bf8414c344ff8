"""Answers in files: the name says the format, and a workbook never goes to a screen."""

from datetime import datetime
from pathlib import Path

import pytest
from repositories import Work, ask_registered
from workbooks import open_workbook, rows_of

DAY = ("--as-of", "2024-06-30")


def asked(work: Work, *words: str) -> str:
    """What is said on standard error of an answer that goes into a file."""
    outcome = work.jimoplan(*words)
    assert (outcome.code, outcome.text) == (0, "")
    return outcome.errors


def test_a_list_is_a_workbook_with_days_and_figures_to_reckon_with(work: Work) -> None:
    words = ("list", "--measures", "--columns", "编号,名称,进度,完成时限", *DAY)
    said = asked(work, *words, "-o", "清单.xlsx")

    workbook = open_workbook((work.folder / "清单.xlsx").read_bytes())
    head, first, *_ = rows_of(workbook["事项"])
    assert said == "已写入 清单.xlsx\n"
    assert head == ("编号", "名称", "进度", "完成时限")
    assert (first[0], first[2], first[3]) == ("1-1", 0.4, datetime(2024, 6, 30))  # noqa: DTZ001
    assert "共 " in str(rows_of(workbook["说明"])[1][0])


def test_every_table_of_an_answer_has_a_sheet_and_counts_are_numbers() -> None:
    outcome = ask_registered("status", *DAY, "--format", "xlsx")
    workbook = open_workbook(outcome.out)

    assert workbook.sheetnames == ["各板块", "各部门", "说明"]
    assert rows_of(workbook["各板块"])[1][:4] == (
        "一",
        "把握政治建设统领地位,始终坚持正确政治方向",
        4,
        4,
    )
    assert outcome.errors == ""


def test_a_log_tells_when_as_a_time(work: Work) -> None:
    asked(work, "log", "-o", "记录.xlsx")

    workbook = open_workbook((work.folder / "记录.xlsx").read_bytes())
    assert isinstance(rows_of(workbook["改动记录"])[1][0], datetime)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.csv", b"\xef\xbb\xbf"), ("a.md", b"# "), ("a.json", b"{"), ("A.XLSX", b"PK")],
)
def test_the_name_of_a_file_says_its_format(work: Work, name: str, begins: bytes) -> None:
    asked(work, "list", *DAY, "-o", name)

    assert (work.folder / name).read_bytes().startswith(begins)


def test_a_format_that_is_written_goes_before_the_name(work: Work) -> None:
    asked(work, "list", *DAY, "--format", "json", "-o", "a.txt")

    assert (work.folder / "a.txt").read_bytes().startswith(b"{")


def test_a_name_of_no_format_is_refused_with_what_to_write(work: Work) -> None:
    outcome = work.jimoplan("list", "-o", "a.txt")

    assert (outcome.code, outcome.text) == (2, "")
    assert "文件名以 .json、.csv、.md、.xlsx 结尾" in outcome.errors


def test_the_plan_itself_is_never_written_over(work: Work) -> None:
    before = work.plan.read_bytes()
    outcome = work.jimoplan("list", "--format", "json", "-o", work.plan.name)

    assert outcome.code == 3
    assert "就是计划文件" in outcome.errors
    assert work.plan.read_bytes() == before


def test_of_two_plans_compared_neither_is_written_over(work: Work, tmp_path: Path) -> None:
    other = work.folder / "next.yaml"
    other.write_bytes(work.plan.read_bytes())
    words = ("compare", work.plan.name, "next.yaml", "--format", "md", "-o")

    for name in (work.plan.name, "next.yaml"):
        assert "就是计划文件" in work.jimoplan(*words, name).errors
    assert other.read_bytes() == work.plan.read_bytes()
