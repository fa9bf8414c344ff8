"""What the fields of a plan accept."""

import pytest
from assessed import measure, the_measure
from problem_cases import BASE
from reading import codes_of, miswrite, problems_of


def test_a_single_character_is_a_text_and_a_line() -> None:
    text = miswrite("note: 初稿已征求意见", "note: 好")

    assert problems_of(miswrite("title: 依法行政", "title: 法", text)) == problems_of(BASE) == ()


@pytest.mark.parametrize(
    ("written", "shown"),
    [("1e3", "1000"), ("-0", "0"), ("1.50", "1.50"), ("-33.3", "-33.3"), ("5E-2", "0.05")],
)
def test_a_figure_is_shown_as_people_write_it(written: str, shown: str) -> None:
    reported = [{"date": "2024-01-10", "value": written}]
    item = the_measure("2024-02-01", measure(kind="指标", target=written, updates=reported))
    assert item.progress.how == (f"最近一次填报(2024-01-10)的指标值为{shown},目标值不低于{shown}")


@pytest.mark.parametrize(
    "written", ["9e999999", "1e9999999999", "1000000000000000", "1e-13", "-1e15"]
)
def test_a_figure_that_nothing_can_count_is_refused(written: str) -> None:
    assert codes_of(miswrite("target: 100", f"target: {written}")) == ["E106"]
