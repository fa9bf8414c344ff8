"""Small plans and the weekly reports on them: one task, number 1, of 甲科, and nothing alarming."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from jimoplan.core.assessment.assess import assess
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.period_keys import read_period
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.period_report import report_period
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.reports.report_history import PlanPast
from jimoplan.core.reports.snapshot import Snapshot

FRIDAY = date(2024, 6, 14)
QUIET = {"due_soon": 0, "behind": 100, "stale": 366}


def plan_of(*measures: dict[str, Any], policy: dict[str, Any] = QUIET, **task: Any) -> Plan:  # noqa: ANN401
    """A plan with one task of 甲科 that has these measures."""
    own = {"id": "1", "title": "任务", "status": "推进中", "responsible": ["甲科"], **task}
    return Plan.model_validate(
        {
            "schema": "1",
            "plan": {
                "unit": "司法局",
                "title": "工作要点",
                "period": {"start": "2024-01-01", "end": "2024-12-31"},
            },
            "policy": policy,
            "departments": [
                {"name": "甲科", "kind": "科室"},
                {"name": "乙科", "kind": "科室"},
                {"name": "各科室", "kind": "群组", "members": ["甲科", "乙科"]},
            ],
            "sections": [
                {"number": "一", "title": "板块", "tasks": [{**own, "measures": list(measures)}]}
            ],
        }
    )


def measure(number: int, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    known = {"id": f"1-{number}", "kind": "一次性", "title": f"举措{number}"}
    return {**known, "status": "推进中", **fields}


def report(
    plan: Plan,
    as_of: date = FRIDAY,
    *,
    earlier: Sequence[Snapshot] = (),
    all_there: bool = True,
    week: str = "2024-W24",
) -> PeriodicReport:
    past = PlanPast(earlier, earlier, all_there=all_there)
    return report_period(plan, assess(plan, as_of), read_period(Cadence.WEEKLY, week), past)
