"""Plans over several years and over a fiscal year: what their reports are on, and what they say."""

from pathlib import Path

import pytest
from repositories import Work, make_repository

FIVE_YEARS = """\
schema: 1
plan:
  unit: 某区司法局
  title: 2020—2024年法治建设规划
  period: {start: 2020-01-01, end: 2024-12-31}
policy: {due_soon: 0, behind: 100, stale: 366}
departments:
  - {name: 甲科, kind: 科室}
tasks:
  - id: '1'
    title: 建设法治政府
    responsible: [甲科]
    status: 推进中
    measures:
      - {id: 1-1, kind: 周期性, cadence: 每年, title: 年度述法, status: 推进中}
      - {id: 1-2, kind: 一次性, title: 中期评估, status: 推进中, due: 2022-06-30}
      - {id: 1-3, kind: 一次性, title: 示范创建, status: 推进中}
"""

COUNCIL = """\
schema: 1
plan:
  unit: Oldtown Council
  title: Service Plan 2023/24
  period: {start: 2023-04-01, end: 2024-03-31}
policy: {due_soon: 0, behind: 100, stale: 366}
departments:
  - {name: Legal Services, kind: Service}
tasks:
  - id: '1'
    title: Keep residents informed
    responsible: [Legal Services]
    status: 推进中
    measures:
      - {id: 1-1, kind: 周期性, cadence: 每年, title: Publish the equality report, status: 推进中}
      - {id: 1-2, kind: 周期性, cadence: 每半年, title: Report to the committee, status: 推进中}
      - {id: 1-3, kind: 周期性, cadence: 每季, title: Review complaints, status: 推进中}
"""


def begin(folder: Path, plan: str, day: str) -> Work:
    work = Work(folder)
    on(work, day)
    make_repository(folder, plan)
    work.git("commit", "--quiet", "--amend", "--no-edit", f"--date={day}T09:00:00+08:00")
    return work


def on(work: Work, day: str) -> None:
    """Commit on that day from now on."""
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        work.env[name] = f"{day}T10:00:00+08:00"


def report(work: Work, day: str, *words: str) -> None:
    """Update a measure and commit that on a day."""
    on(work, day)
    outcome = work.jimoplan("update", *words, "--date", day)
    assert outcome.code == 0, outcome.errors


def text_of(work: Work, *words: str) -> str:
    outcome = work.jimoplan(*words)
    assert outcome.code == 0, outcome.errors
    return outcome.text


def part(text: str, title: str) -> str:
    """What stands under a heading, whatever its number."""
    return text.split(f"、{title}\n")[1].split("\n#", maxsplit=1)[0]


@pytest.fixture
def five_years(tmp_path: Path) -> Work:
    """A plan that reports every December but those of 2022 and later."""
    work = begin(tmp_path / "work", FIVE_YEARS, "2020-01-03")
    report(work, "2020-12-21", "1-1", "--note", "2020年述法")
    report(work, "2021-12-20", "1-1", "--note", "2021年述法")
    done = ("--status", "已完成", "--evidence", "某司发〔2022〕5号", "--note", "评估完")
    report(work, "2022-06-20", "1-2", *done)
    return work


@pytest.fixture
def council(tmp_path: Path) -> Work:
    work = begin(tmp_path / "work", COUNCIL, "2023-04-03")
    report(work, "2023-06-29", "1-3", "--note", "12 complaints")
    report(work, "2023-09-28", "1-2", "--note", "Reported in full")
    report(work, "2024-03-20", "1-1", "--note", "Published")
    return work


