"""The changes that add an item to a plan, take it out, put it elsewhere, give it another name."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jimoplan.core.changes.changes import (
    RETIRED,
    ROOT,
    Changes,
    Element,
    Insert,
    Move,
    Place,
    Ref,
    Remove,
    Set,
    Subject,
)
from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.changes.outline import (
    ItemNode,
    child_ref,
    element_keys,
    entry_keys,
    get_leaf,
    get_list,
    outline,
    without_children,
)
from jimoplan.core.changes.renaming import rename_departments
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.items import Task
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.person import Person
from jimoplan.core.plan.published import owner_clause, prints_clause
from jimoplan.errors import UsageError

_Outline = dict[Ref, ItemNode]
_NUMBERED = (Subject.TASK, Subject.MEASURE)
_NUMBERED_ID = re.compile("(.*?)([0-9]+)")


class Spot(NamedTuple):
    """Where an item shall stand: before or after another, or at the end of a section or the plan.

    At the end of the plan is outside all sections, which come after it.
    """

    before: Ref | None = None
    after: Ref | None = None
    end_of: Ref | None = None


def add_item(plan: Plan, owner: Ref, field: str, item: PlanPart) -> Changes:
    """A new item at the end of a list; raises UsageError where its id is taken or retired."""
    ref = child_ref(field, item)
    if ref in outline(plan):
        raise UsageError(f"{ref.subject} {ref.id} 已经有了", "换一个编号或名称")
    if ref.subject in _NUMBERED and ref.id in plan.plan.retired:
        raise UsageError(
            f"编号 {ref.id} 给删去的{ref.subject}用过,已停用,不再给别的事项用",
            "不写 --id,用下一个没有用过的编号;要恢复删去的那一项,用 jimoplan undo",
        )
    return (Insert(Place(owner, field), ref.id, item),)


def add_person(plan: Plan, department: Ref, person: Person) -> Changes:
    """Somebody at the end of a department's list of people."""
    people = get_list(outline(plan)[department].model, "people")
    key = entry_keys((*people, person))[-1]
    return (Insert(Place(department, "people"), key, person),)


def remove_item(plan: Plan, ref: Ref) -> Changes:
    """An item taken out, after all that stands in it, and the numbers of all of it retired."""
    parts = outline(plan)
    removed = {ref: _place_of(parts, ref)}
    for part, node in parts.items():  # what stands in an item comes after it
        if node.owner in removed:
            removed[part] = Place(node.owner, node.field)
    gone = tuple(
        Remove(place, part.id, without_children(parts[part].model))
        for part, place in reversed(removed.items())
    )
    numbers = [part.id for part in removed if part.subject in _NUMBERED]
    return (*gone, *(_retire(number) for number in numbers if number not in plan.plan.retired))


def _retire(number: str) -> Insert:
    return Insert(Place(ROOT, RETIRED), Element(number), number)


def move_item(plan: Plan, ref: Ref, spot: Spot) -> Changes:
    """An item put elsewhere, nothing where it is there already.

    Raises UsageError for a place where it cannot stand.
    """
    parts = outline(plan)
    old = _place_of(parts, ref)
    new = _place_at(parts, ref, spot)
    return (Move(ref.id, old, new),) if new != old else ()


def rename_department(plan: Plan, name: str, new: str) -> Changes:
    """Another name for a department, whose old one becomes an alias; nothing where it has it.

    Items keep the owner clause that was published, in its own words where it named the department.
    """
    names = {name: new}
    form = plan.plan.published
    clauses = {
        item.id: item.model_copy(update={"clause": owner_clause(form, item)})
        for item in items_by_id(plan).values()
        if item.clause is None
        and prints_clause(form, item)
        and owner_clause(form, item)
        and any(name in owners for _, owners in item.by_role())
    }
    renamed = rename_departments(replace_items(plan, clauses), names)
    departments = tuple(
        _with_former_name(each, name) if each.name == new else each for each in renamed.departments
    )
    return diff(plan, renamed.model_copy(update={"departments": departments}))


def rename_section(plan: Plan, ref: Ref, title: str) -> Changes:
    """Another title for a section; nothing where it has it."""
    old = get_leaf(outline(plan)[ref].model, "title")
    return (Set(ref, "title", old, title),) if title != old else ()


def _with_former_name(department: Department, name: str) -> Department:
    others = (alias for alias in department.aliases if alias not in {name, department.name})
    return department.model_copy(update={"aliases": (*others, name)})


def _place_at(parts: _Outline, ref: Ref, spot: Spot) -> Place:
    """The place that a spot means for an item."""
    field = parts[ref].field
    if spot.end_of:
        if ref.subject is not Subject.TASK:
            raise UsageError(
                f"{ref.subject} {ref.id} 不能移到别的板块",
                "只有任务能移;举措随任务,编号永不更改;板块在同一级里移,用 --before、--after",
            )
        return Place(spot.end_of, field)
    beside = spot.before or spot.after
    if beside is None:
        raise UsageError("没有说移到哪里", "写 --to 板块、--outside、--before 编号或 --after 编号")
    if beside == ref:
        raise UsageError(f"{ref.id} 不能移到自己旁边", "写另一个编号")
    following = _place_of(parts, beside, without=ref)
    movable = ref.subject is Subject.TASK or following.owner == parts[ref].owner
    if following.field != field or not movable:
        raise UsageError(
            f"{ref.subject} {ref.id} 不能移到{beside.subject} {beside.id} 旁边",
            "任务移到任务旁边,举措只在自己的任务里移,板块只在同一级里移,部门只在部门里移",
        )
    return following._replace(before=beside.id) if spot.before else following


def next_task_id(plan: Plan, tasks: Sequence[Task]) -> str:
    """The first id after all that tasks were ever given, written as the ids of these tasks are.

    Without any it is written as those of the plan's tasks are.
    """
    return _next_id(plan, [task.id for task in tasks or plan.all_tasks()], "")


def next_measure_id(plan: Plan, task: Task) -> str:
    """The first id after all that a task's measures were ever given."""
    return _next_id(plan, [measure.id for measure in task.measures], f"{task.id}-")


def _next_id(plan: Plan, like: Sequence[str], usual: str) -> str:
    """The next id with what stands before the number in all ids alike, or else the usual."""
    known = [_NUMBERED_ID.fullmatch(number) for number in like]
    before = {found[1] if found else None for found in known}
    prefix, width = usual, 0
    if len(before) == 1 and (last := known[-1]):
        prefix, width = last[1], len(last[2])
    given = [*items_by_id(plan), *plan.plan.known_gaps, *plan.plan.retired]
    own = (each.removeprefix(prefix) for each in given if each.startswith(prefix))
    rests = [each.partition("-")[0] for each in own]
    highest = max((int(rest) for rest in rests if rest.isdecimal()), default=0)
    return f"{prefix}{str(highest + 1).zfill(width)}"


def _place_of(parts: _Outline, ref: Ref, without: Ref | None = None) -> Place:
    """Where an item stands, by what follows it when another is left out."""
    _, owner, field = parts[ref]
    if owner is None:
        raise ValueError("the plan stands nowhere")
    there = element_keys(field, get_list(parts[owner].model, field))
    rest = [key for key in there if without is None or key != without.id]
    return Place(owner, field, next(iter(rest[rest.index(ref.id) + 1 :]), None))
