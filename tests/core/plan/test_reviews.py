"""The review that counts where a merge kept one that approved and one that returned."""

from datetime import date

import pytest

from jimoplan.core.assessment.said import returned_by
from jimoplan.core.audit.watched import approved_in
from jimoplan.core.plan.evidence import each_evidence_file
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.reviews import standing_review
from jimoplan.core.plan.words import Status
from jimoplan.core.text.reading.load import load

APPROVED = (
    "{date: 2024-05-%s, result: 销号, submitted_by: 张三, by: 王五, "
    "files: [{path: 规则.md, blob: 8ab686e}]}"
)
RETURNED = "{date: 2024-05-%s, result: 退回, submitted_by: 张三, by: 李四, reason: 缺附件}"
PLAN = """\
schema: 1
plan: {unit: 局, title: 要点, period: {start: 2024-01-01, end: 2024-12-31}}
departments: [{name: 甲科, kind: 科室}]
sections:
  - number: 一
    title: 板块
    tasks:
      - id: '1'
        title: 任务
        responsible: [甲科]
        status: 推进中
        measures:
          - id: 1-1
            kind: 一次性
            title: 举措
            status: STATUS
            evidence: [规则.md]
            reviews: [REVIEWS]
"""
BOTH = [
    pytest.param((APPROVED % "06", RETURNED % "07"), id="returned last"),
    pytest.param((RETURNED % "06", APPROVED % "07"), id="approved last"),
]


def plan_of(status: str, reviews: tuple[str, ...]) -> Plan:
    text = PLAN.replace("STATUS", status).replace("REVIEWS", ", ".join(reviews))
    loaded = load(text, with_advice=False)
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


def measure_of(plan: Plan) -> Measure:
    return plan.all_tasks()[0].measures[0]


@pytest.mark.parametrize("reviews", BOTH)
def test_what_is_closed_rests_on_the_approval_and_its_files(reviews: tuple[str, ...]) -> None:
    plan = plan_of("已销号", reviews)

    assert [(number, file.blob) for number, file in approved_in(plan)] == [("1-1", "8ab686e")]
    assert [file.approval is not None for file in each_evidence_file(plan)] == [True]
    assert returned_by(measure_of(plan), date.max) is None


@pytest.mark.parametrize("reviews", BOTH)
def test_what_is_open_was_returned_and_its_files_may_change(reviews: tuple[str, ...]) -> None:
    plan = plan_of("推进中", reviews)
    review = returned_by(measure_of(plan), date.max)

    assert review is not None
    assert review.reason == "缺附件"
    assert approved_in(plan) == ()
    assert [file.approval for file in each_evidence_file(plan)] == [None]


@pytest.mark.parametrize("status", [s for s in Status if s not in {"已销号", "推进中", "未启动"}])
def test_what_waits_for_a_review_or_stands_still_rests_on_none(status: Status) -> None:
    plan = plan_of(f"{status}\n            reason: 等", (APPROVED % "06", RETURNED % "07"))
    assert standing_review(measure_of(plan)) is None


def test_a_review_of_a_later_day_is_not_known_yet() -> None:
    measure = measure_of(plan_of("推进中", (RETURNED % "06", RETURNED % "08")))
    days = [standing_review(measure, date(2024, 5, day)) for day in (5, 7, 8)]

    assert [review and review.date.day for review in days] == [None, 6, 8]
