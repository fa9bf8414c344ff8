"""Tasks and measures found by id and put in place of others."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from operator import is_
from typing import TypeVar

from jimoplan.core.changes.changes import Ref, Subject
from jimoplan.core.plan.ids import Name, find_by_id
from jimoplan.core.plan.items import Item, Measure, Task
from jimoplan.core.plan.model import Plan, Section, tasks_below
from jimoplan.core.plan.sections import called_section
from jimoplan.core.plan.traverse import each_item
from jimoplan.errors import UsageError

_Part = TypeVar("_Part", Plan, Section)


def each_named(plan: Plan, ids: Iterable[str]) -> Iterator[tuple[Task, Task | Measure]]:
    """The items of those ids, numbers or titles, each with the task that it is or belongs to.

    Raises UnknownNameError with the nearest ids, AmbiguousNameError for what several are called,
    UsageError for a number that the plan skips or has retired, and for a section.
    """
    written = dict.fromkeys(ids)
    exact = _find_exactly(plan, written)
    if len(exact) == len(written):
        yield from (exact[each] for each in written)
        return
    found = {item.id: (task, item) for task, item in _each_with_task(plan)}
    head, names = plan.plan, names_by_id(plan)
    for each in written:
        refuse_section(plan, each, names)
    wanted = [find_by_id(found, each, head.known_gaps, head.retired, names) for each in written]
    yield from {item.id: (task, item) for task, item in wanted}.values()


def _each_with_task(plan: Plan) -> Iterator[tuple[Task, Task | Measure]]:
    for task in plan.all_tasks():
        yield task, task
        for measure in task.measures:
            yield task, measure


def _find_exactly(plan: Plan, ids: Collection[str]) -> dict[str, tuple[Task, Task | Measure]]:
    """The items whose ids these are, as far as the last of them in the plan."""
    exact: dict[str, tuple[Task, Task | Measure]] = {}
    for task, item in _each_with_task(plan):
        if item.id in ids:
            exact[item.id] = (task, item)
            if len(exact) == len(ids):
                break
    return exact


def refuse_section(plan: Plan, written: str, names: Mapping[str, Name]) -> None:
    """Raise UsageError where what is written for a task or measure is a section's name."""
    section = called_section(plan, written, names)
    if section:
        tasks = [task.id for task in tasks_below(section)]
        its = f"写它的任务:{'、'.join(tasks)};" if tasks else ""
        raise UsageError(
            f"“{written}”是板块 {section.heading},这里要写任务或举措的编号",
            f"{its}板块可以 show、log、edit、move、remove,换标题用 jimoplan rename section",
        )


def names_by_id(plan: Plan) -> dict[str, Name]:
    """What else each task and measure is called, by its id."""
    return {item.id: Name(item.number, item.title) for _, item in each_item(plan)}


def items_by_id(plan: Plan) -> dict[str, Task | Measure]:
    """Every task and measure by its id, in the order of the plan."""
    return {item.id: item for _, item in each_item(plan)}


def refer_to(item: Task | Measure) -> Ref:
    """The identity of a task or measure."""
    return Ref(Subject.TASK if isinstance(item, Task) else Subject.MEASURE, item.id)


def replace_items(plan: Plan, changed: Mapping[str, Item]) -> Plan:
    """The plan with items in place of those of the same id; a task keeps its measures.

    What is not replaced stays the very same object.
    """
    return replace_tasks(plan, lambda task: _replace_in_task(task, changed))


def replace_tasks(plan: Plan, change: Callable[[Task], Task | None]) -> Plan:
    """The plan with what is made of each task in its place; a task of which nothing is, goes.

    The tasks come in the order of the plan. What is not replaced stays the very same object.
    """
    return _replace_below(plan, change)


def _replace_below(part: _Part, change: Callable[[Task], Task | None]) -> _Part:
    tasks = tuple(new for task in part.tasks if (new := change(task)) is not None)
    sections = tuple(_replace_below(section, change) for section in part.sections)
    same = _are_same(tasks, part.tasks) and _are_same(sections, part.sections)
    return part if same else part.model_copy(update={"tasks": tasks, "sections": sections})


def _are_same(new: tuple[object, ...], old: tuple[object, ...]) -> bool:
    return len(new) == len(old) and all(map(is_, new, old))


def _replace_in_task(task: Task, changed: Mapping[str, Item]) -> Task:
    if task.id not in changed and not any(each.id in changed for each in task.measures):
        return task
    measures = tuple(changed.get(measure.id, measure) for measure in task.measures)
    now = changed.get(task.id, task)
    if now is task and all(m is old for m, old in zip(measures, task.measures, strict=True)):
        return task
    return now.model_copy(update={"measures": measures})  # type: ignore[return-value]
