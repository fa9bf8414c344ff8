"""Changes as values: what was set, inserted, removed, moved or given another name.

Each kind says which item it is about, what it touches, what undoes it and how it reads as JSON.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple

from jimoplan.core.plan.fields import FieldValue, PlanPart


class Subject(StrEnum):
    """What a change is about; everything but the plan itself is identified by an id of its own."""

    PLAN = "计划"
    DEPARTMENT = "部门"
    SECTION = "板块"
    TASK = "任务"
    MEASURE = "举措"


class Ref(NamedTuple):
    """An item by its identity: a department's name, a section's key, a task's or measure's id.

    The plan as a whole has the id ''.
    """

    subject: Subject
    id: str


ROOT = Ref(Subject.PLAN, "")

CHILDREN = {
    "departments": (Subject.DEPARTMENT, "name"),
    "sections": (Subject.SECTION, "key"),
    "tasks": (Subject.TASK, "id"),
    "measures": (Subject.MEASURE, "id"),
}
"""The keyed lists: by field, what stands in them and the field that identifies it."""


RETIRED = "plan.retired"
"""The list of the numbers that belonged to what has been removed."""


class Element(NamedTuple):
    """An element of a list without ids: its value, and which of several equal ones it is."""

    value: FieldValue
    nth: int = 1


Key = str | Element
"""What an element of a list is known by: its id, or its value."""

Touched = tuple[Ref, str, Key | None]
"""What a change touches: a field, an element of a list, or with neither an item as a whole."""


class Place(NamedTuple):
    """A list of an item and the element before which something stands; None is the list's end."""

    owner: Ref
    field: str
    before: Key | None = None

    def find_item(self, key: Key) -> Ref | None:
        """The item that an element of a keyed list is; None for the element of another list."""
        return None if isinstance(key, Element) else Ref(CHILDREN[self.field][0], key)

    def touched(self, key: Key) -> Touched:
        """The item that an element is, or the element of a list that belongs to its owner."""
        item = self.find_item(key)
        return (item, "", None) if item else (self.owner, self.field, key)

    def data(self, key: Key) -> dict[str, Any]:
        """Where an element stands, ready for JSON; of an item also in which item that is."""
        data: dict[str, Any] = {"field": self.field, "before": plain_value(self.before)}
        if isinstance(key, Element):
            return data
        return {"in": _item_data(self.owner), **data}


@dataclass(frozen=True, slots=True)
class Set:
    """A single value given, replaced or taken away (None); undone by setting the old one.

    The fields of the plan's parts that have no id are joined by dots: plan.period.start.
    """

    item: Ref
    field: str
    old: FieldValue
    new: FieldValue

    @property
    def inverse(self) -> "Set":
        """The change that undoes this one."""
        return Set(self.item, self.field, self.new, self.old)

    @property
    def touched(self) -> Touched:
        """The field that is set."""
        return self.item, self.field, None

    @property
    def written_in(self) -> tuple[tuple[Ref, str], ...]:
        """The fields whose text changes: whose each is, and its name."""
        return ((self.item, self.field),)

    @property
    def data(self) -> dict[str, Any]:
        """The change under stable English keys, ready for JSON."""
        values = {"old": plain_value(self.old), "new": plain_value(self.new)}
        return {"change": "set", **_item_data(self.item), "field": self.field, **values}


@dataclass(frozen=True, slots=True)
class _OfElement:
    """An element that comes into a list or goes from it.

    An item comes and goes without its own items, which are inserted after it and have been removed
    or moved before.
    """

    place: Place
    key: Key
    value: FieldValue
    _word: ClassVar[str]

    @property
    def item(self) -> Ref:
        """The item it is recorded under: the element, or else whoever has the list."""
        return self.touched[0]

    @property
    def touched(self) -> Touched:
        """The element."""
        return self.place.touched(self.key)

    @property
    def written_in(self) -> tuple[tuple[Ref, str], ...]:
        """The list, whose text changes."""
        return ((self.place.owner, self.place.field),)

    @property
    def data(self) -> dict[str, Any]:
        """The change under stable English keys, ready for JSON."""
        what = {"change": self._word, **_item_data(self.item)}
        return {**what, **self.place.data(self.key), "value": plain_value(self.value)}


@dataclass(frozen=True, slots=True)
class Insert(_OfElement):
    """A new element of a list; undone by removing it."""

    _word = "insert"

    @property
    def inverse(self) -> "Remove":
        """The change that undoes this one."""
        return Remove(self.place, self.key, self.value)


@dataclass(frozen=True, slots=True)
class Remove(_OfElement):
    """An element taken out of a list; undone by inserting it where it stood."""

    _word = "remove"

    @property
    def inverse(self) -> "Insert":
        """The change that undoes this one."""
        return Insert(self.place, self.key, self.value)


@dataclass(frozen=True, slots=True)
class Move:
    """An element that stands elsewhere now, in the same list or another; undone by moving back."""

    key: Key
    old: Place
    new: Place

    @property
    def inverse(self) -> "Move":
        """The change that undoes this one."""
        return Move(self.key, self.new, self.old)

    @property
    def item(self) -> Ref:
        """The item it is recorded under: the element, or else whoever has the list."""
        return self.touched[0]

    @property
    def touched(self) -> Touched:
        """The element, where it stands now."""
        return self.new.touched(self.key)

    @property
    def written_in(self) -> tuple[tuple[Ref, str], ...]:
        """The two lists, whose texts change."""
        return (self.old.owner, self.old.field), (self.new.owner, self.new.field)

    @property
    def data(self) -> dict[str, Any]:
        """The change under stable English keys, ready for JSON."""
        what = {"change": "move", **_item_data(self.item)}
        from_to = {"from": self.old.data(self.key), "to": self.new.data(self.key)}
        return {**what, **from_to, "value": plain_value(self.key)}


@dataclass(frozen=True, slots=True)
class Rename:
    """A department that has another name, wherever it is named; undone by the old name.

    Its owners' lists, groups and reports are its own doing: no other change tells of them. What
    comes after it in a list of changes knows the department by the new name.
    """

    item: Ref
    new: str

    @property
    def old(self) -> str:
        """The name that the department had."""
        return self.item.id

    @property
    def renamed(self) -> Ref:
        """The department under its new name."""
        return Ref(self.item.subject, self.new)

    @property
    def inverse(self) -> "Rename":
        """The change that undoes this one."""
        return Rename(self.renamed, self.old)

    @property
    def touched(self) -> Touched:
        """The name."""
        return self.item, "name", None

    @property
    def written_in(self) -> tuple[tuple[Ref, str], ...]:
        """The name; where else it stands, only the plan tells."""
        return ((self.item, "name"),)

    @property
    def data(self) -> dict[str, Any]:
        """The change under stable English keys, ready for JSON."""
        names = {"field": "name", "old": self.old, "new": self.new}
        return {"change": "rename", **_item_data(self.item), **names}


Change = Set | Insert | Remove | Move | Rename
Changes = tuple[Change, ...]


def invert(changes: Iterable[Change]) -> Changes:
    """The changes that undo these."""
    return tuple(change.inverse for change in reversed(tuple(changes)))


def plain_value(value: FieldValue | Element) -> dict[str, Any] | str | int | None:
    """A value of a plan ready for JSON: a part by its fields; dates and figures are text."""
    if isinstance(value, Element):
        return plain_value(value.value)
    if isinstance(value, PlanPart):
        return value.model_dump(mode="json", exclude_defaults=True)
    return value if value is None or isinstance(value, int) else str(value)


def _item_data(item: Ref) -> dict[str, Any]:
    return {"subject": item.subject.value, "id": item.id}
