"""The attributes that a template may read of a value; docs/templates.md is written from this.

A view or a part of the plan shows its fields, its properties and a few methods; texts, numbers,
days and collections show only what is listed here. Jinja's sandbox decides on its own objects.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

TEXT_METHODS = frozenset(
    {"capitalize", "count", "endswith", "find", "index", "isalpha", "isdecimal", "isdigit"}
    | {"lower", "lstrip", "partition", "removeprefix", "removesuffix", "rfind", "rpartition"}
    | {"rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "title", "upper"}
)
"""The methods of a text whose results are no longer than the text."""

DAY_NAMES = frozenset(
    {"date", "day", "hour", "isoformat", "isoweekday", "minute", "month", "strftime", "weekday"}
    | {"year"}
)
MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})
LIST_METHODS = frozenset({"count", "index"})

METHODS = frozenset({"all_tasks", "by_role"})
"""The methods of the plan's parts that a template may call."""

_READABLE: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, TEXT_METHODS),
    ((int, float, Decimal, bytes), frozenset()),
    (date, DAY_NAMES),
    (timedelta, frozenset({"days"})),
    (Mapping, MAPPING_METHODS),
    ((tuple, list, set, frozenset, range), LIST_METHODS),
)


@cache
def readable_names(kind: type) -> frozenset[str] | None:
    """The attributes that a template may read of such a value; None where Jinja decides alone."""
    fields = field_names(kind)
    if fields is not None:
        methods = (name for name in METHODS if callable(getattr(kind, name, None)))
        return frozenset({*fields, *property_names(kind), *methods})
    return next((names for known, names in _READABLE if issubclass(kind, known)), None)


def field_names(kind: type) -> tuple[str, ...] | None:
    """The fields of a view or a part of the plan, in order; None for a type that is neither."""
    for listed in ("model_fields", "_fields"):
        if hasattr(kind, listed):
            return tuple(getattr(kind, listed))
    return None


def property_names(kind: type) -> Iterator[str]:
    """What a view or a part of the plan computes from its fields."""
    own = (base for base in kind.__mro__ if base.__module__.startswith("jimoplan."))
    for base in own:
        for name, value in vars(base).items():
            if isinstance(value, property) and not name.startswith("_"):
                yield name
