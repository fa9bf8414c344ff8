"""A plan taken apart into its items, and put together again."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeVar, cast

from jimoplan.core.changes.changes import CHILDREN, ROOT, Element, Key, Ref
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.own_fields import OwnFields

_Part = TypeVar("_Part", bound=PlanPart)


class ItemNode(NamedTuple):
    """An item of a plan and the list it stands in; the plan itself stands in none."""

    model: PlanPart
    owner: Ref | None
    field: str


def outline(plan: Plan) -> dict[Ref, ItemNode]:
    """Every item by its identity, in the order of the plan.

    Raises ValueError where two items share an identity: such a plan has errors.
    """
    found: dict[Ref, ItemNode] = {}
    ahead = [(ROOT, ItemNode(plan, None, ""))]
    while ahead:
        ref, node = ahead.pop()
        if ref in found:
            raise ValueError(f"two items are called {ref.id}")
        found[ref] = node
        below = [
            (child_ref(field, child), ItemNode(child, ref, field))
            for field in child_fields(node.model)
            for child in getattr(node.model, field)
        ]
        ahead += reversed(below)
    return found


def are_told_apart(plan: Plan) -> bool:
    """Whether every item has an identity of its own, so that the plan can be compared."""
    try:
        return bool(outline(plan))
    except ValueError:
        return False


def child_fields(model: PlanPart) -> tuple[str, ...]:
    """The keyed lists of an item."""
    return _child_fields(type(model))


@cache
def _child_fields(kind: type[PlanPart]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if name in CHILDREN)


def child_ref(field: str, child: PlanPart) -> Ref:
    """The identity of an element of a keyed list."""
    subject, key = CHILDREN[field]
    return Ref(subject, getattr(child, key))


def leaves(model: PlanPart, prefix: str = "") -> Iterator[tuple[str, FieldValue]]:
    """An item's own fields with their values; parts without id are joined by dots."""
    for name in (*type(model).model_fields, *(model.model_extra or ())):
        value = getattr(model, name)
        if name in CHILDREN:
            continue
        if isinstance(value, PlanPart):
            yield from leaves(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def fields_of_either(one: PlanPart, other: PlanPart) -> tuple[str, ...]:
    """The names of the fields that one of two items has; only those of a body's own may differ."""
    names = [name for part in (one, other) for name, _ in leaves(part)]
    return tuple(dict.fromkeys(names))


def get_leaf(model: PlanPart, field: str) -> FieldValue:
    """The value of one of an item's own fields."""
    value: FieldValue = model
    for name in field.split("."):
        value = getattr(value, name)
    return value


def get_list(model: PlanPart, field: str) -> tuple[FieldValue, ...]:
    """The elements of one of an item's lists."""
    value = get_leaf(model, field)
    return value if isinstance(value, tuple) else ()


def set_leaf(model: _Part, field: str, value: FieldValue) -> _Part:
    """The item with another value of one of its own fields; None stands for the field's default."""
    name, _, rest = field.partition(".")
    if isinstance(model, OwnFields):
        return cast("_Part", model.saying(field, value))
    if rest:
        value = set_leaf(getattr(model, name), rest, value)
    elif value is None:
        value = type(model).model_fields[name].get_default()
    return model.model_copy(update={name: value})


def without_children(model: _Part) -> _Part:
    """The item without the items of its own."""
    empty = {field: () for field in child_fields(model) if getattr(model, field)}
    return model.model_copy(update=empty) if empty else model


def entry_keys(values: Iterable[FieldValue]) -> list[Key]:
    """The keys of a list without ids; equal values are told apart by their number."""
    seen: dict[FieldValue, int] = {}
    keys: list[Key] = []
    for value in values:
        seen[value] = seen.get(value, 0) + 1
        keys.append(Element(value, seen[value]))
    return keys


def element_keys(field: str, values: Iterable[FieldValue]) -> list[Key]:
    """The keys of a list's elements: ids where it is a keyed list, values otherwise."""
    if field in CHILDREN:
        return [child_ref(field, value).id for value in values if isinstance(value, PlanPart)]
    return entry_keys(values)
