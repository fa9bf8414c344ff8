import pytest

from jimoplan.core.importing.owners.deadlines import Due, find_due, is_due, read_due, whole_due
from jimoplan.core.plan.words import Cadence

ONE_YEAR, FIVE_YEARS = (2024, 2024), (2021, 2025)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("2024年6月底前", "2024-06"),
        ("2024年6月30日前", "2024-06-30"),
        ("６月底前完成", "2024-06"),
        ("２０２４年６月底", "2024-06"),
        ("6月30日", "2024-06-30"),
        ("6月5号前", "2024-06-05"),
        ("6月份", "2024-06"),
        ("四月底", "2024-04"),
        ("十一月", "2024-11"),
        ("十二月底前全部完成", "2024-12"),
        ("三季度末", "2024-Q3"),
        ("第三季度", "2024-Q3"),
        ("2024年第四季度末前", "2024-Q4"),
        ("上半年", "2024-H1"),
        ("下半年底前", "2024-H2"),
        ("年底", "2024"),
        ("年底前", "2024"),
        ("年内", "2024"),
        ("今年年底前", "2024"),
        ("2024年年底前", "2024"),
        ("2024年", "2024"),
        ("2025年底前", "2025"),
        ("2024.6", "2024-06"),
        ("2024/6/30", "2024-06-30"),
        ("2024-06-30", "2024-06-30"),
        ("11月上旬", "2024-11-10"),
        ("11月中旬", "2024-11-20"),
        ("11月下旬", "2024-11"),
        ("2月29日", "2024-02-29"),
    ],
)
def test_a_printed_deadline_is_written_as_the_plan_writes_it(words: str, due: str) -> None:
    assert read_due(words, ONE_YEAR) == Due(due=due)


@pytest.mark.parametrize(
    "words",
    [
        "6月底和12月底前",
        "年内见成效",
        "13月",
        "2月30日",
        "2024-13",
        "6月初",
        "3月至6月",
        "方案印发后",
    ],
)
def test_words_without_a_sure_day_stay_words(words: str) -> None:
    assert read_due(words, ONE_YEAR) == Due(due_text=words)


@pytest.mark.parametrize("words", ["6月底", "三季度", "年底前", "11月30日", "今年6月"])
def test_a_year_left_out_is_not_guessed_in_a_plan_over_several(words: str) -> None:
    assert read_due(words, FIVE_YEARS) == Due(due_text=words)


@pytest.mark.parametrize("words", ["长期坚持", "持续推进", "常态化开展", "全年", "贯穿全年"])
def test_work_that_never_ends_is_standing(words: str) -> None:
    assert read_due(words, ONE_YEAR) == Due(due_text=words, is_standing=True)


@pytest.mark.parametrize(
    ("words", "cadence"),
    [
        ("双月通报", Cadence.BIMONTHLY),
        ("每月5日前", Cadence.MONTHLY),
        ("每两个月", Cadence.BIMONTHLY),
        ("每季度末", Cadence.QUARTERLY),
        ("季度通报", Cadence.QUARTERLY),
        ("每半年", Cadence.HALF_YEARLY),
        ("每年6月底前", Cadence.YEARLY),
        ("每周", Cadence.WEEKLY),
    ],
)
def test_a_rhythm_is_no_day(words: str, cadence: Cadence) -> None:
    assert read_due(words, ONE_YEAR) == Due(due_text=words, cadence=cadence)


def test_no_words_are_no_deadline() -> None:
    assert read_due(" ", ONE_YEAR) == Due()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022年10月底前编制并公布清单", [("2022年10月底前", "2022-10")]),
        ("三月启动,三季度末完成;年底前总结", [("三季度末", "2024-Q3"), ("年底前", "2024")]),
        ("6月30日前报送", [("6月30日前", "2024-06-30")]),
        ("到2025年底前实现", [("2025年底前", "2025")]),
        ("6月完成立项", [("6月", "2024-06")]),
        ("印发《2024年6月底前工作办法》和“年底前清零”方案", []),
        ("编制2023年度报告", []),
        ("2024年6月启动", []),
        ("截至2023年底,已建成5个", []),
        ("2023年底以来", []),
        ("每年6月底前公布", []),
        ("(2023—2025年底)", []),
    ],
)
def test_deadlines_in_running_text_are_found_in_their_place(
    text: str, found: list[tuple[str, str]]
) -> None:
    dues = find_due(text, ONE_YEAR)
    assert [(text[due.start : due.end], due.due.due) for due in dues] == found


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("6月底前完成", "6月底前"),
        (" 2024年6月底前全部完成任务 ", "2024年6月底前"),
        ("长期坚持", "长期坚持"),
        ("6月底前完成方案", None),
        ("政治处", None),
    ],
)
def test_the_words_of_a_day_are_told_from_what_is_done_by_then(
    words: str, whole: str | None
) -> None:
    assert whole_due(words) == whole


def test_a_rhythm_with_what_is_done_is_a_deadline() -> None:
    assert is_due("每季度末报送")
    assert not is_due("市司法局")
