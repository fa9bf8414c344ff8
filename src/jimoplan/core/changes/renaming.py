"""Departments that have another name: found between two plans, and followed wherever they stand."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from jimoplan.core.changes.changes import (
    Change,
    Changes,
    Element,
    Insert,
    Key,
    Move,
    Place,
    Ref,
    Remove,
    Rename,
    Set,
    Subject,
)
from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.records import Update
from jimoplan.core.plan.traverse import owner_keys

Names = Mapping[str, str]
"""By the old name of a department the new one."""

_Part = TypeVar("_Part", bound=PlanPart)
_Spot = tuple[str, str]
"""Where a department is named: the id of an item, or the name of a group, and the field."""

_NAMING = frozenset({"lead", "responsible", "support", "members"})
"""The lists whose elements are names of departments."""


def find_renames(old: Plan, new: Plan) -> tuple[Rename, ...]:
    """The departments that a plan has under another name than the one before it.

    Such a one is gone, while another has come that goes by its name as an alias, or the other way
    round; or that is of the same kind and named wherever the one gone was, or has its people or
    aliases. Where that is true of several, none of them is it. A name that the plan before had a
    use for is no new one.
    """
    was, now = ({each.name: each for each in plan.departments} for plan in (old, new))
    gone = [was[name] for name in was if name not in now]
    come = [now[name] for name in now if name not in was]
    if not gone or not come:
        return ()
    spots, spots_now = _spots(old), _spots(new)
    left = {*items_by_id(new), *now}

    def is_in_its_place(one: Department, other: Department) -> bool:
        named = {spot for spot in spots.get(one.name, ()) if spot[0] in left}
        follows = bool(named) and named <= spots_now.get(other.name, set())
        return one.kind == other.kind and (follows or _is_told_by_the_rest(one, other))

    come = [each for each in come if each.name not in spots]
    pairs = _pair(gone, come, _goes_by_its_name)
    known = {each.name for pair in pairs for each in pair}
    gone, come = ([each for each in side if each.name not in known] for side in (gone, come))
    pairs += _pair(gone, come, is_in_its_place)
    return tuple(
        Rename(Ref(Subject.DEPARTMENT, one.name), other.name)
        for one, other in sorted(pairs, key=lambda pair: list(was).index(pair[0].name))
    )


def _goes_by_its_name(one: Department, other: Department) -> bool:
    return one.name in other.aliases or other.name in one.aliases


def _is_told_by_the_rest(one: Department, other: Department) -> bool:
    mine, others = (each.model_copy(update={"name": "", "members": ()}) for each in (one, other))
    return bool(one.people or one.aliases) and mine == others


def _pair(
    gone: Sequence[Department],
    come: Sequence[Department],
    is_same: Callable[[Department, Department], bool],
) -> list[tuple[Department, Department]]:
    """Of each, the only one that is the same, where that is the only one for it as well."""
    pairs = [(one, other) for one in gone for other in come if is_same(one, other)]
    named = [each.name for pair in pairs for each in pair]
    return [pair for pair in pairs if all(named.count(each.name) == 1 for each in pair)]


def _spots(plan: Plan) -> dict[str, set[_Spot]]:
    """By name, where a department is named by items, reports and groups."""
    found: dict[str, set[_Spot]] = {}
    for spot, name in _each_naming(plan):
        found.setdefault(name, set()).add(spot)
    return found


def _each_naming(plan: Plan) -> Iterator[tuple[_Spot, str]]:
    for number, item in items_by_id(plan).items():
        for field, names in owner_keys(item):
            yield from (((number, field), name) for name in names)
        yield from (((number, "updates"), update.dept) for update in item.updates if update.dept)
    for group in plan.departments:
        yield from (((group.name, "members"), name) for name in group.members)


def find_former_names(changes: Iterable[Change]) -> frozenset[Change]:
    """Of changes, those by which renamed departments' own names come or go as aliases."""
    changes = tuple(changes)
    names = {c.renamed: {c.old, c.new} for c in changes if isinstance(c, Rename)}
    found: set[Change] = set()
    for change in changes if names else ():
        match change:
            case Insert(Place(item, "aliases"), Element(str(name))) | Remove(
                Place(item, "aliases"), Element(str(name))
            ) if name in names.get(item, ()):
                found.add(change)
    return frozenset(found)


