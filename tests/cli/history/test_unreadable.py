"""A plan that could not be read for a while: who answers for what changed meanwhile."""

from pathlib import Path
from typing import Any

import pytest
from audited import (
    LEADER,
    LIAISON,
    OUTSIDER,
    PEOPLED,
    STATUS_OF_1_1,
    STRANGER,
    SUPERVISOR,
    SUPPORTER,
    UPDATE_OF_1_1,
    change,
    listed,
)
from repositories import Work, make_repository

Who = tuple[str, str]
Edit = tuple[str, str]
BREAK: Edit = ("schema: 1\n", "schema: 1\n<<<<<<< 甲\n")
MEND = BREAK[::-1]
DUE_OF_3_1: Edit = ("due: 2024-09-30}", "due: 2030-01-01}")
EVIDENCE: Edit = ("due: 2024-09-30}", "due: 2024-09-30, evidence: [样书]}")
REPORT: Edit = (
    UPDATE_OF_1_1,
    f"{UPDATE_OF_1_1}              - {{date: 2024-05-06, progress: 60}}\n",
)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return make_repository(tmp_path / "work", PEOPLED)


def commit(work: Work, who: Who, *edits: Edit, reason: str = "") -> str:
    """Commit the plan edited by hand, as somebody; the commit's short id."""
    work.be(who)
    work.write(change(work.text, *edits))
    work.git("add", "--all")
    message = f"手工改动\n\nPlan-Reason: {reason}\n" if reason else "手工改动\n"
    work.git("commit", "--quiet", "--file=-", given=message)
    return work.git("rev-parse", "HEAD")[:9]


def found(work: Work, *words: str) -> list[Any]:
    """The violations that stand."""
    violations: list[Any] = work.jimoplan("audit", *words, "--format", "json").data["violations"]
    return violations


def rules(work: Work, *words: str) -> list[str]:
    return sorted({each["rule"] for each in found(work, *words)})


def test_what_a_stranger_slipped_in_is_charged_to_them_and_to_who_mended_it(work: Work) -> None:
    broken = commit(work, STRANGER, BREAK, ("due: 2024-06-30", "due: 2024-06-30"), REPORT)
    commit(work, SUPERVISOR, MEND)

    for range_ in ((), ("HEAD~1..HEAD",)):  # the repair alone tells it as well
        (told,) = found(work, *range_)
        assert (told["rule"], told["author"]["name"]) == ("A11", SUPERVISOR[0])
        assert f"{broken}({STRANGER[0]} <{STRANGER[1]}>)" in told["reason"]
        assert f"{SUPERVISOR[0]} <{SUPERVISOR[1]}> 改好" in told["reason"]


def test_who_mends_answers_for_what_is_not_theirs_to_change(work: Work) -> None:
    commit(work, SUPERVISOR, BREAK, ("title: 指导应诉", "title: 指导全区应诉"))
    commit(work, LIAISON, MEND)

    assert rules(work) == ["A12"]


def test_who_mends_and_says_why_answers_for_it_all(work: Work) -> None:
    commit(work, LIAISON, BREAK, ("title: 指导应诉", "title: 指导全区应诉"))
    commit(work, SUPERVISOR, MEND, reason="已核对全部改动")

    assert rules(work) == []


def test_a_repair_that_changes_nothing_else_is_nobody_s_violation(work: Work) -> None:
    commit(work, STRANGER, BREAK)
    commit(work, LIAISON, MEND)

    assert rules(work) == []


def test_one_s_own_work_broken_and_mended_by_oneself_is_one_s_own(work: Work) -> None:
    commit(work, LIAISON, BREAK, REPORT)
    commit(work, LIAISON, MEND)

    assert rules(work) == []


def test_everybody_who_left_it_unreadable_is_named(work: Work) -> None:
    first = commit(work, LIAISON, BREAK, REPORT)
    second = commit(work, OUTSIDER, EVIDENCE)
    commit(work, SUPERVISOR, MEND)

    told = found(work)
    assert {each["rule"] for each in told} == {"A12"}
    assert all(first in each["reason"] and second in each["reason"] for each in told)
    changed = {each["words"].split(" ")[0] for each in told}
    assert changed == {"1-1", "3-1"}  # neither may have made what the other did


def test_the_breaking_commit_may_be_on_a_branch(work: Work) -> None:
    work.git("checkout", "--quiet", "-b", "支")
    broken = commit(work, STRANGER, BREAK, REPORT)
    work.git("checkout", "--quiet", "main")
    commit(work, SUPPORTER, EVIDENCE)
    work.be(SUPERVISOR)
    work.git("merge", "--quiet", "--no-commit", "支")
    commit(work, SUPERVISOR, MEND)

    assert [each["rule"] for each in found(work, "HEAD~1..HEAD")] == ["A11"]
    assert broken in found(work, "HEAD~1..HEAD")[0]["reason"]


def test_what_went_wrong_unread_is_ended_as_any_other(work: Work) -> None:
    commit(work, STRANGER, BREAK, REPORT)
    commit(work, SUPERVISOR, MEND)
    accepted = work.jimoplan("audit", "--accept", "HEAD", "--plan-reason", "张三托人代填")
    assert accepted.code == 1  # whoever mended it is its author as well
    commit(work, SUPERVISOR, REPORT[::-1])

    assert rules(work) == []


def test_who_reported_in_an_unreadable_plan_does_not_review_it(work: Work) -> None:
    leader = listed(LEADER, "分管领导")
    both: Edit = (f"- {leader}\n", f"- {leader}\n      - {listed(LEADER, '联络员')}\n")
    commit(work, SUPERVISOR, both, reason="兼任")
    done = STATUS_OF_1_1.replace("推进中", "已完成")
    commit(work, LEADER, BREAK, (STATUS_OF_1_1, done))
    commit(work, SUPERVISOR, MEND)
    work.be(LEADER)
    review = (
        "            reviews:\n              - {date: 2024-05-07, result: 销号, submitted_by: "
        "李四 <li@example.cn>, by: 王五 <wang@example.cn>}\n"
    )
    commit(work, LEADER, (done, STATUS_OF_1_1.replace("推进中", "已销号") + review))

    assert rules(work) == ["A22"]


def test_log_names_who_left_it_unreadable(work: Work) -> None:
    broken = commit(work, STRANGER, BREAK, REPORT)
    commit(work, SUPERVISOR, MEND)

    outcome = work.jimoplan("log", "1-1")
    assert f"{broken}(2024-05-06 {STRANGER[0]})" in outcome.text + outcome.errors
