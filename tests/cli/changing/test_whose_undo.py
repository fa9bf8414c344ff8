"""Whose changes undo counts: one's own, wherever in history, each as long as it stands."""

import re

import pytest
from problem_cases import BASE
from repositories import LIAISON, SUPERVISOR, Work


def test_what_was_taken_back_is_not_counted_again(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    work.update("1-2", "--note", "乙")
    assert work.jimoplan("undo", "--yes").code == 0
    assert work.jimoplan("undo", "2", "--yes").code == 0

    assert work.text == BASE


def test_undoing_again_and_again_goes_to_and_fro(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    work.update("1-2", "--note", "乙")
    both = work.text
    for there in (False, True, False, True):
        assert work.jimoplan("undo", "--yes").code == 0
        assert (work.text == both) == there

    assert work.jimoplan("undo", "2", "--yes").code == 0
    assert re.findall("note: ([甲乙])", work.text) == ["乙"]


def test_an_undoing_is_undone_by_its_name_too(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    changed = work.text
    work.jimoplan("undo", "--yes")
    work.update("1-2", "--note", "乙")
    undoing = work.git("rev-parse", "HEAD~1")
    assert work.jimoplan("undo", undoing[:10], "--yes").code == 0

    assert "note: 甲" in work.text
    assert work.jimoplan("undo", "2", "--yes").code == 0
    assert work.text == changed


def test_one_s_own_change_is_found_on_the_line_that_others_merged(work: Work) -> None:
    work.git("switch", "--quiet", "--create", "分支")
    work.update("1-1", "--note", "分支上的一笔")
    work.git("switch", "--quiet", "main")
    work.be(SUPERVISOR)
    work.update("3-1", "--note", "主线上的一笔")
    work.git("merge", "--quiet", "--no-ff", "--no-edit", "分支")
    work.be(LIAISON)
    assert work.jimoplan("undo", "--yes").code == 0

    assert re.findall("..上的一笔", work.text) == ["主线上的一笔"]


def test_whose_a_change_is_says_the_address_in_whatever_case(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    work.be(("张三(新电脑)", "Zhang@Example.CN"))
    assert work.jimoplan("undo", "--yes").code == 0

    assert work.text == BASE


def test_a_change_made_before_the_plan_was_renamed_is_undone(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    work.be(SUPERVISOR)
    work.git("mv", "plan.yaml", "2024.yaml")
    work.git("commit", "--quiet", "--message=改名")
    work.be(LIAISON)
    outcome = work.jimoplan("undo", "--yes", "--file", "2024.yaml")

    assert outcome.code == 0, outcome.errors
    assert (work.folder / "2024.yaml").read_bytes().decode("utf-8") == BASE


def test_a_commit_that_broke_the_plan_is_not_counted_and_says_why(work: Work) -> None:
    work.update("1-1", "--note", "甲")
    mended = work.text
    work.replace("kind: 常态化", "kind: 常常")
    work.git("commit", "-qam", "改坏了")
    broken = work.git("rev-parse", "HEAD")
    work.write(mended)
    work.be(SUPERVISOR)
    work.git("commit", "-qam", "改回来")
    work.be(LIAISON)
    outcome = work.jimoplan("undo", broken, "--yes")
    assert (outcome.code, "里的计划有错误,撤销不了" in outcome.errors) == (3, True)

    assert work.jimoplan("undo", "--yes").code == 0
    assert work.text == BASE


@pytest.mark.parametrize(
    ("which", "said"),
    [("HEAD~1", "以前没有能读的计划"), ("HEAD", "没有动过计划文件")],
    ids=["the first commit", "a commit of something else"],
)
def test_a_commit_that_changed_nothing_of_a_plan_says_so(work: Work, which: str, said: str) -> None:
    (work.folder / "别的.txt").write_text("别的", "utf-8")
    work.git("add", "别的.txt")
    work.git("commit", "--quiet", "--message=别的")
    outcome = work.jimoplan("undo", which, "--yes")

    assert (outcome.code, said in outcome.errors) == (3, True)


def test_what_a_merge_brought_is_told_newest_first_and_each_once(work: Work) -> None:
    work.git("switch", "--quiet", "--create", "分支")
    work.be(SUPERVISOR)
    work.update("1-1", "--note", "一")
    work.git("switch", "--quiet", "--create", "小分支")
    work.update("1-2", "--note", "二")
    work.git("switch", "--quiet", "分支")
    work.be(("赵六", "zhao@example.cn"))
    work.update("1-3", "--period", "2", "--note", "三")
    work.git("merge", "--quiet", "--no-ff", "--no-edit", "小分支")
    work.update("3-1", "--note", "四")
    work.be(LIAISON)
    work.git("switch", "--quiet", "main")
    work.git("merge", "--quiet", "--no-ff", "--no-edit", "分支")
    outcome = work.jimoplan("undo", "HEAD", "--yes")

    assert outcome.code == 0, outcome.errors
    assert "会去掉的是 赵六、李四 的:" in outcome.errors
    told = re.findall("^  .*:(?:第 2 期,)?([一二三四])$", outcome.errors, re.MULTILINE)
    assert (told[0], told[-1], sorted(told)) == ("四", "一", sorted("一二三四"))
    assert work.text == BASE
