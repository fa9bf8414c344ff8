"""Small plans to assess: one task, number 8, with the measures given."""

from datetime import date
from typing import Any

from jimoplan.core.assessment.assess import Assessment, ItemAssessment, assess
from jimoplan.core.plan.model import Plan

YEAR = {"start": "2024-01-01", "end": "2024-12-31"}
OFFICES = ("甲科", "乙科", "丙科")


def measure(number: int = 1, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """A measure of task 8, 一次性 unless said otherwise."""
    return {"id": f"8-{number}", "kind": "一次性", "title": f"举措{number}", **fields}


def periodic(cadence: str, *days: str | dict[str, Any], **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """A periodic measure with a report on each of the days."""
    updates = [day if isinstance(day, dict) else {"date": day} for day in days]
    return measure(kind="周期性", cadence=cadence, updates=updates, **fields)


def plan_of(
    *measures: dict[str, Any],
    policy: dict[str, Any] | None = None,
    period: dict[str, str] = YEAR,
    **task: Any,  # noqa: ANN401
) -> Plan:
    """A plan whose only task has these measures and is 甲科's."""
    return Plan.model_validate(
        {
            "schema": "1",
            "plan": {"unit": "司法局", "title": "工作要点", "period": period},
            "policy": policy or {},
            "departments": [{"name": name, "kind": "科室"} for name in OFFICES],
            "sections": [
                {
                    "number": "三",
                    "title": "板块",
                    "tasks": [
                        {
                            "id": "8",
                            "title": "任务",
                            "status": "推进中",
                            "responsible": ["甲科"],
                            "measures": measures,
                            **task,
                        }
                    ],
                }
            ],
        }
    )


def assessed(as_of: str, *measures: dict[str, Any], **rest: Any) -> Assessment:  # noqa: ANN401
    """The plan of these measures assessed on a day."""
    return assess(plan_of(*measures, **rest), date.fromisoformat(as_of))


def the_measure(as_of: str, fields: dict[str, Any], **rest: Any) -> ItemAssessment:  # noqa: ANN401
    """How the only measure of a plan stands on a day."""
    return assessed(as_of, fields, **rest).items["8-1"]


def the_task(as_of: str, *measures: dict[str, Any], **rest: Any) -> ItemAssessment:  # noqa: ANN401
    """How the task of these measures stands on a day."""
    return assessed(as_of, *measures, **rest).items["8"]
