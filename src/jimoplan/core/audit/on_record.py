"""The reviews and moved deadlines that changes put on record, and what goes with a record."""

from jimoplan.core.changes.changes import (
    RETIRED,
    Change,
    Changes,
    Element,
    Insert,
    Place,
    Ref,
    Remove,
    Set,
    Subject,
)
from jimoplan.core.plan.records import DueChange, Review, Suspension
from jimoplan.core.plan.words import Status


def new_reviews(changes: Changes) -> list[tuple[Ref, Review]]:
    """The reviews that changes put on record, each with its item; a new item may bring some."""
    found: list[tuple[Ref, Review]] = []
    for change in changes:
        match change:
            case Insert(Place(item, "reviews"), Element(Review() as review), _):
                found.append((item, review))
            case Insert(_, str(), value):
                found += [(change.item, review) for review in getattr(value, "reviews", ())]
    return found


def due_records(changes: Changes, item: Ref) -> list[DueChange]:
    """The records of a moved deadline that changes add to an item."""
    return [
        change.key.value
        for change in changes
        if isinstance(change, Insert)
        and change.place[:2] == (item, "due_changes")
        and isinstance(change.key, Element)
        and isinstance(change.key.value, DueChange)
    ]


def ends_suspension(changes: Changes, item: Ref, entry: Suspension) -> bool:
    """Whether a suspension, as it was or as it is, is one that changes end or open again.

    Of the two that tell of it one goes and the other comes.
    """
    told: dict[type, list[Suspension]] = {Insert: [], Remove: []}
    for change in changes:
        if isinstance(change, Insert | Remove) and change.place[:2] == (item, "suspensions"):
            told[type(change)] += [change.value] if isinstance(change.value, Suspension) else []
    return any(
        entry in (come, gone) and _is_same_pause(come, gone)
        for come in told[Insert]
        for gone in told[Remove]
    )


def _is_same_pause(one: Suspension, other: Suspension) -> bool:
    """Whether two entries tell of one suspension, of which only one has ended."""
    begun = [entry.model_copy(update={"until": None}) for entry in (one, other)]
    return begun[0] == begun[1] and (one.until is None) is not (other.until is None)


def steps_through(changes: Changes, item: Ref, status: Status) -> bool:
    """Whether changes bring an item into a status, or out of it."""
    steps = (c for c in changes if isinstance(c, Set) and c.touched[:2] == (item, "status"))
    return any(status in {step.old, step.new} for step in steps)


def retires_removed(change: Change, changes: Changes) -> bool:
    """Whether a change retires the number of an item that the changes remove."""
    match change:
        case Insert(Place(_, field), Element(str(number)), _) if field == RETIRED:
            gone = (c.item for c in changes if isinstance(c, Remove) and isinstance(c.key, str))
            return any(item in _numbered(number) for item in gone)
    return False


def freed_number(change: Change) -> str | None:
    """The number that a change takes out of the retired ones."""
    match change:
        case Remove(Place(_, field), Element(str(number)), _) if field == RETIRED:
            return number
    return None


def keeps_number(removed: Ref, changes: Changes) -> bool:
    """Whether changes that remove an item retire its number."""
    return any(
        isinstance(change, Insert)
        and change.place.field == RETIRED
        and removed in _numbered(str(change.value))
        for change in changes
    )


def _numbered(number: str) -> tuple[Ref, Ref]:
    return Ref(Subject.TASK, number), Ref(Subject.MEASURE, number)
