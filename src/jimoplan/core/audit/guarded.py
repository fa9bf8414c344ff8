"""Content that only 督查 may change, with a reason: published text, owners, people, departments."""

from jimoplan.core.changes.changes import (
    CHILDREN,
    RETIRED,
    Change,
    Insert,
    Move,
    Place,
    Ref,
    Remove,
    Set,
    Subject,
)
from jimoplan.core.plan.model import Measure

PEOPLE = "人员名单"
_PUBLISHED = {
    (Subject.PLAN, "plan.unit"),
    (Subject.PLAN, "plan.title"),
    (Subject.PLAN, "plan.preamble"),
    (Subject.SECTION, "title"),
    (Subject.TASK, "title"),
    (Subject.TASK, "clause"),
    (Subject.MEASURE, "text"),
}
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
}


def guarded_as(change: Change) -> str | None:
    """The sort of guarded content that a change is about, in words; None if it is not guarded."""
    match change:
        case Set(Ref(subject, _), field, _, _):
            published = "公布内容" if (subject, field) in _PUBLISHED else None
            return "部门表" if subject is Subject.DEPARTMENT else published
        case Insert(Place(_, field), key, _) | Remove(Place(_, field), key, _):
            is_item = field in CHILDREN and isinstance(key, str)
            return _item_as(change) if is_item else _LISTS.get(field)
        case Move(_, _, Place(_, field)):
            return _ORDERS.get(field) or _LISTS.get(field)


def _item_as(change: Insert | Remove) -> str | None:
    """The same for an item that came or went; a measure without published text may come."""
    match change:
        case Insert(Place(_, "departments"), _, _) | Remove(Place(_, "departments"), _, _):
            return "部门表"
        case Insert(_, _, Measure(text=text)):
            return "公布内容" if text else None
    return "编号"
