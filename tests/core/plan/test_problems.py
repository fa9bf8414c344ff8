"""Problems that were reported of a measure: open until somebody settles them."""

from datetime import date
from typing import Any

import pytest

from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.words import Status

LACK = {"date": "2024-03-01", "problem": "缺人"}
MONEY = {"date": "2024-04-01", "problem": "缺钱"}
SOLVED = {"date": "2024-05-01", "solved": "已解决"}


def still_open(*updates: dict[str, Any], status: str = "推进中", as_of: date | None = None) -> str:
    measure = Measure.model_validate(
        {"id": "1-1", "kind": "一次性", "title": "甲", "status": status, "updates": updates}
    )
    return "、".join(str(update.problem) for update in open_problems(measure, as_of))


def test_a_problem_stays_open_whatever_else_is_reported() -> None:
    assert still_open(LACK, {"date": "2024-04-01", "note": "照常"}, MONEY) == "缺人、缺钱"


def test_what_is_settled_is_every_problem_before() -> None:
    assert still_open(LACK, MONEY, SOLVED) == ""
    assert still_open(LACK, SOLVED, MONEY | {"date": "2024-06-01"}) == "缺钱"


def test_a_report_that_settles_problems_may_bring_another() -> None:
    assert still_open(LACK, SOLVED | {"problem": "又缺钱"}) == "又缺钱"


def test_the_day_counts_not_the_place_in_the_list() -> None:
    assert still_open(SOLVED, MONEY, LACK) == ""


def test_what_is_reported_after_the_day_asked_about_does_not_count() -> None:
    assert still_open(LACK, MONEY, SOLVED, as_of=date(2024, 3, 31)) == "缺人"


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.CLOSED, Status.CANCELLED])
def test_an_item_that_is_finished_or_cancelled_has_none(status: Status) -> None:
    assert still_open(LACK, status=status) == ""
