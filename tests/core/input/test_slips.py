"""Slips of a command line."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.input.slips import Grammar, Takes, mend, quote

OPTIONS = {
    "--note": Takes.TEXT,
    "--problem": Takes.TEXT,
    "--progress": Takes.NUMBER,
    "--date": Takes.DAY,
    "--dept": Takes.WORD,
    "--plan-reason": Takes.TEXT,
    "--yes": Takes.NOTHING,
    "-y": Takes.NOTHING,
}
UPDATE = Grammar(OPTIONS, lambda word: word.replace("-", "").isdecimal())
REMARK = UPDATE._replace(ends_in_text=True)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["8-1", "—note", "初稿"], ["8-1", "--note", "初稿"]),
        (["8-1", "——note", "初稿"], ["8-1", "--note", "初稿"]),
        (["8-1", "–note", "初稿"], ["8-1", "--note", "初稿"]),
        (["8-1", "－－ｎｏｔｅ", "初稿"], ["8-1", "--note", "初稿"]),
        (["8-1", "-note", "初稿"], ["8-1", "--note", "初稿"]),
        (["8-1", "--Note", "初稿"], ["8-1", "--note", "初稿"]),
        (["8-1", "——plan－reason", "依据"], ["8-1", "--plan-reason", "依据"]),
        (["8-1", "—yes"], ["8-1", "--yes"]),
        (["8-1", "--note＝初稿"], ["8-1", "--note", "初稿"]),
        (["8-1", "--note初稿"], ["8-1", "--note", "初稿"]),
        (["8-1", "--note", "初稿", "已征求", "意见"], ["8-1", "--note", "初稿 已征求 意见"]),
        (["--note", "初稿", "好", "8-1", "-y"], ["--note", "初稿 好", "8-1", "-y"]),
        (["8-1", "--note", "“初稿", "好”", "-y"], ["8-1", "--note", "初稿 好", "-y"]),
        (["--dept", "“复议应诉科”"], ["--dept", "复议应诉科"]),
        (
            ["8-1", "--progress", "初稿", "--note", "40%"],
            ["8-1", "--progress", "40%", "--note", "初稿"],
        ),
        (
            ["8-1", "--date", "初稿", "--note", "6月14日"],
            ["8-1", "--date", "6月14日", "--note", "初稿"],
        ),
    ],
)
def test_a_slip_is_recognised_with_what_was_meant(typed: list[str], meant: list[str]) -> None:
    mended = mend(typed, UPDATE)
    assert mended
    assert list(mended.words) == meant
    assert mended.faults


@pytest.mark.parametrize(
    "typed",
    [
        ["8-1", "--note", "初稿"],
        ["8-1", "8-2", "--note=初稿", "-y"],
        ["8-1", "--note", "“四率”"],
        ["8-1", "--note", "—— 见附件", "--progress", "40"],
        ["8-1", "--note", "40", "--problem", "50", "--progress", "很多"],
        ["白皮书", "--progress", "40"],
        ["8-1", "--elsewhere", "初稿"],
        ["--note"],
        [],
    ],
)
def test_what_is_no_slip_is_left_alone(typed: list[str]) -> None:
    assert mend(typed, UPDATE) is None


def test_a_text_at_the_end_of_a_command_is_made_one() -> None:
    mended = mend(["8-1", "8-2", "请抓紧", "落实"], REMARK)
    assert mended
    assert mended.words == ("8-1", "8-2", "请抓紧 落实")


@pytest.mark.parametrize("typed", [["8x-1", "请抓紧"], ["8x-1", "请抓紧", "落实"], ["附件", "甲"]])
def test_an_odd_id_is_none_of_the_text_behind_it(typed: list[str]) -> None:
    assert mend(typed, REMARK) is None


@given(st.lists(st.one_of(st.sampled_from([*OPTIONS, "8-1", "“初稿", "好”"]), st.text(max_size=9))))
def test_any_words_are_mended_once_and_lose_nothing(typed: list[str]) -> None:
    mended = mend(typed, UPDATE)
    if mended:
        again = mend(mended.words, UPDATE)
        assert again is None or len(again.words) <= len(mended.words)


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_a_quoted_word_is_that_word_to_a_shell(word: str) -> None:
    assert shlex.split(quote(word)) == [word]
