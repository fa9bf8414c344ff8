"""Periods as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jimoplan.core.input.periods import read_issue, read_period
from jimoplan.core.plan.header import Period
from jimoplan.core.plan.words import Cadence
from jimoplan.errors import UsageError

TODAY = date(2024, 6, 20)
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31))
FIVE_YEARS = Period(start=date(2021, 1, 1), end=date(2025, 12, 31))
FROM_APRIL = Period(start=date(2024, 4, 1), end=date(2025, 3, 31))

_ALL_FORMS = st.one_of(
    st.text(max_size=50),
    st.text("0123456789年月周期季度半上下本今去第全 -/至~WQHB二４", min_size=1, max_size=10),
)


@pytest.mark.parametrize(
    ("cadence", "written", "key"),
    [
        *((Cadence.WEEKLY, w, "2024-W24") for w in ("24", "第24周", "24周", "第二十四周", "W24")),
        *((Cadence.WEEKLY, w, "2024-W24") for w in ("2024年第24周", "2024-W24", "上周", "第24期")),
        (Cadence.WEEKLY, "1", "2024-W01"),
        *((Cadence.MONTHLY, w, "2024-06") for w in ("2024年6月", "6月", "六月份", "6", "2024/6")),
        *((Cadence.MONTHLY, w, "2024-05") for w in ("上月", "上个月", "202405")),
        *((Cadence.QUARTERLY, w, "2024-Q2") for w in ("二季度", "第2季度", "第二季度", "2", "q2")),
        *((Cadence.QUARTERLY, w, "2024-Q1") for w in ("上季度", "2024年一季度")),
        *((Cadence.HALF_YEARLY, w, "2024-H1") for w in ("上半年", "2024年上半年", "1", "H1")),
        *((Cadence.BIMONTHLY, w, "2024-B3") for w in ("5-6月", "5月至6月", "3", "第3期")),
        *((Cadence.YEARLY, w, "2024") for w in ("全年", "2024", "2024年", "2024年度", "今年")),
        (Cadence.YEARLY, "去年", "2023"),
    ],
)
def test_a_period_is_read_by_the_cadence_of_its_report(
    cadence: Cadence, written: str, key: str
) -> None:
    assert read_period(cadence, written, YEAR, TODAY).standard == key


@pytest.mark.parametrize(
    ("cadence", "written", "plan", "said"),
    [
        (Cadence.WEEKLY, "6月", YEAR, "是一个月,这里要写一周"),
        (Cadence.MONTHLY, "二季度", YEAR, "是一个季度,这里要写一个月"),
        (Cadence.MONTHLY, "上周", YEAR, "是一周,这里要写一个月"),
        (Cadence.MONTHLY, "6月", FIVE_YEARS, "可以是 2021-06、2022-06"),
        (Cadence.YEARLY, "全年", FIVE_YEARS, "可以是 2021、2022"),
        (Cadence.HALF_YEARLY, "上半年", FROM_APRIL, "分不清是哪半年"),
        (Cadence.MONTHLY, "第3期", FROM_APRIL, "分不清从哪里数起"),
        (Cadence.MONTHLY, "13", YEAR, "没有第 13 期"),
        (Cadence.WEEKLY, "年中", YEAR, "不是期次"),
    ],
)
def test_what_is_no_sure_period_is_refused(
    cadence: Cadence, written: str, plan: Period, said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read_period(cadence, written, plan, TODAY)
    assert said in refused.value.message


@pytest.mark.parametrize(
    ("cadence", "written", "plan", "number"),
    [
        (Cadence.MONTHLY, "3", YEAR, 3),
        (Cadence.MONTHLY, "第3期", YEAR, 3),
        (Cadence.MONTHLY, "3月", YEAR, 3),
        (Cadence.MONTHLY, "2024-06", YEAR, 6),
        (Cadence.MONTHLY, "6月", FROM_APRIL, 3),
        (Cadence.WEEKLY, "第24周", YEAR, 24),
        (Cadence.QUARTERLY, "二季度", YEAR, 2),
        (None, "1", YEAR, 1),
    ],
)
def test_a_measures_period_is_counted_from_the_plans_first(
    cadence: Cadence | None, written: str, plan: Period, number: int
) -> None:
    assert read_issue(cadence, written, plan, TODAY).value == number


@pytest.mark.parametrize("written", ["0", "400", "第24周", "去年", "xx"])
def test_what_is_no_period_of_a_measure_is_refused(written: str) -> None:
    with pytest.raises(UsageError):
        read_issue(Cadence.MONTHLY, written, YEAR, TODAY)


def test_a_period_is_shown_back_in_words() -> None:
    read = read_period(Cadence.QUARTERLY, "二季度", YEAR, TODAY)
    assert read.told == "期次“二季度”读作 2024-Q2(2024年第二季度)"
    issue = read_issue(Cadence.MONTHLY, "3月", YEAR, TODAY)
    assert issue.told == "期次“3月”读作 3(2024年3月,第3期)"


@given(_ALL_FORMS, st.sampled_from(list(Cadence)), st.sampled_from([YEAR, FIVE_YEARS, FROM_APRIL]))
def test_any_text_is_a_period_that_reads_as_itself_or_is_refused(
    written: str, cadence: Cadence, plan: Period
) -> None:
    try:
        found = read_period(cadence, written, plan, TODAY)
    except UsageError:
        return
    again = read_period(cadence, found.standard, plan, TODAY)
    assert (again.value, again.told) == (found.value, "")
