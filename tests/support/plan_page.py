"""docs/plan.md: every key of a plan's file, written from the model, and a plan with all."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, get_args

from pydantic.fields import FieldInfo

from jimoplan.core.plan.fields import PlanPart
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.json_schema import build_schema
from jimoplan.core.plan.key_order import KEY_ORDER, attribute
from jimoplan.core.plan.own_fields import OwnFields

_HEAD = """\
# 计划文件的键

plan.yaml 里能写的每个键,按写的先后列出,`jimoplan fmt` 照这个次序整理。没有写“必填”的,没有就不写。
各条命令怎样写它们,见 [README](../README.md);每一种问题见 [problems.md](problems.md);
编辑器按 [plan.schema.json](../plan.schema.json) 补全和检查。

<!-- 本页由 tests/support/plan_page.py 按模型生成,不要手改;
改了模型或 tests/support/every_key.yaml,运行 pytest --update-golden -->

## 例子

每个键都有的一份计划,`jimoplan validate` 通过,`jimoplan fmt` 不改一个字。真的计划不会什么都写。

"""

EXAMPLE = Path(__file__).with_name("every_key.yaml").read_text("utf-8")
"""A plan in which every key is used."""


def build_page() -> str:
    """The page: the example, and a table of keys for each part of a plan."""
    about = {kind: _about(kind) for kind in KEY_ORDER}
    parts = [f"{_HEAD}```yaml\n{EXAMPLE}```\n"]
    for kind, keys in KEY_ORDER.items():
        title, said = about[kind]
        fields = _fields(kind)
        rows = [f"| `{key}` | {_say(fields[attribute(key)])} |" for key in keys]
        table = "\n".join(["| 键 | 写什么 | 说明 |", "|---|---|---|", *rows])
        parts.append(f"## {title}\n\n{said}{table}\n")
    return "\n".join(parts)


def _about(kind: type) -> tuple[str, str]:
    """What a part of a plan is called, and a paragraph about it where there is something to say."""
    told = build_schema()["definitions"].get(kind.__name__, {"title": "整份计划"})
    said = told.get("description", "")
    return told["title"], f"{said}。\n\n" if said else ""


def _fields(kind: type) -> dict[str, FieldInfo]:
    return kind.model_fields if issubclass(kind, PlanPart) else {}


def each_key(value: object, kind: type[PlanPart]) -> Iterator[tuple[str, str]]:
    """Every key that a plan given as plain values uses, with the part that it belongs to.

    What tasks and measures have in common belongs to either.
    """
    for key, part in value.items() if isinstance(value, dict) else ():
        if issubclass(kind, OwnFields):
            return  # its keys are its body's own
        own = "Item" if attribute(key) in Item.model_fields else kind.__name__
        yield own, key
        inner = next(_parts_in(kind.model_fields[attribute(key)].annotation), None)
        for each in part if isinstance(part, list) else [part]:
            yield from each_key(each, inner) if inner else ()


def _say(field: FieldInfo) -> str:
    needed = "必填。" if field.is_required() else ""
    usual = "" if field.is_required() else _usual(field.get_default())
    words = "。".join(filter(None, (field.title, field.description)))
    return f"{_form(field.annotation)} | {needed}{words}{usual}"


def _usual(value: object) -> str:
    """What counts where a key is not written."""
    plain = value.value if isinstance(value, Enum) else value
    return f"。不写为 {plain}" if isinstance(plain, int | str) else ""


def _form(annotation: Any) -> str:  # noqa: ANN401 - a type hint
    """What to write for a value of a type."""
    listed = _is_list(annotation)
    if (part := next(_parts_in(annotation), None)) is OwnFields:
        return "一组键和值"
    if part:
        title, _ = _about(part)
        return f"列表:[{title}](#{title})" if listed else f"[{title}](#{title})"
    kinds = [kind for kind in _leaves(annotation) if kind is not NoneType]
    words = [
        "、".join(word.value for word in kind)
        if isinstance(kind, type) and issubclass(kind, Enum)
        else _PLAIN.get(kind, str(kind))
        for kind in kinds
    ]
    return ("列表:" if listed else "") + " 或 ".join(words)


_PLAIN: dict[Any, str] = {str: "文字", int: "整数", Decimal: "数", date: "日期"}


def _is_list(annotation: Any) -> bool:  # noqa: ANN401
    return "tuple" in str(annotation)


def _parts_in(annotation: Any) -> Iterator[type[PlanPart]]:  # noqa: ANN401
    for kind in _leaves(annotation):
        if isinstance(kind, type) and issubclass(kind, PlanPart):
            yield kind


def _leaves(annotation: Any) -> Iterator[Any]:  # noqa: ANN401
    """The types within a type hint; the metadata of Annotated and the dots of tuples left out."""
    inside = getattr(annotation, "__origin__", None)
    if hasattr(annotation, "__metadata__"):
        yield from _leaves(inside)
    elif get_args(annotation):
        for each in get_args(annotation):
            yield from () if each is Ellipsis else _leaves(each)
    else:
        yield annotation
