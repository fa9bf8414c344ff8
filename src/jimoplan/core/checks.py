"""Every rule over a plan, and over what is left of one that the model refused."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from jimoplan.core.advice import ADVICE
from jimoplan.core.document import Document, Path
from jimoplan.core.findings import Finding, Rule
from jimoplan.core.model import Plan
from jimoplan.core.nodes import Fault
from jimoplan.core.rules import RULES
from jimoplan.core.values import Value
from jimoplan.core.vocabulary import MODELS, model_at, required_keys

_FIRST_DAY = "2000-01-01"
_STAND_INS: dict[str, Value] = {
    "schema": "1",
    "start": _FIRST_DAY,
    "end": "2000-12-31",
    "date": _FIRST_DAY,
    "due": _FIRST_DAY,
    "changed": _FIRST_DAY,
    "departments": [],
    "sections": [],
}


def check_plan(plan: Plan, document: Document) -> list[Fault]:
    """The faults that all rules find in a plan, each at its place in the document."""
    found = [finding for rule in (*RULES, *ADVICE) for finding in rule.check(plan)]
    return [finding.at(document) for finding in found]


def check_rest(value: Value, errors: Sequence[ErrorDetails], document: Document) -> list[Fault]:
    """The faults that rules find in what the model did not refuse.

    Refused values are replaced by stand-ins; what a rule finds because of one is left out.
    """
    repaired = deepcopy(value)
    for error in errors:
        _repair(repaired, error)
    try:
        plan = Plan.model_validate(repaired)
    except ValidationError:
        return []
    refused = [error["loc"] for error in errors]
    return [
        finding.at(document)
        for rule in (*RULES, *ADVICE)
        for finding in rule.check(plan)
        if not _rests_on(finding, rule, refused)
    ]


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
    """The least that the model takes at a path."""
    *way, last = path
    if last == "id":
        return f"0-{way[-1]}" if "measures" in way else "0"
    if last == "kind":
        return "科室" if "departments" in way else "一次性"
    if last in _STAND_INS:
        return _STAND_INS[str(last)]
    if last in MODELS or (isinstance(last, int) and way[-1] in MODELS):
        return {key: _stand_in((*path, key)) for key in required_keys(model_at(path))}
    return "待明确"


def _rests_on(finding: Finding, rule: Rule, refused: Sequence[Path]) -> bool:
    return any(
        rule.reads.intersection(map(str, path))
        and (path[0] != "sections" or _same_branch(finding.path, path))
        for path in refused
    )


def _same_branch(one: Path, other: Path) -> bool:
    """Whether one path's item contains the other's."""
    shorter = min(len(one), len(other)) - 1
    return one[:shorter] == other[:shorter]
