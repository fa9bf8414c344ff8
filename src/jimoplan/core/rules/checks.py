"""Running the rules over a plan, also over one of which the model refused some values."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.vocabulary import MODELS, model_at, nearest_key, required_keys
from jimoplan.core.plan.words import OFFICE
from jimoplan.core.rules.clock import CLOCK_RULES
from jimoplan.core.rules.consistency import RULES
from jimoplan.core.rules.departments import DEPARTMENT_RULES
from jimoplan.core.rules.findings import Finding, Rule
from jimoplan.core.rules.milestones import MILESTONE_RULES
from jimoplan.core.rules.numbering import NUMBERING_RULES
from jimoplan.core.rules.own_fields import OWN_FIELD_RULES
from jimoplan.core.text.document import Document, Path
from jimoplan.core.text.nodes import Fault, Value

ERROR_RULES = (
    *NUMBERING_RULES,
    *RULES,
    *CLOCK_RULES,
    *MILESTONE_RULES,
    *DEPARTMENT_RULES,
    *OWN_FIELD_RULES,
)
"""The rules that refuse a plan; whoever wants advice adds ADVICE."""

_FIRST_DAY = "2000-01-01"
_STAND_INS: dict[str, Value] = {
    "schema": "1",
    "start": _FIRST_DAY,
    "end": "2000-12-31",
    "date": _FIRST_DAY,
    "due": _FIRST_DAY,
    "changed": _FIRST_DAY,
    "since": _FIRST_DAY,
    "email": "a@b",
    "role": "联络员",
    "type": "文字",
    "departments": [],
    "sections": [],
}


def check_plan(
    plan: Plan, document: Document, rules: Iterable[Rule], empty: Iterable[Path] = ()
) -> list[Fault]:
    """The faults that rules find in a plan, each at its place in the document.

    A finding that rests on a key without content, whose path is in `empty`, is left out.
    """
    return _apply_rules(plan, document, rules, _Refused((path, str(path[-1])) for path in empty))


def check_rest(
    value: Value, errors: Sequence[ErrorDetails], document: Document, rules: Iterable[Rule]
) -> list[Fault]:
    """The faults that rules find in a plan of which the model refused some values.

    Those are replaced by stand-ins; a finding that rests on a stand-in is left out.
    """
    repaired = deepcopy(value)
    for error in errors:
        _repair(repaired, error)
    try:
        plan = Plan.model_validate(repaired)
    except ValidationError:
        return []
    refused = [(error["loc"], _meant_key(error)) for error in errors]
    empty = [(path, str(path[-1])) for path in empty_paths(value)]
    faults = _apply_rules(plan, document, rules, _Refused([*refused, *empty]))
    return [fault for fault in faults if not _INVENTED.search(fault.message)]


_INVENTED = re.compile(r"(?<![0-9-])0-[0-9]|(?:任务|编号) 0(?![0-9])")
"""Words that name the id of a stand-in, which is in no file."""


def _apply_rules(
    plan: Plan, document: Document, rules: Iterable[Rule], refused: "_Refused"
) -> list[Fault]:
    return [
        finding.at(document)
        for rule in rules
        for finding in rule.check(plan)
        if not refused.bears(finding, rule)
    ]


def empty_paths(value: Value, path: Path = ()) -> Iterator[Path]:
    """The paths of keys without content."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from ((*path, key),) if entry is None else empty_paths(entry, (*path, key))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from empty_paths(entry, (*path, index))


def _repair(value: Any, error: ErrorDetails) -> None:  # noqa: ANN401 - a tree of any shape
    *way, last = error["loc"]
    for part in way:
        value = value[part]
    if isinstance(last, str) and _is_optional(error):
        value.pop(last, None)
    else:
        value[last] = _stand_in(error["loc"])


def _is_optional(error: ErrorDetails) -> bool:
    path = error["loc"]
    return error["type"] == "extra_forbidden" or path[-1] not in required_keys(model_at(path[:-1]))


def _stand_in(path: Path) -> Value:
    """A value that the model accepts at a path."""
    *way, last = path
    if last == "id":
        return f"0-{way[-1]}" if "measures" in way else "0"
    if last == "kind":
        return OFFICE if "departments" in way else "一次性"
    if last in _STAND_INS:
        return _STAND_INS[str(last)]
    if last in MODELS or (isinstance(last, int) and way[-1] in MODELS):
        return {key: _stand_in((*path, key)) for key in required_keys(model_at(path))}
    return "待明确"


class _Refused:
    """Which findings rest on a value that the model refused.

    A finding does if its rule reads the refused key and one of the two stands within the item of
    the other. What stands outside the sections (departments, the period) belongs to every item.
    """

    def __init__(self, refused: Iterable[tuple[Path, str]]) -> None:
        """Take the refused paths, each with the key that was meant."""
        self._paths: set[Path] = set()
        self._keys: set[str] = set()
        self._shared: set[str] = set()
        self._at: defaultdict[Path, set[str]] = defaultdict(set)
        self._below: defaultdict[Path, set[str]] = defaultdict(set)
        for path, key in refused:
            self._enter(path, key)

    def _enter(self, path: Path, key: str) -> None:
        self._paths.add(path)
        self._keys.add(key)
        if path[0] != "sections":
            self._shared.add(key)
        self._at[path[:-1]].add(key)
        for length in range(len(path)):
            self._below[path[:length]].add(key)

    def bears(self, finding: Finding, rule: Rule) -> bool:
        """Whether the finding may be there only because of a refused value."""
        if not self._paths:
            return False
        path = finding.path
        around = [path[:length] for length in range(len(path) + 1)]
        return (
            not rule.reads.isdisjoint(self._keys if rule.wide else self._shared)
            or not self._paths.isdisjoint(around)
            or not rule.reads.isdisjoint(self._below.get(path[:-1], ()))
            or any(not rule.reads.isdisjoint(self._at.get(prefix, ())) for prefix in around)
        )


def _meant_key(error: ErrorDetails) -> str:
    """The last key of a refused path, spelled as it was meant."""
    path = error["loc"]
    key = next(part for part in reversed(path) if isinstance(part, str))
    if error["type"] == "extra_forbidden":
        return nearest_key(key, model_at(path[:-1])) or key
    return key
