"""What a conflict asks of people: who filled in what."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jimoplan.core.cells import reveal_line
from jimoplan.core.change.changes import (
    Change,
    Changes,
    Entry,
    Insert,
    Move,
    Place,
    Remove,
    Set,
    item_of,
)
from jimoplan.core.change.words import describe, field_title, name_ref, show_value
from jimoplan.core.model import Update


class Names(NamedTuple):
    """How the two sides are spoken of."""

    ours: str = "我方"
    theirs: str = "对方"


def ask_which(changes: Changes, names: Names) -> str:
    """What the two sides say, of the changes that lead from ours to theirs; '' for none."""
    return ";".join(_sayings(changes, names))


def _sayings(changes: Changes, names: Names) -> Iterator[str]:
    rest = list(changes)
    for gone, new in _same_reports(changes):
        rest.remove(gone)
        rest.remove(new)
        item = name_ref(item_of(gone))
        for field, info in Update.model_fields.items():
            old, now = getattr(gone.value, field), getattr(new.value, field)
            if old != now:
                percent = "%" if field == "progress" else ""
                values = (_with_unit(value, percent) for value in (old, now))
                yield _compare(f"{item} {info.title}", names, *values)
    for change in rest:
        yield _say(change, names)


def _say(change: Change, names: Names) -> str:
    match change:
        case Set(item, field, old, new):
            what = f"{name_ref(item)} {field_title(item, field)}"
            return _compare(what, names, show_value(old), show_value(new))
        case Insert():
            return f"只有{names.theirs}有:{_name_element(change)}"
        case Remove():
            return f"只有{names.ours}有:{_name_element(change)}"
        case Move():
            return f"{names.theirs}的次序:{describe(change)}"


def _compare(what: str, names: Names, ours: str, theirs: str) -> str:
    return f"{what}:{names.ours}填 {ours},{names.theirs}填 {theirs}"


def _name_element(change: Insert | Remove) -> str:
    item = name_ref(item_of(change))
    if isinstance(change.key, Entry):
        title = field_title(change.place.owner, change.place.field)
        return f"{item} {title} {show_value(change.value)}"
    return " ".join(filter(None, (item, reveal_line(getattr(change.value, "title", "")))))


def _same_reports(changes: Iterable[Change]) -> Iterator[tuple[Remove, Insert]]:
    """The updates of a day that the sides have differently, where there is one on each side."""
    gone: dict[tuple[Place, object], list[Remove]] = {}
    new: dict[tuple[Place, object], list[Insert]] = {}
    for change in changes:
        match change:
            case Remove(place, _, Update(date=day)):
                gone.setdefault((place._replace(before=None), day), []).append(change)
            case Insert(place, _, Update(date=day)):
                new.setdefault((place._replace(before=None), day), []).append(change)
    for key in gone.keys() & new.keys():
        if len(gone[key]) == len(new[key]) == 1:
            yield gone[key][0], new[key][0]


def _with_unit(value: object, unit: str) -> str:
    return show_value(value) + (unit if value is not None else "")
