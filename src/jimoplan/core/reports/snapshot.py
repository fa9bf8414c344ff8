"""A plan on a day, reduced to what later reports compare with: lights and statuses."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from jimoplan.core.assessment.assess import Light, assess
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import each_leaf
from jimoplan.core.plan.words import Status

ALERTS = (Light.RED, Light.YELLOW)
"""The lights that are carried from issue to issue."""


class Snapshot(NamedTuple):
    """The red and yellow items of a plan as of a day, by id, and what is carried out by status."""

    day: date
    alerts: Mapping[str, Light]
    leaves: Mapping[Status, int]


def take_snapshot(plan: Plan, day: date) -> Snapshot:
    """What a plan says as of a day."""
    items = assess(plan, day).items.values()
    alerts = {item.id: item.light for item in items if item.light in ALERTS}
    statuses = Counter(item.status for _, _, item in each_leaf(plan))
    return Snapshot(day, MappingProxyType(alerts), {s: statuses[s] for s in Status})


def snapshot_data(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot ready for JSON; its day is told apart otherwise."""
    ids = {light: [i for i, lit in snapshot.alerts.items() if lit is light] for light in ALERTS}
    return {"alerts": ids, "leaves": dict(snapshot.leaves)}


def restore_snapshot(day: date, data: Mapping[str, Any]) -> Snapshot:
    """The snapshot that was written down as JSON."""
    alerts = {id_: Light(light) for light, ids in data["alerts"].items() for id_ in ids}
    leaves = {status: int(data["leaves"].get(status, 0)) for status in Status}
    return Snapshot(day, alerts, leaves)
