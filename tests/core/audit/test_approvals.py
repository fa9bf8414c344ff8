"""Who approved that work stops or has longer, and the days of the clock, as an audit sees them."""

from datetime import date

import pytest
from audited import (
    DONE,
    LEADER,
    LIAISON,
    OUTSIDER,
    PEOPLED,
    STATUS_OF_1_1,
    SUPERVISOR,
    change,
)
from pasts import past_of
from problem_cases import BASE

from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.judge import Circumstances, judge
from jimoplan.core.changes.diff import diff
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load

Who = tuple[str, str]

INDENT = "            "
KEPT = "          - id: 1-2\n            since: 2024-02-01\n"
"""1-2 has a day on which it began: the plan keeps the clock."""
OLD = "{since: 2024-02-01, until: 2024-03-01, reason: 等, approved_by: 王五}"
SINCE = "{since: 2024-04-01"
CLOCKED = change(PEOPLED, ("          - id: 1-2\n", KEPT))


def read(text: str) -> Plan:
    loaded = load(text, with_advice=False)
    assert loaded.plan is not None, loaded.problems
    assert not loaded.has_errors, loaded.problems
    return loaded.plan


def judged(
    who: Who, before: str, after: str, *, reason: str | None = None, day: date | None = None
) -> list[str]:
    old = read(before)
    said = Circumstances(Actor(*who, who[1]), reason, day=day)
    return sorted({v.code for v in judge(old, diff(old, read(after)), said)})


def undone(who: Who, before: str, after: str) -> list[str]:
    """What is wrong with taking back what the same person made of a plan."""
    old, new = read(before), read(after)
    said = Circumstances(Actor(*who, who[1]), past=past_of((who, old, new)))
    return sorted({v.code for v in judge(new, diff(new, old), said)})


def of_1_1(text: str, lines: str, status: str = "暂缓", due: str = "2024-06-30") -> str:
    """The plan with another status of 1-1, and more lines about it."""
    made = STATUS_OF_1_1.replace("推进中", status).replace("2024-06-30", due)
    more = "".join(f"{INDENT}{line}\n" for line in lines.split("\n") if line)
    return change(text, (STATUS_OF_1_1, made + more))


def suspended(text: str, approver: str = ", approved_by: 王五", ended: str = "") -> str:
    entry = f"suspensions: [{{since: 2024-04-01{ended}, reason: 等批复{approver}}}]"
    return of_1_1(text, f"reason: 等批复\n{entry}")


def resumed(text: str) -> str:
    entry = (
        "suspensions: [{since: 2024-04-01, until: 2024-05-06, reason: 等批复, approved_by: 王五}]"
    )
    return of_1_1(text, entry, "推进中")


def cancelled(text: str, approver: str = "王五") -> str:
    more = f"\napproved_by: {approver}" if approver else ""
    return of_1_1(text, f"reason: 并入3{more}", "已取消")


def extended(text: str, changed: str, approver: str = "王五", due: str = "2024-09-30") -> str:
    kept = f"{{due: 2024-06-30, changed: {changed}, reason: 等, approved_by: {approver}}}"
    return of_1_1(text, f"due_changes: [{kept}]", "推进中", due)


