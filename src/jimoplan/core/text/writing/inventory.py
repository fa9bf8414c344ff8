"""Where in a text the items of a plan stand, and what its lists look like."""

from functools import cached_property
from typing import NamedTuple

from jimoplan.core.changes.changes import Ref
from jimoplan.core.changes.outline import child_fields, child_ref
from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.nodes import Mapping, Scalar, Sequence


class Example(NamedTuple):
    """A list of the text with its key: what a new list or element of that key is made after."""

    key: Scalar
    node: Sequence


class ItemPlace(NamedTuple):
    """An item where it stands: its list, where that list's key ends, its position in the list."""

    within: Sequence
    header: int
    position: int
    model: PlanPart


class Inventory:
    """A text's items and lists, looked through once and only when somebody asks."""

    def __init__(self, root: Mapping, plan: Plan) -> None:
        self._root = root
        self._plan = plan

    def find(self, field: str, item: PlanPart) -> ItemPlace | None:
        """Where the item of that identity stands in the text, if it does."""
        return self.at(child_ref(field, item))

    def at(self, ref: Ref) -> ItemPlace | None:
        """The same by its identity alone."""
        return self._found[0].get(ref)

    def example(self, key: str) -> Example | None:
        """The first list under that key, if there is one, that shows how its items are spaced."""
        return self._found[1].get(key)

    @cached_property
    def _found(self) -> tuple[dict[Ref, ItemPlace], dict[str, Example]]:
        items: dict[Ref, ItemPlace] = {}
        examples: dict[str, Example] = {}
        ahead: list[tuple[Mapping, PlanPart]] = [(self._root, self._plan)]
        while ahead:
            mapping, model = ahead.pop()
            fields = set(child_fields(model))
            for key, node in mapping.pairs:
                if not isinstance(node, Sequence) or not node.items:
                    continue
                known = examples.get(key.value)
                if known is None or len(known.node.items) == 1 < len(node.items):
                    examples[key.value] = Example(key, node)
                if key.value not in fields:
                    continue
                children = getattr(model, key.value)
                for position, (child, item) in enumerate(zip(children, node.items, strict=True)):
                    place = ItemPlace(node, key.end, position, child)
                    items[child_ref(key.value, child)] = place
                    if isinstance(item, Mapping):
                        ahead.append((item, child))
        return items, examples
