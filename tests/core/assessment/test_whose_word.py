"""Only an owner's report ends the owner's silence and moves its figures."""

import pytest
from assessed import assessed, measure, the_measure


def said(day: str, dept: str | None = None, **fields: object) -> dict[str, object]:
    return {"date": day, **({"dept": dept} if dept else {}), **fields}


def test_a_supporter_s_report_neither_breaks_the_silence_nor_moves_the_progress() -> None:
    quiet = measure(
        support=["乙科"], responsible=["甲科"], updates=[said("2024-03-01", "乙科", progress=80)]
    )
    item = the_measure("2024-03-02", quiet)
    assert (item.progress.percent, item.last_update) == (0, None)
    assert "一直未填报(61天)" in item.words


@pytest.mark.parametrize("dept", ["甲科", None], ids=["the owner", "nobody named"])
def test_the_owner_s_report_does_both(dept: str | None) -> None:
    item = the_measure("2024-03-02", measure(updates=[said("2024-03-01", dept, progress=80)]))
    assert item.progress.percent == 80
    assert item.words == "绿:正常"


def test_a_measure_s_own_owners_count_and_not_its_task_s() -> None:
    owned = measure(responsible=["乙科"], updates=[said("2024-03-01", "甲科", progress=80)])
    assert the_measure("2024-03-02", owned).progress.percent == 0


def test_a_supporter_s_report_pays_for_no_period() -> None:
    fields = measure(
        kind="周期性",
        cadence="每月",
        responsible=["甲科"],
        support=["乙科"],
        updates=[said("2024-01-31", "乙科")],
    )
    assert the_measure("2024-02-15", fields).words == "黄:缺1月(第1期)"


def test_remarks_are_no_progress() -> None:
    remark = {"date": "2024-04-16", "by": "乙", "text": "请抓紧"}
    item = the_measure("2024-04-17", measure(kind="常态化", remarks=[remark]))
    assert (item.progress.percent, item.last_update) == (0, None)


def test_a_returned_item_is_known_as_such_until_it_is_reported_again() -> None:
    back = {
        "date": "2024-05-02",
        "result": "退回",
        "submitted_by": "张三",
        "by": "李四",
        "reason": "缺章",
    }
    items = assessed(
        "2024-05-03",
        measure(1, status="推进中", reviews=[back]),
        measure(2, status="已完成", reviews=[back]),
    ).items
    assert items["8-1"].returned
    assert items["8-1"].returned.reason == "缺章"
    assert items["8-2"].returned is None
