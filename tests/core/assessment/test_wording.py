"""How lights are told where no working day lies between a deadline and the day asked about."""

from typing import Any

import pytest
from assessed import assessed, measure, the_measure, the_task

FRIDAY, SATURDAY, SUNDAY = "2024-03-15", "2024-03-16", "2024-03-17"
TOLD: dict[str, Any] = {"updates": [{"date": "2024-03-14", "progress": 99}]}
RESTING = [{"since": "2024-03-18", "until": "2024-03-21", "reason": "等文件"}]


def milestone(day: str) -> dict[str, object]:
    return measure(due="2024-11-29", milestones=[{"due": day, "text": "初稿送审"}], **TOLD)


@pytest.mark.parametrize(
    ("as_of", "due", "words"),
    [
        pytest.param("2024-03-14", FRIDAY, "黄:临期,距时限还有1个工作日", id="the day before"),
        pytest.param(FRIDAY, FRIDAY, "黄:当天到期", id="on a working day"),
        pytest.param(SUNDAY, SUNDAY, "黄:当天到期", id="on a day off"),
        pytest.param(FRIDAY, SUNDAY, "黄:临期,到时限已没有工作日", id="only days off are left"),
        pytest.param(SUNDAY, FRIDAY, "红:刚过时限,其间没有工作日", id="only days off have passed"),
        pytest.param("2024-03-18", FRIDAY, "红:逾期1个工作日", id="the first working day after"),
    ],
)
def test_a_deadline_with_no_working_day_between(as_of: str, due: str, words: str) -> None:
    assert the_measure(as_of, measure(due=due, **TOLD)).words == words


@pytest.mark.parametrize(
    ("as_of", "day", "words"),
    [
        pytest.param(FRIDAY, FRIDAY, "节点当天到期(2024-03-15:初稿送审)", id="on the day"),
        pytest.param(
            FRIDAY, SUNDAY, "节点临期,到时已没有工作日(2024-03-17:初稿送审)", id="days off left"
        ),
        pytest.param(
            SUNDAY, FRIDAY, "刚过节点(2024-03-15:初稿送审),其间没有工作日", id="days off passed"
        ),
        pytest.param(
            "2024-03-19", FRIDAY, "节点逾期2个工作日(2024-03-15:初稿送审)", id="two days after"
        ),
    ],
)
def test_a_milestone_with_no_working_day_between(as_of: str, day: str, words: str) -> None:
    assert the_measure(as_of, milestone(day)).reasons == (words,)


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        pytest.param("2024-03-29", "黄:待报3月(第3期),到期末已没有工作日", id="days off left"),
        pytest.param("2024-03-31", "黄:待报3月(第3期),当天到期", id="on the day"),
    ],
)
def test_a_period_with_no_working_day_before_its_end(as_of: str, words: str) -> None:
    reported = [{"date": "2024-01-20"}, {"date": "2024-02-20"}]
    monthly = measure(kind="周期性", cadence="每月", updates=reported)
    assert the_measure(as_of, monthly).words == words


def test_a_default_deadline_is_named_on_its_day_and_after() -> None:
    told: dict[str, Any] = {"updates": [{"date": "2023-12-28", "progress": 99}]}
    year = {"start": "2023-01-01", "end": "2023-12-31"}
    last = the_measure("2023-12-31", measure(**told), period=year)
    after = the_measure("2024-01-01", measure(**told), period=year)
    assert last.words == "黄:当天到期(默认时限)"
    assert after.words == "红:刚过默认时限,其间没有工作日"


def test_working_days_of_a_suspension_are_told_where_no_others_have_passed() -> None:
    resting = measure(due=FRIDAY, suspensions=RESTING, **TOLD)
    assert the_measure("2024-03-20", resting).words == "红:逾期(暂缓的3个工作日不计)"
    steps = milestone(FRIDAY) | {"suspensions": RESTING}
    assert the_measure("2024-03-22", steps).reasons == (
        "节点逾期2个工作日(2024-03-15:初稿送审;暂缓的3个工作日不计)",
    )


def test_of_several_measures_the_nearest_is_the_one_due_today() -> None:
    measures = (measure(1, due=SUNDAY, **TOLD), measure(2, due=FRIDAY, **TOLD))
    assert the_task(FRIDAY, *measures).words == "黄:2项举措临期,最近的当天到期(8-2)"
    later = (measure(1, due=SUNDAY, **TOLD), measure(2, due="2024-03-18", **TOLD))
    assert the_task(FRIDAY, *later).words == "黄:2项举措临期,最近的已没有工作日(8-1)"


def test_several_measures_past_their_deadline_by_days_off_alone_are_not_counted_in_days() -> None:
    same = (measure(1, due=FRIDAY, **TOLD), measure(2, due=FRIDAY, **TOLD))
    assert the_task(SUNDAY, *same).words == "红:2项举措均刚过时限,其间没有工作日"
    year = {"start": "2024-01-01", "end": FRIDAY}
    mixed = (measure(1, **TOLD), measure(2, due=FRIDAY, **TOLD))
    assert the_task(SUNDAY, *mixed, period=year).words == "红:2项举措逾期,其中1项为默认时限"


@pytest.mark.parametrize(
    ("finished", "words"),
    [
        (SATURDAY, "✓已销号;逾期办结"),
        ("2024-03-19", "✓已销号;逾期2个工作日办结"),
    ],
)
def test_what_was_finished_on_the_days_off_after_its_deadline_counts_no_days(
    finished: str, words: str
) -> None:
    done = measure(status="已销号", due=FRIDAY, finished=finished)
    assert the_measure("2024-06-01", done).words == words


def test_days_overdue_grow_after_the_plan_only_where_something_is_overdue() -> None:
    (note,) = assessed("2025-01-03", measure(status="已销号", **TOLD), status="已销号").notes
    assert note == "计划期间已于2024年12月31日结束,各项的灯按截至2025年1月3日算"
    (growing,) = assessed("2025-01-03", measure(**TOLD)).notes
    assert growing == f"{note},没办结的逾期天数还在增加"
