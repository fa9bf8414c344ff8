"""jimoplan resolve where git has merged line by line, for want of a driver."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from problem_cases import BASE
from repositories import LIAISON, SUPERVISOR, Work, make_repository, unchanged
from terminal import answer

Edit = Callable[[Work], object]

TITLE = "title: 指导应诉"


def report(note: str, item: str = "1-2") -> Edit:
    return lambda work: work.update(item, "--note", note)


def remark(words: str, item: str) -> Edit:
    def make(work: Work) -> None:
        done = work.jimoplan("remark", item, words, "--kind", "提醒")
        assert done.code == 0, done.errors

    return make


def replace(old: str, new: str) -> Edit:
    def make(work: Work) -> None:
        work.replace(old, new)
        work.git("commit", "--quiet", "--all", f"--message={new.strip()}")

    return make


def merged_by_git(folder: Path, ours: list[Edit], theirs: list[Edit], *style: str) -> Work:
    """In the middle of a merge in a clone where `jimoplan git setup` has never been run."""
    work = make_repository(folder, BASE)
    work.git("branch", "other")
    for branch, who, edits in (("other", SUPERVISOR, theirs), ("main", LIAISON, ours)):
        work.git("switch", "--quiet", branch)
        work.be(who)
        for edit in edits:
            edit(work)
    work.git(*style, "merge", "--quiet", "other", check=False)
    assert work.status() == ["UU plan.yaml"]
    assert "<<<<<<< HEAD" in work.text
    return work


def measure(work: Work, at: int = 1) -> Any:  # noqa: ANN401 - as written
    return yaml.safe_load(work.text)["sections"][0]["tasks"][0]["measures"][at]


def notes(work: Work, at: int = 1) -> list[str]:
    return [update["note"] for update in measure(work, at)["updates"]]


STYLES = [(), ("-c", "merge.conflictStyle=diff3"), ("-c", "merge.conflictStyle=zdiff3")]


@pytest.mark.parametrize("style", STYLES, ids=["merge", "diff3", "zdiff3"])
def test_reports_of_two_people_both_stay_and_nothing_is_asked(
    tmp_path: Path, style: tuple[str, ...]
) -> None:
    work = merged_by_git(tmp_path / "work", [report("乙")], [report("甲")], *style)
    outcome = work.jimoplan("resolve")

    assert outcome.code == 0, outcome.errors
    assert sorted(notes(work)) == sorted(["指导12件", "乙", "甲"])
    assert work.status() == ["M  plan.yaml"]
    assert outcome.errors.splitlines()[0] == (
        "plan.yaml 是 git 逐行合并的(合并驱动没有装,或没有起作用),"
        "现按编号和字段重新合并;装好驱动运行 jimoplan git setup"
    )


def test_a_remark_and_a_report_both_stay(tmp_path: Path) -> None:
    work = merged_by_git(tmp_path / "work", [report("乙", "1-4")], [remark("请抓紧", "1-4")])
    outcome = work.jimoplan("resolve")

    assert outcome.code == 0, outcome.errors
    assert notes(work, 3) == ["乙"]
    assert [each["text"] for each in measure(work, 3)["remarks"]] == ["请抓紧"]


@pytest.mark.parametrize(("typed", "title"), [("1", "指导甲"), ("2", "指导乙")])
def test_only_what_is_left_of_it_is_asked(tmp_path: Path, typed: str, title: str) -> None:
    ours, theirs = ([replace(TITLE, f"title: 指导{x}"), report(x)] for x in ("甲", "乙"))
    work = merged_by_git(tmp_path / "work", ours, theirs)
    outcome = answer(work, ["resolve"], f"{typed}\n")

    assert outcome.code == 0, outcome.errors
    assert "(1/1) 1-2 举措名称:张三填 指导甲,李四填 指导乙,保留哪个? [1/2/跳过] " in outcome.errors
    assert measure(work)["title"] == title
    assert sorted(notes(work)) == sorted(["指导12件", "甲", "乙"])


def test_programs_are_told_that_it_is_merged_again_and_nothing_is_written(tmp_path: Path) -> None:
    ours, theirs = ([replace(TITLE, f"title: 指导{x}"), report(x)] for x in ("甲", "乙"))
    work = merged_by_git(tmp_path / "work", ours, theirs)
    with unchanged(work):
        told = work.jimoplan("resolve", "--format", "json").data

    assert told["merged_again"]
    assert [place["words"] for place in told["open"]] == [
        "1-2 举措名称:张三填 指导甲,李四填 指导乙"
    ]


def test_line_ends_stay_as_the_work_tree_has_them(tmp_path: Path) -> None:
    work = merged_by_git(tmp_path / "work", [report("乙")], [report("甲")])
    work.git("config", "core.autocrlf", "true")
    work.write(work.text.replace("\n", "\r\n"))
    outcome = work.jimoplan("resolve")

    assert outcome.code == 0, outcome.errors
    assert work.text.count("\r\n") == work.text.count("\n")
    assert sorted(notes(work)) == sorted(["指导12件", "乙", "甲"])


# Edited by hand since git merged it.

BY_HAND = "title: 制发应诉规则", "title: 制发应诉细则"


def edited(folder: Path, ours: list[Edit], theirs: list[Edit]) -> Work:
    work = merged_by_git(folder, ours, theirs)
    work.replace(*BY_HAND)
    return work


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1", ["乙"]), ("2", ["甲"]), ("3", ["乙", "甲"]), ("两条都留", ["乙", "甲"])],
)
def test_what_was_edited_stays_and_two_reports_are_asked_as_two(
    tmp_path: Path, typed: str, kept: list[str]
) -> None:
    work = edited(tmp_path / "work", [report("乙")], [report("甲")])
    outcome = answer(work, ["resolve"], f"{typed}\n")

    assert outcome.code == 0, outcome.errors
    assert "合并以后又有人手工改过:不重新合并,手工改的都保留" in outcome.errors
    assert "只有我方有:1-2 填报记录 2024-05-06 张三:乙" in outcome.errors
    assert "只有对方有:1-2 填报记录 2024-05-06 李四:甲" in outcome.errors
    assert "保留哪个? [1/2/3(两条都留)/跳过] " in outcome.errors
    assert notes(work) == ["指导12件", *kept]
    assert BY_HAND[1] in work.text
    assert work.status() == ["M  plan.yaml"]


def test_a_report_and_a_remark_are_both_kept_and_another_place_stays_open(tmp_path: Path) -> None:
    ours, theirs = (
        [replace("title: 负责人出庭率", f"title: 出庭率{x}"), make]
        for x, make in (("甲", report("乙", "1-4")), ("乙", remark("请抓紧", "1-4")))
    )
    work = edited(tmp_path / "work", ours, theirs)
    outcome = answer(work, ["resolve"], "跳过\n3\n")

    assert outcome.code == 1, outcome.errors
    assert "还有 1 处没有取舍" in outcome.errors
    assert answer(work, ["resolve"], "2\n").code == 0
    assert measure(work, 3)["title"] == "出庭率乙"
    assert notes(work, 3) == ["乙"]
    assert [each["text"] for each in measure(work, 3)["remarks"]] == ["请抓紧"]


def test_one_report_written_differently_is_one_question(tmp_path: Path) -> None:
    first = "{date: 2024-04-01, note: 指导12件}"
    sides = [[replace(first, first.replace("12", each))] for each in ("13", "14")]
    work = edited(tmp_path / "work", sides[0], sides[1])
    outcome = answer(work, ["resolve"], "2\n")

    assert outcome.code == 0, outcome.errors
    assert "1-2 进展情况:张三填 指导13件,李四填 指导14件,保留哪个? [1/2/跳过] " in outcome.errors
    assert notes(work) == ["指导14件"]
