"""What became of a bureau's own fields and of the people in charge, as git knows it."""

from typing import Any

import pytest
from own_fields_plan import OWN
from repositories import Work


@pytest.fixture
def kept(work: Work) -> Work:
    """A plan in which a field and a leader have changed in turn."""
    work.write(
        OWN.replace("fields: {优先级: 高, 来源", "leader: 王五\n    fields: {优先级: 高, 来源")
    )
    commit(work)
    work.write(work.text.replace("优先级: 中", "优先级: 高"))
    commit(work)
    work.write(work.text.replace("leader: 王五", "leader: 赵六"))
    commit(work)
    return work


def commit(work: Work) -> None:
    work.git("commit", "--quiet", "--all", "--message", "手工改动")


def answer(work: Work, *words: str) -> Any:  # noqa: ANN401
    outcome = work.jimoplan(*words, "--format", "json")
    assert outcome.code == 0, outcome.errors
    return outcome.data


def told(work: Work, field: str) -> list[list[str]]:
    events = answer(work, "log", "--field", field)["events"]
    return [[change["words"] for change in event["changes"]] for event in events]


def test_the_log_tells_each_in_its_own_words(kept: Work) -> None:
    assert told(kept, "优先级")[0] == ["1-1 优先级 中→高"]
    assert told(kept, "分管领导")[0] == ["任务 1 分管领导 王五→赵六"]


def test_the_log_of_a_field_has_the_items_that_came_with_it(kept: Work) -> None:
    new = "      - {id: 1-9, kind: 一次性, title: 评查, fields: {上会日期: 2024-05-06}}\n"
    kept.write(kept.text + new)
    commit(kept)

    assert told(kept, "上会日期")[0] == ["1-9 新增 评查(在任务 1)"]


def test_a_field_nobody_has_declared_is_told_with_the_nearest(kept: Work) -> None:
    outcome = kept.jimoplan("log", "--field", "分管领倒")

    assert (outcome.code, "分管领导" in outcome.errors) == (2, True)


def test_blame_names_each_field(kept: Work) -> None:
    shown = kept.jimoplan("blame", "1-1").text

    assert "优先级" in shown
    assert "资金(万元)" in shown


def test_an_edit_is_taken_back_to_the_byte(kept: Work) -> None:
    before = kept.text
    kept.write(kept.text.replace("120.5 ", "130 "))
    commit(kept)

    outcome = kept.jimoplan("undo", "--yes")

    assert outcome.code == 0, outcome.errors
    assert kept.text == before
