"""Names in braces in the forms of a published document, and braces that are no names.

A brace that is to be printed is written twice: {{ or }}.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from unicodedata import normalize

_PIECE = re.compile(r"\{\{|\}\}|\{([a-z_]+)\}")
_BRACED = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[{}]|\uff5b[^\uff5b\uff5d]*\uff5d")


def fill_in(form: str, values: Mapping[str, str]) -> str:
    """A form with values in place of the names in braces; a name that it does not know stays."""
    return _PIECE.sub(lambda found: _fill(found, values), form)


def _fill(found: re.Match[str], values: Mapping[str, str]) -> str:
    return values.get(found[1], found[0]) if found[1] else found[0][0]


def names_in(form: str) -> list[str]:
    """The names in braces in a form."""
    return [name for name in _PIECE.findall(form) if name]


def strange_braces(form: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """What stands in braces and is no known name, as it is written, and what is written in them.

    So are braces without their other half, and full-width ones around a known name.
    """
    for found in _BRACED.finditer(form):
        written = found[0]
        name = normalize("NFKC", written).strip("{}").strip().lower()
        if written in {"{{", "}}"} or written in {f"{{{each}}}" for each in known}:
            continue
        if written[0] in "{}" or name in known:
            yield written, name
