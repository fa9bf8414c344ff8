"""Several changes in words, where two of them are one thing that happened.

A suspension that ended is the same one with a day more. As changes of a list without ids, the old
entry went and another came; people are told that work was resumed.
"""

from collections.abc import Iterable, Sequence

from jimoplan.core.changes.changes import Change, Element, Insert, Place, Ref, Remove, Set
from jimoplan.core.changes.words import describe, field_title, name_ref, phrase, show_value
from jimoplan.core.plan.model import Status, Suspension

_Ending = tuple[Ref, Suspension]


def tell(changes: Iterable[Change]) -> list[str]:
    """The changes in words, a line each, without those that another line tells of as well."""
    changes = tuple(changes)
    said = zip(changes, phrases(changes), strict=True)
    return [f"{name_ref(change.item)} {words}" for change, words in said if words]


def tell_each(changes: Iterable[Change]) -> list[str]:
    """For every single change one line."""
    changes = tuple(changes)
    said = zip(changes, phrases(changes), strict=True)
    return [f"{name_ref(c.item)} {words}" if words else describe(c) for c, words in said]


def phrases(changes: Sequence[Change]) -> list[str]:
    """What happened by each change, without its item; '' where another of them tells of it."""
    gone = {_begun(change): change for change in changes if isinstance(change, Remove)}
    come = {_begun(change) for change in changes if isinstance(change, Insert)}
    both = gone.keys() & come - {None}
    dropped = {c.item for c in changes if isinstance(c, Set) and c.new is Status.CANCELLED}
    said: list[str] = []
    for change in changes:
        begun = _begun(change)
        if begun is None or begun not in both:
            said.append(phrase(change))
        else:
            end = "到 {} 为止" if change.item in dropped else "恢复于 {}"
            ending = isinstance(change, Insert)
            said.append(_phrase_ending(change, gone[begun], end) if ending else "")
    return said


def _begun(change: Change) -> _Ending | None:
    """The suspension that a change brings or takes, without its end."""
    match change:
        case Insert(Place(item, "suspensions"), Element(Suspension() as value), _) | Remove(
            Place(item, "suspensions"), Element(Suspension() as value), _
        ):
            return item, value.model_copy(update={"until": None})
    return None


def _phrase_ending(come: Change, gone: Remove, end: str) -> str:
    """A suspension whose end is on record now, or another day, or not any more."""
    was, now = (getattr(getattr(c, "value", None), "until", None) for c in (gone, come))
    begun = _begun(come)
    told = f"{field_title(gone.item, gone.place.field)} {show_value(begun[1] if begun else None)}"
    if was is None:
        return f"{told},{end.format(now)}"
    return f"{told},恢复日期 {was}{f'→{now}' if now else ' 已删去'}"
