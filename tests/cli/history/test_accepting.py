"""Breaches that somebody else answers for: by whom, how it is told, and the ways round it."""

from pathlib import Path
from typing import Any

import pytest
from audited import (
    LEADER,
    LIAISON,
    OUTSIDER,
    PEOPLED,
    STRANGER,
    SUPERVISOR,
    SUPPORTER,
    change,
    listed,
)
from jsonschema import Draft202012Validator
from problem_cases import BASE
from repositories import Work, make_repository, unchanged

from jimoplan.cli.schemas.questions import QUESTIONS
from jimoplan.cli.schemas.schema import build_question_schema

Who = tuple[str, str]
Edit = tuple[str, str]
POLICY: Edit = ("title: 指导应诉", "title: 指导全区应诉")
RETITLE: Edit = ("title: 办理行政复议", "title: 办理复议")
REASON = ("--plan-reason", "局长会已定")
OFFICE = f"      - {listed(SUPERVISOR, '督查')}\n"
DEPUTY = ("钱九", "qian@example.cn")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return make_repository(tmp_path / "work", PEOPLED)


def commit(work: Work, who: Who, *edits: Edit, reason: str = "") -> None:
    """Commit the plan edited by hand, as somebody."""
    work.be(who)
    work.write(change(work.text, *edits))
    message = f"手工改动\n\nPlan-Reason: {reason}\n" if reason else "手工改动\n"
    work.git("commit", "--quiet", "--all", "--file=-", given=message)


def accept_by_hand(work: Work, who: Who, target: str = "HEAD", reason: str = "有据") -> None:
    """What the command would not do: an empty commit that accepts."""
    work.be(who)
    full = work.git("rev-parse", target)
    more = f"Plan-Reason: {reason}\n" if reason else ""
    message = f"确认\n\nPlan-Accept: {full}\n{more}"
    work.git("commit", "--quiet", "--allow-empty", "--file=-", given=message)


def answer(work: Work, *words: str) -> Any:  # noqa: ANN401 - JSON
    return work.jimoplan("audit", *words, "--format", "json").data


def rules(work: Work, *words: str) -> list[str]:
    return sorted({each["rule"] for each in answer(work, *words)["violations"]})


def appoint(work: Work, who: Who, duty: str, by: Who = SUPERVISOR) -> None:
    line = f"      - {listed(who, duty)}\n"
    commit(work, by, (OFFICE, OFFICE + line), reason="任命")


