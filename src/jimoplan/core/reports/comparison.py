"""What a report's tasks were at the ends of earlier periods: lights, and what waited for review."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.lights import Light
from jimoplan.core.reports.period_view import LightPoint
from jimoplan.core.reports.report_history import PlanPast
from jimoplan.core.reports.snapshot import ALERTS, Snapshot
from jimoplan.core.views.query import TaskView


class Comparison(NamedTuple):
    """The tasks that a report is on, and their past; `whole` says that they are all of the plan."""

    views: tuple[TaskView, ...]
    past: PlanPast
    whole: bool

    def count_before(self) -> Mapping[Light, int] | None:
        """How many of the tasks were red and yellow at the end of the period before."""
        return self._count(self.past.earlier[-1]) if self.past.earlier else None

    def waited_before(self) -> int | None:
        """How many items waited for their review at the end of the period before."""
        if not self.past.earlier:
            return None
        rows = (row for view in self.views for row in (view.row, *view.measures))
        return sum(row.item.id in self.past.earlier[-1].waiting for row in rows)

    def lights(self, as_of: date) -> Iterator[LightPoint]:
        """How many tasks were red and yellow at the ends of the weeks or months, and are now."""
        for snapshot in self.past.snapshots:
            counted = self._count(snapshot)
            yield LightPoint(snapshot.day, counted[Light.RED], counted[Light.YELLOW])
        now = [view.row.assessment.light for view in self.views]
        yield LightPoint(as_of, now.count(Light.RED), now.count(Light.YELLOW))

    def removed(self) -> Iterator[str]:
        """The red tasks of the period before that are in the plan no longer, by id."""
        for before in self.past.earlier[-1:]:
            yield from (id_ for id_ in self._gone(before) if before.alerts.get(id_) is Light.RED)

    def _count(self, snapshot: Snapshot) -> dict[Light, int]:
        lights = [snapshot.light_of(view) for view in self.views]
        lights += [snapshot.alerts.get(id_) for id_ in self._gone(snapshot)]
        return {light: lights.count(light) for light in ALERTS}

    def _gone(self, snapshot: Snapshot) -> list[str]:
        """The tasks that are there no longer; of somebody's part nobody knows which were his."""
        there = {view.row.item.id for view in self.views}
        return sorted(snapshot.tasks - there) if self.whole else []
