"""Which elements of a list without ids are plainly old ones with another value."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence

from jimoplan.core.changes.changes import Element, Key
from jimoplan.core.plan.fields import FieldValue, PlanPart


def same_entries(there: Sequence[Key], wanted: Sequence[Key]) -> dict[Key, Key]:
    """By each new key the old one that it stands for.

    That is the report of the same day, person and department wherever it stands (one that says no
    department can have become one that does), or else the only element replaced in its place; what
    has several fields must agree with it in one besides who says it.
    """
    common = set(there) & set(wanted)
    gone, come = (_by_who(_who, keys, common) for keys in (there, wanted))
    found = {come[who]: gone[who] for who in gone.keys() & come.keys()}
    known = {*common, *found, *found.values()}
    gone, come = (_by_who(_whoever, keys, known) for keys in (there, wanted))
    named = [
        who for who in gone.keys() & come.keys() if not _dept(gone[who]) or not _dept(come[who])
    ]
    found |= {come[who]: gone[who] for who in named}
    settled = {*found, *found.values()}
    old, new = (_by_place(keys, common, settled) for keys in (there, wanted))
    for place in old.keys() & new.keys():
        if len(old[place]) == len(new[place]) == 1 and _is_alike(old[place][0], new[place][0]):
            found[new[place][0]] = old[place][0]
    return found


def _by_who(
    who: Callable[[Key], tuple[object, ...]], keys: Iterable[Key], known: Container[Key]
) -> dict[tuple[object, ...], Key]:
    """The reports that are not known by day and author, as far as that tells them apart."""
    said = [(who(key), key) for key in keys if key not in known]
    count = Counter(author for author, _ in said)
    return {author: key for author, key in said if author and count[author] == 1}


def _by_place(
    keys: Iterable[Key], common: Container[Key], settled: Container[Key]
) -> dict[Key | None, list[Key]]:
    """The keys that are in one list only and not settled, by the common key that they follow."""
    found: dict[Key | None, list[Key]] = {}
    after: Key | None = None
    for key in keys:
        if key in common:
            after = key
        elif key not in settled:
            found.setdefault(after, []).append(key)
    return found


def _who(key: Key) -> tuple[object, ...]:
    """The day, author and department of a report; nothing for what is none."""
    whoever = _whoever(key)
    return (*whoever, _dept(key)) if whoever else ()


def _whoever(key: Key) -> tuple[object, ...]:
    """The day and author of a report, of whichever department."""
    value = _value(key)
    if not isinstance(value, PlanPart) or not hasattr(value, "date"):
        return ()
    return value.date, getattr(value, "by", None)


def _dept(key: Key) -> object:
    return getattr(_value(key), "dept", None)


def _value(key: Key) -> FieldValue:
    return key.value if isinstance(key, Element) else key


def _is_alike(one: Key, other: Key) -> bool:
    """Whether two values can be one rewritten; those of one field always can."""
    values = [_value(key) for key in (one, other)]
    if not all(isinstance(value, PlanPart) for value in values):
        return True
    said = [
        {k: v for k, v in vars(value).items() if k != "by" and v not in {None, ()}}
        for value in values
    ]
    return any(said[1].get(name) == value for name, value in said[0].items())
