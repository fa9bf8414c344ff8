"""A plan on a day, reduced to what later reports compare with: lights, and what waits."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from jimoplan.core.assessment.assess import Light, assess
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import Status

ALERTS = (Light.RED, Light.YELLOW)
"""The lights that are carried from issue to issue."""


class Snapshot(NamedTuple):
    """The red and yellow items of a plan as of a day, by id, and those that wait for review."""

    day: date
    alerts: Mapping[str, Light]
    waiting: frozenset[str]


def take_snapshot(plan: Plan, day: date) -> Snapshot:
    """What a plan says as of a day."""
    items = assess(plan, day).items.values()
    alerts = {item.id: item.light for item in items if item.light in ALERTS}
    every = (item for task in plan.all_tasks() for item in (task, *task.measures))
    waiting = frozenset(item.id for item in every if item.status is Status.COMPLETED)
    return Snapshot(day, MappingProxyType(alerts), waiting)


def snapshot_data(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot ready for JSON; its day is told apart otherwise."""
    ids = {light: [i for i, lit in snapshot.alerts.items() if lit is light] for light in ALERTS}
    return {"alerts": ids, "waiting": sorted(snapshot.waiting)}


def restore_snapshot(day: date, data: Mapping[str, Any]) -> Snapshot:
    """The snapshot that was written down as JSON."""
    alerts = {id_: Light(light) for light, ids in data["alerts"].items() for id_ in ids}
    return Snapshot(day, alerts, frozenset(data["waiting"]))
