"""Text laid out in terminal cells, as Chinese is set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.display.cells import cell_width, clip, gap, longest_cluster, reveal, wrap

TEXTS = st.text(st.sampled_from("甲乙，。、（）“”《》ab12 ,.()%-é\u0301"), max_size=60)


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("Oldtown Council", "Service Plan", " "),
        ("2024/25", "2024年", " "),
        ("某区司法局", "2024年工作要点", ""),
        ("Council", "工作要点", ""),
        ("Plan (draft)", "2024", ""),
        ("", "2024", ""),
    ],
)
def test_a_space_keeps_latin_words_and_figures_apart_and_chinese_needs_none(
    before: str, after: str, between: str
) -> None:
    assert gap(before, after) == between


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("即墨区", 6), ("8-1 规则", 8), ("，。", 4), ("e\u0301", 1), ("·—…", 3)],
)
def test_wide_characters_take_two_cells_and_combining_ones_none(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@given(TEXTS, st.integers(0, 40))
def test_a_clipped_text_is_the_longest_beginning_that_fits(text: str, cells: int) -> None:
    clipped = clip(text, cells)

    assert text.startswith(clipped)
    assert cell_width(clipped) <= cells
    assert clipped == text or cell_width(text[: len(clipped) + 1]) > cells


@given(TEXTS, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, cells: int) -> None:
    lines = wrap(text, cells)

    assert all(cell_width(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXTS.map(lambda text: text.replace(" ", "")))
def test_no_line_begins_with_a_closing_mark_where_the_widest_piece_fits(text: str) -> None:
    lines = wrap(text, max(longest_cluster(text), 2))

    assert [line for line in lines[1:] if line[0] in "，。、）”》,)"] == []


def test_full_width_marks_hang_on_to_what_they_belong_to() -> None:
    assert wrap("甲，乙。丙（丁）戊", 6) == ["甲，", "乙。丙", "（丁）", "戊"]


def test_words_and_figures_stay_whole() -> None:
    assert wrap("举措8-1进度100%", 9) == ["举措8-1进", "度100%"]


def test_line_breaks_of_the_text_stay() -> None:
    assert wrap("甲\n\n乙", 10) == ["甲", "", "乙"]


@given(st.text(max_size=30))
def test_what_is_shown_can_move_no_cursor_and_turn_no_line_around(text: str) -> None:
    shown = reveal(text)

    assert not set(shown) & {*map(chr, range(9)), "\x1b", "\x7f", "\u202e", "\u2066", "\u200b"}
    assert reveal(shown) == shown


def test_an_invisible_character_is_named() -> None:
    assert reveal("复议\u202e科\x1b[2J") == "复议<U+202E>科<U+001B>[2J"
