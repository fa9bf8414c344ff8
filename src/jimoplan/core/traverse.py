"""Walks over a plan that say at which path of the file each item stands."""

from collections.abc import Iterator

from jimoplan.core.document import Path
from jimoplan.core.model import Measure, Plan, Task


def each_task(plan: Plan) -> Iterator[tuple[Path, Task]]:
    """Every task with its path."""
    for i, section in enumerate(plan.sections):
        for j, task in enumerate(section.tasks):
            yield ("sections", i, "tasks", j), task


def each_measure(plan: Plan) -> Iterator[tuple[Path, Task, Measure]]:
    """Every measure with its path and its task."""
    for path, task in each_task(plan):
        for k, measure in enumerate(task.measures):
            yield (*path, "measures", k), task, measure


def each_item(plan: Plan) -> Iterator[tuple[Path, Task | Measure]]:
    """Every task, each followed by its measures, with their paths."""
    for path, task in each_task(plan):
        yield path, task
        for k, measure in enumerate(task.measures):
            yield (*path, "measures", k), measure