def test_a_supervisor_accepts_with_a_reason_and_it_is_told_how_that_ended(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    before = work.git("rev-parse", "HEAD")
    work.be(SUPERVISOR)
    outcome = work.jimoplan("audit", "--accept", before[:9], *REASON)

    assert outcome.code == 0, outcome.errors
    assert outcome.text == "确认 A12 超出本人职责 1-2 举措名称 指导应诉→指导全区应诉\n"
    short = work.git("rev-parse", "HEAD")[:9]
    assert outcome.errors == f"提交 {short}:确认 {before[:9]} 的违规 A12\n"
    assert work.git("diff", "--stat", "HEAD~1", "HEAD") == ""
    assert f"Plan-Accept: {before}\nPlan-Reason: 局长会已定" in work.git("log", "-1", "--format=%B")
    told = work.jimoplan("audit")
    assert told.code == 0
    assert told.text.endswith(
        f"{before[:9]} 2024-05-06 张三 <zhang@example.cn> 手工改动\n"
        "  A12 超出本人职责(已确认) 1-2 举措名称 指导应诉→指导全区应诉\n"
        "      张三 是甲科联络员,无权做这处改动\n"
        f"      → 已确认:{short} 2024-05-06 李四 <li@example.cn> "
        f"确认 {before[:9]} 的违规 A12;局长会已定\n"
        "\n"
        "HEAD:审计 2 个动过计划的提交,违规 0 处,已确认 1 处;通过\n"
    )
    (ended,) = answer(work)["settled"]
    assert (ended["rule"], ended["ended"]["reason"]) == ("A12", "局长会已定")


def test_a_program_is_told_what_was_accepted_and_what_is_left(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    before = work.git("rev-parse", "HEAD")
    work.be(SUPERVISOR)
    outcome = work.jimoplan("audit", "--accept", before, *REASON, "--format", "json")

    assert outcome.code == 0, outcome.errors
    assert outcome.data == {
        "accepted": [
            {
                "rule": "A12",
                "title": "超出本人职责",
                "words": "1-2 举措名称 指导应诉→指导全区应诉",
            }
        ],
        "left": [],
        "commit": work.git("rev-parse", "HEAD"),
    }
    schema = build_question_schema(next(each for each in QUESTIONS if each.name == "audit"))
    Draft202012Validator(schema).validate(outcome.envelope)


@pytest.mark.parametrize("words", [("main..HEAD",), ("--format", "sarif")])
def test_accepting_is_about_one_commit_and_told_in_words_or_json(
    work: Work, words: tuple[str, ...]
) -> None:
    with unchanged(work):
        outcome = work.jimoplan("audit", "--accept", "HEAD", *REASON, *words)

    assert (outcome.code, "--accept 不和范围一起写" in outcome.errors) == (2, True)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (LIAISON, "就是违规的人,不能自己确认"),
        (LEADER, "是甲科分管领导,不能确认"),
        (OUTSIDER, "是丙科联络员,不能确认"),
        (STRANGER, "不在人员名单里,不能确认"),
    ],
)
def test_nobody_else_may(work: Work, who: Who, said: str) -> None:
    commit(work, LIAISON, POLICY)
    work.be(who)
    with unchanged(work):
        outcome = work.jimoplan("audit", "--accept", "HEAD", *REASON)
    assert (outcome.code, "A36 无权确认" in outcome.errors) == (1, True)
    assert said in outcome.errors
    accept_by_hand(work, who)

    assert rules(work) == ["A12", "A36"]


def test_a_supervisor_s_own_is_accepted_by_another_one_or_a_leader(work: Work) -> None:
    due = ("due: 2024-06-30", "due: 2024-09-30")
    commit(work, SUPERVISOR, due)
    work.be(SUPERVISOR)
    assert work.jimoplan("audit", "--accept", "HEAD", *REASON).code == 1
    work.be(SUPPORTER)
    assert work.jimoplan("audit", "--accept", "HEAD", *REASON).code == 1
    work.be(LEADER)
    assert work.jimoplan("audit", "--accept", "HEAD", *REASON).code == 0

    assert rules(work) == []


def test_one_person_under_two_addresses_is_one(work: Work) -> None:
    appoint(work, (SUPERVISOR[0], "li2@example.cn"), "督查")
    commit(work, SUPERVISOR, ("due: 2024-06-30", "due: 2024-09-30"))
    accept_by_hand(work, (SUPERVISOR[0], "li2@example.cn"))

    assert rules(work) == ["A24", "A36"]


def test_a_missing_reason_is_given_later_by_the_supervisor_who_owes_it(work: Work) -> None:
    commit(work, SUPERVISOR, RETITLE, ("due: 2024-06-30", "due: 2024-09-30"))
    assert rules(work) == ["A21", "A24"]
    work.be(SUPERVISOR)
    outcome = work.jimoplan("audit", "--accept", "HEAD", *REASON)

    assert (outcome.code, "还有违规没有确认:A24" in outcome.errors) == (0, True)
    assert rules(work) == ["A24"]
    assert work.jimoplan("audit", "--accept", "HEAD~1", *REASON).code == 1


