"""What waits for a review, for whom, since when."""

from datetime import date

import pytest
from audited import LEADER, LIAISON, OUTSIDER, PEOPLED, STRANGER, SUPERVISOR, Who
from problem_cases import BASE

from jimoplan.core.assessment.assess import assess
from jimoplan.core.desk.waiting import ToReview, find_to_review
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import load
from jimoplan.core.views.query import view_tasks

DAY = date(2024, 5, 20)
BY = "张三 <zhang@example.cn>"


def done(text: str) -> Plan:
    """1-1 finished on Monday, 1-2 on the Friday before a Saturday of work, and returned once."""
    text = text.replace(
        "due: 2024-06-30\n            status: 推进中\n",
        "due: 2024-06-30\n            status: 已完成\n            finished: 2024-05-13\n"
        f"            submitted_by: {BY}\n",
    )
    returned = (
        "            reviews: [{date: 2024-04-02, result: 退回, "
        f"submitted_by: {BY}, by: 李四 <li@example.cn>, reason: 缺附件}}]\n"
    )
    text = text.replace(
        "title: 指导应诉\n            status: 推进中\n",
        "title: 指导应诉\n            status: 已完成\n            finished: 2024-05-10\n"
        f"            submitted_by: {BY}\n{returned}",
    )
    plan = load(text, with_advice=False).plan
    assert plan is not None
    return plan


def ask(plan: Plan, who: Who | None) -> tuple[ToReview, ...]:
    assessment = assess(plan, DAY)
    views = view_tasks(plan, assessment)
    return find_to_review(plan, views, assessment, who[1] if who else None)


def test_the_longest_waiting_comes_first_with_its_returns() -> None:
    first, second = ask(done(PEOPLED), LEADER)

    assert [(w.row.item.id, w.days) for w in (first, second)] == [("1-2", 7), ("1-1", 5)]
    assert [review.reason for review in first.returns] == ["缺附件"]
    assert second.returns == ()


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (LEADER, ""),
        (SUPERVISOR, ""),
        (LIAISON, "是您自己报的,请另一位同志审核"),
        (OUTSIDER, "由别的分管领导或督查审核"),
        (STRANGER, "zhou@example.cn 不在人员名单里"),
        (None, ""),
    ],
)
def test_whoever_may_not_review_is_told_why(who: Who | None, why: str) -> None:
    assert {waiting.why_not for waiting in ask(done(PEOPLED), who)} == {why}


def test_where_nobody_is_listed_everybody_but_who_reported_may_review() -> None:
    assert {waiting.why_not for waiting in ask(done(BASE), STRANGER)} == {""}
    assert all(waiting.why_not for waiting in ask(done(BASE), LIAISON))