def rename_departments(plan: Plan, names: Names) -> Plan:
    """The plan with other names of departments; what names none of them stays the same object."""
    if not names:
        return plan
    items = {number: (item, called(item, names)) for number, item in items_by_id(plan).items()}
    changed = {number: now for number, (item, now) in items.items() if now is not item}
    departments = tuple(called(each, names) for each in plan.departments)
    named = replace_items(plan, changed) if changed else plan
    return named.model_copy(update={"departments": departments})


def called(part: _Part, names: Names) -> _Part:
    """A part of a plan with other names of departments in it; the same object without any."""

    def each(values: Iterable[str]) -> tuple[str, ...]:
        return tuple(names.get(value, value) for value in values)

    now: dict[str, Any] = {}
    match part:
        case Department():
            now = {"name": names.get(part.name, part.name), "members": each(part.members)}
        case Update():
            now = {"dept": part.dept and names.get(part.dept, part.dept)}
        case Item():
            now = {field: each(owners) for field, owners in owner_keys(part)}
            for below in ("updates", *(["measures"] if isinstance(part, Task) else [])):
                now[below] = tuple(called(child, names) for child in getattr(part, below))
    update = {field: value for field, value in now.items() if value != getattr(part, field)}
    return part.model_copy(update=update) if update else part


def follow_renames(renames: Iterable[Rename]) -> Names:
    """What departments are called after they were renamed, one time after the other."""
    names: dict[str, str] = {}
    for rename in renames:
        names = {old: rename.new if name == rename.old else name for old, name in names.items()}
        names[rename.old] = rename.new
    return {old: name for old, name in names.items() if old != name}


def as_written(field: str, value: object, names: Names) -> object:
    """An element of a list as JSON has it, with other names of departments in it."""
    if isinstance(value, dict) and "dept" in value:
        return {**value, "dept": names.get(value["dept"], value["dept"])}
    return names.get(value, value) if field in _NAMING and isinstance(value, str) else value


def as_called(changes: Iterable[Change], names: Names) -> Changes:
    """The changes as they are told where departments have other names; renamings stay as told."""
    return tuple(_change_as_called(change, names) for change in changes) if names else (*changes,)


def _change_as_called(change: Change, names: Names) -> Change:
    match change:
        case Set(item):
            return replace(change, item=_ref(item, names))
        case Insert(place, key, value) | Remove(place, key, value):
            return replace(
                change,
                place=_place(place, names),
                key=_key(place.field, key, names),
                value=_value(place.field, value, names),
            )
        case Move(key, old, new):
            return Move(_key(new.field, key, names), _place(old, names), _place(new, names))
    return change


def _place(place: Place, names: Names) -> Place:
    owner, field, before = place
    before = None if before is None else _key(field, before, names)
    return Place(_ref(owner, names), field, before)


def _ref(ref: Ref, names: Names) -> Ref:
    is_department = ref.subject is Subject.DEPARTMENT
    return ref._replace(id=names.get(ref.id, ref.id)) if is_department else ref


def _key(field: str, key: Key, names: Names) -> Key:
    if isinstance(key, Element):
        return key._replace(value=_value(field, key.value, names))
    return names.get(key, key) if field == "departments" else key


def _value(field: str, value: FieldValue, names: Names) -> FieldValue:
    if isinstance(value, PlanPart):
        return called(value, names)
    if field in _NAMING and isinstance(value, str):
        return names.get(value, value)
    return value
