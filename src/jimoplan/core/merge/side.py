"""One side of a merge: its items, and what it changed of the base."""

from jimoplan.core.changes.changes import Element, Insert, Move, Ref, Set
from jimoplan.core.changes.diff import diff_by_name
from jimoplan.core.changes.outline import leaves, outline
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.own_fields import OwnFields

UNSAID = object()
"""What a field that must be given says if nobody has said anything."""


class Side:
    """A plan that grew out of a base: its items, and by item the fields that changes touched.

    `brought` are the items that the side inserted or moved into what they stand in; of a new one
    the fields given are touched. Raises ValueError for a plan in which two items share an identity.
    """

    def __init__(self, base: Plan, plan: Plan) -> None:
        self.items = outline(plan)
        self.fields: dict[Ref, set[str]] = {}
        self.brought: set[Ref] = set()
        for change in diff_by_name(base, plan):
            item, field, _ = change.touched
            match change:
                case Insert(_, key, PlanPart() as part) if not isinstance(key, Element):
                    self.brought.add(item)
                    self.fields[item] = {
                        f for f, value in leaves(part) if value != default(part, f)
                    }
                case Move(_, old, new) if old.owner != new.owner:
                    self.brought.add(item)
                case _ if isinstance(change, Set) or field:
                    self.fields.setdefault(item, set()).add(field)

    def touches(self, ref: Ref) -> bool:
        """Whether the side changed an item's own fields or put it elsewhere."""
        return ref in self.fields or ref in self.brought


def default(model: PlanPart, field: str) -> FieldValue | object:
    """What a field of a new item says if nobody has said anything."""
    name, _, rest = field.partition(".")
    if rest:
        return default(getattr(model, name), rest)
    if isinstance(model, OwnFields):
        return None
    info = type(model).model_fields[name]
    return UNSAID if info.is_required() else info.get_default()
