"""jimoplan fix: one report of one's own put right without an editor, and told as that."""

from pathlib import Path

import pytest
from audited import LEADER, LIAISON, PEOPLED, SUPERVISOR
from repositories import Work, make_repository, unchanged
from terminal import TYPED_CTRL_D, answer


@pytest.fixture
def reported(tmp_path: Path) -> Work:
    """The liaison has reported on 1-1 twice, and 督查 once for the department."""
    work = make_repository(tmp_path, PEOPLED)
    work.update("1-1", "--progress", "45", "--note", "二稿征求意建", "--date", "2024-05-03")
    work.update("1-1", "--progress", "50", "--note", "三稿", "--date", "2024-05-06")
    work.be(SUPERVISOR)
    work.update("1-1", "--note", "电话报告", "--dept", "甲科", "--by", "钱九")
    work.be(LIAISON)
    return work


def test_a_typo_of_an_earlier_report_is_told_as_a_correction_with_both_texts(
    reported: Work,
) -> None:
    outcome = reported.jimoplan("fix", "1-1", "--entry", "2024-05-03", "--note", "二稿征求意见")

    assert outcome.code == 0, outcome.errors
    told = "更正填报 2024-05-03 张三:进展情况 “二稿征求意建”→“二稿征求意见”"
    assert f"1-1 {told}\n" in outcome.text
    subject = "1-1 制发应诉规则:更正 2024-05-03 的填报 进展情况 “二稿征求意建”→“二稿征求意见”"
    assert reported.commits()[0] == subject
    log = reported.jimoplan("log", "1-1").text
    assert told in log
    assert "删去" not in log
    assert told in reported.jimoplan("diff", "HEAD~1", "HEAD").text
    assert reported.jimoplan("audit").code == 0


def test_a_figure_and_a_day_of_the_latest_report_are_put_right_at_once(reported: Work) -> None:
    outcome = reported.jimoplan("fix", "1-1", "--progress", "55", "--date", "2024-05-04")

    assert outcome.code == 0, outcome.errors
    assert "{date: 2024-05-04, by: 张三, dept: 甲科, progress: 55, note: 三稿}" in reported.text
    assert "填报日期 2024-05-06→2024-05-04,进度 50→55" in outcome.text
    assert reported.jimoplan("audit").code == 0
    assert reported.jimoplan("undo", "--yes").code == 0
    assert "{date: 2024-05-06, by: 张三, dept: 甲科, progress: 50, note: 三稿}" in reported.text


def test_one_is_picked_with_a_key_and_changed_where_it_stands(reported: Work) -> None:
    outcome = answer(reported, ["fix", "1-1"], "2\r\r\b见\r\r")

    assert outcome.code == 0, outcome.errors
    assert "note: 二稿征求意见}" in reported.text
    assert "progress: 45" in reported.text


def test_leaving_halfway_changes_nothing(reported: Work) -> None:
    with unchanged(reported):
        outcome = answer(reported, ["fix", "1-1"], f"1\r\x15{TYPED_CTRL_D}")

    assert (outcome.code, "没有改动" in outcome.errors) == (1, True)


def test_a_field_is_taken_away_but_not_the_last_one(reported: Work) -> None:
    assert reported.jimoplan("fix", "1-1", "--note", "").code == 0
    with unchanged(reported):
        outcome = reported.jimoplan("fix", "1-1", "--progress", "")

    assert (outcome.code, "什么也没说了" in outcome.errors) == (2, True)


@pytest.mark.parametrize("field", ["note", "progress"])
def test_a_field_is_taken_away_in_words(reported: Work, field: str) -> None:
    outcome = reported.jimoplan("fix", "1-1", f"--{field}", "")

    assert outcome.code == 0, outcome.errors
    assert {"note": "进展情况 “三稿”→无", "progress": "进度 50→无"}[field] in outcome.text


def test_a_figure_that_was_not_filled_is_offered(reported: Work) -> None:
    reported.update("1-1", "--note", "四稿", "--date", "2024-05-06")
    outcome = answer(reported, ["fix", "1-1"], "160\r\r\r")

    assert outcome.code == 0, outcome.errors
    assert "dept: 甲科, progress: 60, note: 四稿}" in reported.text


def test_without_a_number_one_s_own_latest_are_offered(reported: Work) -> None:
    reported.update("1-2", "--note", "指倒3件", "--date", "2024-05-05")
    outcome = answer(reported, ["fix"], "2\b\b\b导3件\r\r")

    assert outcome.code == 0, outcome.errors
    assert "  1 1-1 2024-05-06 甲科 张三" in outcome.errors
    assert "  3 1-1 2024-05-03 甲科 张三" in outcome.errors
    assert "钱九" not in outcome.errors
    with unchanged(reported):
        away = reported.jimoplan("fix", "--note", "改")
    assert (away.code, "没有写更正哪一项" in away.errors) == (2, True)


def test_what_is_told_is_written_into_the_report_picked(reported: Work) -> None:
    outcome = answer(reported, ["fix", "--note", "二稿征求意见"], "2")

    assert outcome.code == 0, outcome.errors
    assert "note: 二稿征求意见}" in reported.text


def test_others_reports_are_not_offered(reported: Work) -> None:
    reported.be(LEADER)
    with unchanged(reported):
        outcome = reported.jimoplan("fix", "1-1", "--note", "改")

    assert (outcome.code, "没有您(王五)的填报可以更正" in outcome.errors) == (2, True)


def test_what_was_entered_for_a_department_is_whose_entered_it(reported: Work) -> None:
    reported.be(SUPERVISOR)
    outcome = reported.jimoplan("fix", "1-1", "--note", "电话报告:三稿")

    assert outcome.code == 0, outcome.errors
    assert "entered_by: 李四, note: '电话报告:三稿'}" in reported.text
    assert reported.jimoplan("audit").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "没有说改什么"),
        (("--value", "3"), "是一次性类"),
        (("--entry", "2024-05-01", "--note", "改"), "您填报过的有:2024-05-06、2024-05-03"),
        (("--date", "2034-05-07"), "还没有到"),
    ],
)
def test_what_does_not_fit_is_said(reported: Work, words: tuple[str, ...], said: str) -> None:
    with unchanged(reported):
        outcome = reported.jimoplan("fix", "1-1", *words)

    assert (outcome.code, said in outcome.errors) == (2, True), outcome.errors


def test_leaving_at_any_of_the_questions_corrects_nothing(reported: Work) -> None:
    with unchanged(reported):
        outcome = answer(reported, ["fix", "1-1", "--entry", "2024-05-06"], "\x15q\r")

    assert "没有改动" in outcome.errors


def test_a_long_text_is_cut_within_its_quotes_in_the_subject(reported: Work) -> None:
    long = "三稿已经送各科室和法律顾问征求意见,收到修改意见二十一条,采纳十七条"
    assert reported.jimoplan("fix", "1-1", "--note", long).code == 0
    assert reported.commits()[0].endswith("进展情况 “三稿”→“三稿已经送各科室和法律顾问征…”")


def test_which_report_is_asked_by_its_number_alone(reported: Work) -> None:
    outcome = answer(reported, ["fix", "1-1"], "q\r")
    assert "更正哪一次 [1–2]" in outcome.errors
