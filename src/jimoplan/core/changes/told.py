"""Several changes in words, where two of them are one thing that happened.

A suspension that ended is the same one with a day more, and a report or remark that was corrected
is of the same person, and of the same day or in the same words or figures. As changes of a list
without ids, the old entry went and another came; people are told that work was resumed, or what was
corrected. Who removes what they said themselves takes it back. That a renamed department has its
old name as an alias goes without saying, and that whoever submitted an item stands in the record of
its review from then on.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from jimoplan.core.changes.changes import Change, Element, Insert, Place, Ref, Remove, Set
from jimoplan.core.changes.renaming import find_former_names
from jimoplan.core.changes.words import (
    are_blanks_between,
    describe,
    field_title,
    name_ref,
    phrase,
    show_value,
)
from jimoplan.core.display.short import contrast, cut_short, mark_blanks
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.records import Remark, Review, Suspension, Update
from jimoplan.core.plan.words import Status

_Ending = tuple[Ref, Suspension]

CORRECTED = "更正"
"""How the words begin of a record that corrects an entry."""


def tell(changes: Iterable[Change], by: str | None = None) -> list[str]:
    """The changes in words, a line each, without those that another line tells of as well.

    `by` is the name of whoever makes them, if they are one person's.
    """
    changes = tuple(changes)
    said = zip(changes, phrases(changes), strict=True)
    return [f"{name_ref(c.item)} {as_said_by(words, c.data, by)}" for c, words in said if words]


def tell_each(changes: Iterable[Change], by: str | None = None) -> list[str]:
    """For every single change one line."""
    changes = tuple(changes)
    said = zip(changes, phrases(changes), strict=True)
    return [
        f"{name_ref(c.item)} {as_said_by(words, c.data, by)}" if words else describe(c)
        for c, words in said
    ]


def as_said_by(words: str, data: Mapping[str, Any], by: str | None) -> str:
    """The words for a change by somebody: one's own report or remark is taken back, not removed."""
    value = data.get("value") if data["change"] == "remove" else None
    said = value if isinstance(value, dict) and data["field"] in _SAID else {}
    is_own = by is not None and by in {said.get("by"), said.get("entered_by")}
    return f"撤回{words.removeprefix('删去')}" if is_own else words


_SAID = frozenset({"updates", "remarks"})


def phrases(changes: Sequence[Change]) -> list[str]:
    """What happened by each change, without its item; '' where another of them tells of it."""
    gone = {_begun(change): change for change in changes if isinstance(change, Remove)}
    come = {_begun(change) for change in changes if isinstance(change, Insert)}
    both = gone.keys() & come - {None}
    dropped = {c.item for c in changes if isinstance(c, Set) and c.new is Status.CANCELLED}
    corrected = find_corrected(changes)
    replaced = {*corrected.values(), *find_former_names(changes), *_find_recorded(changes)}
    said: list[str] = []
    for change in changes:
        begun = _begun(change)
        if change in corrected:
            said.append(_phrase_correction(corrected[change], change))
        elif change in replaced:
            said.append("")
        elif begun is None or begun not in both:
            said.append(phrase(change))
        else:
            end = "到 {} 为止" if change.item in dropped else "恢复于 {}"
            ending = isinstance(change, Insert)
            said.append(_phrase_ending(change, gone[begun], end) if ending else "")
    return said


