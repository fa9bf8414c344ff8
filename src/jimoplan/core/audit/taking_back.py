"""Whether changes take back what was recorded before, in one with its record."""

from jimoplan.core.changes.changes import Changes, Ref, Remove, Set
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.model import DueChange, Review
from jimoplan.core.plan.rights import address_of


def takes_back_review(changes: Changes, item: Ref, address: str) -> bool:
    """Whether changes take a review of an item back that somebody of that address made."""
    return any(
        isinstance(change, Remove)
        and change.place[:2] == (item, "reviews")
        and isinstance(change.value, Review)
        and address_of(change.value.by) == address
        for change in changes
    )


def takes_back_deadline(changes: Changes, item: Ref, due: FieldValue) -> bool:
    """Whether changes bring a deadline back and take the record of its change away."""
    back = any(isinstance(c, Set) and c.item == item and c.field == "due" for c in changes)
    gone = [
        change.value.due
        for change in changes
        if isinstance(change, Remove)
        and change.place[:2] == (item, "due_changes")
        and isinstance(change.value, DueChange)
    ]
    return back and bool(gone) and (due is None or due in gone)