def test_an_acceptance_without_a_reason_is_none(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    work.be(SUPERVISOR)
    outcome = work.jimoplan("audit", "--accept", "HEAD")
    assert (outcome.code, "--plan-reason" in outcome.errors) == (2, True)
    accept_by_hand(work, SUPERVISOR, reason="")

    assert rules(work) == ["A12", "A36"]


def test_nobody_is_made_a_supervisor_to_accept_that(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    target = work.git("rev-parse", "HEAD")
    appoint(work, DEPUTY, "督查", by=LIAISON)
    accept_by_hand(work, DEPUTY, target)
    accept_by_hand(work, DEPUTY, "HEAD~1")

    assert rules(work) == ["A12", "A13", "A36"]
    assert answer(work)["settled"] == []


def test_a_new_supervisor_accepts_what_was_before_their_time(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    target = work.git("rev-parse", "HEAD")
    appoint(work, DEPUTY, "督查")
    accept_by_hand(work, DEPUTY, target)

    assert rules(work) == []


@pytest.mark.parametrize(
    "edits", [(), (("title: 指导全区应诉", "title: 指导全市应诉"),)], ids=["short", "with work"]
)
def test_only_an_empty_commit_with_the_full_id_accepts(work: Work, edits: tuple[Edit, ...]) -> None:
    commit(work, LIAISON, POLICY)
    target = work.git("rev-parse", "HEAD")
    work.be(SUPERVISOR)
    work.write(change(work.text, *edits))
    named = target if edits else target[:9]
    message = f"确认\n\nPlan-Accept: {named}\nPlan-Reason: 有据\n"
    work.git("commit", "--quiet", "--allow-empty", "--all", "--file=-", given=message)

    assert rules(work) == ["A12"]


def test_a_range_counts_what_ends_within_it(work: Work) -> None:
    work.git("tag", "start")
    commit(work, LIAISON, POLICY)
    work.git("tag", "broken")
    accept_by_hand(work, SUPERVISOR)

    assert rules(work, "start..broken") == ["A12"]
    assert rules(work, "start..HEAD") == []


def test_an_acceptance_on_a_side_branch_counts_once_it_is_merged(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    work.git("checkout", "--quiet", "-b", "支")
    accept_by_hand(work, SUPERVISOR)
    work.git("checkout", "--quiet", "main")
    commit(work, LIAISON, ("note: 指导12件", "note: 指导13件"))
    assert rules(work) == ["A12"]
    work.be(SUPERVISOR)
    work.git("merge", "--quiet", "--no-ff", "--message=合并", "支")

    assert rules(work, "HEAD^1~1") == ["A12"]
    assert len(answer(work)["settled"]) == 1


def test_what_was_accepted_is_not_taken_back_by_who_had_no_right(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    accept_by_hand(work, SUPERVISOR)
    commit(work, LIAISON, POLICY[::-1])

    assert rules(work) == ["A12"]


def test_what_is_staged_stays_so_and_hooks_are_heard(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    work.write(change(work.text, ("note: 指导12件", "note: 指导13件")))
    work.git("add", "plan.yaml")
    work.be(SUPERVISOR)
    work.hook("commit-msg", "exit 1")
    refused = work.jimoplan("audit", "--accept", "HEAD", *REASON)
    assert (refused.code, "git 没有接受这次提交,没有提交" in refused.errors) == (3, True)
    work.hook("commit-msg", "exit 0")

    assert work.jimoplan("audit", "--accept", "HEAD", *REASON).code == 0
    assert work.status() == ["M  plan.yaml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--accept", "HEAD", *REASON), "没有要确认的违规"),
        (("--accept", "没有", *REASON), "没有叫“没有”的版本"),
        (("main", "--accept", "HEAD", *REASON), "--accept 不和范围"),
        (REASON, "--plan-reason 和 --accept 一起写"),
    ],
)
def test_what_there_is_not_to_accept_is_said(work: Work, words: tuple[str, ...], said: str) -> None:
    outcome = work.jimoplan("audit", *words)

    assert (outcome.code, said in outcome.errors) == (2, True), outcome.errors


def test_in_a_plan_without_people_anybody_else_accepts(tmp_path: Path) -> None:
    work = make_repository(tmp_path / "work", BASE)
    commit(work, LIAISON, ("due: 2024-06-30", "due: 2024-09-30"))
    assert work.jimoplan("audit", "--accept", "HEAD", *REASON).code == 1
    work.be(STRANGER)

    assert work.jimoplan("audit", "--accept", "HEAD", *REASON).code == 0
    assert rules(work) == []
