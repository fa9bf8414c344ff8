"""Work stopped, taken up again and finished, and who has to have approved it; on values alone."""

from datetime import date, timedelta

import pytest
from audited import PEOPLED
from problem_cases import BASE

from jimoplan.core.changes.changes import invert
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id
from jimoplan.core.changes.summary import summarise
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Review
from jimoplan.core.plan.words import Status, Verdict
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.apply import apply
from jimoplan.core.workflow.deadlines import DeadlinePassedError
from jimoplan.core.workflow.record import ProgressEntry, record_progress, review_item
from jimoplan.errors import UnknownNameError, UsageError

APRIL, MAY, AUGUST = date(2024, 4, 10), date(2024, 5, 6), date(2024, 8, 20)
STOP = ProgressEntry(APRIL, Status.SUSPENDED, reason="等文件", approved_by="王五")
RESUME = ProgressEntry(MAY, Status.IN_PROGRESS)


def read(text: str) -> Plan:
    plan = load(text, with_advice=False).plan
    assert plan is not None
    return plan


PLAN, LISTED = read(BASE), read(PEOPLED)


def after(plan: Plan, *entries: ProgressEntry, number: str = "1-1") -> Plan:
    for entry in entries:
        plan = record_progress(plan, [number], entry).plan
    return plan


def item(plan: Plan, number: str = "1-1") -> Item:
    return items_by_id(plan)[number]


def days(plan: Plan, number: str = "1-1") -> list[tuple[str, str]]:
    return [(str(e.since), str(e.until)) for e in item(plan, number).suspensions]


def test_stopped_twice_it_has_two_suspensions_in_order() -> None:
    twice = after(PLAN, STOP, RESUME, STOP._replace(day=MAY))

    assert days(twice) == [("2024-04-10", "2024-05-06"), ("2024-05-06", "None")]
    assert item(twice).approved_by is None
    assert item(twice).suspensions[1].approved_by == "王五"


def test_a_task_is_stopped_by_itself_and_its_measures_are_left_as_they_are() -> None:
    stopped = after(PLAN, STOP, number="1")

    assert days(stopped, "1") == [("2024-04-10", "None")]
    assert item(stopped).status is Status.IN_PROGRESS
    assert not item(stopped).suspensions


