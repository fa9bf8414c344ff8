"""How far an indicator has come, and when it claims nothing."""

from typing import Any

import pytest
from assessed import measure, the_measure, the_task

from jimoplan.core.assessment.lights import Light


def indicator(*values: str, **fields: Any) -> dict[str, object]:  # noqa: ANN401
    updates = [
        {"date": f"2024-{month:02}-20", "value": value} for month, value in enumerate(values, 1)
    ]
    return measure(kind="指标", updates=updates, **fields)


@pytest.mark.parametrize(
    ("value", "base", "target", "direction", "percent"),
    [
        ("90", "80", "100", "不低于", 50),
        ("80", "80", "100", "不低于", 0),
        ("70", "80", "100", "不低于", 0),
        ("99.99", "80", "100", "不低于", 99),
        ("100", "80", "100", "不低于", 100),
        ("15", "20", "10", "不高于", 50),
        ("25", "20", "10", "不高于", 0),
        ("10", "20", "10", "不高于", 100),
        ("90", "120", "100", "不低于", 0),
        ("5", "5", "5", "不低于", 100),
    ],
)
def test_progress_is_the_way_from_base_to_target_for_rises_and_falls(
    value: str, base: str, target: str, direction: str, percent: int
) -> None:
    item = the_measure(
        "2024-06-30", indicator(value, base=base, target=target, direction=direction)
    )
    assert item.progress.percent == percent


def test_values_of_each_period_add_up() -> None:
    item = the_measure(
        "2024-04-01", indicator("10", "15", "5", target="120", total="累计", unit="件")
    )
    assert item.progress.words == "25%"
    assert item.progress.how == "3次填报累计30件,目标值不低于120件"


def test_without_a_word_for_it_the_latest_value_counts() -> None:
    assert the_measure("2024-04-01", indicator("10", "15", "6", target="12")).progress.percent == 50


class TestLimits:
    def test_kept_goes_with_the_time_and_is_full_at_the_end_only(self) -> None:
        kept = indicator("3", target="5", direction="不高于", due="2024-06-28")
        days = ("2024-03-31", "2024-06-27", "2024-06-28")
        assert [the_measure(day, kept).progress.percent for day in days] == [50, 99, 100]

    def test_exceeded_is_red_at_once(self) -> None:
        broken = indicator("3", "4", target="5", direction="不高于", total="累计", unit="起")
        item = the_measure("2024-02-21", broken)
        assert item.words == "红:超过上限(上限5起,现为7起)"
        assert item.progress.percent == 0

    def test_a_task_names_it(self) -> None:
        broken = indicator("7", target="5", direction="不高于")
        assert the_task("2024-01-21", broken).words == "红:8-1超过上限(上限5,现为7)"


def test_a_target_that_is_no_number_claims_no_percentage() -> None:
    fields = indicator("5.8", target_text="与经济增长同步")
    item = the_measure("2024-02-01", fields)
    assert item.progress.words == "—"
    assert item.words == "绿:正常"
    assert the_task("2024-02-01", fields, measure(2)).progress.how == (
        "1项举措的平均,不计百分比的1项不计:(0)/1"
    )


@pytest.mark.parametrize("status", ["已完成", "已销号"])
def test_done_with_the_target_unmet_says_so(status: str) -> None:
    fields = indicator("90", target="100", status=status, reason="基数调整")
    item = the_measure("2024-02-01", fields)
    assert item.unmet
    assert "未达标" in item.words


def test_being_behind_says_what_was_due_and_what_is_there() -> None:
    late = measure(due="2024-06-28", updates=[{"date": "2024-06-10", "progress": 35}])
    item = the_measure("2024-06-13", late, policy={"due_soon": 0})
    assert item.light is Light.YELLOW
    assert item.words == "黄:滞后序时进度56个百分点(应达91%,实际35%)"
