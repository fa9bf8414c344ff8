"""Every number of weekly issues over the sample year, counted a second time without jimoplan."""

from datetime import date

import pytest
from issue_text import IssueText, read_departments
from recount import History
from recounted_figures import count_departments
from recounted_issue import Issue
from repositories import Work

from jimoplan.actions.reports.render import RenderRequest, render_reports

TODAY = date(2025, 1, 20)
TEN = (4, 9, 13, 19, 24, 29, 36, 42, 47, 52)


@pytest.fixture(scope="module")
def history(demo: Work) -> History:
    return History(demo.folder)


def check(demo: Work, history: History, week: int) -> None:
    asked = RenderRequest("weekly", "md", period=f"2024-W{week:02}")
    (report,) = render_reports(None, demo.folder, asked, TODAY).reports
    said = IssueText(report.data.decode()).parts
    for name, counted in Issue(history, week).parts.items():
        assert said[name] == counted, name


@pytest.mark.parametrize("week", TEN)
def test_an_issue_says_what_a_second_count_says(demo: Work, history: History, week: int) -> None:
    check(demo, history, week)


def test_so_does_every_issue_that_has_one_before_it(
    demo: Work, history: History, examples: int
) -> None:
    for week in range(2, 52, max(1, 10_000 // examples)):
        check(demo, history, week)


@pytest.mark.parametrize("day", [date(2024, 6, 16), date(2024, 11, 24)], ids=str)
def test_an_overview_counts_for_each_department_what_a_second_count_does(
    demo: Work, history: History, day: date
) -> None:
    asked = RenderRequest("overview", "md", as_of=day)
    (report,) = render_reports(None, demo.folder, asked, TODAY).reports

    said = read_departments(report.data.decode())
    assert said == count_departments(history.on(day))
    assert sum(figures[1] for figures in said.values()) > 143
