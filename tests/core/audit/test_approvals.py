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
OLD = "{since: 2024-02-01, until: 2024-03-01, reason: 等, approved_by: 王五}"
SINCE = "{since: 2024-04-01"


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
    PEOPLED,
    "finished: 2024-06-28\nsubmitted: 2024-07-05\nsubmitted_by: 张三 <zhang@example.cn>",
    "已完成",
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PEOPLED, suspended(PEOPLED)),
        (suspended(PEOPLED), resumed(PEOPLED)),
        (PEOPLED, cancelled(PEOPLED)),
        (cancelled(PEOPLED), PEOPLED),
        (PEOPLED, of_1_1(PEOPLED, "finished: 2024-06-28", "已完成")),
        (PEOPLED, SUBMITTED),
        (SUBMITTED, PEOPLED),
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
        (
            of_1_1(PEOPLED, "finished: 2024-07-10", "已完成"),
            of_1_1(PEOPLED, "finished: 2024-06-28", "已完成"),
        ),
        (SUBMITTED, SUBMITTED.replace("submitted: 2024-07-05", "submitted: 2024-07-15")),
    ],
    ids=[
        "another day of finishing",
        "another day of reporting",
    ],
)
def test_days_that_go_with_no_step_are_a_supervisor_s(before: str, after: str) -> None:
    assert judged(LIAISON, before, after) == ["A12"]
    assert judged(LEADER, before, after) == ["A12"]
    assert judged(SUPERVISOR, before, after) == []


def test_a_pause_that_has_ended_is_written_at_once_but_not_long_after() -> None:
    late, soon = date(2024, 5, 6), date(2024, 4, 9)
    short = resumed(PEOPLED).replace("until: 2024-05-06", "until: 2024-04-05")
    one_more = resumed(PEOPLED).replace("[{since: 2024-04-01", f"[{OLD}, {SINCE}")

    assert judged(LIAISON, PEOPLED, short, day=soon) == []
    assert judged(LIAISON, PEOPLED, resumed(PEOPLED), day=late) == ["A19"]
    assert judged(LIAISON, suspended(PEOPLED), one_more, day=late) == ["A19"]
    assert judged(LEADER, PEOPLED, short, day=soon) == ["A12"]
    assert judged(SUPERVISOR, PEOPLED, resumed(PEOPLED), day=late, reason="补记") == []


def test_a_returned_item_loses_its_day_by_the_review_alone() -> None:
    done = SUBMITTED
    record = (
        "reviews: [{date: 2024-07-08, result: RESULT, submitted_by: 张三 <zhang@example.cn>, "
        "by: 王五 <wang@example.cn>, reason: 不全}]"
    )
    returned = of_1_1(PEOPLED, record.replace("RESULT", "退回"), "推进中")
    approved = of_1_1(PEOPLED, record.replace("RESULT", "销号"), "已销号")

    assert judged(LEADER, done, returned) == []
    assert undone(LEADER, done, returned) == []
    assert judged(LEADER, done, approved) == ["A12"]
    kept = of_1_1(PEOPLED, f"finished: 2024-06-28\n{record.replace('RESULT', '销号')}", "已销号")
    assert judged(LEADER, done, kept) == undone(LEADER, done, kept) == []


@pytest.mark.parametrize(
    "after",
    [
        suspended(PEOPLED, ""),
        of_1_1(PEOPLED, "reason: 等批复"),
        cancelled(PEOPLED, ""),
    ],
    ids=["without approver", "without record", "cancelled without approver"],
)
def test_stopping_without_an_approver_is_a_breach(after: str) -> None:
    assert judged(SUPERVISOR, PEOPLED, after, reason="有据") == ["A27"]


@pytest.mark.parametrize(
    "after",
    [
        suspended(PEOPLED, ", approved_by: 局长办公会"),
        suspended(PEOPLED, f", approved_by: {LIAISON[0]}"),
        cancelled(PEOPLED, "局长办公会"),
        extended(PEOPLED, "2024-06-20", "局长办公会"),
    ],
    ids=["nobody listed", "a liaison", "a cancellation", "a deadline"],
)
def test_somebody_else_s_approval_takes_a_reason(after: str) -> None:
    assert judged(SUPERVISOR, PEOPLED, after) == ["A27"]
    assert judged(SUPERVISOR, PEOPLED, after, reason="局长办公会纪要") == []


