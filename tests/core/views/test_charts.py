"""Where lines of steps, their labels and the marks of months stand, in percent."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.views.charts import Series, StepPoint, draw_steps, mark_months

START, END = date(2024, 1, 1), date(2024, 12, 31)


def series(*values: tuple[date, int], name: str = "红") -> Series:
    return Series(name, "red", [StepPoint(day, value) for day, value in values])


def test_a_line_steps_up_on_its_day_and_goes_on_until_today() -> None:
    seen = series((START, 0), (date(2024, 7, 1), 4))

    (line,) = draw_steps("红灯4项", [seen], START, END, date(2024, 9, 30)).lines

    assert line.path == "M0 100H49.73V0H74.86"
    assert line.label == "红4"


def test_the_greatest_figure_of_any_line_is_the_top() -> None:
    lines = draw_steps("", [series((START, 2)), series((START, 8))], START, END, END).lines

    assert [line.path for line in lines] == ["M0 75H100", "M0 0H100"]


def test_what_comes_after_the_plans_end_has_its_place_as_well() -> None:
    """A chart must not break off where the table beside it goes on."""
    later = END + timedelta(days=366)

    chart = draw_steps("", [series((START, 1), (later, 2))], START, END, later)

    assert chart.ends_at == 100
    assert chart.lines[0].path.startswith("M0 50H99.")


@given(st.lists(st.integers(0, 50), min_size=1, max_size=4))
def test_no_label_covers_another_or_leaves_the_chart(values: list[int]) -> None:
    every = [series((START, value)) for value in values]

    at = sorted(line.label_at for line in draw_steps("", every, START, END, END).lines)

    assert at[0] >= 0
    assert at[-1] <= 100
    assert all(below - above >= 17.9 for above, below in pairwise(at))


@given(st.dates(START, END))
def test_a_line_never_goes_back_in_time(day: date) -> None:
    seen = series((START, 1), (day, 2), (END, 3))

    (line,) = draw_steps("", [seen], START, END, END).lines

    xs = [float(x) for x in re.findall(r"[MH]([\d.]+)", line.path)]
    assert xs == sorted(xs)


def test_months_are_marked_where_they_begin() -> None:
    marks = mark_months(date(2023, 11, 15), date(2024, 2, 1))

    assert [mark.label for mark in marks] == ["12月", "1月", "2月"]
    assert marks[0].at == pytest.approx(16 / 79 * 100, abs=0.01)


def test_of_several_years_the_years_are_marked() -> None:
    marks = mark_months(date(2021, 1, 1), date(2023, 12, 31))

    assert [mark.label for mark in marks] == ["2021年", "2022年", "2023年"]
