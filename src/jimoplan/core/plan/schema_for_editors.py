"""What editors make of the schema: snippets to fill in, and messages in Chinese."""

from collections.abc import Mapping
from typing import Any

from jimoplan.core.plan.deadline import DEADLINE_PATTERN
from jimoplan.core.plan.fields import EMAIL_PATTERN, ID_PATTERN, LINE_PATTERN, TEXT_PATTERN

_TODAY = "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}"
_REPORTED = {"note": "${3:进展情况}", "next": "${4:下一步计划}"}
_REPORTS = {
    "填报进度": {"progress": "${2:60}"},
    "填报指标值": {"value": "${2:0}"},
    "填报一期": {"period": "${2:1}"},
}
_MEASURES: Mapping[str, dict[str, str]] = {
    "一次性": {"deliverables": "[${3:成果}]"},
    "常态化": {},
    "周期性": {"cadence": "${3:每月}"},
    "指标": {"target": "${3:100}", "unit": "${4:件}"},
}
_MESSAGES = {
    "date": "日期写成 2024-06-30 的样子,而且要有这一天",
    f"^{ID_PATTERN}$": "编号由字母、数字、汉字组成,中间可以有点或短横线,如 8-1",
    TEXT_PATTERN: "不能是空的",
    LINE_PATTERN: "要写一行文字,不能是空的,也不能换行",
    EMAIL_PATTERN: "写成 zhang@example.cn 样子的邮箱",
    DEADLINE_PATTERN: "写一天,如 2024-06-30,或 2024-06(6月底)、2024-Q2、2024-H1、2024",
}
"""What is wrong with a text that has not the form of a pattern, or is no date."""

_BOUNDS: Mapping[str, str] = {
    "ge": "minimum",
    "le": "maximum",
    "gt": "exclusiveMinimum",
    "lt": "exclusiveMaximum",
}
"""Where a value is checked before its bounds, pydantic writes its own words for them (#11576)."""


def add_snippets(definitions: dict[str, Any]) -> None:
    """Offer a report and a measure of each kind, ready to be filled in."""
    definitions["Update"]["defaultSnippets"] = [
        {
            "label": label,
            "description": f"{label},随后用 jimoplan commit 提交",
            "body": {"date": _TODAY, "by": "${1:填报人}", **figure, **_REPORTED},
        }
        for label, figure in _REPORTS.items()
    ]
    definitions["Measure"]["defaultSnippets"] = [
        {
            "label": f"{kind}举措",
            "description": f"一条{kind}的举措",
            "body": {"id": "${1:8-1}", "kind": kind, "title": "${2:举措名称}", **more},
        }
        for kind, more in _MEASURES.items()
    ]


def tidy_schema(node: Any) -> Any:  # noqa: ANN401 - any JSON
    """The schema as validators read it strictly and editors show it.

    Bounds have the standard's names, nothing is null by default (editors would insert it), what
    stands beside a reference counts, and each pattern says what it wants.
    """
    if isinstance(node, list):
        return [tidy_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept: dict[str, Any] = {
        _BOUNDS.get(key, key): tidy_schema(value) for key, value in node.items()
    }
    if kept.get("default", 0) is None:
        del kept["default"]
    kept = _join_null(kept)
    if "$ref" in kept and len(kept) > 1:  # in draft 7 it hides what stands beside it
        kept = {**kept, "allOf": [{"$ref": kept["$ref"]}]}
        del kept["$ref"]
    return kept | _say_what_is_wrong(kept)


def _join_null(node: dict[str, Any]) -> dict[str, Any]:
    """A plain value that may be left empty as one schema, which has better messages than two."""
    match node.get("anyOf"):
        case [{"type": kind, **rest}, {"type": "null"}] if kind not in ("object", "array"):
            kinds = [*kind, "null"] if isinstance(kind, list) else [kind, "null"]
            others = {key: value for key, value in node.items() if key != "anyOf"}
            return {"type": kinds, **{str(key): rest[key] for key in rest}, **others}
    return node


def _say_what_is_wrong(node: dict[str, Any]) -> dict[str, Any]:
    """The messages of a node in editors: for a pattern, and for fixed words."""
    said: dict[str, Any] = {}
    if isinstance(node.get("pattern"), str):
        known = _MESSAGES.get(str(node.get("format"))) or _MESSAGES[node["pattern"]]
        said["patternErrorMessage"] = known
    words = node.get("enum")
    if isinstance(words, list) and "title" in node:
        said["errorMessage"] = f"{node['title']}只能写:{'、'.join(map(str, words))}"
    return said
