"""diff: what turns one plan into another, item by item and field by field."""

from collections.abc import Iterable, Iterator

from jimoplan.core.changes.changes import (
    CHILDREN,
    Change,
    Changes,
    Element,
    Insert,
    Key,
    Move,
    Place,
    Ref,
    Remove,
    Set,
)
from jimoplan.core.changes.order import Order, longest_run
from jimoplan.core.changes.outline import (
    ItemNode,
    child_fields,
    element_keys,
    entry_keys,
    fields_of_either,
    get_leaf,
    get_list,
    outline,
    without_children,
)
from jimoplan.core.changes.renaming import find_renames, follow_renames, rename_departments
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.model import Plan


def diff(old: Plan, new: Plan) -> Changes:
    """The changes that make the new plan of the old one, none where the two are equal.

    An item is the same as long as its id is, wherever it stands. A department that has another
    name is renamed before all else. Raises ValueError for a plan in which two items share an id.
    """
    if old == new:
        return ()
    renames = find_renames(old, new)
    return (*renames, *diff_by_name(rename_departments(old, follow_renames(renames)), new))


def diff_by_name(old: Plan, new: Plan) -> Changes:
    """The same, where a department is another one as soon as it has another name."""
    return () if old == new else tuple(_Comparison(old, new).changes())


class _Comparison:
    """Two plans; the orders are the old one's lists, changed along with what is reported."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self._was = outline(old)
        self._now = outline(new)
        self._orders: dict[tuple[Ref, str], Order] = {}

    def changes(self) -> Iterator[Change]:
        """Values first, then what is new or elsewhere from the top down, then what is gone."""
        for ref, node in self._now.items():
            before = self._was.get(ref)
            if before and before.model is not node.model:
                yield from _compare_leaves(ref, before.model, node.model)
        for ref, node in self._now.items():
            was = self._was.get(ref)
            if was is None or was.model is not node.model:
                for field in child_fields(node.model):
                    yield from self._arrange(ref, field)
        for ref, node in reversed(self._was.items()):
            if ref not in self._now and node.owner:
                before_it = self._order(node.owner, node.field).remove(ref.id)
                place = Place(node.owner, node.field, before_it)
                yield Remove(place, ref.id, without_children(node.model))

    def _arrange(self, owner: Ref, field: str) -> Iterator[Change]:
        """What makes a list of items stand as it should, apart from what is gone."""
        wanted = _ids(self._now, owner, field)
        there = _ids(self._was, owner, field)
        if wanted == there:
            return
        subject, _ = CHILDREN[field]
        staying = _staying(there, wanted)
        before: Key | None = None
        for key in reversed(wanted):
            place = Place(owner, field, before)
            ref = Ref(subject, str(key))
            if key not in staying:
                yield self._bring(ref, place)
            before = key

    def _bring(self, ref: Ref, place: Place) -> Change:
        """The change that makes an item stand in a place where it does not stand now."""
        order = self._order(place.owner, place.field)
        was = self._was.get(ref)
        if was is None or was.owner is None:
            order.insert(ref.id, place.before)
            return Insert(place, ref.id, without_children(self._now[ref].model))
        followed = self._order(was.owner, was.field).remove(ref.id)
        order.insert(ref.id, place.before)
        return Move(ref.id, Place(was.owner, was.field, followed), place)

    def _order(self, owner: Ref, field: str) -> Order:
        if (owner, field) not in self._orders:
            self._orders[owner, field] = Order(_ids(self._was, owner, field))
        return self._orders[owner, field]


def _ids(items: dict[Ref, ItemNode], owner: Ref, field: str) -> list[Key]:
    node = items.get(owner)
    return element_keys(field, get_list(node.model, field)) if node else []


def _staying(there: list[Key], wanted: list[Key]) -> set[Key]:
    """As many as can be of the elements wanted that need no move: their order is as it was."""
    ranks = {key: rank for rank, key in enumerate(there)}
    common = [key for key in wanted if key in ranks]
    kept = longest_run([ranks[key] for key in common])
    return {common[position] for position in kept}


def changed_fields(old: PlanPart, new: PlanPart) -> Iterator[str]:
    """The fields of its own in which a part of a plan says otherwise than it did."""
    fields = fields_of_either(new, old)
    return (field for field in fields if get_leaf(old, field) != get_leaf(new, field))


def _compare_leaves(ref: Ref, old: PlanPart, new: PlanPart) -> Iterator[Change]:
    for field in changed_fields(old, new):
        was, now = get_leaf(old, field), get_leaf(new, field)
        if isinstance(was, tuple) and isinstance(now, tuple):
            yield from _compare_entries(ref, field, was, now)
        else:
            yield Set(ref, field, was, now)


def _compare_entries(
    ref: Ref, field: str, was: Iterable[FieldValue], now: Iterable[FieldValue]
) -> Iterator[Change]:
    """The changes to a list without ids: gone, then moved or new from the end to the front."""
    there, wanted = entry_keys(was), entry_keys(now)
    order = Order(there)
    kept = set(wanted)
    for key in there:
        if key not in kept:
            yield Remove(Place(ref, field, order.remove(key)), key, _value(key))
    staying = _staying(there, wanted)
    before: Key | None = None
    for key in reversed(wanted):
        place = Place(ref, field, before)
        if key in order and key not in staying:
            yield Move(key, Place(ref, field, order.remove(key)), place)
            order.insert(key, before)
        elif key not in order:
            yield Insert(place, key, _value(key))
            order.insert(key, before)
        before = key


def _value(key: Key) -> FieldValue:
    return key.value if isinstance(key, Element) else key
