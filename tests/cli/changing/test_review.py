"""jimoplan review: what one person reports, another approves or returns."""

from pathlib import Path

import pytest
from audited import LEADER, PEOPLED, listed
from problem_cases import BASE
from repositories import LIAISON, SUPERVISOR, Work, make_repository, unchanged

SHOW = ("show", "1-1", "--format", "csv")


@pytest.fixture
def submitted(work: Work) -> Work:
    """1-1 reported as done by the liaison, the supervisor at the keyboard."""
    work.update("1-1", "--status", "已完成")
    work.be(SUPERVISOR)
    return work


def test_approval_closes_the_item_and_both_stand_in_the_file(submitted: Work) -> None:
    outcome = submitted.jimoplan("review", "1-1", "--approve", "--yes")

    assert outcome.code == 0, outcome.errors
    assert submitted.text == BASE.replace(
        "            due: 2024-06-30\n            status: 推进中\n",
        "            due: 2024-06-30\n            status: 已销号\n"
        "            finished: 2024-05-06\n"
        "            reviews:\n"
        "              - {date: 2024-05-06, result: 销号, submitted_by: 张三 <zhang@example.cn>, "
        "by: 李四 <li@example.cn>}\n",
    )
    assert submitted.commits()[0] == "1-1 制发应诉规则:已完成→已销号,审核销号"


def test_return_brings_the_item_back_with_the_reason(submitted: Work) -> None:
    outcome = submitted.jimoplan("review", "1-1", "--return", "--reason", "缺附件")

    assert outcome.code == 0, outcome.errors
    assert "            status: 推进中\n            reviews:\n" in submitted.text
    assert "by: 李四 <li@example.cn>, reason: 缺附件}\n" in submitted.text
    assert "submitted_by: 张三 <zhang@example.cn>\n" not in submitted.text
    submitted.be(LIAISON)
    submitted.update("1-1", "--status", "已完成")
    assert "            submitted_by: 张三 <zhang@example.cn>\n" in submitted.text


@pytest.mark.parametrize("email", ["zhang@example.cn", "ZHANG@Example.cn"])
@pytest.mark.parametrize("verdict", [("--approve",), ("--return", "--reason", "重报")])
def test_nobody_reviews_what_they_reported_themselves(
    submitted: Work, email: str, verdict: tuple[str, ...]
) -> None:
    submitted.be(("另一个名字", email))
    with unchanged(submitted):
        outcome = submitted.jimoplan("review", "1-1", *verdict, "--yes")

    assert (outcome.code, "不能由本人审核" in outcome.errors) == (1, True)


@pytest.mark.parametrize("first", [("--approve", "--yes"), ("--return", "--reason", "缺附件")])
def test_whoever_takes_a_review_back_may_review_again_and_has_reported_nothing(
    submitted: Work, first: tuple[str, ...]
) -> None:
    assert submitted.jimoplan("review", "1-1", *first).code == 0
    assert submitted.jimoplan("undo", "1", "--yes").code == 0
    outcome = submitted.jimoplan("review", "1-1", "--approve", "--yes")

    assert outcome.code == 0, outcome.errors
    assert submitted.jimoplan("audit").code == 0
    submitted.git("reset", "--quiet", "--hard", "HEAD^")
    submitted.be(LIAISON)
    assert submitted.jimoplan("review", "1-1", "--approve", "--yes").code == 1


def test_nobody_reviews_what_they_put_into_git_or_reported_by_another_address(
    tmp_path: Path,
) -> None:
    old = ("王五", "wang5@example.cn")
    mine = f"      - {listed(LEADER, '分管领导')}\n"
    work = make_repository(
        tmp_path, PEOPLED.replace(mine, f"{mine}      - {listed(old, '联络员')}\n")
    )
    committer = {"GIT_COMMITTER_NAME": old[0], "GIT_COMMITTER_EMAIL": old[1]}
    done = ("update", "1-1", "--status", "已完成", "--date", "2024-05-06")
    assert work.jimoplan(*done, env=committer).code == 0
    work.be(SUPERVISOR)
    work.replace(f"      - {listed(old, '联络员')}\n", "")
    assert work.jimoplan("commit", "--plan-reason", "换邮箱").code == 0
    work.be(LEADER)
    with unchanged(work):
        outcome = work.jimoplan("review", "1-1", "--approve", "--yes")

    assert (outcome.code, "A22 审核人就是提交人" in outcome.errors) == (1, True)
    assert "请另一位同志审核" in outcome.errors
    work.be(SUPERVISOR)
    assert work.jimoplan("review", "1-1", "--approve", "--yes").code == 0


