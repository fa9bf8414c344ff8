"""Items added to a plan, taken out of it and put elsewhere in it."""

from typing import NamedTuple

from jimoplan.core.changes.changes import ROOT, Insert, Key, Move, Place, Ref, Remove, Subject
from jimoplan.core.changes.outline import (
    child_ref,
    element_keys,
    get_list,
    outline,
    without_children,
)
from jimoplan.core.changes.patch import patch
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.model import Plan, Task
from jimoplan.errors import UsageError


class Spot(NamedTuple):
    """Where an item shall stand: before or after another, or at the end of a section."""

    before: Ref | None = None
    after: Ref | None = None
    section: Ref | None = None


def add_item(plan: Plan, owner: Ref, field: str, item: PlanPart) -> Plan:
    """The plan with a new item at the end of a list; raises UsageError where its id is taken."""
    ref = child_ref(field, item)
    if ref in outline(plan):
        raise UsageError(f"{ref.subject} {ref.id} 已经有了", "换一个编号或名称")
    return patch(plan, [Insert(Place(owner, field), ref.id, item)])


def remove_item(plan: Plan, ref: Ref) -> Plan:
    """The plan without an item and all that stands in it."""
    parts = outline(plan)
    removed = {ref}
    for part, node in parts.items():  # what stands in an item comes after it
        if node.owner in removed:
            removed.add(part)
    return patch(
        plan,
        [
            Remove(Place(node.owner, node.field), part.id, without_children(node.model))
            for part, node in reversed(parts.items())
            if part in removed and node.owner
        ],
    )


def move_item(plan: Plan, ref: Ref, spot: Spot) -> Plan:
    """The plan with an item elsewhere; raises UsageError for a place where it cannot stand."""
    owner, field = _place_of(plan, ref)
    if spot.section:
        if ref.subject is not Subject.TASK:
            raise UsageError(
                f"{ref.subject} {ref.id} 不能移到别的板块", "只有任务能移;举措随任务,编号永不更改"
            )
        return patch(plan, [Move(ref.id, Place(owner, field), Place(spot.section, field))])
    beside = spot.before or spot.after
    if beside is None:
        raise UsageError("没有说移到哪里", "写 --to 板块、--before 编号或 --after 编号")
    if beside == ref:
        raise UsageError(f"{ref.id} 不能移到自己旁边", "写另一个编号")
    other_owner, other_field = _place_of(plan, beside)
    movable = ref.subject is Subject.TASK or owner == other_owner
    if other_field != field or not movable:
        raise UsageError(
            f"{ref.subject} {ref.id} 不能移到{beside.subject} {beside.id} 旁边",
            "任务移到任务旁边,举措只在自己的任务里移,部门只在部门里移",
        )
    before = beside.id if spot.before else _next_of(plan, other_owner, field, beside, ref)
    return patch(plan, [Move(ref.id, Place(owner, field), Place(other_owner, field, before))])


def next_number(plan: Plan, task: Task | None) -> str:
    """The first id after all that are there: of a task's measures, or of the plan's tasks."""
    if task is None:
        known = [*(task.id for task in plan.tasks()), *plan.plan.known_gaps]
        return str(max(map(int, known), default=0) + 1)
    taken = (int(measure.id.rpartition("-")[2]) for measure in task.measures)
    return f"{task.id}-{max(taken, default=0) + 1}"


def _place_of(plan: Plan, ref: Ref) -> tuple[Ref, str]:
    node = outline(plan)[ref]
    return node.owner or ROOT, node.field


def _next_of(plan: Plan, owner: Ref, field: str, beside: Ref, moved: Ref) -> Key | None:
    """The id of what follows an element, apart from the one that is being moved."""
    there = element_keys(field, get_list(outline(plan)[owner].model, field))
    rest = [key for key in there if key != moved.id]
    return next(iter(rest[rest.index(beside.id) + 1 :]), None)
