"""Two texts in one: as many hunks as there are decisions, and back again."""

import pytest

from jimoplan.core.merge.markers import (
    Hunk,
    Piece,
    find_broken,
    pair_texts,
    split_hunks,
    take_side,
    write_pieces,
)

HEAD = "- id: 1-1\n"


def hunks(ours: str, theirs: str) -> list[tuple[str, str]]:
    pieces = pair_texts(HEAD + ours, HEAD + theirs)
    return [(piece.ours, piece.theirs) for piece in pieces if isinstance(piece, Hunk)]


def test_fields_one_below_the_other_are_decided_one_by_one() -> None:
    assert hunks("  due: 甲\n  unit: 乙\n", "  due: 丙\n  unit: 丁\n") == [
        ("  due: 甲\n", "  due: 丙\n"),
        ("  unit: 乙\n", "  unit: 丁\n"),
    ]


def test_a_status_is_decided_together_with_its_reason() -> None:
    ours, theirs = "  status: 暂缓\n  reason: 甲\n", "  status: 已取消\n  reason: 乙\n"

    assert hunks(ours, theirs) == [(ours, theirs)]
    assert hunks(f"  due: 甲\n{ours}", "  due: 丙\n  status: 推进中\n") == [
        ("  due: 甲\n", "  due: 丙\n"),
        (ours, "  status: 推进中\n"),
    ]


def test_the_lines_of_a_value_stay_together() -> None:
    ours, theirs = "  text: |\n    甲\n    乙\n", "  text: 丙\n"

    assert hunks(ours, theirs) == [(ours, theirs)]


def test_the_lines_below_a_key_stay_with_it_though_they_have_keys_of_their_own() -> None:
    ours, theirs = "  unit: 甲\n  period: {start: 乙}\n", "  unit: 丙\n  period:\n    start: 丁\n"

    assert hunks(ours, theirs) == [
        ("  unit: 甲\n", "  unit: 丙\n"),
        ("  period: {start: 乙}\n", "  period:\n    start: 丁\n"),
    ]


def test_lines_of_different_items_do_not_pair() -> None:
    one = "  - id: 1-2\n    status: 推进中\n    kind: 一次性\n"
    other = "  - id: 1-3\n    status: 推进中\n    kind: 一次性\n"

    assert hunks(f"{one}  end: 甲\n", f"{other}  end: 甲\n") == [(one, other)]


def test_what_only_looks_like_a_marker_is_text() -> None:
    text = "a\n=======\n>>>>>>> x\n<<<<<<< never closed\nb\n"

    assert split_hunks(text) == [text]


def test_markers_come_apart_with_their_labels() -> None:
    pieces: list[Piece] = ["a\n", Hunk("b\n", "", "我方 张三", "对方"), "c"]

    text = write_pieces(pieces, "\n", 8)
    assert text == "a\n<<<<<<<< 我方 张三\nb\n========\n>>>>>>>> 对方\nc"
    assert split_hunks(text) == pieces
    assert take_side(pieces, theirs=True) == "a\nc"


TOP, MIDDLE, BOTTOM = "<<<<<<< 我方\n", "=======\n", ">>>>>>> 对方\n"
WHOLE = f"{TOP}甲\n{MIDDLE}乙\n{BOTTOM}"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (f"{TOP}甲\n{MIDDLE}乙\n丙\n{WHOLE}", 1, "没有 >>>>>>> 收尾,第 6 行又开始了一处"),
        (f"{TOP}甲\n{WHOLE}", 1, "没有 >>>>>>> 收尾,第 3 行又开始了一处"),
        (f"{TOP}甲\n{MIDDLE}乙\n{MIDDLE}丙\n{BOTTOM}", 1, "第 5 行又有一个 ======="),
        (f"丙\n{TOP}甲\n{MIDDLE}乙\n", 2, "到文件末尾也没有"),
        (f"{TOP}甲\n{BOTTOM}乙\n", 1, "到第 3 行结束,中间没有 ======="),
        (f"{WHOLE}丙\n{MIDDLE}", 7, "第 7 行的 ======= 不属于任何一处冲突"),
        (f"{WHOLE}{BOTTOM}丙\n", 6, "第 6 行的 >>>>>>> 不属于任何一处冲突"),
    ],
    ids=["no end", "nested", "twice parted", "open", "not parted", "stray parting", "stray end"],
)
def test_a_marker_that_makes_no_whole_hunk_is_named_once(text: str, line: int, why: str) -> None:
    (broken,) = find_broken(text)

    assert broken.line == line
    assert why in broken.why
    assert take_side(split_hunks(text), theirs=False).count("丙") == text.count("丙")


def test_whole_hunks_are_not_broken_whatever_stands_in_their_base() -> None:
    inner = "<<<<<<<<< 甲\n一\n=========\n二\n>>>>>>>>> 乙\n"

    assert find_broken(f"丙\n{WHOLE}{TOP}甲\n||||||| 原来\n{inner}{MIDDLE}乙\n{BOTTOM}") == ()
