"""How something was finished, and what its deadline was before, stands beside it in reports."""

from datetime import date

import pytest
from assessed import measure, plan_of

from jimoplan import render
from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.period_keys import read_period
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.period_report import report_period
from jimoplan.core.reports.report_history import PlanPast

LONGER = {"due": "2024-05-31", "changed": "2024-06-10", "reason": "等", "approved_by": "局长"}
DONE = {"status": "已完成", "reason": "分母变了"}
PLAN = plan_of(
    measure(1, due="2024-06-28", due_changes=[LONGER], updates=[{"date": "2024-06-20"}], **DONE),
    measure(
        2,
        kind="指标",
        target=100,
        finished="2024-06-21",
        updates=[{"date": "2024-06-20", "value": 80}],
        **DONE,
    ),
)


@pytest.fixture(params=["md", "html"])
def form(request: pytest.FixtureRequest) -> str:
    form: str = request.param
    return form


def drawn(name: str, cadence: Cadence, key: str, form: str) -> str:
    past = PlanPast((), (), all_there=True)
    assessment = assess(PLAN, date(2024, 6, 30))
    view = report_period(PLAN, assessment, read_period(cadence, key), past)
    return render.render(name, form, view, beside=None)


def test_a_late_extension_and_a_day_from_a_report_are_marked(form: str) -> None:
    text = drawn("monthly", Cadence.MONTHLY, "2024-06", form)

    assert "6月20日※，延期办结" in text
    assert "※据最后填报" in text
    assert "6月21日※" not in text
    assert "据最后填报：计划没有写办结日期的1项次" in text
    assert "5月31日（逾期10天后调整）" in text
    assert "一次性" in text
    assert "到期1项，办结1项（延期办结1项），办结率100%" in text


def test_the_quarters_table_says_it_with_the_progress(form: str) -> None:
    text = drawn("quarterly", Cadence.QUARTERLY, "2024-Q2", form)

    assert "未写进展情况。（延期办结）" in text
    assert "。（未达标）" in text


def test_unmet_stands_beside_done_in_the_list_of_everything() -> None:
    assert "已完成（未达标）" in drawn("weekly", Cadence.WEEKLY, "2024-W26", "html")
