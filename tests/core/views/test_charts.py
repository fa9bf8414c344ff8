"""Where bars, columns and marks stand, in percent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.plan.words import Status
from jimoplan.core.views.charts import (
    StatusPoint,
    mark_months,
    stack_columns,
    stack_pieces,
    used_statuses,
)

START, END = date(2024, 1, 1), date(2024, 12, 31)


def point(day: date, **numbers: int) -> StatusPoint:
    return StatusPoint(day, {Status[name]: number for name, number in numbers.items()})


@given(st.dictionaries(st.text(), st.integers(0, 10_000), max_size=6), st.integers(0, 1000))
def test_pieces_follow_each_other_without_gap_and_fill_their_share(
    counts: dict[str, int], room: int
) -> None:
    total = sum(counts.values())
    full = total + room

    pieces = stack_pieces(counts, full)

    end = 0.0
    for piece in pieces:
        assert piece.start == pytest.approx(end, abs=0.011)
        end = piece.start + piece.size
    assert end == pytest.approx(total * 100 / full if full else 0, abs=0.011)
    assert {piece.key: piece.number for piece in pieces} == {k: n for k, n in counts.items() if n}


def test_a_column_reaches_to_the_next_point_and_the_last_one_to_today() -> None:
    points = [point(START, IN_PROGRESS=4), point(date(2024, 7, 1), CLOSED=1, IN_PROGRESS=3)]

    first, last = stack_columns(points, START, END, as_of=date(2024, 9, 30))

    assert [first.start, first.start + first.size] == pytest.approx([0, 49.73], abs=0.01)
    assert [last.start, last.start + last.size] == pytest.approx([49.73, 74.86], abs=0.01)


def test_what_is_closed_lies_at_the_bottom_and_the_most_items_fill_the_height() -> None:
    points = [point(START, IN_PROGRESS=2), point(date(2024, 2, 1), IN_PROGRESS=3, CLOSED=1)]

    first, last = stack_columns(points, START, END, END)

    assert [(piece.key, piece.start, piece.size) for piece in first.pieces] == [("推进中", 0, 50)]
    assert [(piece.key, piece.start, piece.size) for piece in last.pieces] == [
        ("已销号", 0, 25),
        ("推进中", 25, 75),
    ]


@given(st.lists(st.dates(date(2023, 6, 1), date(2025, 6, 1)), unique=True), st.integers(-400, 800))
def test_columns_stay_on_the_axis_and_in_the_order_of_time(days: list[date], ahead: int) -> None:
    points = [point(day, IN_PROGRESS=1) for day in sorted(days)]

    columns = stack_columns(points, START, END, START + timedelta(days=ahead))

    assert all(column.size > 0 for column in columns)
    assert all(column.start >= 0 and column.start + column.size <= 100.01 for column in columns)
    assert [column.start for column in columns] == sorted(column.start for column in columns)


def test_months_are_marked_where_they_begin() -> None:
    marks = mark_months(date(2023, 11, 15), date(2024, 2, 1))

    assert [mark.label for mark in marks] == ["12月", "1月", "2月"]
    assert marks[0].at == pytest.approx(16 / 79 * 100, abs=0.01)


def test_of_several_years_the_years_are_marked() -> None:
    marks = mark_months(date(2021, 1, 1), date(2023, 12, 31))

    assert [mark.label for mark in marks] == ["2021年", "2022年", "2023年"]


def test_a_status_nobody_ever_had_is_not_shown() -> None:
    points = [point(START, CLOSED=0, IN_PROGRESS=2), point(END, NOT_STARTED=1)]

    assert used_statuses(points) == (Status.NOT_STARTED, Status.IN_PROGRESS)
