"""What is taken back, and what only looks like it: in real repositories, as an audit sees it."""

from pathlib import Path

import pytest
from audited import (
    DONE,
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
from repositories import Work, make_repository, unchanged

Who = tuple[str, str]
Edit = tuple[str, str]

REPORTED = f"{DONE}            submitted_by: 张三 <zhang@example.cn>\n"
REVIEW = (
    "            reviews:\n              - {date: 2024-05-07, result: RESULT, submitted_by: "
    "张三 <zhang@example.cn>, by: 王五 <wang@example.cn>, reason: 见附件}\n"
)
CLOSED = STATUS_OF_1_1.replace("推进中", "已销号") + REVIEW.replace("RESULT", "销号")
RETURNED = STATUS_OF_1_1 + REVIEW.replace("RESULT", "退回")
POLICY: Edit = ("title: 指导应诉", "title: 指导全区应诉")
RETITLE: Edit = ("title: 办理行政复议", "title: 办理复议")
UPDATED = f"{UPDATE_OF_1_1}              - {{date: 2024-05-06, by: 张三, progress: 60}}\n"


def due(day: str, *records: str) -> str:
    """1-1 with a deadline, and those that it had before."""
    kept = "".join(
        f"              - {{due: {old}, changed: 2024-05-06, reason: 等批复, approved_by: 王五}}\n"
        for old in records
    )
    more = f"            due_changes:\n{kept}" if kept else ""
    return STATUS_OF_1_1.replace("2024-06-30", day) + more


FIRST, SECOND, THIRD = "2024-06-30", "2024-09-30", "2024-12-20"
ONCE = due(SECOND, FIRST)
TWICE = due(THIRD, FIRST, SECOND)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    return make_repository(tmp_path / "work", PEOPLED)


def commit(work: Work, who: Who, *edits: Edit, reason: str = "", more: str = "") -> None:
    """Commit the plan edited by hand, as somebody."""
    work.be(who)
    work.write(change(work.text, *edits))
    reason = f"Plan-Reason: {reason}\n" if reason else ""
    work.git("add", "--all")
    work.git("commit", "--quiet", "--file=-", given=f"手工改动\n\n{reason}{more}")


def undo(work: Work, who: Who, which: str = "1") -> None:
    work.be(who)
    outcome = work.jimoplan("undo", which, "--yes")
    assert outcome.code == 0, outcome.errors


def revert(work: Work, who: Who, *words: str, reason: str = "") -> None:
    work.be(who)
    work.git("revert", "--no-edit", *words)
    if reason:
        message = f"撤销\n\nPlan-Reason: {reason}\n"
        work.git("commit", "--quiet", "--amend", "--file=-", given=message)


def rules(work: Work, *words: str) -> list[str]:
    """The rules of which a breach stands."""
    outcome = work.jimoplan("audit", *words, "--format", "json")
    return sorted({each["rule"] for each in outcome.data["violations"]})


def last(work: Work) -> list[str]:
    return rules(work, "HEAD~1..HEAD")


# What only looks like taking back


ERASED: dict[str, tuple[list[tuple[Who, str]], str, set[str]]] = {
    "a review, while the item stays closed": (
        [(LIAISON, REPORTED), (LEADER, CLOSED)],
        STATUS_OF_1_1.replace("推进中", "已销号"),
        {"A12", "A26"},
    ),
    "a return, while the item stays returned": (
        [(LIAISON, REPORTED), (LEADER, RETURNED)],
        STATUS_OF_1_1,
        {"A12", "A26"},
    ),
    "the review alone stays, the item is open again": (
        [(LIAISON, REPORTED), (LEADER, CLOSED)],
        REPORTED + REVIEW.replace("RESULT", "销号"),
        {"A12", "A25"},
    ),
    "the words of a review": (
        [(LIAISON, REPORTED), (LEADER, CLOSED)],
        CLOSED.replace("见附件", "从宽"),
        {"A26"},
    ),
    "an old deadline, with a new change": ([(LEADER, ONCE)], due(THIRD, SECOND), {"A12", "A26"}),
    "an old deadline, with another one": ([(LEADER, ONCE)], due(THIRD), {"A12", "A24", "A26"}),
    "deadline and record both": (
        [(LEADER, ONCE)],
        "status: 推进中\n",
        {"A12", "A24", "A26"},
    ),
    "the record alone": ([(LEADER, ONCE)], due(SECOND), {"A12", "A26"}),
    "the deadline alone": ([(LEADER, ONCE)], due(FIRST, FIRST), {"A12", "A24"}),
    "the first of two records": ([(LEADER, ONCE), (LEADER, TWICE)], due(THIRD, SECOND), {"A26"}),
    "the order of two records": (
        [(LEADER, ONCE), (LEADER, TWICE)],
        due(THIRD, SECOND, FIRST),
        {"A26"},
    ),
}


@pytest.mark.parametrize(("made", "left", "wanted"), ERASED.values(), ids=ERASED)
def test_a_record_is_not_erased_while_something_else_stays(
    work: Work, made: list[tuple[Who, str]], left: str, wanted: set[str]
) -> None:
    said = STATUS_OF_1_1
    for who, text in made:
        commit(work, who, (said, text))
        said = text
    assert rules(work) == []
    undone = work.git("rev-parse", "HEAD")
    work.be(LEADER)
    work.write(work.text.replace(said, left))
    work.git("commit", "--quiet", "--all", "--message", f"撤销\n\nPlan-Undo: {undone}\n")

    assert wanted <= set(last(work))


def test_a_record_does_not_move_to_another_item(work: Work) -> None:
    commit(work, LEADER, (STATUS_OF_1_1, ONCE))
    record = ONCE[ONCE.index("            due_changes") :]
    other = "          - id: 1-2\n"
    commit(work, SUPERVISOR, (record, ""), (other, other + record))

    assert last(work) == ["A26"]


# What is taken back by whoever made it


@pytest.mark.parametrize(
    "made",
    [
        [(LIAISON, REPORTED), (LEADER, CLOSED)],
        [(LIAISON, REPORTED), (LEADER, RETURNED)],
        [(LEADER, ONCE)],
        [(LEADER, ONCE), (LEADER, TWICE)],
    ],
    ids=["closing", "returning", "a deadline", "the second deadline"],
)
def test_one_s_own_is_taken_back_with_its_record_and_made_again(
    work: Work, made: list[tuple[Who, str]]
) -> None:
    said = STATUS_OF_1_1
    for who, text in made:
        commit(work, who, (said, text))
        said = text
    before = work.text
    undo(work, LEADER)
    assert rules(work) == last(work) == []
    undo(work, LEADER)  # the taking back itself is taken back

    assert rules(work) == last(work) == []
    assert work.text == before


def test_two_of_one_s_own_are_taken_back_at_once(work: Work) -> None:
    commit(work, LEADER, (STATUS_OF_1_1, ONCE))
    commit(work, LEADER, (ONCE, TWICE))
    commit(work, LEADER, (TWICE, STATUS_OF_1_1))

    assert rules(work) == []


NEW = "          - {id: 1-5, kind: 一次性, title: 走访单位, status: 推进中}\n"
TOLD = NEW.replace("推进中}", "推进中, updates: [{date: 2024-05-06, by: 张三, note: 走访}]}")
TASK_3 = "      - id: '3'\n"


def test_an_item_goes_with_what_others_said_only_where_that_is_reasoned(work: Work) -> None:
    commit(work, SUPERVISOR, (TASK_3, f"{NEW}{TASK_3}"), reason="4月会议")
    commit(work, LIAISON, (NEW, TOLD))
    assert rules(work) == []

    commit(work, SUPERVISOR, (TOLD, ""))
    assert last(work) == ["A21", "A26", "A28"]
    revert(work, SUPERVISOR, "HEAD")
    assert rules(work) == []
    work.be(SUPERVISOR)
    with unchanged(work):
        assert "A26" in work.jimoplan("remove", "1-5", "--yes").errors
    assert work.jimoplan("remove", "1-5", "--yes", "--plan-reason", "并入").code == 0
    assert last(work) == []


def test_what_came_between_is_not_passed_over_by_taking_back_what_came_before(work: Work) -> None:
    commit(work, SUPERVISOR, (TASK_3, f"{NEW}{TASK_3}"), reason="4月会议")
    undo(work, SUPERVISOR)
    undo(work, SUPERVISOR)
    commit(work, LIAISON, (NEW, TOLD))
    commit(work, SUPERVISOR, (TOLD, ""))
    revert(work, SUPERVISOR, "HEAD")
    assert rules(work) == []
    commit(work, SUPERVISOR, (TOLD, ""))

    assert last(work) == ["A21", "A26", "A28"]


def test_one_s_own_item_is_taken_back_for_no_reason_with_what_it_brought(work: Work) -> None:
    commit(work, SUPERVISOR, (TASK_3, f"{TOLD}{TASK_3}"), reason="4月会议")
    undo(work, SUPERVISOR)

    assert last(work) == rules(work) == []


def test_what_comes_with_taking_back_is_judged_for_itself(work: Work) -> None:
    commit(work, LEADER, (STATUS_OF_1_1, ONCE))
    commit(work, LEADER, (ONCE, STATUS_OF_1_1), (UPDATE_OF_1_1, UPDATED))

    assert last(work) == ["A12", "A18"]


def test_a_return_that_was_taken_back_makes_its_reviewer_no_submitter(work: Work) -> None:
    commit(work, LIAISON, (STATUS_OF_1_1, REPORTED))
    commit(work, LEADER, (REPORTED, RETURNED))
    undo(work, LEADER)
    commit(work, LEADER, (REPORTED, CLOSED))

    assert rules(work) == []


def test_nor_does_it_hide_who_reported(work: Work) -> None:
    liaison = f"- {listed(LIAISON, '联络员')}\n"
    both: Edit = (liaison, f"{liaison}      - {listed(LIAISON, '分管领导')}\n")
    commit(work, SUPERVISOR, both, reason="兼任")
    unnamed = DONE
    commit(work, LIAISON, (STATUS_OF_1_1, unnamed))
    commit(work, LEADER, (unnamed, RETURNED))
    undo(work, LEADER)
    by_liaison = CLOSED.replace(
        "张三 <zhang@example.cn>, by: 王五 <wang@example.cn>",
        "甲 <a@b>, by: 张三 <zhang@example.cn>",
    )
    commit(work, LIAISON, (unnamed, by_liaison))

    assert "A22" in last(work)


def test_an_undo_needs_no_right_where_the_slip_was_one_s_own(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    assert last(work) == ["A12"]
    undo(work, LIAISON)

    assert last(work) == []
    assert rules(work) == []


def test_a_revert_by_a_supervisor_needs_no_reason_where_it_mends(work: Work) -> None:
    commit(work, LIAISON, RETITLE)
    assert last(work) == ["A13", "A21"]
    revert(work, SUPERVISOR, "HEAD")

    assert last(work) == []
    assert rules(work) == []


def test_nobody_else_mends_a_slip_without_the_right_to(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    revert(work, SUPPORTER, "HEAD")

    assert last(work) == ["A12"]
    assert len(work.jimoplan("audit", "--format", "json").data["violations"]) == 2


def test_a_breach_made_again_is_a_breach(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    undo(work, LIAISON)
    revert(work, LIAISON, "HEAD")
    assert last(work) == ["A12"]
    assert rules(work) == ["A12"]

    undo(work, LIAISON)
    assert rules(work) == []


@pytest.mark.parametrize(
    ("made", "reason", "wanted"),
    [(RETITLE, "", "A21"), (("due: 2024-06-30", "due: 2024-09-30"), "有据", "A24")],
    ids=["without a reason again", "without a record, whatever the reason"],
)
def test_nor_does_the_right_to_it_make_it_good(
    work: Work, made: Edit, reason: str, wanted: str
) -> None:
    commit(work, SUPERVISOR, made)
    assert rules(work) == [wanted]
    revert(work, SUPERVISOR, "HEAD")
    assert rules(work) == []
    revert(work, SUPERVISOR, "HEAD", reason=reason)

    assert rules(work) == last(work) == [wanted]


def test_another_s_review_is_taken_back_by_a_supervisor_with_a_reason(work: Work) -> None:
    commit(work, LIAISON, (STATUS_OF_1_1, REPORTED))
    commit(work, LEADER, (REPORTED, CLOSED))
    revert(work, SUPERVISOR, "HEAD")
    assert last(work) == ["A25", "A26"]
    work.git("reset", "--quiet", "--hard", "HEAD~1")
    revert(work, SUPERVISOR, "HEAD", reason="审核有误")
    assert rules(work) == []

    work.git("reset", "--quiet", "--hard", "HEAD~1")
    with unchanged(work):
        for who in (LIAISON, SUPERVISOR):
            work.be(who)
            refused = work.jimoplan("undo", "HEAD", "--yes")
            assert (refused.code, "--plan-reason" in refused.errors) == (1, True)
    undone = work.jimoplan("undo", "HEAD", "--yes", "--plan-reason", "审核有误")
    assert (undone.code, rules(work)) == (0, []), undone.errors


def test_what_a_closing_rests_on_is_not_taken_back_afterwards(work: Work) -> None:
    commit(work, LIAISON, (UPDATE_OF_1_1, UPDATED))
    commit(work, LIAISON, (STATUS_OF_1_1, REPORTED))
    commit(work, LEADER, (REPORTED, CLOSED))
    commit(work, LIAISON, (UPDATED, UPDATE_OF_1_1))

    assert last(work) == ["A12"]


def test_whoever_is_dismissed_takes_back_nothing_that_was_right(work: Work) -> None:
    liaison = f"- {listed(LIAISON, '联络员')}\n"
    role: Edit = (liaison, f"{liaison}      - {listed(LIAISON, '督查')}\n")
    commit(work, SUPERVISOR, role, reason="任命")
    commit(work, LIAISON, POLICY)
    commit(work, SUPERVISOR, role[::-1], reason="免职")
    commit(work, LIAISON, POLICY[::-1])

    assert rules(work) == ["A12"]


def test_what_others_have_changed_since_is_not_one_s_own_any_more(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    for edit in ((POLICY[1], "title: 指导全市应诉"), ("title: 指导全市应诉", POLICY[1])):
        commit(work, SUPERVISOR, edit)
    commit(work, LIAISON, POLICY[::-1])

    assert last(work) == ["A12"]


# Items, their numbers and their order


def test_a_number_is_given_back_with_its_item_alone(work: Work) -> None:
    work.be(SUPERVISOR)
    gone = work.jimoplan("remove", "1-4", "--yes", "--plan-reason", "并入")
    assert gone.code == 0, gone.errors
    removed = work.text
    undo(work, SUPERVISOR)
    assert rules(work) == []

    work.write(removed)
    work.git("commit", "--quiet", "--all", "--message", "再删\n\nPlan-Reason: 并入\n")
    (line,) = (each for each in removed.splitlines(keepends=True) if "retired" in each)
    commit(work, SUPERVISOR, (line, ""), reason="重编")
    assert last(work) == ["A28"]


def test_an_order_that_was_not_theirs_to_change_is_put_back(work: Work) -> None:
    third = PEOPLED[PEOPLED.index("          - id: 1-3") : PEOPLED.index("          - id: 1-4")]
    fourth = PEOPLED[PEOPLED.index("          - id: 1-4") : PEOPLED.index("      - id: '3'")]
    commit(work, LIAISON, (third + fourth, fourth + third))
    assert last(work) == ["A13", "A21"]
    undo(work, LIAISON)

    assert rules(work) == []


# On several lines of work


def test_a_slip_on_main_that_a_branch_takes_back_comes_in_clean(work: Work) -> None:
    commit(work, LIAISON, POLICY)
    work.git("checkout", "--quiet", "-b", "支")
    undo(work, LIAISON)
    assert rules(work, "main..支") == []
    work.git("checkout", "--quiet", "main")
    commit(work, LIAISON, (UPDATE_OF_1_1, UPDATED))
    assert rules(work, "main..支") == []
    work.be(SUPPORTER)
    work.git("merge", "--quiet", "--no-ff", "--message=合并", "支")

    assert rules(work) == []


def test_one_s_own_is_taken_back_after_a_merge_brought_it(work: Work) -> None:
    work.git("checkout", "--quiet", "-b", "支")
    commit(work, LEADER, (STATUS_OF_1_1, ONCE))
    work.git("checkout", "--quiet", "main")
    commit(work, LIAISON, (UPDATE_OF_1_1, UPDATED))
    work.be(SUPPORTER)
    work.git("merge", "--quiet", "--no-ff", "--message=合并", "支")
    commit(work, LEADER, (ONCE, STATUS_OF_1_1))

    assert rules(work) == []


def test_a_slip_picked_to_another_branch_is_taken_back_with_the_first(work: Work) -> None:
    commit(work, SUPPORTER, ("due: 2024-09-30}", "due: 2024-09-30, evidence: [样书]}"))
    work.git("checkout", "--quiet", "-b", "支")
    commit(work, OUTSIDER, POLICY)
    work.git("checkout", "--quiet", "main")
    commit(work, LIAISON, (UPDATE_OF_1_1, UPDATED))
    work.git("cherry-pick", "支")
    work.git("merge", "--quiet", "--no-ff", "--message=合并", "支")
    revert(work, SUPERVISOR, "HEAD^1")

    assert rules(work) == []


def test_a_range_tells_what_its_own_commits_mend_by_what_came_before_it(work: Work) -> None:
    commit(work, STRANGER, (STATUS_OF_1_1, due(SECOND)))
    work.git("tag", "before")
    revert(work, SUPERVISOR, "HEAD")

    assert rules(work, "before..HEAD") == []
    assert rules(work, "before") == ["A11", "A24"]
