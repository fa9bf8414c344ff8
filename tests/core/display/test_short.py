"""Two texts on a line each, so that they can be told apart."""

import pytest

from jimoplan.core.display.cells import cell_width
from jimoplan.core.display.short import contrast

LONG = "一二三四五六七八九十" * 4


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("甲", "乙", ("甲", "乙")),
        ("甲 乙", "丙 丁", ("甲 乙", "丙 丁")),
        ("甲 乙", "甲  乙", ("甲␣乙", "甲␣␣乙")),
        ("甲乙", "甲乙\n", ("甲乙", "甲乙↵")),
        ("甲 乙", "甲\u3000乙", ("甲␣乙", "甲<U+3000>乙")),
        (f"{LONG}甲", f"{LONG}乙", ("…三四五六七八九十甲", "…三四五六七八九十乙")),
        (f"{LONG}甲 ", f"{LONG}甲", ("…四五六七八九十甲␣", "…四五六七八九十甲")),
    ],
    ids=[
        "short texts",
        "texts with spaces in which more differs",
        "one space more",
        "a line end more",
        "another space",
        "a difference behind the readable length",
        "a space behind the readable length",
    ],
)
def test_what_differs_is_shown(old: str, new: str, shown: tuple[str, str]) -> None:
    assert contrast(old, new) == shown
    assert contrast(new, old) == shown[::-1]


def test_what_follows_the_difference_is_cut_off() -> None:
    one, other = contrast(f"{LONG} {LONG}", f"{LONG}  {LONG}")

    assert ("十␣一" in one, "十␣␣一" in other) == (True, True)
    assert max(map(cell_width, (one, other))) <= 60
    assert one.endswith("…")
