"""What the fields of a plan accept."""

from problem_cases import BASE
from reading import miswrite, problems_of


def test_a_single_character_is_a_text_and_a_line() -> None:
    text = miswrite("note: 初稿已征求意见", "note: 好")

    assert problems_of(miswrite("title: 依法行政", "title: 法", text)) == problems_of(BASE) == ()
