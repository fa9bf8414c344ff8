"""Initials of a name, by every way its characters are read."""

import pytest

from jimoplan.system.pinyin import initials

pytestmark = pytest.mark.skipif(not initials("部"), reason="pypinyin is not installed")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("复议科", ["f", "y", "k"]),
        ("调解科", ["dt", "jx", "k"]),
        ("12348热线AB", [*"12348", "r", "x", "a", "b"]),
    ],
)
def test_each_character_has_the_letters_that_it_may_begin_with(
    name: str, letters: list[str]
) -> None:
    assert ["".join(sorted(each)) for each in initials(name)] == letters