def test_cancelled_while_it_was_stopped_it_stops_no_longer() -> None:
    drop = ProgressEntry(MAY, Status.CANCELLED, reason="并入3", approved_by="李四")
    dropped = after(PLAN, STOP, drop)

    assert days(dropped) == [("2024-04-10", "2024-05-06")]
    assert (item(dropped).reason, item(dropped).approved_by) == ("并入3", "李四")
    back = item(after(dropped, RESUME))
    assert (back.reason, back.approved_by) == (None, None)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ((STOP, RESUME._replace(day=date(2024, 4, 9))), "不能在 2024-04-09 就恢复"),
        ((STOP, RESUME, STOP._replace(day=date(2024, 5, 5))), "不能从 2024-05-05 起"),
    ],
)
def test_days_do_not_overlap(entries: tuple[ProgressEntry, ...], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        after(PLAN, *entries)


def test_the_deadline_asked_about_is_its_own_or_its_task_s_or_the_plan_s_end() -> None:
    resume = RESUME._replace(day=AUGUST)
    for number, plan in (
        ("1-1", PLAN),
        (
            "1-2",
            read(BASE.replace("support: [各科室]", "due: 2024-06-30\n        support: [各科室]")),
        ),
        (
            "1",
            read(BASE.replace("support: [各科室]", "due: 2024-06-30\n        support: [各科室]")),
        ),
    ):
        stopped = after(plan, STOP, number=number)
        with pytest.raises(DeadlinePassedError, match="2024-06-30"):
            after(stopped, resume, number=number)
        after(stopped, resume._replace(day=date(2024, 6, 30)), number=number)
        after(stopped, resume._replace(keep_due=True), number=number)
    after(PLAN, STOP, resume, number="1-2")


def test_a_new_deadline_that_has_passed_as_well_is_none() -> None:
    moved = RESUME._replace(day=AUGUST, due=date(2024, 8, 1), reason="等文件", approved_by="王局")
    with pytest.raises(DeadlinePassedError, match="2024-08-01"):
        after(PLAN, STOP, moved)
    later = after(PLAN, STOP, moved._replace(due=AUGUST))
    assert [str(change.due) for change in item(later).due_changes] == ["2024-06-30"]


def test_a_first_deadline_of_its_own_keeps_the_task_s_as_the_old_one() -> None:
    plan = read(BASE.replace("support: [各科室]", "due: 2024-06-30\n        support: [各科室]"))
    move = ProgressEntry(MAY, due=date(2024, 7, 31), reason="等", approved_by="王局")

    assert str(item(after(plan, move, number="1-2"), "1-2").due_changes[0].due) == "2024-06-30"


@pytest.mark.parametrize("number", ["1", "1-1"])
def test_the_day_of_finishing_is_kept_without_a_report(number: str) -> None:
    done = after(PLAN, ProgressEntry(MAY, Status.COMPLETED), number=number)

    assert (item(done, number).status, item(done, number).finished) == (Status.COMPLETED, MAY)


DONE = ProgressEntry(MAY, Status.COMPLETED, submitter="张三 <zhang@example.cn>")


def test_the_day_of_reporting_is_kept_where_it_is_later_than_that_of_finishing() -> None:
    assert item(after(PLAN, DONE._replace(today=AUGUST))).submitted == AUGUST
    assert item(after(PLAN, DONE._replace(today=MAY))).submitted is None
    assert item(after(PLAN, STOP._replace(today=AUGUST))).submitted is None


@pytest.mark.parametrize("result", Verdict)
def test_a_review_takes_it_away(result: Verdict) -> None:
    review = Review(date=AUGUST, result=result, submitted_by="张三", by="李四", reason="缺章")
    reviewed = review_item(after(PLAN, DONE._replace(today=AUGUST)), "1-1", review)
    assert (item(reviewed).submitted, item(reviewed).submitted_by) == (None, None)


@pytest.mark.parametrize(
    ("reported", "since"), [(MAY, "办结日期 2024-05-06"), (AUGUST, "提交日期 2024-08-20")]
)
def test_nobody_reviews_before_it_is_done_and_reported(reported: date, since: str) -> None:
    done = after(PLAN, DONE._replace(today=reported))
    review = Review(date=reported, result=Verdict.APPROVED, submitted_by="张三", by="李四")
    early = review.model_copy(update={"date": reported - timedelta(days=1)})
    with pytest.raises(UsageError, match=f"审核日期 {early.date} 早于{since}"):
        review_item(done, "1-1", early)
    assert item(review_item(done, "1-1", review)).status is Status.CLOSED


def test_whoever_takes_the_report_back_takes_it_away_and_no_subject_speaks_of_it() -> None:
    reported = diff(PLAN, after(PLAN, DONE._replace(today=AUGUST)))
    text = apply(BASE, reported)
    assert "            submitted: 2024-08-20\n" in text
    assert apply(text, invert(reported)) == BASE
    assert summarise(reported, {}).endswith(":推进中→已完成")


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.CANCELLED])
def test_where_people_are_listed_somebody_has_approved(status: Status) -> None:
    stop = STOP._replace(status=status)
    with pytest.raises(UsageError, match="要写明批准人"):
        after(LISTED, stop._replace(approved_by=None))
    assert item(after(LISTED, stop)).status is status
    assert item(after(PLAN, stop._replace(approved_by=None))).status is status


@pytest.mark.parametrize("approver", ["张三", "局长办公会"], ids=["a liaison", "nobody listed"])
def test_that_is_a_leader_or_supervisor_or_there_is_a_reason(approver: str) -> None:
    stop = STOP._replace(approved_by=approver)
    move = ProgressEntry(MAY, due=AUGUST, reason="等", approved_by=approver)
    for entry in (stop, move):
        with pytest.raises(UnknownNameError) as refused:
            after(LISTED, entry)
        assert "--plan-reason" in refused.value.remedy
        after(LISTED, entry._replace(with_basis=True))
        after(PLAN, entry)


def test_a_name_nearly_right_is_told_which_is_meant() -> None:
    named = read(PEOPLED.replace("name: 王五", "name: 王大五"))
    with pytest.raises(UnknownNameError) as refused:
        after(named, STOP._replace(approved_by="王五"))
    assert "您是否想填 王大五?" in refused.value.remedy
