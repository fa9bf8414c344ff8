"""The JSON Schema of plan.yaml, in Chinese, for editors to complete and check by.

Written as draft 7, which is what editors' YAML extensions know best.
"""

from collections.abc import Iterable
from typing import Any

from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.schema_for_editors import add_snippets, tidy_schema
from jimoplan.core.plan.words import Kind

_DRAFT = "http://json-schema.org/draft-07/schema#"
_TITLES = {
    "Cadence": "周期",
    "CarriedFrom": "上年结转",
    "Commits": "自动提交",
    "Department": "部门",
    "Direction": "达标方向",
    "DueChange": "一次时限调整",
    "Duty": "职责",
    "EvidenceRule": "佐证材料",
    "FieldDeclaration": "一个自有字段",
    "FieldType": "字段类型",
    "Header": "计划",
    "Kind": "举措类别",
    "Measure": "举措",
    "Milestone": "节点",
    "Numbering": "序号不重复的范围",
    "OwnFields": "自有字段",
    "Period": "计划期间",
    "Person": "人员",
    "Policy": "口径",
    "Published": "公布格式",
    "Remark": "一条意见",
    "RemarkKind": "意见类别",
    "Review": "一次审核",
    "ReviewedFile": "审核所据文件",
    "Section": "板块",
    "Status": "状态",
    "Suspension": "一次暂缓",
    "Task": "任务",
    "Mark": "标记",
    "Totalling": "合计方式",
    "Update": "一次填报",
    "Verdict": "审核结果",
}
_MEANINGS = {
    "Kind": "一次性:办一次就有结果;常态化:全年都做;周期性:按 cadence 一期一报;指标:有目标数字",
    "Status": "未启动→推进中→已完成(责任部门认定)→已销号(他人核实);暂缓、已取消要写 reason",
    "Department": "计划里出现的部门;其他地方一律写全称。改名用 jimoplan rename dept",
    "FieldDeclaration": "任务、举措上本单位自己加的一个字段;写在一项的 fields 里",
    "OwnFields": "键是 plan.fields 里写的名称,值照那里的类型",
    "Measure": "任务里的一项具体工作;不写责任部门时随任务",
    "Duty": "联络员填报;分管领导审核、调整时限;督查管全部",
    "Person": "代表这个部门改计划的人,按 git 提交的邮箱认",
    "Published": "公布文件怎样写标题、序号和责任条款;花括号里的名字代表一项的内容",
    "Task": "公布文本里的一项;编号给了就不改",
    "Update": "一次进展填报,一次一条,不改旧的;别人的意见写在 remarks",
}
_NAMES = "DepartmentName"
DATE_PATTERN = "^[0-9]{4}-(0[13578]-(0[1-9]|[12][0-9]|3[01])|02-(0[1-9]|[12][0-9])|\
1[02]-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30))$"
_OWNER_KEYS = ("lead", "responsible", "support", "members")


def build_schema(departments: Iterable[str] = ()) -> dict[str, Any]:
    """The schema; department names given are offered where a department belongs."""
    schema = Plan.model_json_schema(ref_template="#/definitions/{model}")
    definitions: dict[str, Any] = schema.pop("$defs")
    for name, definition in definitions.items():
        _name_in_chinese(name, definition)
    _offer_departments(definitions, list(departments))
    _take_plain_numbers(schema, definitions)
    _check_dates(definitions)
    for name in ("Task", "Measure"):
        _check_kinds(definitions[name])
    add_snippets(definitions)
    whole = {
        "$schema": _DRAFT,
        "title": "工作要点计划文件",
        "description": "一个单位一年的工作要点:部门、板块、任务、举措和填报记录",
        **{key: value for key, value in schema.items() if key not in {"title", "description"}},
        "definitions": dict(sorted(definitions.items())),
    }
    return {key: tidy_schema(value) for key, value in whole.items()}


def _name_in_chinese(name: str, definition: dict[str, Any]) -> None:
    """Put Chinese words where pydantic puts the English class name and docstring."""
    definition["title"] = _TITLES[name]
    definition.pop("description", None)
    if name in _MEANINGS:
        definition["description"] = _MEANINGS[name]


def _offer_departments(definitions: dict[str, Any], names: list[str]) -> None:
    """Offer the names without refusing others, so that a new department is no error meanwhile."""
    known = [{"enum": names}] if names else []
    definitions[_NAMES] = {
        "title": "部门全称",
        "description": "写 departments 里的全称",
        "anyOf": [*known, {"type": "string", "minLength": 1}],
    }
    for definition in definitions.values():
        properties = definition.get("properties", {})
        for key in _OWNER_KEYS:
            if key in properties:
                properties[key]["items"] = {"$ref": f"#/definitions/{_NAMES}"}
    reported_for = definitions["Update"]["properties"]["dept"]
    reported_for["anyOf"][0] = {"$ref": f"#/definitions/{_NAMES}"}


def _take_plain_numbers(schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Let ids and the version be written without quotes, as the reader does."""
    schema["properties"]["schema"].pop("const")
    schema["properties"]["schema"].pop("type")
    schema["properties"]["schema"]["enum"] = [1, "1"]
    for name in ("Task", "Measure"):
        definitions[name]["properties"]["id"]["type"] = ["string", "integer"]
    definitions["CarriedFrom"]["properties"]["id"]["anyOf"][0]["type"] = ["string", "integer"]
    for key in ("known_gaps", "retired"):
        definitions["Header"]["properties"][key]["items"]["type"] = ["string", "integer"]


def _check_dates(definitions: dict[str, Any]) -> None:
    """Give dates a pattern, since editors take `format` for a mere hint."""
    for definition in definitions.values():
        for described in definition.get("properties", {}).values():
            items = described.get("items", {})
            for choice in (described, items, *described.get("anyOf", ())):
                if choice.get("format") == "date":
                    choice["pattern"] = DATE_PATTERN


def _check_kinds(item: dict[str, Any]) -> None:
    """Require the keys that an item of each kind must have."""
    item["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {"anyOf": [{"required": [key]} for key in keys]},
        }
        for kind, keys in (
            (Kind.PERIODIC.value, ("cadence",)),
            (Kind.INDICATOR.value, ("target", "target_text")),
        )
    ]
