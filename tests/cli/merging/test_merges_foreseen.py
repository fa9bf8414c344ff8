"""What jimoplan resolve says that an audit will find wrong with the merge it has settled."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from audited import LEADER, LIAISON, PEOPLED, STRANGER, SUPERVISOR, SUPPORTER, Who
from repositories import Work, make_repository
from terminal import answer

Edit = Callable[[Work], object]

WARNING = "审计(jimoplan audit)会判违规"
BY_HAND = "title: 制发应诉规则", "title: 制发应诉规则  # 待定"


def report(note: str, *words: str) -> Edit:
    return lambda work: work.update("1-2", "--note", note, *words)


def put_off(day: str) -> Edit:
    words = ("--reason", f"等到{day}", "--approved-by", LEADER[0])
    return lambda work: work.update("1-1", "--due", day, *words)


def merging(
    folder: Path,
    ours: tuple[Who, Edit],
    theirs: tuple[Who, Edit],
    *setup: str,
    first: Edit = lambda _: None,
) -> Work:
    """In the middle of a merge of what two people did, as the one whose side is ours."""
    work = make_repository(folder, PEOPLED)
    assert not setup or work.jimoplan(*setup).code == 0
    first(work)
    work.git("branch", "other")
    for branch, (who, edit) in (("other", theirs), ("main", ours)):
        work.git("switch", "--quiet", branch)
        work.be(who)
        edit(work)
    work.git("merge", "--quiet", "other", check=False)
    assert "UU plan.yaml" in work.status()
    return work


def audited(work: Work) -> list[str]:
    """The codes of what an audit finds wrong with the last commit."""
    told = work.jimoplan("audit", "HEAD^1..HEAD", "--format", "json").data
    head = work.git("rev-parse", "HEAD")
    return [each["rule"] for each in told["violations"] if each["commit"] == head]


@pytest.mark.parametrize(("typed", "due"), [("1", "2024-07-31"), ("2", "2024-08-31")])
@pytest.mark.parametrize("setup", [(), ("git", "setup", "--yes")], ids=["no driver", "driver"])
def test_of_two_deadlines_either_may_be_taken_and_both_records_stay(
    tmp_path: Path, typed: str, due: str, setup: tuple[str, ...]
) -> None:
    ours, theirs = (LEADER, put_off("2024-07-31")), (SUPERVISOR, put_off("2024-08-31"))
    work = merging(tmp_path / "work", ours, theirs, *setup)
    outcome = answer(work, ["resolve"], f"{typed}\n")
    work.git("commit", "--quiet", "--no-edit")

    assert outcome.code == 0, outcome.errors
    assert WARNING not in outcome.errors
    assert audited(work) == []
    measure = yaml.safe_load(work.text)["sections"][0]["tasks"][0]["measures"][0]
    assert str(measure["due"]) == due
    assert len(measure["due_changes"]) == 2


def finish(work: Work) -> None:
    work.be(LIAISON)
    work.update("1-1", "--status", "已完成", "--evidence", "即司发〔2024〕5号")


def approve(work: Work) -> None:
    assert work.jimoplan("review", "1-1", "--approve", "--yes", "--date", "2024-05-06").code == 0


def give_back(work: Work) -> None:
    words = ("--return", "--reason", "缺附件", "--yes", "--date", "2024-05-06")
    assert work.jimoplan("review", "1-1", *words).code == 0


def apart_on_a_review(folder: Path, *setup: str) -> Work:
    """In the middle of a merge of what 王五 approved and 李四 returned, as 王五."""
    return merging(folder, (LEADER, approve), (SUPERVISOR, give_back), *setup, first=finish)


@pytest.mark.parametrize(
    ("typed", "status", "setup"),
    [("1", "已销号", ()), ("2", "推进中", ("git", "setup", "--yes"))],
    ids=["approved, no driver", "returned, driver"],
)
def test_whichever_of_two_reviews_counts_both_stay_on_record(
    tmp_path: Path, typed: str, status: str, setup: tuple[str, ...]
) -> None:
    work = apart_on_a_review(tmp_path / "work", *setup)
    outcome = answer(work, ["resolve"], f"{typed}\n")
    work.git("commit", "--quiet", "--no-edit")

    assert outcome.code == 0, outcome.errors
    assert WARNING not in outcome.errors
    assert audited(work) == []
    measure = yaml.safe_load(work.text)["sections"][0]["tasks"][0]["measures"][0]
    assert measure["status"] == status
    assert sorted(review["result"] for review in measure["reviews"]) == ["退回", "销号"]


def test_a_review_that_a_merge_drops_was_taken_out_by_whoever_merged(tmp_path: Path) -> None:
    work = apart_on_a_review(tmp_path / "work")
    work.replace(*BY_HAND)
    work.be(SUPERVISOR)
    outcome = work.jimoplan("resolve", "--ours")
    work.git("commit", "--quiet", "--no-edit")

    assert "result: 退回" not in work.text
    assert audited(work) == ["A26"]
    assert f"{WARNING} 1 处:\nA26 审核、时限调整或暂缓记录被删改 1-1 删去审核记录" in outcome.errors


def test_another_s_report_dropped_is_named_with_the_rule_and_what_to_do(tmp_path: Path) -> None:
    ours, theirs = (LIAISON, report("乙")), (SUPPORTER, report("甲"))
    work = merging(tmp_path / "work", ours, theirs)
    work.replace(*BY_HAND)
    outcome = work.jimoplan("resolve", "--ours")
    work.git("commit", "--quiet", "--no-edit")

    assert audited(work) == ["A12"]
    assert outcome.code == 0
    assert (
        "注意:这样提交,审计(jimoplan audit)会判违规 1 处:\n"
        "A12 超出本人职责 1-2 删去填报记录 2024-05-06 乙科 赵六:甲\n"
        "    张三 是甲科联络员,无权做这处改动\n"
        "    → 请有权的人来改:"
    ) in outcome.errors
    assert "要重新取舍,先运行 git checkout --merge -- plan.yaml" in outcome.errors


def test_one_s_own_report_dropped_is_said_and_is_no_breach(tmp_path: Path) -> None:
    ours, theirs = (LIAISON, report("乙")), (SUPPORTER, report("甲"))
    work = merging(tmp_path / "work", ours, theirs)
    work.replace(*BY_HAND)
    outcome = work.jimoplan("resolve", "--theirs")
    work.git("commit", "--quiet", "--no-edit")

    assert audited(work) == []
    assert "注意:这样取舍,1-2 删去填报记录 2024-05-06 甲科 张三:乙" in outcome.errors
    assert WARNING not in outcome.errors


def test_what_a_reason_will_do_for_is_said_and_does(tmp_path: Path) -> None:
    entered = report("乙", "--by", LIAISON[0], "--dept", "甲科")
    ours, theirs = (SUPERVISOR, entered), (SUPPORTER, report("甲"))
    work = merging(tmp_path / "work", ours, theirs)
    work.replace(*BY_HAND)
    told = work.jimoplan("resolve", "--ours", "--format", "json").data
    work.git("commit", "--quiet", "--message=合并", "--trailer=Plan-Reason: 两条重复")

    assert any("Plan-Reason" in line for line in told["warnings"])
    assert audited(work) == []


def test_after_checking_out_again_it_can_be_settled_otherwise(tmp_path: Path) -> None:
    ours, theirs = (LIAISON, report("乙")), (SUPPORTER, report("甲"))
    work = merging(tmp_path / "work", ours, theirs)
    work.replace(*BY_HAND)
    assert WARNING in work.jimoplan("resolve", "--ours").errors
    work.git("checkout", "--merge", "--", "plan.yaml")
    outcome = work.jimoplan("resolve")
    work.git("commit", "--quiet", "--no-edit")

    assert WARNING not in outcome.errors
    assert audited(work) == []


def test_what_keeps_both_sides_work_warns_of_nothing(tmp_path: Path) -> None:
    ours, theirs = (LIAISON, report("乙")), (SUPPORTER, report("甲"))
    work = merging(tmp_path / "work", ours, theirs)
    outcome = work.jimoplan("resolve")

    assert outcome.code == 0
    assert "注意" not in outcome.errors


def test_what_the_other_side_s_own_commit_is_told_of_is_not_told_again(tmp_path: Path) -> None:
    def meddle(work: Work) -> None:
        work.replace("title: 指导应诉", "title: 指导复议")
        work.update("1-4", "--note", "在办")
        work.be(STRANGER)
        work.git("commit", "--quiet", "--amend", "--reset-author", "--all", "--message=改名")

    def note(work: Work) -> None:
        work.update("1-4", "--note", "待办")

    work = merging(tmp_path / "work", (LIAISON, note), (SUPPORTER, meddle))
    outcome = work.jimoplan("resolve")
    work.git("commit", "--quiet", "--no-edit")

    assert outcome.code == 0, outcome.errors
    assert audited(work) == []
    assert WARNING not in outcome.errors


def test_a_person_whom_the_plan_does_not_list_is_told_before_the_merge(tmp_path: Path) -> None:
    work = merging(tmp_path / "work", (LIAISON, report("乙")), (SUPPORTER, report("甲")))
    work.replace(*BY_HAND)
    work.be(STRANGER)
    outcome = answer(work, ["resolve"], "1\n")
    work.git("commit", "--quiet", "--no-edit")

    assert audited(work) == ["A11"]
    assert f"{WARNING} 1 处:\nA11 " in outcome.errors


# What cannot be foreseen is said.

UNSEEN = "注意:这样提交,审计会怎么说,没能预先看:"


def merging_shallow(folder: Path, depth: int) -> Work:
    """A merge of what two people did, in a clone of so many of each branch's last commits."""
    whole = merging(folder / "whole", (LIAISON, report("乙")), (SUPPORTER, report("甲")))
    whole.git("merge", "--abort")
    whole.git(
        "clone",
        "--quiet",
        "--no-single-branch",
        f"--depth={depth}",
        f"file://{whole.folder}",
        "../cut",
    )
    work = Work(folder / "cut")
    work.be(LIAISON)
    work.git("merge", "--quiet", "--allow-unrelated-histories", "origin/other", check=False)
    return work