def test_the_submitter_of_a_hand_edit_is_who_committed_it(work: Work) -> None:
    work.replace(
        "due: 2024-06-30\n            status: 推进中", "due: 2024-06-30\n            status: 已完成"
    )
    uncommitted = work.jimoplan("review", "1-1", "--approve", "--yes")
    assert (uncommitted.code, "待明确" in uncommitted.errors) == (3, True)

    assert work.jimoplan("commit").code == 0
    work.replace("note: 指导12件", "note: 指导13件")
    assert work.jimoplan("commit").code == 0
    himself = work.jimoplan("review", "1-1", "--approve", "--yes")
    assert (himself.code, "不能由本人审核" in himself.errors) == (1, True)

    work.be(SUPERVISOR)
    assert work.jimoplan("review", "1-1", "--approve", "--yes").code == 0
    assert "submitted_by: 张三 <zhang@example.cn>, by: 李四 <li@example.cn>" in work.text


def test_a_submitter_named_by_hand_does_not_hide_who_committed_it(work: Work) -> None:
    done = (
        "2024-06-30\n            status: 已完成\n            submitted_by: 王五 <wang@example.cn>"
    )
    work.replace("2024-06-30\n            status: 推进中", done)
    assert "手工改的" in work.jimoplan("commit", "--yes").errors
    outcome = work.jimoplan("review", "1-1", "--approve", "--yes")

    assert (outcome.code, "张三 <zhang@example.cn> 报的,不能由本人审核" in outcome.errors) == (
        1,
        True,
    )


def test_a_mailmap_makes_nobody_another_person(work: Work) -> None:
    work.replace("2024-06-30\n            status: 推进中", "2024-06-30\n            status: 已完成")
    assert work.jimoplan("commit").code == 0
    (work.folder / ".mailmap").write_text("张三 <别处@example.cn> <zhang@example.cn>\n", "utf-8")
    outcome = work.jimoplan("review", "1-1", "--approve", "--yes")

    assert (outcome.code, "不能由本人审核" in outcome.errors) == (1, True)


def test_approval_asks_unless_told_yes(submitted: Work) -> None:
    with unchanged(submitted):
        outcome = submitted.jimoplan("review", "1-1", "--approve")

    assert (outcome.code, "销号以后不再改动,确定吗?" in outcome.errors) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1-2", "--approve"), "举措 1-2 现在是推进中,没有什么可审核的"),
        (("1-1",), "--approve 和 --return 写且只写一个"),
        (("1-1", "--approve", "--return"), "--approve 和 --return 写且只写一个"),
        (("1-1", "--return"), "退回要写明原因"),
    ],
)
def test_what_does_not_fit_is_said(submitted: Work, words: tuple[str, ...], said: str) -> None:
    with unchanged(submitted):
        outcome = submitted.jimoplan("review", *words, "--yes")

    assert (outcome.code, said in outcome.errors) == (2, True)


def test_the_last_approval_says_which_command_finishes_the_task(work: Work) -> None:
    work.update("3-1", "--status", "推进中")
    work.update("3-1", "--status", "已完成")
    work.be(SUPERVISOR)
    outcome = work.jimoplan("review", "3-1", "--approve", "--yes")

    assert "任务待报已完成:jimoplan update 3 --status 已完成\n" in outcome.errors


def test_a_closed_item_is_not_changed_any_more(submitted: Work) -> None:
    submitted.jimoplan("review", "1-1", "--approve", "--yes")
    outcome = submitted.jimoplan("update", "1-1", "--status", "推进中")

    assert (outcome.code, "已销号,不再改动" in outcome.errors) == (2, True)


def test_who_submitted_and_who_reviewed_is_shown(submitted: Work) -> None:
    assert "提交人,张三 <zhang@example.cn>" in submitted.jimoplan(*SHOW).text
    submitted.jimoplan("review", "1-1", "--return", "--reason", "缺附件")

    told = "2024-05-06 李四 <li@example.cn> 审核,张三 <zhang@example.cn> 提交:缺附件"
    assert f'退回,"{told}"' in submitted.jimoplan(*SHOW).text
