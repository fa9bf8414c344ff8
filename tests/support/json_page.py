"""docs/json.md: every key of the JSON answers, written from the published schemas."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from jimoplan.cli.schemas.questions import QUESTIONS
from jimoplan.cli.schemas.schema import build_question_schema
from jimoplan.core.assessment.lights import Light
from jimoplan.core.views.codes import WORDS, code_of

PAGE = "docs/json.md"
_HEAD = """\
# JSON 答复

有 `--format json` 的命令都答这样一个信封,出错也一样(退出码照旧,给人看的话照旧写到标准错误):

```json
{"format": 2, "question": "status", "plan": {…}, "as_of": "2024-06-30", "notes": [], "data": {…}}
{"format": 2, "question": "status", "notes": [], "error": {"code": "unknown_name", …}}
```

一次答复里 `data` 和 `error` 恰有一个。答复是“否”(计划有问题、有违规)仍是 `data`,退出码是1。
日期写成 `2024-06-30`,时间带时区。固定用词旁边有英文代码:
`"status": "已完成", "status_code": "completed"`。
以后会多出新的键;键去掉或变了意思,`format` 才加1。
每种答复的 JSON Schema 由 `jimoplan schema --of status` 输出。

`--format csv` 一次是一张表,给电子表格看:字符是 UTF-8(带 BOM),
日期写成 `2024-06-30`,以 `=`、`+`、`-`、`@` 开头的内容前面加 `'`。
Excel 和 WPS 双击打开时会把 8-1 这样的编号变成日期;人看的写 `-o 清单.xlsx`,几张表都在,编号还是编号。
给程序用,写 `--format json`。

<!-- 本页由 tests/support/json_page.py 按 src/jimoplan/cli/schemas 生成,不要手改;
改了那里的类型,运行 pytest tests/cli/test_json.py --update-golden -->
"""


def write_page() -> str:
    """The page: the envelope, the codes of fixed words, and each question with all its keys."""
    schemas = {question: build_question_schema(question) for question in QUESTIONS}
    first = next(iter(schemas.values()))
    parts = [_HEAD, "## 信封\n", _table(first["properties"].items())]
    parts += [_named(first, name) for name in ("PlanHeading", "Failure", "FileProblem", "Refused")]
    parts += ["## 固定用词的英文代码\n", *_codes()]
    for question, schema in schemas.items():
        commands = "、".join(f"`{name}`" for name in question.commands)
        parts += [f"## {question.name}\n", f"答复 {commands} 的 `data`。\n"]
        parts += _data(schema)
    return "\n".join(parts)


def _codes() -> Iterator[str]:
    kinds: dict[type[StrEnum], str] = {words: key for key in WORDS for words in WORDS[key]}
    kinds[Light] = "light"
    rows = [
        f"| `{key}` | {'、'.join(f'{word} `{code_of(word)}`' for word in words)} |"
        for words, key in kinds.items()
    ]
    yield "\n".join(["| 键 | 用词和代码 |", "|---|---|", *rows, ""])


def _data(schema: dict[str, Any]) -> Iterator[str]:
    """The keys of a question's data, and of every part that they refer to."""
    data = schema["properties"]["data"]
    whole = data.get("anyOf", [data])
    told = {_part(one) for one in whole if "$ref" in one}
    shapes = [schema["$defs"][_part(one)] if "$ref" in one else one for one in whole]
    yield from (_table(shape["properties"].items()) for shape in shapes)
    waiting = [name for shape in shapes for name in _parts(shape)]
    while waiting:
        name = waiting.pop(0)
        if name not in told:
            told.add(name)
            yield _named(schema, name)
            waiting += _parts(schema["$defs"][name])


def _named(schema: dict[str, Any], name: str) -> str:
    return f"### {name}\n\n{_table(schema['$defs'][name]['properties'].items())}"


def _table(properties: Iterable[tuple[str, Any]]) -> str:
    rows = [
        f"| `{key}` | {_type(described)} | {described.get('description', '')} |"
        for key, described in properties
    ]
    return "\n".join(["| 键 | 是什么 | 意思 |", "|---|---|---|", *rows, ""])


def _type(described: dict[str, Any]) -> str:
    """What a value may be, in words; a part by its name."""
    if "anyOf" in described:
        return "或 ".join(map(_type, described["anyOf"]))
    if "enum" in described:
        return "、".join("null" if each is None else str(each) for each in described["enum"])
    match described:
        case {"$ref": _}:
            return _part(described)
        case {"type": "array", "items": items}:
            return f"列表:{_type(items)}"
        case {"type": "object", "additionalProperties": {}} if values := described[
            "additionalProperties"
        ]:
            return f"对象:{_type(values)}"
    return _PLAIN.get((described.get("type", ""), described.get("format", "")), "任意")


_PLAIN = {
    ("string", ""): "文字",
    ("string", "date"): "日期",
    ("string", "date-time"): "时间",
    ("integer", ""): "整数",
    ("number", ""): "数字",
    ("boolean", ""): "true、false",
    ("null", ""): "null",
    ("object", ""): "对象",
}


def _part(described: dict[str, Any]) -> str:
    return str(described["$ref"]).rpartition("/")[2]


def _parts(node: Any) -> list[str]:  # noqa: ANN401
    """The parts that a schema refers to, in order."""
    if isinstance(node, list):
        return [name for each in node for name in _parts(each)]
    if not isinstance(node, dict):
        return []
    own = [_part(node)] if "$ref" in node else []
    return own + [name for each in node.values() for name in _parts(each)]
