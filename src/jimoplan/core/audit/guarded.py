"""Content that only 督查 may change, with a reason.

That is the published text, owners, people in charge and on the lists, departments, and the
goal posts: what an item is measured against and held to. To set a goal post late moves it as much
as to change one.
"""

from jimoplan.core.changes.changes import (
    CHILDREN,
    RETIRED,
    Change,
    Insert,
    Move,
    Place,
    Ref,
    Remove,
    Rename,
    Set,
    Subject,
)
from jimoplan.core.changes.words import field_title
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.model import Plan

PEOPLE = "人员名单"
_PUBLISHED = {
    (Subject.PLAN, "plan.unit"),
    (Subject.PLAN, "plan.title"),
    (Subject.PLAN, "plan.preamble"),
    *((Subject.SECTION, field) for field in ("number", "title", "text", "form")),
    *((Subject.TASK, field) for field in ("number", "title", "text", "clause", "form")),
    *((Subject.MEASURE, field) for field in ("number", "text", "clause", "form")),
}
_GOALS = frozenset(
    {
        *("kind", "deliverables", "target", "target_text", "base", "unit", "direction"),
        *("total", "definition", "cadence", "due_text", "milestones", "proposal"),
    }
)
"""What an item has to come to; a new measure brings its own along."""
_CLOCK = frozenset({"since", "stale"})
"""From when an item counts, and how long it may be silent; its deadline has rules of its own."""
_IN_CHARGE = frozenset({"leader", "contact"})
"""Who answers for an item by name; a department's own are part of its entry."""
_HEAD = {"plan.period": "计划期间", "plan.published": "公布格式", "policy": "口径"}
_LETTERHEAD = {"plan.doc_code": "发文机关代字", "plan.signer": "签发人"}
_ORDERS = dict.fromkeys(("sections", "tasks", "measures"), "公布的次序")
_LISTS = {
    "plan.known_gaps": "编号",
    RETIRED: "编号",
    "lead": "责任部门",
    "responsible": "责任部门",
    "support": "责任部门",
    "aliases": "部门表",
    "members": "部门表",
    "people": PEOPLE,
    "plan.fields": "自有字段",
}


def guarded_as(change: Change) -> str | None:
    """The sort of guarded content that a change is about, in words; None if it is not guarded."""
    match change:
        case Set(Ref(subject, _) as item, field, _, _):
            if subject is Subject.DEPARTMENT:
                return "部门表"
            return "公布内容" if (subject, field) in _PUBLISHED else _post_as(item, field)
        case Rename():
            return "部门表"
        case Insert(Place(owner, field), key, _) | Remove(Place(owner, field), key, _):
            is_item = field in CHILDREN and isinstance(key, str)
            return _item_as(change) if is_item else _LISTS.get(field) or _post_as(owner, field)
        case Move(_, _, Place(owner, field)):
            return _ORDERS.get(field) or _LISTS.get(field) or _post_as(owner, field)


def _post_as(item: Ref, field: str) -> str | None:
    """The same for a field that says what an item is measured against, or held to."""
    head, _, last = field.rpartition(".")
    if item.subject is Subject.PLAN:
        return _HEAD.get(head) or _LETTERHEAD.get(field)
    if head == "fields":
        return last
    is_goal = item.subject is not Subject.DEPARTMENT and field in _GOALS
    guarded = is_goal or field in _CLOCK | _IN_CHARGE
    return field_title(item, last) if guarded else None


def say_moved_along(before: Plan, change: Change) -> str:
    """How many items have another default deadline by a change, in words; '' where none has."""
    moved = _moved_along(before, change)
    return f";{moved} 项没有自己的时限,默认时限随之改变" if moved else ""


def _moved_along(before: Plan, change: Change) -> int:
    """How many items without a deadline follow a change of their task's, or of the plan's end."""
    match change:
        case Set(Ref(Subject.PLAN, _), "plan.period.end", _, _):
            by_plan = [task for task in before.all_tasks() if task.due is None]
            return sum(1 + sum(m.due is None for m in task.measures) for task in by_plan)
        case Set(Ref(Subject.TASK, number), "due", _, _):
            tasks = (task for task in before.all_tasks() if task.id == number)
            return sum(m.due is None for task in tasks for m in task.measures)
    return 0


def _item_as(change: Insert | Remove) -> str | None:
    """The same for an item that came or went; a measure without published text may come."""
    match change:
        case Insert(Place(_, "departments"), _, _) | Remove(Place(_, "departments"), _, _):
            return "部门表"
        case Insert(_, _, Measure(text=text)):
            return "公布内容" if text else None
    return "编号"
