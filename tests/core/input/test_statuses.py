"""Statuses as people say them."""

import pytest

from jimoplan.core.input.statuses import read_status, read_statuses
from jimoplan.core.plan.words import Status
from jimoplan.errors import UnknownNameError


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("进行中", Status.IN_PROGRESS),
        ("在办", Status.IN_PROGRESS),
        ("完成", Status.COMPLETED),
        ("办结", Status.COMPLETED),
        ("销号", Status.CLOSED),
        ("暂停", Status.SUSPENDED),
        ("取消", Status.CANCELLED),
        ("未开始", Status.NOT_STARTED),
        (" 推进 中\u3000", Status.IN_PROGRESS),
    ],
)
def test_a_status_is_known_by_its_other_names(written: str, status: Status) -> None:
    assert read_status(written).value is status


@pytest.mark.parametrize("status", Status)
def test_a_status_reads_as_itself(status: Status) -> None:
    assert read_status(status)[:1] == (status,)
    assert not read_status(status).told


def test_a_word_that_may_mean_something_else_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="没有叫“推迟”的状态") as refused:
        read_status("推迟")
    assert refused.value.nearest == ["暂缓"]


@pytest.mark.parametrize("written", ["办结", "已办结"])
def test_finished_is_asked_about_whether_or_not_it_is_verified(written: str) -> None:
    asked = read_statuses(written)

    assert asked.value == (Status.COMPLETED, Status.CLOSED)
    assert asked.told == f"状态“{written}”读作 已完成、已销号"


@pytest.mark.parametrize("written", [*Status, "完成", "销号"])
def test_any_other_word_asks_about_the_one_status_that_it_is(written: str) -> None:
    assert read_statuses(written).value == (read_status(written).value,)
