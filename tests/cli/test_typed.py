"""What is typed at the command line is read as it is meant, and shown back."""

import pytest
from problem_cases import BASE
from repositories import Work, unchanged


def test_a_day_and_a_status_are_read_and_shown_back(work: Work) -> None:
    outcome = work.jimoplan(
        "update", "1-2", "--status", "完成", "--note", "办好了", "--date", "2024年5月6日"
    )

    assert outcome.code == 0, outcome.errors
    assert "日期“2024年5月6日”读作 2024-05-06(星期一)\n" in outcome.errors
    assert "状态“完成”读作 已完成\n" in outcome.errors
    assert "status: 已完成" in work.text
    assert "{date: 2024-05-06, by: 张三, note: 办好了}" in work.text


@pytest.mark.parametrize(
    ("words", "line", "told"),
    [
        (("1-1", "--progress", "四十五"), "progress: 45}", "进度“四十五”读作 45"),
        (("1-4", "--value", "98.5 %"), "value: 98.5}", "指标值“98.5 %”读作 98.5"),
        (("1-3", "--period", "3月"), None, "双月"),
        (("1-3", "--period", "3-4月"), "period: 2}", "读作 2(2024年3至4月,第2期)"),
        (("制发应诉规则", "--note", "甲"), "note: 甲}", "编号“制发应诉规则”读作 1-1"),
    ],
)
def test_figures_periods_and_items_are_read_and_shown_back(
    work: Work, words: tuple[str, ...], line: str | None, told: str
) -> None:
    outcome = work.jimoplan("update", *words, "--date", "2024-05-06")

    assert told in outcome.errors
    assert outcome.code == (0 if line else 2)
    assert (line in work.text) if line else (work.text == BASE)


def test_a_range_of_items_is_one_change_to_each(work: Work) -> None:
    outcome = work.jimoplan("remark", "1-1..1-3", "请抓紧", "--date", "2024-05-06")

    assert outcome.code == 0, outcome.errors
    assert "编号“1-1..1-3”读作 1-1、1-2、1-3" in outcome.errors
    assert work.text.count("text: 请抓紧") == 3


@pytest.mark.parametrize(
    "words",
    [
        ("show", "第1项"),
        ("log", "1-1至1-2"),
        ("blame", "１－１"),
        ("list", "--status", "在办"),
        ("list", "--due-before", "7月1日"),
        ("status", "--as-of", "6月30日"),
        ("render", "weekly", "--period", "24"),
        ("log", "--since", "3月1日", "--until", "二季度末"),
        ("audit", "1-1..1-2"),
    ],
)
def test_questions_read_what_is_typed(work: Work, words: tuple[str, ...]) -> None:
    outcome = work.jimoplan(*words)

    assert outcome.code == 0, outcome.errors
    assert "读作" in outcome.errors


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("update", "1-1", "—note", "初稿"), "jimoplan update 1-1 --note 初稿"),
        (("update", "1-1", "--note", "初稿", "好"), 'jimoplan update 1-1 --note "初稿 好"'),
        (("remark", "1-1", "请抓紧", "落实"), 'jimoplan remark 1-1 "请抓紧 落实"'),
        (("status", "乙科", "--format", "json"), "jimoplan status --dept 乙科 --format json"),
        (
            ("update", "1-1", "--progress", "初稿", "--note", "40"),
            "jimoplan update 1-1 --progress 40 --note 初稿",
        ),
        (("add", "task", "——title", "名称"), "jimoplan add task --title 名称"),
        (("list", "--progress", "40"), "list 没有选项 --progress,它是 update、fix 的"),
    ],
)
def test_a_slip_is_answered_with_the_line_that_was_meant(
    work: Work, words: tuple[str, ...], line: str
) -> None:
    with unchanged(work):
        outcome = work.jimoplan(*words)

    assert outcome.code == 2
    assert f"  {line}\n" in outcome.errors


def test_what_may_be_two_things_is_refused(work: Work) -> None:
    with unchanged(work):
        outcome = work.jimoplan("update", "应诉", "--note", "甲")

    assert outcome.code == 2
    assert "“应诉”可以指" in outcome.errors


def test_search_finds_words_in_any_order(work: Work) -> None:
    outcome = work.jimoplan("search", "意见", "初稿")

    assert outcome.code == 0
    assert "进展情况 2024-03-15" in outcome.text
    assert "【初稿】已征求【意见】" in outcome.text


def test_search_finds_in_history_what_is_no_longer_there(work: Work) -> None:
    work.replace("初稿已征求意见", "送审稿已印")
    assert work.jimoplan("commit", "--yes").code == 0

    assert "没有找到" in work.jimoplan("search", "征求意见").text
    outcome = work.jimoplan("search", "征求意见", "--history")
    assert "进展情况" in outcome.text
    assert "改去或删去的提交" in outcome.text
