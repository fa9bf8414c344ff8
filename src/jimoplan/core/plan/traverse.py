"""Walks over a plan that say at which path of the file each item stands."""

from collections.abc import Iterable, Iterator
from itertools import chain

from jimoplan.core.plan.items import Item, Measure, Owners, Task
from jimoplan.core.plan.model import Plan, Section
from jimoplan.core.text.document import Path


def each_section(plan: Plan) -> Iterator[tuple[Path, Section]]:
    """Every section with its path, each before those in it."""
    ahead: list[tuple[Path, Section]] = [
        (("sections", number), section) for number, section in enumerate(plan.sections)
    ]
    while ahead:
        path, section = ahead.pop(0)
        yield path, section
        ahead[:0] = [((*path, "sections", n), each) for n, each in enumerate(section.sections)]


def each_branch(plan: Plan) -> Iterator[tuple[Section, ...]]:
    """Every section behind those that it stands in, each before those in it."""
    ahead: list[tuple[Section, ...]] = [(section,) for section in plan.sections]
    while ahead:
        branch = ahead.pop(0)
        yield branch
        ahead[:0] = [(*branch, section) for section in branch[-1].sections]


def each_task(plan: Plan) -> Iterator[tuple[Path, Task]]:
    """Every task with its path."""
    parts: Iterable[tuple[Path, Plan | Section]] = chain([((), plan)], each_section(plan))
    for path, part in parts:
        for number, task in enumerate(part.tasks):
            yield (*path, "tasks", number), task


def each_leaf(plan: Plan) -> Iterator[tuple[Path, Task, Task | Measure]]:
    """Every measure, and every task without any, with its path and the task that it is or is of."""
    for path, task in each_task(plan):
        if task.is_leaf:
            yield path, task, task
        for k, measure in enumerate(task.measures):
            yield (*path, "measures", k), task, measure


def each_item(plan: Plan) -> Iterator[tuple[Path, Task | Measure]]:
    """Every task, each followed by its measures, with their paths."""
    for path, task in each_task(plan):
        yield path, task
        for k, measure in enumerate(task.measures):
            yield (*path, "measures", k), measure


def name_of(item: Item) -> str:
    """How an item is spoken of: 任务 8, 举措 8-1."""
    return f"{'任务' if isinstance(item, Task) else '举措'} {item.id}"


def owner_keys(item: Owners) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """An item's owners by the keys they stand under."""
    return (("lead", item.lead), ("responsible", item.responsible), ("support", item.support))
