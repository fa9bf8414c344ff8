"""A plan on a day, reduced to what later reports compare with: lights, and what waits."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from jimoplan.core.assessment.assess import assess
from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.words import Status
from jimoplan.core.views.query import TaskView

ALERTS = (Light.RED, Light.YELLOW)
"""The lights that are carried from issue to issue."""


class Snapshot(NamedTuple):
    """The red and yellow items of a plan as of a day, by id, and those that wait for review.

    `tasks` are the ids of all tasks that there were.
    """

    day: date
    alerts: Mapping[str, Light]
    waiting: frozenset[str]
    tasks: frozenset[str] = frozenset()

    def light_of(self, view: TaskView) -> Light | None:
        """The red or yellow light that a task had, or the part of it that a view shows."""
        if view.is_part:
            lit = [self.alerts.get(row.item.id) for row in view.measures]
            return next((light for light in ALERTS if light in lit), None)
        return self.alerts.get(view.row.item.id)


def take_snapshot(plan: Plan, day: date) -> Snapshot:
    """What a plan says as of a day."""
    items = assess(plan, day).items.values()
    alerts = {item.id: item.light for item in items if item.light in ALERTS}
    every = (item for task in plan.all_tasks() for item in (task, *task.measures))
    waiting = frozenset(item.id for item in every if item.status is Status.COMPLETED)
    tasks = frozenset(task.id for task in plan.all_tasks())
    return Snapshot(day, MappingProxyType(alerts), waiting, tasks)


def snapshot_data(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot ready for JSON; its day is told apart otherwise."""
    ids = {light: [i for i, lit in snapshot.alerts.items() if lit is light] for light in ALERTS}
    return {"alerts": ids, "waiting": sorted(snapshot.waiting), "tasks": sorted(snapshot.tasks)}


def restore_snapshot(day: date, data: Mapping[str, Any]) -> Snapshot:
    """The snapshot that was written down as JSON."""
    alerts = {id_: Light(light) for light, ids in data["alerts"].items() for id_ in ids}
    return Snapshot(day, alerts, frozenset(data["waiting"]), frozenset(data["tasks"]))