def test_a_plan_that_lists_nobody_does_not_ask_who_approved() -> None:
    assert judged(SUPERVISOR, BASE, of_1_1(BASE, "reason: 等批复")) == []
    assert judged(SUPERVISOR, BASE, extended(BASE, "2024-06-20", "局长办公会")) == []
    assert judged(SUPERVISOR, BASE, extended(BASE, "2024-07-10", "局长办公会")) == []


def test_a_new_item_that_rests_needs_its_approval_too() -> None:
    task = "      - id: '3'"
    new = "          - {id: 1-5, kind: 一次性, title: 新, status: STATUS, reason: 等MORE}\n"

    def brought(status: str, more: str = "") -> list[str]:
        line = new.replace("STATUS", status).replace("MORE", more)
        return judged(SUPERVISOR, PEOPLED, change(PEOPLED, (task, f"{line}{task}")))

    entry = "{since: 2024-04-01, reason: 等批复, approved_by: APPROVER}"
    assert brought("暂缓") == brought("已取消") == ["A27"]
    for name, wanted in (("王五", []), ("张三", ["A27"])):
        assert brought("已取消", f", approved_by: {name}") == wanted
        kept = entry.replace("APPROVER", name)
        assert brought("暂缓", f", suspensions: [{kept}]") == wanted


def test_a_pause_that_has_ended_stops_nothing() -> None:
    over = suspended(PEOPLED, ended=", until: 2024-04-20")

    assert judged(SUPERVISOR, PEOPLED, over) == ["A27"]


@pytest.mark.parametrize("name", ["", "张三", "局长办公会"])
def test_who_approved_a_cancellation_is_not_written_over(name: str) -> None:
    was, now = cancelled(PEOPLED), cancelled(PEOPLED, name)

    assert judged(LIAISON, was, now) == ["A26", "A27"]
    assert judged(LIAISON, was, cancelled(PEOPLED, "李四")) == ["A26"]


def test_whoever_may_approve_may_approve_what_is_their_own() -> None:
    """Listed as 联络员 and, from another address, as 分管领导: in their own right."""
    both = change(PEOPLED, ("name: 王五", "name: 张三"))

    assert judged(LIAISON, both, suspended(both, ", approved_by: 张三")) == []
    assert judged(("张三", LEADER[1]), both, extended(both, "2024-06-20", "张三")) == []


def test_a_pause_made_to_begin_before_a_deadline_that_has_passed_takes_a_reason() -> None:
    in_time, late = date(2024, 6, 30), date(2024, 7, 8)
    since = suspended(PEOPLED).replace("since: 2024-04-01", "since: 2024-06-29")
    today = suspended(PEOPLED).replace("since: 2024-04-01", "since: 2024-07-08")

    assert judged(LIAISON, PEOPLED, since, day=in_time) == []
    assert judged(LIAISON, PEOPLED, today, day=late) == []
    assert judged(LIAISON, PEOPLED, since, day=late) == ["A29"]
    assert judged(LIAISON, PEOPLED, since, day=late, reason="6月29日签批,补登") == []
    ended = since.replace("since: 2024-06-29", "since: 2024-06-29, until: 2024-07-08")
    assert judged(LIAISON, since, ended.replace("暂缓", "推进中"), day=late) == []


def test_so_does_a_task_s_that_takes_a_measure_s_deadline_along() -> None:
    status = "support: [各科室]\n        status: 推进中\n"
    pause = "{since: 2024-06-29, reason: 等, approved_by: 王五}"
    rests = f"status: 暂缓\n        reason: 等\n        suspensions: [{pause}]\n"
    after = change(PEOPLED, (status, status.replace("status: 推进中\n", rests)))

    assert judged(LIAISON, PEOPLED, after, day=date(2024, 6, 30)) == []
    assert judged(LIAISON, PEOPLED, after, day=date(2024, 7, 8)) == ["A29"]


