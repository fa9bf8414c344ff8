"""Walks over a plan that say at which path of the file each item stands."""

from collections.abc import Iterator

from jimoplan.core.plan.model import Item, Measure, Plan, Task
from jimoplan.core.text.document import Path


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


def name_of(item: Task | Measure) -> str:
    """How an item is spoken of: 任务 8, 举措 8-1."""
    return f"{'任务' if isinstance(item, Task) else '举措'} {item.id}"


def owner_keys(item: Item) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """An item's owners by the keys they stand under."""
    return (("lead", item.lead), ("responsible", item.responsible), ("support", item.support))
