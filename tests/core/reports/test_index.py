"""Which weeks have an issue of the weekly report, and the index that links them."""

from datetime import date, timedelta
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from problem_cases import BASE

from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.period_keys import read_period
from jimoplan.core.plan.periods import ReportingPeriod, period_of
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.index import (
    MONTHLY,
    WEEKLY,
    FolderNames,
    link_report,
    make_index,
    months_of,
    period_files,
    weeks_to_report,
)
from jimoplan.core.text.reading.load import load
from jimoplan.core.views.views import report_overview

DAYS = st.dates(date(2023, 6, 1), date(2025, 12, 31))


def read(text: str) -> Plan:
    plan = load(text).plan
    assert plan is not None
    return plan


SILENT = read(
    BASE.replace("{date: 2024-03-15", "{date: 2024-12-30")
    .replace("{date: 2024-04-01", "{date: 2024-12-30")
    .replace("{date: 2024-03-05", "{date: 2024-12-30")
)
"""A plan on which nobody reports before its last week."""

REPORTED = read(BASE)
"""A plan that was first reported on in the tenth week."""


STEMS = {"复议应诉科": "复议应诉科", "乙/科": "乙_科", "乙科-2024-06-14": "乙科-2024-06-14"}


def keys(plan: Plan, committed: list[date], as_of: date) -> list[str]:
    return [week.key for week in weeks_to_report(plan, committed, as_of)]


@given(st.lists(DAYS, max_size=8), DAYS)
def test_every_week_with_a_commit_in_the_plans_time_has_an_issue_and_so_has_the_day(
    committed: list[date], as_of: date
) -> None:
    weeks = weeks_to_report(SILENT, committed, as_of)
    begin = SILENT.plan.period.start
    active = {period_of(Cadence.WEEKLY, day) for day in committed if begin <= day <= as_of}

    assert {*active, period_of(Cadence.WEEKLY, as_of)} <= set(weeks)
    assert all(week.start <= as_of for week in weeks)
    assert all(one.start < other.start for one, other in pairwise(weeks))


@given(st.lists(DAYS, max_size=8), DAYS)
def test_no_week_is_left_out_between_the_first_and_the_end_of_the_plan(
    committed: list[date], as_of: date
) -> None:
    end = SILENT.plan.period.end
    weeks = [w for w in weeks_to_report(SILENT, committed, as_of) if w.start <= end]

    assert all(other.start - one.start == timedelta(days=7) for one, other in pairwise(weeks))


def test_a_report_of_progress_counts_like_a_commit() -> None:
    assert keys(REPORTED, [], date(2024, 3, 20)) == ["2024-W10", "2024-W11", "2024-W12"]


def test_a_plan_nobody_touched_has_the_week_of_the_day() -> None:
    assert keys(SILENT, [], date(2024, 3, 20)) == ["2024-W12"]


def test_after_the_plans_end_only_weeks_in_which_something_happened_have_an_issue() -> None:
    found = keys(SILENT, [date(2024, 12, 20), date(2025, 1, 20)], date(2025, 3, 5))

    assert found == ["2024-W51", "2024-W52", "2025-W01", "2025-W04", "2025-W10"]


@pytest.mark.parametrize(
    ("name", "week"),
    [
        ("周报-2024-W10.md", "2024-W10"),
        ("周报-2024-W10.html", "2024-W10"),
        ("周报-2024-W53.md", None),
        ("周报-2024-W10.txt", None),
        ("周报-复议应诉科-2024-W10.md", None),
        ("周报-2023-W51.md", None),
        ("旧周报-2024-W10.md", None),
    ],
)
def test_a_file_is_a_report_of_the_plan_by_its_name(name: str, week: str | None) -> None:
    found = [period.key for period, _ in period_files(WEEKLY, SILENT, [name])]

    assert found == ([week] if week else [])


def test_the_index_has_the_latest_first_and_links_that_any_server_understands() -> None:
    heading = report_overview(SILENT, assess(SILENT, date(2024, 3, 20))).heading
    names = ["周报-2024-W10.html", "周报-2024-W10.md", "周报-2024-W12.md"]
    index = make_index(SILENT, heading, (), FolderNames(names, STEMS))

    assert [entry.issue for entry in index.weeks] == [12, 10]
    assert list(index.weeks[1].links) == ["html", "md"]
    every = [link for entry in index.weeks for link in entry.links.values()]
    assert sorted(map(unquote, every)) == names
    assert index.overview.isascii()
    assert all(link.isascii() for link in every)


def test_the_ledgers_and_the_letters_are_linked_too_the_latest_letter_first() -> None:
    heading = report_overview(SILENT, assess(SILENT, date(2024, 3, 20))).heading
    names = [
        "任务台账-复议应诉科.html",
        "督办通知单-复议应诉科-2024-03-13.html",
        "督办通知单-复议应诉科-2024-03-20.html",
        "任务台账-乙_科.html",
        "任务台账-乙科-2024-06-14.html",
        "任务台账-从前的科.html",
        "附件.html",
    ]

    index = make_index(SILENT, heading, (), FolderNames(names, STEMS))

    assert [page.department for page in index.ledgers] == list(STEMS)
    assert [page.day for page in index.letters] == ["2024-03-20", "2024-03-13"]


def week(key: str) -> ReportingPeriod:
    return read_period(Cadence.WEEKLY, key)


def test_a_week_belongs_to_the_month_it_ends_in_or_that_of_the_day_it_is_as_of() -> None:
    weeks = [week("2024-W13"), week("2024-W14"), week("2024-W18")]

    assert [m.key for m in months_of(weeks, date(2024, 4, 30))] == ["2024-03", "2024-04"]
    assert [m.key for m in months_of(weeks, date(2024, 5, 5))][-1] == "2024-05"


def test_a_report_leads_to_its_neighbours_that_are_there_and_to_its_month() -> None:
    names = {f"周报-{key}.html": week(key) for key in ("2024-W10", "2024-W12", "2024-W13")}
    names["月通报-2024-03.html"] = read_period(Cadence.MONTHLY, "2024-03")

    links = link_report(WEEKLY, week("2024-W12"), "html", names)

    assert unquote(links.previous) == "周报-2024-W10.html"
    assert unquote(links.next) == "周报-2024-W13.html"
    assert unquote(links.month) == "月通报-2024-03.html"
    assert links.month_words == "3月月通报"
    assert link_report(WEEKLY, week("2024-W13"), "html", names).next == ""
    assert link_report(MONTHLY, names["月通报-2024-03.html"], "html", names).month == ""
