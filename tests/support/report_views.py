"""The view that each report is drawn from, as of a day in mid-year."""

from datetime import date

from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.periods import period_of
from jimoplan.core.reports.kinds import REPORT_KINDS
from jimoplan.core.reports.letters import WRITERS, gather_grounds
from jimoplan.core.reports.period_report import report_period
from jimoplan.core.reports.report_history import PlanPast
from jimoplan.core.reports.snapshot import take_snapshot
from jimoplan.core.text.reading.load import load_bytes
from jimoplan.core.views.duties import report_duties
from jimoplan.core.views.views import report_overview

AS_OF = date(2024, 6, 30)


def read_plan(data: bytes) -> Plan:
    loaded = load_bytes(data)
    assert loaded.plan is not None, loaded.problems
    return loaded.plan


def views_of(plan: Plan) -> dict[str, object]:
    """The view of each report as of a day in mid-year, for the department 复议应诉科."""
    assessment = assess(plan, AS_OF)
    grounds = gather_grounds(plan, AS_OF)
    periodic = {}
    for kind in REPORT_KINDS.values():
        if kind.cadence:
            period = period_of(kind.cadence, AS_OF)
            past = PlanPast([take_snapshot(plan, period.previous.end)], (), all_there=False)
            periodic[kind.name] = report_period(plan, assessment, period, past)
    return {
        **periodic,
        "overview": report_overview(plan, assessment),
        "department": report_duties(plan, assessment, _department(plan)),
        **{name: write(grounds, _department(plan)) for name, write in WRITERS.items()},
        "source": plan,
    }


def _department(plan: Plan) -> Department:
    return next(found for found in plan.departments if found.name == "复议应诉科")