def test_what_the_sides_come_from_is_not_in_a_shallow_clone_and_that_is_said(
    tmp_path: Path,
) -> None:
    work = merging_shallow(tmp_path, depth=1)
    outcome = work.jimoplan("resolve", "--ours")

    assert outcome.code == 0
    assert f"{UNSEEN}这是浅克隆,提交 " in outcome.errors
    assert "运行 jimoplan sync 取回全部历史" in outcome.errors
    assert WARNING not in outcome.errors


def test_in_a_shallow_clone_that_has_what_they_come_from_the_rest_is_said_to_be_missing(
    tmp_path: Path,
) -> None:
    work = merging_shallow(tmp_path, depth=2)
    work.replace(*BY_HAND)
    told = work.jimoplan("resolve", "--ours", "--format", "json").data

    assert [line[:3] for line in told["warnings"]][1] == "A12"
    (unseen,) = told["not_foreseen"]
    assert "浅克隆" in unseen


def test_a_history_that_git_has_lost_a_part_of_is_said_not_to_be_looked_at(tmp_path: Path) -> None:
    ours, theirs = (LIAISON, report("乙")), (SUPPORTER, report("甲"))
    work = merging(tmp_path / "work", ours, theirs, first=report("先"))
    lost = work.git("rev-parse", "HEAD~2:plan.yaml")
    (work.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    outcome = work.jimoplan("resolve")

    assert outcome.code == 0, outcome.errors
    assert UNSEEN in outcome.errors


def test_a_plan_that_a_side_left_unreadable_is_named(tmp_path: Path) -> None:
    def break_it(work: Work) -> None:
        report("甲")(work)
        work.replace("title: 规范行政应诉", "titel: 规范行政应诉")
        work.git("commit", "--quiet", "--all", "--message=坏了")

    work = merging(tmp_path / "work", (LIAISON, report("乙")), (SUPPORTER, break_it))
    broken = work.git("rev-parse", "--short=9", "other")
    work.jimoplan("resolve", "--theirs")
    work.replace("titel", "title")
    outcome = work.jimoplan("resolve")

    assert outcome.code == 0, outcome.errors
    assert f"从提交 {broken}({SUPPORTER[0]}) 起计划读不出来" in outcome.errors


def test_without_a_name_in_git_nothing_is_foreseen_and_that_is_said(tmp_path: Path) -> None:
    work = merging(tmp_path / "work", (LIAISON, report("乙")), (SUPPORTER, report("甲")))
    for setting in ("user.name", "user.email"):
        work.git("config", "--unset", setting)
    work.git("config", "user.useConfigOnly", "true")
    outcome = work.jimoplan("resolve")

    assert outcome.code == 0
    assert f"{UNSEEN}git 不知道您是谁" in outcome.errors
