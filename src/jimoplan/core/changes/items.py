"""Tasks and measures found by id and put in place of others."""

from collections.abc import Iterable, Iterator, Mapping

from jimoplan.core.changes.changes import Ref, Subject
from jimoplan.core.plan.ids import find_by_id
from jimoplan.core.plan.model import Measure, Plan, Section, Task
from jimoplan.core.plan.traverse import each_item


def each_named(plan: Plan, ids: Iterable[str]) -> Iterator[tuple[Task, Task | Measure]]:
    """The items of those ids or titles, each with the task that it is or belongs to.

    Raises UnknownNameError with the nearest ids, AmbiguousNameError for a part of several titles,
    UsageError for a number that the plan skips or has retired.
    """
    found: dict[str, tuple[Task, Task | Measure]] = {}
    for task in plan.tasks():
        found[task.id] = (task, task)
        found.update({measure.id: (task, measure) for measure in task.measures})
    head = plan.plan
    titles = {number: item.title for number, (_, item) in found.items()}
    wanted = [find_by_id(found, each, head.known_gaps, head.retired, titles) for each in ids]
    yield from {item.id: (task, item) for task, item in wanted}.values()


def items_by_id(plan: Plan) -> dict[str, Task | Measure]:
    """Every task and measure by its id, in the order of the plan."""
    return {item.id: item for _, item in each_item(plan)}


def refer_to(item: Task | Measure) -> Ref:
    """The identity of a task or measure."""
    return Ref(Subject.TASK if isinstance(item, Task) else Subject.MEASURE, item.id)


def replace_items(plan: Plan, changed: Mapping[str, Task | Measure]) -> Plan:
    """The plan with items in place of those of the same id; a task keeps its measures.

    What is not replaced stays the very same object.
    """
    sections = tuple(_replace_in_section(section, changed) for section in plan.sections)
    return plan.model_copy(update={"sections": sections})


def _replace_in_section(section: Section, changed: Mapping[str, Task | Measure]) -> Section:
    tasks = tuple(_replace_in_task(task, changed) for task in section.tasks)
    same = all(new is old for new, old in zip(tasks, section.tasks, strict=True))
    return section if same else section.model_copy(update={"tasks": tasks})


def _replace_in_task(task: Task, changed: Mapping[str, Task | Measure]) -> Task:
    measures = tuple(changed.get(measure.id, measure) for measure in task.measures)
    now = changed.get(task.id, task)
    if now is task and all(m is old for m, old in zip(measures, task.measures, strict=True)):
        return task
    return now.model_copy(update={"measures": measures})  # type: ignore[return-value]