def test_a_deadline_that_has_passed_is_put_off_by_a_supervisor_or_an_approver_listed() -> None:
    by_others = extended(PEOPLED, "2024-07-10", "局长办公会")

    assert judged(LEADER, PEOPLED, extended(PEOPLED, "2024-07-10")) == []
    assert judged(SUPERVISOR, PEOPLED, by_others, reason="纪要") == []
    assert judged(LEADER, PEOPLED, by_others, reason="纪要") == ["A29"]
    assert judged(LEADER, PEOPLED, extended(PEOPLED, "2024-06-30", "局长办公会"), reason="有") == []


def test_a_deadline_that_passed_while_work_was_stopped_is_not_late_when_it_goes_on() -> None:
    pause = "{since: 2024-04-01, until: DAY, reason: 等批复, approved_by: 王五}"
    kept = "{due: 2024-06-30, changed: 2024-08-20, reason: 等, approved_by: 局长办公会}"
    went_on = of_1_1(
        PEOPLED, f"due_changes: [{kept}]\nsuspensions: [{pause}]", "推进中", "2024-09-30"
    )

    by_then = went_on.replace("DAY", "2024-08-20")
    assert judged(LEADER, suspended(PEOPLED), by_then, reason="纪要") == []
    before = of_1_1(PEOPLED, f"suspensions: [{pause}]", "推进中").replace("DAY", "2024-07-10")
    long_after = went_on.replace("DAY", "2024-07-10")
    assert judged(LEADER, before, long_after, reason="纪要") == ["A29"]


def test_a_leader_takes_work_up_again_only_with_another_deadline() -> None:
    assert judged(LEADER, suspended(PEOPLED), resumed(PEOPLED)) == ["A12"]


def test_a_leader_may_take_back_that_work_was_taken_up_with_another_deadline() -> None:
    pause = "{since: 2024-04-01, until: 2024-05-06, reason: 等批复, approved_by: 王五}"
    kept = "{due: 2024-06-30, changed: 2024-05-06, reason: 等, approved_by: 王五}"
    more = f"due_changes: [{kept}]\nsuspensions: [{pause}]"
    went_on = of_1_1(PEOPLED, more, "推进中", "2024-09-30")

    assert judged(LEADER, suspended(PEOPLED), went_on) == []
    assert undone(LEADER, suspended(PEOPLED), went_on) == []
    assert judged(LEADER, resumed(PEOPLED), suspended(PEOPLED)) == ["A12", "A26"]


def test_a_record_made_to_look_in_time_takes_a_reason() -> None:
    looks, late = extended(PEOPLED, "2024-06-28"), date(2024, 7, 8)

    assert judged(LEADER, PEOPLED, looks, day=late) == ["A29"]
    assert judged(LEADER, PEOPLED, looks, day=late, reason="6月28日签批,补登") == []
    assert judged(LEADER, PEOPLED, looks, day=date(2024, 6, 30)) == []
    shorter = extended(PEOPLED, "2024-06-28", due="2024-06-29")
    assert judged(LEADER, PEOPLED, shorter, day=late) == []


@pytest.mark.parametrize(
    "after",
    [
        PEOPLED,
        change(resumed(PEOPLED), ("since: 2024-04-01", "since: 2024-03-01")),
        change(resumed(PEOPLED), ("reason: 等批复", "reason: 等文件")),
    ],
    ids=["gone", "since earlier", "another reason"],
)
def test_a_suspension_on_record_stays_as_it_is(after: str) -> None:
    assert "A26" in judged(SUPERVISOR, resumed(PEOPLED), after)


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
    for after in (suspended(PEOPLED), of_1_1(PEOPLED, "finished: 2024-06-28", "已完成")):
        assert judged(OUTSIDER, PEOPLED, after) == ["A12"]
    assert DONE in of_1_1(PEOPLED, "", "已完成")
