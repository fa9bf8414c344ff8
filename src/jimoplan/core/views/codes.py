"""English codes of the fixed words, for programs: 已完成 is completed.

A word's code is the name of its member in small letters. Codes are published (docs/json.md), so a
member is renamed only with a new version of the JSON answers.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jimoplan.core.changes.changes import Subject
from jimoplan.core.plan.words import (
    Cadence,
    Direction,
    Kind,
    Mark,
    RemarkKind,
    Role,
    Status,
    Totalling,
    Verdict,
)

WORDS: Mapping[str, tuple[type[StrEnum], ...]] = {
    "status": (Status,),
    "kind": (Kind, RemarkKind),
    "role": (Role,),
    "cadence": (Cadence,),
    "direction": (Direction,),
    "total": (Totalling,),
    "proposal": (Mark,),
    "result": (Verdict,),
    "subject": (Subject,),
}
"""Under which key which words stand; a department's kind is its body's own word."""

_OWN_FIELDS = "fields"


def code_of(word: StrEnum) -> str:
    """The English code of a word."""
    return word.name.lower()


def with_codes(data: Any) -> Any:  # noqa: ANN401 - any JSON
    """The data with `status_code` behind every `status`, and so on for all fixed words.

    A change of such a field has `old_code` and `new_code`. A body's own fields are left as they
    are, whatever their names.
    """
    if isinstance(data, Mapping):
        coded: dict[str, Any] = {}
        for key, value in data.items():
            is_own = key == _OWN_FIELDS and isinstance(value, Mapping)
            coded[key] = value if is_own else with_codes(value)
            code = _find_code(key, value)
            if code is not None and (key != "subject" or "id" in data):  # a commit has one, too
                coded.setdefault(f"{key}_code", code)
        return coded | _codes_of_change(data)
    if isinstance(data, (list, tuple)):
        return [with_codes(each) for each in data]
    return data


def _find_code(key: str, value: object) -> str | None:
    if isinstance(value, StrEnum):
        return None if value.isascii() else code_of(value)
    for words in WORDS.get(key, ()):
        if isinstance(value, str) and value in set(words):
            return code_of(words(value))
    return None


def _codes_of_change(data: Mapping[str, Any]) -> dict[str, str | None]:
    """The codes of what a field was and is, where that takes fixed words."""
    field = data.get("field")
    if field is None or data.get("change") != "set" or field not in WORDS:
        return {}
    return {f"{end}_code": _find_code(field, data[end]) for end in ("old", "new")}