SUBMITTED = of_1_1(
    CLOCKED,
    "finished: 2024-06-28\nsubmitted: 2024-07-05\nsubmitted_by: 张三 <zhang@example.cn>",
    "已完成",
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CLOCKED, suspended(CLOCKED)),
        (suspended(CLOCKED), resumed(CLOCKED)),
        (CLOCKED, cancelled(CLOCKED)),
        (cancelled(CLOCKED), CLOCKED),
        (CLOCKED, of_1_1(CLOCKED, "finished: 2024-06-28", "已完成")),
        (CLOCKED, SUBMITTED),
        (SUBMITTED, CLOCKED),
    ],
    ids=[
        *("stop", "go on", "cancel", "uncancel", "finish"),
        *("report later", "undo reporting"),
    ],
)
def test_a_liaison_stops_goes_on_and_finishes_with_what_belongs_to_it(
    before: str, after: str
) -> None:
    assert judged(LIAISON, before, after) == []
    assert undone(LIAISON, before, after) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (CLOCKED, resumed(CLOCKED)),
        (suspended(CLOCKED), resumed(CLOCKED).replace("[{since: 2024-04-01", f"[{OLD}, {SINCE}")),
        (CLOCKED, change(CLOCKED, ("since: 2024-02-01", "since: 2024-03-01"))),
        (CLOCKED, change(CLOCKED, ("{due_soon", "{holidays: [2024-05-06], due_soon"))),
        (CLOCKED, of_1_1(CLOCKED, "stale: 90", "推进中")),
        (
            of_1_1(CLOCKED, "finished: 2024-07-10", "已完成"),
            of_1_1(CLOCKED, "finished: 2024-06-28", "已完成"),
        ),
        (SUBMITTED, SUBMITTED.replace("submitted: 2024-07-05", "submitted: 2024-07-15")),
    ],
    ids=[
        "a pause of old",
        "one more with going on",
        "the beginning",
        "a day off",
        "stale",
        "another day of finishing",
        "another day of reporting",
    ],
)
def test_days_that_go_with_no_step_are_a_supervisor_s(before: str, after: str) -> None:
    assert judged(LIAISON, before, after) == ["A12"]
    assert judged(LEADER, before, after) == ["A12"]
    assert judged(SUPERVISOR, before, after) == []


def test_a_returned_item_loses_its_day_by_the_review_alone() -> None:
    done = SUBMITTED
    record = (
        "reviews: [{date: 2024-07-08, result: RESULT, submitted_by: 张三 <zhang@example.cn>, "
        "by: 王五 <wang@example.cn>, reason: 不全}]"
    )
    returned = of_1_1(CLOCKED, record.replace("RESULT", "退回"), "推进中")
    approved = of_1_1(CLOCKED, record.replace("RESULT", "销号"), "已销号")

    assert judged(LEADER, done, returned) == []
    assert undone(LEADER, done, returned) == []
    assert judged(LEADER, done, approved) == ["A12"]
    kept = of_1_1(CLOCKED, f"finished: 2024-06-28\n{record.replace('RESULT', '销号')}", "已销号")
    assert judged(LEADER, done, kept) == undone(LEADER, done, kept) == []


@pytest.mark.parametrize(
    "after",
    [
        suspended(CLOCKED, ""),
        of_1_1(CLOCKED, "reason: 等批复"),
        cancelled(CLOCKED, ""),
    ],
    ids=["without approver", "without record", "cancelled without approver"],
)
def test_stopping_without_an_approver_is_a_breach(after: str) -> None:
    assert judged(SUPERVISOR, CLOCKED, after, reason="有据") == ["A27"]


@pytest.mark.parametrize(
    "after",
    [
        suspended(CLOCKED, ", approved_by: 局长办公会"),
        suspended(CLOCKED, f", approved_by: {LIAISON[0]}"),
        cancelled(CLOCKED, "局长办公会"),
        extended(CLOCKED, "2024-06-20", "局长办公会"),
    ],
    ids=["nobody listed", "a liaison", "a cancellation", "a deadline"],
)
def test_somebody_else_s_approval_takes_a_reason(after: str) -> None:
    assert judged(SUPERVISOR, CLOCKED, after) == ["A27"]
    assert judged(SUPERVISOR, CLOCKED, after, reason="局长办公会纪要") == []


@pytest.mark.parametrize(
    "before", [PEOPLED, change(BASE, ("          - id: 1-2\n", KEPT))], ids=["older", "unlisted"]
)
def test_what_an_older_plan_or_one_without_people_approved_is_not_asked(before: str) -> None:
    assert judged(SUPERVISOR, before, of_1_1(before, "reason: 等批复")) == []
    assert judged(SUPERVISOR, before, extended(before, "2024-06-20", "局长办公会")) == []
    assert judged(SUPERVISOR, before, extended(before, "2024-07-10", "局长办公会")) == []


def test_a_deadline_that_has_passed_is_put_off_by_a_supervisor_or_an_approver_listed() -> None:
    by_others = extended(CLOCKED, "2024-07-10", "局长办公会")

    assert judged(LEADER, CLOCKED, extended(CLOCKED, "2024-07-10")) == []
    assert judged(SUPERVISOR, CLOCKED, by_others, reason="纪要") == []
    assert judged(LEADER, CLOCKED, by_others, reason="纪要") == ["A29"]
    assert judged(LEADER, CLOCKED, extended(CLOCKED, "2024-06-30", "局长办公会"), reason="有") == []


