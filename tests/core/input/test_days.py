"""Days as people type them."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jimoplan.core.input.days import (
    Standpoint,
    guess_date,
    guess_deadline,
    lacks_year,
    read_day,
    read_due,
)
from jimoplan.core.plan.header import Period
from jimoplan.errors import UsageError

THURSDAY = date(2024, 6, 20)
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
FIVE_YEARS = Period(start=date(2021, 1, 1), end=date(2025, 12, 31))
SCHOOL_YEAR = Period(start=date(2023, 9, 1), end=date(2024, 7, 31))
REPORT = Standpoint(THURSDAY, YEAR, past=True, beyond=True)
ANY_DAY = Standpoint(THURSDAY, YEAR)

_ALL_FORMS = st.one_of(
    st.text(max_size=50),
    st.text(
        "0123456789年月日号底末季度半上下本今昨前周五一二十天第 -/.，４—Qh", min_size=1, max_size=12
    ),
)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-06-14", "2024-06-14"),
        ("2024/6/14", "2024-06-14"),
        ("2024.6.14", "2024-06-14"),
        ("2024年6月14日", "2024-06-14"),
        ("2024 年 6 月 14 号", "2024-06-14"),
        ("二〇二四年六月十四日", "2024-06-14"),
        ("20240614", "2024-06-14"),
        ("２０２４－０６－１４", "2024-06-14"),
        ("2024—6—14", "2024-06-14"),
        ("6月14日", "2024-06-14"),
        ("6-14", "2024-06-14"),
        ("6/14", "2024-06-14"),
        ("今天", "2024-06-20"),
        ("昨天", "2024-06-19"),
        ("前天", "2024-06-18"),
        ("三天前", "2024-06-17"),
        ("上周五", "2024-06-14"),
        ("本周三", "2024-06-19"),
        ("上星期天", "2024-06-16"),
        ("本月3号", "2024-06-03"),
        ("上月28日", "2024-05-28"),
        ("去年12月28日", "2023-12-28"),
        ("上月底", "2024-05-31"),
        ("5月底", "2024-05-31"),
        ("2月末", "2024-02-29"),
        ("一季度末", "2024-03-31"),
        ("上季度末", "2024-03-31"),
        ("去年底", "2023-12-31"),
    ],
)
def test_a_day_of_what_has_happened_is_read_as_people_say_it(written: str, day: str) -> None:
    assert read_day(written, REPORT).standard == day


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("2024-06-14", "2024-06-14"),
        ("2024-06", "2024-06"),
        ("2024-Q2", "2024-Q2"),
        ("2024-H1", "2024-H1"),
        ("2024", "2024"),
        ("6月底", "2024-06"),
        ("6月底前", "2024-06"),
        ("2024年6月", "2024-06"),
        ("6月30日前", "2024-06-30"),
        ("二季度", "2024-Q2"),
        ("第3季度末", "2024-Q3"),
        ("上半年", "2024-H1"),
        ("年底", "2024"),
        ("明年底", "2025"),
        ("本季度末", "2024-Q2"),
        ("下月底", "2024-07"),
        ("月底", "2024-06"),
        ("明天", "2024-06-21"),
        ("下周五", "2024-06-28"),
    ],
)
def test_a_deadline_keeps_the_span_that_it_ends(written: str, due: str) -> None:
    assert read_due(written, ANY_DAY).standard == due


@pytest.mark.parametrize(
    ("at", "day"),
    [
        pytest.param(REPORT, "2024-03-01", id="the plan's year"),
        pytest.param(
            Standpoint(THURSDAY, FIVE_YEARS, past=True, beyond=True),
            "2024-03-01",
            id="the last that is past",
        ),
        pytest.param(Standpoint(THURSDAY, SCHOOL_YEAR), "2024-03-01", id="the one in the period"),
        pytest.param(Standpoint(THURSDAY), "2024-03-01", id="today's, without a plan"),
        pytest.param(
            Standpoint(date(2025, 1, 9), YEAR, past=True, beyond=True),
            "2024-03-01",
            id="the plan's, just over",
        ),
        pytest.param(
            Standpoint(date(2026, 6, 9), YEAR, past=True), "2024-03-01", id="the plan's, long over"
        ),
    ],
)
def test_a_day_without_a_year_is_of_the_only_year_that_fits(at: Standpoint, day: str) -> None:
    assert read_day("3月1日", at).standard == day


@pytest.mark.parametrize(
    ("written", "at", "possible"),
    [
        ("3月1日", Standpoint(THURSDAY, FIVE_YEARS), "2021-03-01、2022-03-01"),
        (
            "1-5",
            Standpoint(date(2025, 1, 9), YEAR, past=True, beyond=True),
            "2024-01-05、2025-01-05",
        ),
        ("8-10", Standpoint(THURSDAY, SCHOOL_YEAR), "2023-08-10、2024-08-10"),
        (
            "6月底",
            Standpoint(date(2026, 11, 30), YEAR, past=True, beyond=True),
            "2024-06-30、2026-06-30",
        ),
    ],
    ids=[
        "any year of the plan",
        "this January or the plan's",
        "outside of the plan twice",
        "the last day of a month",
    ],
)
def test_a_day_of_which_the_year_is_not_sure_is_refused(
    written: str, at: Standpoint, possible: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read_day(written, at)
    assert possible in refused.value.message


@pytest.mark.parametrize(
    ("written", "said", "remedy"),
    [
        ("24-6-14", "年份只写了两位", "写成 2024-06-14"),
        ("6.5", "可以是一天,也可以是一个数", "写成 2024-06-05"),
        ("15", "没有写是几月", "写成 2024-05-15 或 2024-06-15"),
        ("周五", "没有说是哪一周", "写成 2024-06-14 或 2024-06-21"),
        ("5/6/2024", "没有把年份写在前面", "写成 2024-05-06 或 2024-06-05"),
        ("2024年6月", "是一段时间,不是一天", "写成 2024-06-30"),
        ("2024-06-14T10:00", "不是 2024-06-30 样子的日期", "写成 2024-06-14"),
        ("2-30", "不是存在的日期", "2024-06-30"),
        ("2024 614", "不是存在的日期", "2024-06-30"),
        ("1 2月3日", "不是存在的日期", "2024-06-30"),
        ("6月初", "不是存在的日期", "上周五"),
        ("", "不是存在的日期", "上周五"),
    ],
)
def test_what_is_no_sure_day_is_refused_with_what_may_be_meant(
    written: str, said: str, remedy: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read_day(written, REPORT)
    assert said in refused.value.message
    assert remedy in refused.value.remedy


def test_what_was_not_written_by_rule_is_shown_back_with_its_weekday() -> None:
    assert read_day("上周五", REPORT).told == "日期“上周五”读作 2024-06-14(星期五)"
    assert read_due("6月底", ANY_DAY).told == "时限“6月底”读作 2024-06(2024年6月底)"
    assert not read_day("2024-06-14", REPORT).told


@given(written=_ALL_FORMS, today=st.dates(), past=st.booleans())
def test_any_text_is_a_day_that_reads_as_itself_or_is_refused(
    written: str, today: date, *, past: bool
) -> None:
    for read in (read_day, read_due):
        at = Standpoint(today, YEAR, past=past)
        try:
            found = read(written, at)
        except UsageError:
            continue
        again = read(found.standard, at)
        assert (again.value, again.told) == (found.value, "")


@given(_ALL_FORMS, st.dates(), st.sampled_from([None, YEAR, FIVE_YEARS, SCHOOL_YEAR]))
@example("6月底", date(2026, 11, 30), YEAR)
@example("6月", date(2026, 11, 30), FIVE_YEARS)
def test_what_is_offered_for_what_is_not_sure_reads_as_itself(
    written: str, today: date, period: Period | None
) -> None:
    at = Standpoint(today, period, past=True, beyond=True)
    for read in (read_day, read_due):
        try:
            read(written, at)
        except UsageError as refused:
            for offered in re.findall(r"(?:如|写成|或) (\d{4}[^\s、,]*)", refused.remedy):
                assert not read(offered, at).told


@given(_ALL_FORMS, st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_the_plan_matters_only_where_a_year_is_said_to_be_lacking(
    written: str, today: date
) -> None:
    answers = set()
    for period in (None, YEAR, FIVE_YEARS):
        for read in (read_day, read_due):
            try:
                answers.add((read, read(written, Standpoint(today, period)).standard))
            except UsageError:
                answers.add((read, "refused"))
    assert len(answers) == 2 or lacks_year(written)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("2024年6月底", "2024-06"),
        ("2024年6月底前", "2024-06"),
        ("２０２４年６月", "2024-06"),
        ("2024年第2季度", "2024-Q2"),
        ("2024年三季度末", "2024-Q3"),
        ("2024年下半年", "2024-H2"),
        ("2024年底", "2024"),
        ("2024年13月", None),
        ("6月底", None),
        ("长期坚持", None),
    ],
)
def test_what_people_say_is_answered_with_how_it_is_written(said: str, written: str | None) -> None:
    assert guess_deadline(said) == written


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024年3月15日", date(2024, 3, 15)),
        ("20240315", date(2024, 3, 15)),
        ("20240315" + "。" * 40 + "第2稿", date(2024, 3, 15)),
        ("20240315 18", None),
        ("3月15日", None),
    ],
    ids=["in words", "without marks", "far before a number", "with an hour", "without a year"],
)
def test_a_date_written_otherwise_is_guessed_where_it_can_only_mean_one_day(
    written: str, day: date | None
) -> None:
    assert guess_date(written) == day