class TestFiveYears:
    def test_status_counts_a_report_for_each_year(self, five_years: Work) -> None:
        said = text_of(five_years, "status", "--as-of", "2023-06-30")

        assert "周期性  应报3期,已报2期,缺1期" in said
        assert "序时进度  69%" in said

    def test_weekly_issues_begin_anew_each_year(self, five_years: Work) -> None:
        second = text_of(five_years, "render", "weekly", "--period", "2021-W01")
        third = text_of(five_years, "render", "weekly", "--period", "2022-W25")

        assert "2021年第1周（1月4日至1月10日），第1期" in second
        assert "2022年第25周（6月20日至6月26日），第25期" in third
        assert "1-2 中期评估 | 6月2" in part(third, "本周进展")

    def test_an_annual_report_is_on_its_year_alone(self, five_years: Work) -> None:
        third = text_of(five_years, "render", "annual", "--period", "2022")

        assert "2022年度（1月1日至12月31日），第3期，定稿。截至2022年12月31日" in third
        assert "周期性：本年度应报1期，已报0期" in third
        assert "1-2 中期评估" in part(third, "本年度进展")
        assert "2021年述法" not in third.split("附表一")[0]
        second = text_of(five_years, "render", "annual", "--period", "2021")
        assert "2021年述法 | 12月20日" in part(second, "本年度进展")
        assert "办结" not in part(second, "本年度进展")

    def test_what_is_not_yet_due_is_carried_over_in_the_last_year_alone(
        self, five_years: Work
    ) -> None:
        third, last = (
            part(text_of(five_years, "render", "annual", "--period", year), "结转事项")
            for year in ("2022", "2024")
        )

        assert "没有结转事项" in third
        assert "| 1-3 | 示范创建 |" in last

    def test_the_whole_plan_is_reported_on_by_its_years(self, five_years: Work) -> None:
        whole = text_of(five_years, "render", "annual", "--period", "2020-2024")

        assert whole.startswith("# 某区司法局2020—2024年法治建设规划总结\n")
        assert "\n2020年至2024年，定稿。截至2024年12月31日" in whole
        assert "周期性：本期应报5期，已报2期" in whole
        assert "1-2 中期评估" in part(whole, "本期进展")
        assert "2021年述法" in part(whole, "本期进展")
        assert "| 1-3 | 示范创建 |" in part(whole, "结转事项")

    def test_some_of_the_years_can_be_reported_on(self, five_years: Work) -> None:
        some = text_of(five_years, "render", "monthly", "--period", "2021-2022")

        assert "\n2021年至2022年，定稿。截至2022年12月31日" in some
        assert "2021年述法" in some
        assert "2020年述法" not in some

    def test_the_file_is_named_by_the_years(self, five_years: Work) -> None:
        five_years.jimoplan("render", "annual", "--period", "2020-2024", "-o", "out/")

        assert [file.name for file in (five_years.folder / "out").iterdir()] == [
            "年度总结-2020-2024.md"
        ]

    def test_the_chart_marks_the_years(self, five_years: Work) -> None:
        page = text_of(five_years, "render", "annual", "-p", "2022", "--format", "html")

        assert all(f">{year}年</text>" in page for year in range(2020, 2025))

    def test_what_is_no_period_is_told_the_nearest(self, five_years: Work) -> None:
        outcome = five_years.jimoplan("render", "annual", "--period", "2020-24")

        assert (outcome.code, outcome.text) == (2, "")
        assert "写成 2020-2024 的样子" in outcome.errors

    def test_years_outside_the_plan_are_told(self, five_years: Work) -> None:
        before = text_of(five_years, "render", "annual", "--period", "2018-2019")

        assert "2018年至2019年不在计划期间（2020-01-01至2024-12-31）里" in before

    def test_the_next_plan_is_as_long(self, five_years: Work) -> None:
        outcome = five_years.jimoplan("rollover", "2025", "--yes")

        assert outcome.code == 0, outcome.errors
        new = (five_years.folder / "2025/plan.yaml").read_text("utf-8")
        assert "{start: 2025-01-01, end: 2029-12-31}" in new
        assert "title: 2025—2029年法治建设规划" in new
        compared = text_of(five_years, "compare", "plan.yaml", "2025/plan.yaml")
        assert "上期结转" in compared
        assert "上年" not in compared


class TestCouncil:
    def test_status_owes_one_half_year_at_the_end_of_september(self, council: Work) -> None:
        said = text_of(council, "status", "--as-of", "2023-10-20")

        assert "Oldtown Council Service Plan 2023/24  截至 2023-10-20" in said
        assert "周期性  应报3期,已报2期,缺1期" in said  # the first half and two quarters

    def test_the_weekly_report_is_counted_from_april(self, council: Work) -> None:
        week = text_of(council, "render", "weekly", "--period", "2024-W12")

        assert week.startswith("# Oldtown Council Service Plan 2023/24周报\n")
        assert "2024年第12周（3月18日至3月24日），第52期" in week
        assert "1-1 Publish the equality report" in part(week, "本周进展")

    @pytest.mark.parametrize("period", ["2023", "2023-2024"])
    def test_the_annual_report_is_on_the_plan_s_year(self, council: Work, period: str) -> None:
        year = text_of(council, "render", "annual", "--period", period)

        assert year.startswith("# Oldtown Council Service Plan 2023/24年度总结\n")
        assert "\n2023年4月至2024年3月（4月1日至3月31日），第1期，定稿。截至2024年3月31日" in year
        assert "周期性：本年度应报7期，已报3期" in year  # a year, two halves, four quarters
        assert "| 1-3 | Review complaints |" in part(year, "结转事项")

    def test_the_annual_report_of_a_day_is_that_of_the_plan_s_year(self, council: Work) -> None:
        year = text_of(council, "render", "annual", "--as-of", "2024-02-01")

        assert "\n2023年4月至2024年3月（4月1日至3月31日），第1期，初稿。截至2024年2月1日" in year

    def test_its_half_years_are_those_of_the_plan(self, council: Work) -> None:
        first = text_of(council, "render", "half-year", "--period", "2023-H1")
        second = text_of(council, "render", "half-year", "--as-of", "2024-02-01")

        assert "2023年4月至9月（4月1日至9月30日），第1期" in first
        assert "2023年10月至2024年3月（10月1日至3月31日），第2期" in second

    def test_months_and_quarters_keep_their_names(self, council: Work) -> None:
        month = text_of(council, "render", "monthly", "--period", "2024-01")
        quarter = text_of(council, "render", "quarterly", "--period", "2024-Q1")

        assert "2024年1月（1月1日至1月31日），第10期" in month
        assert "2023/24 2024年第一季度进展情况表" in quarter
        assert "2024年第一季度（1月1日至3月31日），第4期" in quarter

    def test_the_next_plan_begins_when_this_one_ends(self, council: Work) -> None:
        refused = council.jimoplan("rollover", "2023", "--yes")
        outcome = council.jimoplan("rollover", "2024", "--yes")

        assert "jimoplan rollover 2024" in refused.errors
        assert outcome.code == 0, outcome.errors
        new = (council.folder / "2024/plan.yaml").read_text("utf-8")
        assert "{start: 2024-04-01, end: 2025-03-31}" in new