def test_a_deadline_that_passed_while_work_was_stopped_is_not_late_when_it_goes_on() -> None:
    pause = "{since: 2024-04-01, until: DAY, reason: 等批复, approved_by: 王五}"
    kept = "{due: 2024-06-30, changed: 2024-08-20, reason: 等, approved_by: 局长办公会}"
    went_on = of_1_1(
        CLOCKED, f"due_changes: [{kept}]\nsuspensions: [{pause}]", "推进中", "2024-09-30"
    )

    by_then = went_on.replace("DAY", "2024-08-20")
    assert judged(LEADER, suspended(CLOCKED), by_then, reason="纪要") == []
    before = of_1_1(CLOCKED, f"suspensions: [{pause}]", "推进中").replace("DAY", "2024-07-10")
    long_after = went_on.replace("DAY", "2024-07-10")
    assert judged(LEADER, before, long_after, reason="纪要") == ["A29"]


def test_a_leader_takes_work_up_again_only_with_another_deadline() -> None:
    assert judged(LEADER, suspended(CLOCKED), resumed(CLOCKED)) == ["A12"]


def test_a_leader_may_take_back_that_work_was_taken_up_with_another_deadline() -> None:
    pause = "{since: 2024-04-01, until: 2024-05-06, reason: 等批复, approved_by: 王五}"
    kept = "{due: 2024-06-30, changed: 2024-05-06, reason: 等, approved_by: 王五}"
    more = f"due_changes: [{kept}]\nsuspensions: [{pause}]"
    went_on = of_1_1(CLOCKED, more, "推进中", "2024-09-30")

    assert judged(LEADER, suspended(CLOCKED), went_on) == []
    assert undone(LEADER, suspended(CLOCKED), went_on) == []
    assert judged(LEADER, resumed(CLOCKED), suspended(CLOCKED)) == ["A12", "A26"]


def test_a_record_made_to_look_in_time_takes_a_reason() -> None:
    looks, late = extended(CLOCKED, "2024-06-28"), date(2024, 7, 10)

    assert judged(LEADER, CLOCKED, looks, day=late) == ["A29"]
    assert judged(LEADER, CLOCKED, looks, day=late, reason="6月28日签批,补登") == []
    assert judged(LEADER, CLOCKED, looks, day=date(2024, 6, 30)) == []
    shorter = extended(CLOCKED, "2024-06-28", due="2024-06-29")
    assert judged(LEADER, CLOCKED, shorter, day=late) == []


@pytest.mark.parametrize(
    "after",
    [
        CLOCKED,
        change(resumed(CLOCKED), ("since: 2024-04-01", "since: 2024-03-01")),
        change(resumed(CLOCKED), ("reason: 等批复", "reason: 等文件")),
    ],
    ids=["gone", "since earlier", "another reason"],
)
def test_a_suspension_on_record_stays_as_it_is(after: str) -> None:
    assert "A26" in judged(SUPERVISOR, resumed(CLOCKED), after)


def test_a_measure_s_first_own_deadline_keeps_its_task_s() -> None:
    task = "support: [各科室]\n        status: 推进中\n"
    before = change(PEOPLED, (task, f"{task}        due: 2024-09-30\n"))
    status = "title: 指导应诉\n            status: 推进中\n"
    kept = "{due: 2024-09-30, changed: 2024-05-06, reason: 等, approved_by: 王五}"
    after = change(
        before,
        (status, f"{status}            due: 2024-10-31\n            due_changes: [{kept}]\n"),
    )

    assert judged(LEADER, before, after) == []
    assert judged(LEADER, before, after.replace("{due: 2024-09-30", "{due: 2024-05-01")) == ["A24"]


def test_whoever_has_no_part_in_an_item_writes_no_day_of_it() -> None:
    for after in (suspended(CLOCKED), of_1_1(CLOCKED, "finished: 2024-06-28", "已完成")):
        assert judged(OUTSIDER, CLOCKED, after) == ["A12"]
    assert DONE in of_1_1(CLOCKED, "", "已完成")