def _find_recorded(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes by which a submitter goes from an item, whom the record of a review names now."""
    reviewed = set[tuple[Ref, FieldValue]]()
    for change in changes:
        match change:
            case Insert(Place(item, "reviews"), Element(Review() as review), _):
                reviewed.add((item, review.submitted_by))
    for change in changes:
        match change:
            case Set(item, "submitted_by", old, None) if (item, old) in reviewed:
                yield change


def find_corrected(changes: Sequence[Change]) -> dict[Change, Change]:
    """By each entry that came the one that it corrects, of the same person.

    What they have in common tells which, the more the surer; of several, the first is the first.
    What says all the same of the same day is the same in another's name, and what stands in the
    place of what the same person had said there is that put otherwise.
    """
    gone = [change for change in changes if isinstance(change, Remove) and _said_in(change)]
    come = [change for change in changes if isinstance(change, Insert) and _said_in(change)]
    found: dict[Change, Change] = {}
    for key_of in _WAYS if gone and come else ():
        left: dict[object, deque[Change]] = defaultdict(deque)
        for old in gone:
            left[key_of(old)].append(old)
        for new in reversed(come):  # the last of a list comes in first
            if new not in found and (key := key_of(new)) and left[key]:
                found[new] = left[key].popleft()
        taken = set(found.values())
        gone = [old for old in gone if old not in taken]
    return found


_TEXTS, _FIGURES = ("note", "problem", "solved", "next", "text"), ("progress", "value", "period")
_DAY = ("date",)
_IN_COMMON = (
    (_DAY, _TEXTS),
    (_DAY, _FIGURES),
    (_TEXTS, _FIGURES),
    (_TEXTS,),
    (_DAY,),
    (_FIGURES,),
)
"""By what a report or remark is known again: groups of fields that all say the same, and something.

Another day was written for what says the same, and other words or figures for the same day.
"""


def _key(change: Change, common: Iterable[tuple[str, ...]]) -> tuple[object, ...] | None:
    """Whose it is, on which item, and what groups of fields say; None if one says nothing."""
    said = _said_in(change)
    values = [tuple(getattr(said, name, None) for name in group) for group in common]
    if said is None or any(set(group) == {None} for group in values):
        return None
    who = said.by or (None if _DAY in common else getattr(said, "dept", None))
    return change.item, type(said), who, *values


def _key_of_words(change: Change) -> tuple[object, ...] | None:
    """On which item, and all that it says, whoever says it."""
    said = _said_in(change)
    if said is None:
        return None
    told = {name: value for name, value in said if name not in _WHOSE and value is not None}
    return change.item, type(said), *sorted(told.items())


def _key_of_place(change: Change) -> tuple[object, ...] | None:
    """Whose it is, and where it stands; None for what nobody has signed."""
    said = _said_in(change)
    if said is None or not said.by or not isinstance(change, Insert | Remove):
        return None
    return change.item, type(said), said.by, getattr(said, "dept", None), change.place


_WHOSE = frozenset({"by", "dept", "entered_by"})
_WAYS: tuple[Callable[[Change], tuple[object, ...] | None], ...] = (
    *(partial(_key, common=common) for common in _IN_COMMON),
    _key_of_words,
    _key_of_place,
)
"""How what was corrected is known again, the surest first."""


def _said_in(change: Change) -> Update | Remark | None:
    """The report or remark that a change brings or takes by itself."""
    match change:
        case Insert(_, Element(Update() | Remark() as said), _) | Remove(
            _, Element(Update() | Remark() as said), _
        ):
            return said
    return None


def _phrase_correction(gone: Change, come: Change) -> str:
    """A report or remark that was put otherwise, with both of its texts in full."""
    now = _said_in(come)
    if now is None:
        return phrase(come)
    what = "填报" if isinstance(now, Update) else str(now.kind)
    who = f" {now.by}" if now.by else ""
    return f"{CORRECTED}{what} {now.date}{who}:{','.join(tell_corrected(gone, come))}"


def tell_corrected(gone: Change, come: Change, most: int | None = None) -> list[str]:
    """What a correction put otherwise, field by field, as it was and as it is: 进度 40→45.

    Texts are whole, or cut to `most` cells each, so that they can be told apart.
    """
    was, now = _said_in(gone), _said_in(come)
    if was is None or now is None:
        return []
    return [
        f"{info.title} {_show_both(getattr(was, name, None), getattr(now, name), most)}"
        for name, info in type(now).model_fields.items()
        if getattr(was, name, None) != getattr(now, name)
    ]


def _show_both(was: Any, now: Any, most: int | None) -> str:  # noqa: ANN401 - whatever a record says
    alike = "(只差空白)" if are_blanks_between(was, now) else ""
    if most:
        was, now = _cut_both(was, now, most)
    elif alike:
        was, now = mark_blanks(was), mark_blanks(now)
    return f"{_show(was)}→{_show(now)}{alike}"


def _cut_both(was: Any, now: Any, most: int) -> tuple[Any, Any]:  # noqa: ANN401 - the same
    if isinstance(was, str) and isinstance(now, str):
        return contrast(was, now, most)
    was, now = (cut_short(v, most) if isinstance(v, str) else v for v in (was, now))
    return was, now


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
