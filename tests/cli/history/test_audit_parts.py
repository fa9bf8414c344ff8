"""jimoplan audit of a part: an item's changes one by one, and by day, author and department."""

from pathlib import Path
from typing import Any

import pytest
from audited import LEADER, LIAISON, OUTSIDER, PEOPLED, SUPERVISOR, listed
from repositories import Work, make_repository

DUE = ("--due", "2024-07-31", "--reason", "等", "--approved-by", "王五")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """张三 reports on 1-1, 王五 moves its deadline, 孙七 changes 3-1, which is not theirs."""
    made = make_repository(tmp_path / "work", PEOPLED)
    made.be(LIAISON)
    made.update("1-1", "--progress", "60", "--note", "二稿")
    made.be(LEADER)
    made.update("1-1", *DUE)
    made.be(OUTSIDER)
    made.env["GIT_AUTHOR_DATE"] = made.env["GIT_COMMITTER_DATE"] = "2024-06-03T09:00:00+08:00"
    made.replace("due: 2024-09-30", "due: 2024-10-31")
    made.git("commit", "--quiet", "--all", "--message=手工")
    return made


def found(work: Work, *words: str) -> Any:  # noqa: ANN401 - JSON
    outcome = work.jimoplan("audit", *words, "--format", "json")
    assert outcome.code in {0, 1}, outcome.errors
    return outcome.data


def test_each_change_of_an_item_is_told_with_who_made_it_as_what_and_by_what_right(
    work: Work,
) -> None:
    outcome = work.jimoplan("audit", "1-1")

    assert outcome.code == 0
    assert "张三 <zhang@example.cn>(甲科联络员) 1-1 制发应诉规则:进度 60%" in outcome.text
    assert "  可以  1-1 新增填报记录 2024-05-06 甲科 张三:进度 60%,二稿(联络员填报" in outcome.text
    assert "  可以  1-1 完成时限 2024-06-30→2024-07-31(分管领导审核、调整时限)" in outcome.text
    assert " 3-1 " not in outcome.text
    assert "注:只列了1-1 的改动" in outcome.text
    assert "HEAD:审计 2 个动过计划的提交,违规 0 处;通过" in outcome.text


def test_a_change_that_was_not_permitted_is_told_with_its_rule(work: Work) -> None:
    outcome = work.jimoplan("audit", "3")

    assert outcome.code == 1
    assert "孙七 <sun@example.cn>(丙科联络员)" in outcome.text
    assert "  A12 超出本人职责 3-1 完成时限 2024-09-30→2024-10-31" in outcome.text
    assert "  A24 改了时限没有留下原时限 3-1" in outcome.text
    assert "可以" not in outcome.text.split("注:")[0].split("→")[0]


def test_what_a_merge_brought_of_an_item_is_told_as_well(work: Work) -> None:
    work.git("reset", "--quiet", "--hard", "HEAD~1")
    work.be(SUPERVISOR)
    work.git("checkout", "--quiet", "-b", "支")
    work.replace("title: 制发应诉规则", "title: 制发新规则")
    work.git("commit", "--quiet", "--all", "--message=改题\n\nPlan-Reason: 会议")
    work.git("checkout", "--quiet", "main")
    work.replace(f"      - {listed(SUPERVISOR, '督查')}\n", f"      - {listed(LEADER, '督查')}\n")
    work.git("commit", "--quiet", "--all", "--message=交接\n\nPlan-Reason: 会议")
    work.be(LIAISON)
    work.git("merge", "--quiet", "--no-edit", "支")
    whole, part = work.jimoplan("audit"), work.jimoplan("audit", "1-1")

    assert (whole.code, part.code) == (1, 1)
    brought = "  A14 合并带进了无权的改动 1-1 举措名称"
    assert brought in whole.text
    assert brought in part.text


def test_a_report_that_was_put_otherwise_and_taken_back_is_told_as_that(work: Work) -> None:
    work.be(LIAISON)
    report = "2024-05-06, by: 张三, dept: 甲科, progress: 60, note: 三稿"
    theirs = report.replace("甲科", "丙科")
    steps = [("二稿", "三稿"), (report, theirs), (theirs, report)]
    for old, new in (*steps, (f"              - {{date: {report}}}\n", "")):
        work.replace(old, new)
        work.git("commit", "--quiet", "--all", "--message=更正")
    told = work.jimoplan("audit", "1-1").text

    assert "  可以  1-1 更正填报 2024-05-06 张三:进展情况 “二稿”→“三稿”(联络员填报" in told
    wrong = "A15 填报的部门不实(已纠正) 1-1 新增填报记录 2024-05-06 丙科 张三:进度 60%,三稿"
    assert wrong in told
    assert "更正填报 2024-05-06 张三:填报部门 “甲科”→“丙科”" not in told
    assert "  可以  1-1 撤回填报记录 2024-05-06 甲科 张三:进度 60%,三稿(联络员填报" in told
    assert "删去填报记录" not in told


def test_a_breach_that_was_taken_back_says_so_and_by_whom(work: Work) -> None:
    work.be(SUPERVISOR)
    work.git("revert", "--no-edit", "HEAD")
    outcome = work.jimoplan("audit", "3-1")

    assert outcome.code == 0
    assert "A12 超出本人职责(已纠正) 3-1" in outcome.text
    assert "→ 已纠正:" in outcome.text
    assert "可以  3-1 完成时限 2024-10-31→2024-09-30(督查可以改)" in outcome.text


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ((), ["A12", "A24"]),
        (("--since", "2024-06-01"), ["A12", "A24"]),
        (("--since", "2024-06-04"), []),
        (("--author", "孙七"), ["A12", "A24"]),
        (("--author", "zhang@"), []),
        (("--dept", "乙科"), ["A12", "A24"]),
        (("--dept", "丙科"), []),
        (("1-1", "3-1"), ["A12", "A24"]),
        (("HEAD~1", "3-1"), []),
    ],
)
def test_a_part_is_chosen_by_day_author_department_and_item(
    words: tuple[str, ...], rules: list[str], work: Work
) -> None:
    assert [each["rule"] for each in found(work, *words)["violations"]] == rules


def test_the_changes_come_as_json(work: Work) -> None:
    reported, *_ = found(work, "1-1")["changes"]

    assert reported["author"]["name"] == "张三"
    assert reported["capacity"] == "甲科联络员"
    assert reported["ground"] == "联络员填报本部门的事项"
    assert (reported["rules"], reported["change"]["change"]) == ([], "insert")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("9-9",), "没有叫“9-9”的编号"),
        (("--author", "某人"), "没有叫“某人”的改动人"),
        (("--dept", "某科"), "没有叫“某科”的部门"),
        (("main", "HEAD"), "写了两个范围:main、HEAD"),
    ],
)
def test_what_is_not_there_to_be_audited_is_said(
    words: tuple[str, ...], said: str, work: Work
) -> None:
    outcome = work.jimoplan("audit", *words)

    assert (outcome.code, said in outcome.errors) == (2, True)
