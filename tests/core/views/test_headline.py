"""The headline figures: each kind of measure by what it owes, not by how lately people filed."""

from datetime import date
from typing import Any

import pytest
from assessed import measure, periodic, plan_of

from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.model import Plan
from jimoplan.core.views.answers import answer_listing
from jimoplan.core.views.columns import find_columns
from jimoplan.core.views.duties import report_duties
from jimoplan.core.views.headline import FigureCounter
from jimoplan.core.views.kind_figures import KindFigures
from jimoplan.core.views.query import view_tasks
from jimoplan.core.views.views import make_heading, report_overview

DONE = {"status": "已完成"}
HELD = {"status": "暂缓", "reason": "等"}
DROPPED = {"status": "已取消", "reason": "并"}


def figures_of(plan: Plan, as_of: str, since: str | None = None) -> KindFigures:
    assessment = assess(plan, date.fromisoformat(as_of))
    begin = date.fromisoformat(since) if since else None
    return FigureCounter(assessment, begin).count(view_tasks(plan, assessment))


def figures(
    as_of: str,
    *measures: dict[str, Any],
    since: str | None = None,
    **rest: Any,  # noqa: ANN401
) -> KindFigures:
    return figures_of(plan_of(*measures, **rest), as_of, since)


def continuous(number: int, *days: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return measure(number, kind="常态化", updates=[{"date": day} for day in days], **fields)


def indicator(number: int, *values: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    updates = [{"date": "2024-06-03", "value": value} for value in values]
    return measure(number, kind="指标", updates=updates, **fields)


def test_what_is_due_is_told_by_how_it_was_finished_and_what_is_not() -> None:
    longer = {"due": "2024-05-31", "changed": "2024-06-03", "reason": "等", "approved_by": "局长"}
    found = figures(
        "2024-06-28",
        measure(1, due="2024-06-10", finished="2024-06-10", **DONE),
        measure(2, due="2024-06-10", finished="2024-06-11", **DONE),
        measure(3, due="2024-12-20", finished="2024-06-20", due_changes=[longer], **DONE),
        measure(4, due="2024-06-27"),
        measure(5, due="2024-06-28"),
        measure(6, due="2024-06-29"),
        measure(7, due="2024-06-29", finished="2024-06-03", **DONE),
        measure(8, due="2024-06-03", **HELD),
        measure(9, due="2024-06-03", **DROPPED),
    ).one_off

    assert found.words == (
        "到期5项,办结3项(按时1项、延期办结1项、逾期1项),办结率60%,逾期未办结1项,当天到期1项,"
        "未到时限已办结1项,暂缓1项"
    )
    assert (found.total, found.due, found.percent) == (7, 5, 60)


def test_finished_on_its_last_day_is_due_and_in_time_on_that_day() -> None:
    found = figures("2024-06-28", measure(1, due="2024-06-28", finished="2024-06-28", **DONE))
    assert found.one_off.words == "到期1项,办结1项(按时1项),办结率100%"


def test_the_rate_is_full_only_when_all_that_is_due_is_finished() -> None:
    done = [measure(n, due="2024-03-01", finished="2024-03-01", **DONE) for n in range(1, 400)]
    assert figures("2024-06-28", *done, measure(400, due="2024-03-01")).one_off.percent == 99


def test_nothing_due_claims_no_rate() -> None:
    found = figures("2024-06-28", measure(1), measure(2, finished="2024-05-06", **DONE)).one_off
    assert (found.percent, found.words) == (None, "没有到期的,未到时限已办结1项")


def test_filing_lately_moves_no_rate() -> None:
    filed = {"updates": [{"date": "2024-06-27", "progress": 95}]}
    assert (
        figures("2024-06-28", measure(1, due="2024-05-31", **filed)).one_off
        == figures("2024-06-28", measure(1, due="2024-05-31")).one_off
    )


def test_a_task_without_measures_counts_as_one_off_and_a_measure_follows_its_task() -> None:
    assert figures("2024-06-28", due="2024-06-03").one_off.words == (
        "到期1项,办结0项,办结率0%,逾期未办结1项"
    )
    assert figures("2024-06-28", measure(1, due="2024-06-03"), **HELD).one_off.suspended == 1
    assert figures("2024-06-28", measure(1, due="2024-06-03"), **DROPPED).by_kind == ()


class TestPeriods:
    monthly = periodic("每月", "2024-01-31", "2024-02-29", "2024-04-30")

    def test_owed_are_those_that_have_ended_the_grace_of_the_last_apart(self) -> None:
        assert figures("2024-05-31", self.monthly).periodic.words == (
            "应报5期,已报3期,宽限期内1期,缺1期"
        )
        assert figures("2024-06-11", self.monthly).periodic.words == "应报5期,已报3期,缺2期"

    def test_a_report_counts_those_that_ended_in_its_period(self) -> None:
        assert figures("2024-04-30", self.monthly, since="2024-04-01").periodic.words == (
            "应报1期,已报1期"
        )
        assert figures("2024-03-15", self.monthly, since="2024-03-01").periodic.words == (
            "没有应报的"
        )

    def test_what_is_finished_owes_nothing_more(self) -> None:
        ended = periodic("每月", "2024-01-31", "2024-02-29", finished="2024-03-05", **DONE)
        assert figures("2024-06-28", ended).periodic.words == "应报2期,已报2期"


class TestStandingDuties:
    def test_a_word_within_stale_is_a_report_and_the_newly_begun_owe_none(self) -> None:
        found = figures(
            "2024-06-28",
            continuous(1, "2024-05-30"),
            continuous(2, "2024-05-29"),
            continuous(3),
            continuous(4, since="2024-06-20"),
            continuous(5, "2024-06-27", **DONE),
            continuous(6, **HELD),
            continuous(7, **DROPPED),
        ).continuous
        assert found.words == "应报3项,已报1项,久未填报2项,已办结1项,暂缓1项"

    def test_it_goes_by_the_measures_own_stale_and_on_after_its_deadline(self) -> None:
        own = continuous(1, "2024-05-29", stale=60)
        assert figures("2024-06-28", own).continuous.words == "应报1项,已报1项"
        over = continuous(1, "2024-05-29", due="2024-05-31")
        assert figures("2024-06-28", over).continuous.words == "应报1项,已报0项,久未填报1项"


def test_indicators_reach_their_target_or_keep_their_limit() -> None:
    found = figures(
        "2024-06-28",
        indicator(1, "95", target="90"),
        indicator(2, "89", target="90"),
        indicator(3, "4", target="5", direction="不高于"),
        indicator(4, "6", target="5", direction="不高于"),
        indicator(5, "12", target="10", base="20", direction="不高于"),
        indicator(6, target="90"),
        indicator(7, "5.8", target_text="与经济增长同步"),
        indicator(8, "1", target="90", **DROPPED),
    ).indicators

    assert found.words == "共6项,达标2项,超过上限1项,未填报指标值1项,目标不是数字、不计1项"


def test_kinds_that_are_not_there_are_not_told() -> None:
    found = figures("2024-06-28", measure(1), indicator(2, "95", target="90"))
    assert [str(kind) for kind, _ in found.by_kind] == ["一次性", "指标"]


def test_a_department_is_counted_by_the_measures_it_answers_for() -> None:
    plan = plan_of(
        measure(1, due="2024-06-03", finished="2024-06-03", **DONE),
        measure(2, due="2024-06-03", responsible=["乙科"]),
    )
    assessment = assess(plan, date(2024, 6, 28))
    overview = report_overview(plan, assessment)
    own = {part.department.name: part.figures.one_off for part in overview.departments}

    assert own["甲科"].words == "到期1项,办结1项(按时1项),办结率100%"
    assert own["乙科"].words == "到期1项,办结0项,办结率0%,逾期未办结1项"
    assert overview.figures.one_off == overview.sections[0].figures.one_off
    assert overview.figures.one_off.percent == 50
    for department in plan.departments[:2]:
        duties = report_duties(plan, assessment, department)
        assert duties.figures.one_off == own[department.name]


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [("已完成", "completed", "已完成(未达标)"), ("已销号", "closed", "已销号(未达标)")],
)
def test_unmet_stands_wherever_done_stands(status: str, code: str, words: str) -> None:
    plan = plan_of(indicator(1, "80", target="90", status=status, reason="分母变了"))
    (view,) = view_tasks(plan, assess(plan, date(2024, 6, 28)))

    assert view.measures[0].status_words == words
    assert view.row.status_words == "推进中"
    answer = answer_listing(
        make_heading(plan, assess(plan, date(2024, 6, 28))),
        find_columns(["id", "status"]),
        (view.row, *view.measures),
    )
    assert answer.tables[0].rows == (("8", "推进中"), ("8-1", words))
    assert answer.data["items"] == [
        {"id": "8", "status": "推进中", "status_code": "in_progress", "unmet": False},
        {"id": "8-1", "status": status, "status_code": code, "unmet": True},
    ]
