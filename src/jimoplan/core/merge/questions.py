"""What a conflict asks of people: who filled in what."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jimoplan.core.changes.changes import (
    CHILDREN,
    Change,
    Changes,
    Element,
    Insert,
    Move,
    Place,
    Ref,
    Remove,
    Rename,
    Set,
)
from jimoplan.core.changes.outline import outline
from jimoplan.core.changes.words import describe, field_title, name_ref, show_both, show_value
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.merge.result import Conflict
from jimoplan.core.plan.fields import FieldValue
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.records import Update

_FIGURES = ("progress", "value", "period")


class Names(NamedTuple):
    """How the two sides are spoken of."""

    ours: str = "我方"
    theirs: str = "对方"


def share_out(
    changes: Changes, hunks: Sequence[tuple[Conflict, ...]], views: tuple[Plan, Plan]
) -> list[Changes]:
    """Of the changes from our view to theirs, those that each hunk shows by its conflicts.

    A hunk has none where one of them could be shown by another hunk too.
    """
    owners = {ref: node.owner for view in views for ref, node in outline(view).items()}
    shown: list[list[Change]] = [[] for _ in hunks]
    doubtful: set[int] = set()
    for change in changes:
        having = [
            at for at, about in enumerate(hunks) if any(_is_about(c, change, owners) for c in about)
        ]
        for at in having:
            shown[at].append(change)
        doubtful.update(having if len(having) > 1 else ())
    return [() if at in doubtful else tuple(each) for at, each in enumerate(shown)]


def _is_about(conflict: Conflict, change: Change, owners: Mapping[Ref, Ref | None]) -> bool:
    item, field, key = change.touched
    if conflict.field in Update.model_fields:
        day = getattr(getattr(key, "value", None), "date", None)
        is_then = conflict.day in {None, day}
        return item == conflict.item and field == "updates" and is_then
    if conflict.field and conflict.field not in CHILDREN:
        return item == conflict.item and field == conflict.field
    if conflict.field:
        return item == conflict.item and isinstance(change, Move)
    inside: Ref | None = item
    while inside not in {None, conflict.item}:
        inside = owners.get(inside) if inside else None
    return inside is not None


def ask_which(changes: Changes, names: Names, *, by_author: bool = False) -> str:
    """What the two sides say, of the changes that lead from ours to theirs; '' for none.

    `by_author` says that two people's reports of one day are two.
    """
    return ";".join(_sayings(changes, names, by_author=by_author))


def _sayings(changes: Changes, names: Names, *, by_author: bool) -> Iterator[str]:
    rest = list(changes)
    said: dict[tuple[Ref, str], tuple[list[FieldValue], list[FieldValue]]] = {}
    for gone, new in same_reports(changes, by_author=by_author):
        rest.remove(gone)
        rest.remove(new)
        for field in Update.model_fields:
            old, now = getattr(gone.value, field), getattr(new.value, field)
            if old != now:
                sides = said.setdefault((gone.item, field), ([], []))
                sides[0].extend(value for value in (old,) if value is not None)
                sides[1].extend(value for value in (now,) if value is not None)
    for (item, field), sides in said.items():
        percent = "%" if field == "progress" else ""
        values = ("、".join(f"{show_value(v)}{percent}" for v in side) for side in sides)
        title = Update.model_fields[field].title
        yield _compare(f"{name_ref(item)} {title}", names, *(v or show_value(None) for v in values))
    for change in rest:
        yield _say(change, names)


def _say(change: Change, names: Names) -> str:
    match change:
        case Set(item, field, old, new):
            what = f"{name_ref(item)} {field_title(item, field)}"
            return _compare(what, names, *show_both(old, new))
        case Insert():
            return f"只有{names.theirs}有:{_name_element(change)}"
        case Remove():
            return f"只有{names.ours}有:{_name_element(change)}"
        case Move():
            return f"{names.theirs}的次序:{describe(change)}"
        case Rename(item, new_name):
            title = field_title(item, "name")
            return _compare(title, names, show_value(item.id), show_value(new_name))


def _compare(what: str, names: Names, ours: str, theirs: str) -> str:
    return f"{what}:{names.ours}填 {ours},{names.theirs}填 {theirs}"


def _name_element(change: Insert | Remove) -> str:
    item = name_ref(change.item)
    if isinstance(change.key, Element):
        title = field_title(change.place.owner, change.place.field)
        return f"{item} {title} {show_value(change.value)}"
    return " ".join(filter(None, (item, reveal_line(getattr(change.value, "title", "")))))


def same_reports(changes: Iterable[Change], *, by_author: bool) -> Iterator[tuple[Remove, Insert]]:
    """The updates that the sides have differently: the same but for figures, or alone that day.

    `by_author` asks for the same author too.
    """
    known = list(changes)
    for what in (_words_of, _author_and_day_of if by_author else _day_of):
        pairs = list(_pair_by(what, known))
        yield from pairs
        known = [change for change in known if not any(change in pair for pair in pairs)]


def _words_of(update: Update) -> Hashable:
    return update.model_copy(update=dict.fromkeys(_FIGURES))


def _day_of(update: Update) -> Hashable:
    return update.date


def _author_and_day_of(update: Update) -> Hashable:
    return update.date, update.by, update.dept


def _pair_by(
    what: Callable[[Update], Hashable], changes: Iterable[Change]
) -> Iterator[tuple[Remove, Insert]]:
    gone: dict[tuple[Place, Hashable], list[Remove]] = {}
    new: dict[tuple[Place, Hashable], list[Insert]] = {}
    for change in changes:
        match change:
            case Remove(place, _, Update() as update):
                gone.setdefault((place._replace(before=None), what(update)), []).append(change)
            case Insert(place, _, Update() as update):
                new.setdefault((place._replace(before=None), what(update)), []).append(change)
    for key in gone.keys() & new.keys():
        if len(gone[key]) == len(new[key]) == 1:
            yield gone[key][0], new[key][0]
