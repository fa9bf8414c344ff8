"""Changes as values: what was set, inserted, removed or moved, and the inverse of each."""

from collections.abc import Hashable, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import BaseModel


class Subject(StrEnum):
    """What a change is about; everything but the plan itself is identified by an id of its own."""

    PLAN = "计划"
    DEPARTMENT = "部门"
    SECTION = "板块"
    TASK = "任务"
    MEASURE = "举措"


class Ref(NamedTuple):
    """An item by its identity: a department's name, a section's number, a task's or measure's id.

    The plan as a whole has the id ''.
    """

    subject: Subject
    id: str


ROOT = Ref(Subject.PLAN, "")

CHILDREN = {
    "departments": (Subject.DEPARTMENT, "name"),
    "sections": (Subject.SECTION, "number"),
    "tasks": (Subject.TASK, "id"),
    "measures": (Subject.MEASURE, "id"),
}
"""The keyed lists: by field, what stands in them and the field that identifies it."""


class Element(NamedTuple):
    """An element of a list without ids: its value, and which of several equal ones it is."""

    value: Hashable
    nth: int = 1


Key = str | Element
"""What an element of a list is known by: its id, or its value."""


class Place(NamedTuple):
    """A list of an item and the element before which something stands; None is the list's end."""

    owner: Ref
    field: str
    before: Key | None = None


class Set(NamedTuple):
    """A single value given, replaced or taken away (None).

    The fields of the plan's parts that have no id are joined by dots: plan.period.start.
    """

    item: Ref
    field: str
    old: Any
    new: Any


class Insert(NamedTuple):
    """A new element of a list; an item comes without its own items, which are inserted after it."""

    place: Place
    key: Key
    value: Any


class Remove(NamedTuple):
    """An element taken out of a list; an item's own items have been removed or moved before."""

    place: Place
    key: Key
    value: Any


class Move(NamedTuple):
    """An element that stands elsewhere now, in the same list or in another."""

    key: Key
    old: Place
    new: Place


Change = Set | Insert | Remove | Move
Changes = tuple[Change, ...]


def invert(changes: Iterable[Change]) -> Changes:
    """The changes that undo these."""
    return tuple(_invert(change) for change in reversed(tuple(changes)))


def _invert(change: Change) -> Change:
    match change:
        case Set(item, field, old, new):
            return Set(item, field, new, old)
        case Insert(place, key, value):
            return Remove(place, key, value)
        case Remove(place, key, value):
            return Insert(place, key, value)
        case Move(key, old, new):
            return Move(key, new, old)


def item_of(change: Change) -> Ref:
    """The item that a change is recorded under: the one set, inserted, removed or moved.

    A change to a list without ids belongs to the item that has the list.
    """
    match change:
        case Set(item, _, _, _):
            return item
        case Insert(place, key, _) | Remove(place, key, _) | Move(key, _, place):
            return element_ref(place, key) or place.owner


def touched_by(change: Change) -> tuple[Ref, str, Key | None]:
    """What a change touches: a field, an element of a list, or an item as a whole."""
    match change:
        case Set(item, field, _, _):
            return item, field, None
        case Insert(place, Element() as key, _) | Remove(place, Element() as key, _):
            return place.owner, place.field, key
        case Move(Element() as key, _, place):
            return place.owner, place.field, key
    return item_of(change), "", None


def element_ref(place: Place, key: Key) -> Ref | None:
    """The item that an element of a keyed list is; None for the element of a list without ids."""
    return None if isinstance(key, Element) else Ref(CHILDREN[place.field][0], key)


def changes_data(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The changes under stable English keys, ready for JSON; dates and figures are text."""
    return [_data(change) for change in changes]


def _data(change: Change) -> dict[str, Any]:
    item = item_of(change)
    data: dict[str, Any] = {"subject": item.subject.value, "id": item.id}
    match change:
        case Set(_, field, old, new):
            return {
                "change": "set",
                **data,
                "field": field,
                "old": plain_value(old),
                "new": plain_value(new),
            }
        case Insert(place, key, value):
            return {
                "change": "insert",
                **data,
                **_place_data(place, key),
                "value": plain_value(value),
            }
        case Remove(place, key, value):
            return {
                "change": "remove",
                **data,
                **_place_data(place, key),
                "value": plain_value(value),
            }
        case Move(key, old, new):
            from_to = {"from": _place_data(old, key), "to": _place_data(new, key)}
            return {"change": "move", **data, **from_to, "value": plain_value(key)}


def _place_data(place: Place, key: Key) -> dict[str, Any]:
    data: dict[str, Any] = {"field": place.field, "before": plain_value(place.before)}
    if isinstance(key, Element):
        return data
    return {"in": {"subject": place.owner.subject.value, "id": place.owner.id}, **data}


def plain_value(value: Any) -> Any:  # noqa: ANN401 - whatever a plan holds
    """A value of a plan ready for JSON."""
    if isinstance(value, Element):
        return plain_value(value.value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_defaults=True)
    return value if value is None or isinstance(value, int) else str(value)
