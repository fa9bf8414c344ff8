"""patch: changes made to a plan, which may have changed otherwise since they were found."""

from collections.abc import Iterable
from itertools import groupby
from operator import is_not
from typing import NamedTuple, TypeVar, cast

from jimoplan.core.changes.changes import (
    CHILDREN,
    ROOT,
    Change,
    Element,
    Insert,
    Key,
    Move,
    Place,
    Ref,
    Remove,
    Rename,
    Set,
)
from jimoplan.core.changes.order import Order
from jimoplan.core.changes.outline import (
    child_fields,
    element_keys,
    get_leaf,
    get_list,
    outline,
    set_leaf,
    without_children,
)
from jimoplan.core.changes.renaming import rename_departments
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.model import Plan

_Model = TypeVar("_Model", bound=PlanPart)


class Clash(NamedTuple):
    """A change that does not fit: what it rests on is `found` to be otherwise (None: gone)."""

    change: Change
    found: FieldValue


class ClashError(Exception):
    """Some of the changes rest on what the plan does not say; none of them is made."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__(f"{len(clashes)} changes do not fit")
        self.clashes = clashes


def patch(plan: Plan, changes: Iterable[Change]) -> Plan:
    """The plan with the changes made; what they do not touch stays the very same object.

    A change that has been made already makes no difference. Where the element before which another
    should stand is not there, it stands at the end. Raises ClashError with every change that rests
    on a value that is another one now, and ValueError for a plan in which items share an id.
    """
    clashes: list[Clash] = []
    for is_rename, some in groupby(changes, lambda change: isinstance(change, Rename)):
        if is_rename:
            for change in cast("Iterable[Rename]", some):
                plan, clash = _rename(plan, change)
                clashes += filter(None, [clash])
        else:
            draft = _Draft(plan)
            clashes += filter(None, map(draft.make, some))
            plan = draft.finish(plan)
    if clashes:
        raise ClashError(tuple(clashes))
    return plan


def _rename(plan: Plan, change: Rename) -> tuple[Plan, Clash | None]:
    """The plan with a department renamed, or what stands in the way of that."""
    known = {department.name: department for department in plan.departments}
    if change.old not in known:
        return plan, None if change.new in known else Clash(change, None)
    if change.new in known:
        return plan, Clash(change, known[change.new])
    return rename_departments(plan, {change.old: change.new}), None


class _Draft:
    """A plan taken apart, changed item by item."""

    def __init__(self, plan: Plan) -> None:
        parts = outline(plan)
        self._models = {ref: node.model for ref, node in parts.items()}
        self._owners = {ref: (n.owner, n.field) for ref, n in parts.items() if n.owner}
        self._orders: dict[tuple[Ref, str], Order] = {}
        self._touched: set[Ref] = set()

    def make(self, change: Change) -> Clash | None:
        """Make one change; or say what stands in its way."""
        match change:
            case Set():
                return self._set(change)
            case Insert():
                return self._insert(change)
            case Remove():
                return self._remove(change)
            case Move():
                return self._move(change)
            case Rename():
                raise ValueError("a renaming concerns the whole plan")

    def finish(self, plan: _Model, ref: Ref = ROOT) -> _Model:
        """The item put together again."""
        if ref not in self._touched:
            return plan
        update = {}
        for field in child_fields(plan):
            below = [self.finish(self._models[child], child) for child in self._below(ref, field)]
            before = getattr(plan, field)
            if len(below) != len(before) or any(map(is_not, below, before)):
                update[field] = tuple(below)
        return cast("_Model", self._models[ref].model_copy(update=update))

    def _below(self, owner: Ref, field: str) -> list[Ref]:
        return [Ref(CHILDREN[field][0], str(key)) for key in self._order(owner, field)]

    def _set(self, change: Set) -> Clash | None:
        if change.item not in self._models:
            return Clash(change, None)
        current = get_leaf(self._models[change.item], change.field)
        if current == change.new:
            return None
        if current != change.old:
            return Clash(change, current)
        self._write(change.item, change.field, change.new)
        return None

    def _insert(self, change: Insert) -> Clash | None:
        place, ref = change.place, change.place.find_item(change.key)
        if place.owner not in self._models:
            return Clash(change, None)
        if ref and ref in self._models:
            same = without_children(self._models[ref]) == change.value
            return None if same else Clash(change, self._models[ref])
        if ref and isinstance(change.value, PlanPart):
            self._models[ref] = change.value
        self._put(place, change.key)
        return None

    def _remove(self, change: Remove) -> Clash | None:
        place, ref = change.place, change.place.find_item(change.key)
        if ref is None:
            if place.owner in self._models and change.key in self._order(place.owner, place.field):
                self._take(place, change.key)
            return None
        if ref not in self._models:
            return None
        model = self._models[ref]
        if without_children(model) != change.value or any(
            self._below(ref, field) for field in child_fields(model)
        ):
            return Clash(change, model)
        self._take(Place(*self._owners[ref]), change.key)
        del self._models[ref]
        return None

    def _move(self, change: Move) -> Clash | None:
        ref = change.new.find_item(change.key)
        if change.new.owner not in self._models:
            return Clash(change, None)
        if ref is None:
            if change.key not in self._order(change.old.owner, change.old.field):
                return Clash(change, None)
            self._take(change.old, change.key)
        elif ref not in self._models:
            return Clash(change, None)
        else:
            owner, field = self._owners[ref]
            if owner not in {change.old.owner, change.new.owner}:
                return Clash(change, self._models[owner])
            self._take(Place(owner, field), change.key)
        self._put(change.new, change.key)
        return None

    def _put(self, place: Place, key: Key) -> None:
        order = self._order(place.owner, place.field)
        if key in order:
            return
        order.insert(key, place.before if place.before in order else None)
        self._changed_list(place, key)

    def _take(self, place: Place, key: Key) -> None:
        self._order(place.owner, place.field).remove(key)
        self._changed_list(place, key)

    def _changed_list(self, place: Place, key: Key) -> None:
        ref = place.find_item(key)
        if ref is None:
            self._touch(place.owner)
            values = tuple(
                k.value for k in self._order(place.owner, place.field) if isinstance(k, Element)
            )
            self._write(place.owner, place.field, values)
        else:
            self._owners[ref] = (place.owner, place.field)
            self._touch(ref)

    def _write(self, ref: Ref, field: str, value: FieldValue) -> None:
        self._models[ref] = set_leaf(self._models[ref], field, value)
        self._touch(ref)

    def _touch(self, ref: Ref) -> None:
        """Note that an item and all that it stands in are to be put together anew."""
        owner: Ref | None = ref
        while owner is not None:
            self._touched.add(owner)
            for field in child_fields(self._models[owner]):
                self._order(owner, field)
            owner = self._owners.get(owner, (None, ""))[0]

    def _order(self, owner: Ref, field: str) -> Order:
        if (owner, field) not in self._orders:
            values = get_list(self._models[owner], field)
            self._orders[owner, field] = Order(element_keys(field, values))
        return self._orders[owner, field]
