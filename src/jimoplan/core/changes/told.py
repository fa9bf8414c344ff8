"""Several changes in words, where two of them are one thing that happened.

A suspension that ended is the same one with a day more, and a report or remark that was corrected
says the same of the same day by the same person. As changes of a list without ids, the old entry
went and another came; people are told that work was resumed, or what was corrected.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from jimoplan.core.changes.changes import Change, Element, Insert, Place, Ref, Remove, Set
from jimoplan.core.changes.words import describe, field_title, name_ref, phrase, show_value
from jimoplan.core.plan.model import Remark, Status, Suspension, Update

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
    corrected = find_corrected(changes)
    said: list[str] = []
    for change in changes:
        begun = _begun(change)
        if change in corrected:
            said.append(_phrase_correction(corrected[change], change))
        elif change in corrected.values():
            said.append("")
        elif begun is None or begun not in both:
            said.append(phrase(change))
        else:
            end = "到 {} 为止" if change.item in dropped else "恢复于 {}"
            ending = isinstance(change, Insert)
            said.append(_phrase_ending(change, gone[begun], end) if ending else "")
    return said


def find_corrected(changes: Iterable[Change]) -> dict[Change, Change]:
    """By each entry that came the one that it corrects: of the same day by the same person."""
    gone, come = list[Change](), list[Change]()
    for change in changes:
        if _whose(change) is not None:
            (come if isinstance(change, Insert) else gone).append(change)
    count = Counter(map(_whose, (*gone, *come)))
    twins = {_whose(change): change for change in gone}
    return {
        change: twins[whose]
        for change in come
        for whose in (_whose(change),)
        if whose in twins and count[whose] == 2  # noqa: PLR2004 - one of each
    }


def _whose(change: Change) -> tuple[object, ...] | None:
    """Of which item, day and person a report or remark is that a change brings or takes."""
    match change:
        case Insert(Place(item, field), Element(Update() | Remark() as said), _) | Remove(
            Place(item, field), Element(Update() | Remark() as said), _
        ):
            return item, field, said.date, said.by
    return None


def _phrase_correction(gone: Change, come: Change) -> str:
    """A report or remark that was put otherwise, with both of its texts in full."""
    was, now = (getattr(change, "value", None) for change in (gone, come))
    if not (isinstance(was, Update | Remark) and isinstance(now, Update | Remark)):
        return phrase(come)
    differing = [
        f"{info.title} {_show(getattr(was, name))}→{_show(getattr(now, name))}"
        for name, info in type(now).model_fields.items()
        if getattr(was, name) != getattr(now, name)
    ]
    what = "填报" if isinstance(now, Update) else str(now.kind)
    who = f" {now.by}" if now.by else ""
    return f"更正{what} {now.date}{who}:{','.join(differing)}"


def _show(value: object) -> str:
    return "无" if value is None else f"“{value}”" if isinstance(value, str) else str(value)


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
