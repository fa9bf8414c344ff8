"""docs/templates.md, written from the types of the views and from what the sandbox lets through."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from jinja2.sandbox import MAX_RANGE
from pydantic import BaseModel
from template_meanings import CALLS, ENUMS, FIELDS, TYPES
from templates_prose import HEAD, TAIL

from jimoplan.core.plan.model import Plan
from jimoplan.core.reports.index import ReportIndex
from jimoplan.core.reports.kinds import REPORT_KINDS
from jimoplan.core.reports.letters import FeedbackForm, ReminderLetter, SupervisionNotice
from jimoplan.core.reports.period_view import PeriodicReport
from jimoplan.core.views.duties import DutyList
from jimoplan.core.views.views import Overview
from jimoplan.render.environment import FILTERS, FUNCTIONS, build_environment
from jimoplan.render.limits import (
    IN_ALL,
    LONGEST,
    MAX_CHARACTERS,
    MAX_MEMORY,
    MAX_SECONDS,
    MAX_SECONDS_IN_ALL,
    UNBOUNDED,
)
from jimoplan.render.loader import PlanLoader
from jimoplan.render.readable import (
    DAY_NAMES,
    LIST_METHODS,
    MAPPING_METHODS,
    METHODS,
    TEXT_METHODS,
    field_names,
    property_names,
)

_VIEWS: Mapping[str, type] = {
    "overview": Overview,
    "department": DutyList,
    "reminder": ReminderLetter,
    "supervision": SupervisionNotice,
    "feedback": FeedbackForm,
    "source": Plan,
    "index": ReportIndex,
}
"""The view that a report's templates get, where it is no periodic report; index links reports."""

_PLAIN = {
    str: "文本",
    int: "整数",
    float: "数",
    bool: "真假",
    Decimal: "数",
    date: "日期",
    datetime: "时间",
    Any: "任意",
    NoneType: "none",
}


def build_page() -> str:
    """The page: how templates work, their limits, what can be called, and every type."""
    types = list(reachable_types())
    parts = [HEAD, _limits(), _callables(), _reports(), "## 数据\n"]
    parts += [_describe(kind) for kind in types]
    parts += ["## 用词\n", "这些值是文本,可以直接显示、比较。\n"]
    parts += [_words(kind) for kind in reachable_enums(types)]
    return "\n".join(parts).rstrip("\n") + "\n" + TAIL


def reachable_types() -> Iterator[type]:
    """Every type of a view or a part of one, the views themselves first."""
    returned = (get_type_hints(function)["return"] for function in FUNCTIONS.values())
    made = [kind for annotation in returned for kind in _views_in(annotation)]
    waiting = list(dict.fromkeys([*_view_types().values(), *made]))
    seen = set(waiting)
    while waiting:
        kind = waiting.pop(0)
        yield kind
        for annotation in members(kind).values():
            new = [found for found in _views_in(annotation) if found not in seen]
            seen.update(new)
            waiting += new


def _view_types() -> Mapping[str, type]:
    """The type of each template's view by the report's name."""
    periodic = {kind.name: PeriodicReport for kind in REPORT_KINDS.values() if kind.cadence}
    others = {name: _VIEWS[name] for name in (*REPORT_KINDS, "index") if name not in periodic}
    return {**periodic, **others}


def members(kind: type) -> dict[str, Any]:
    """The names that a template may read of a type with the types of their values."""
    hints = get_type_hints(kind)
    found = {name: hints[name] for name in field_names(kind) or ()}
    for name in property_names(kind):
        getter: property = inspect.getattr_static(kind, name)
        found[name] = get_type_hints(getter.fget)["return"]
    for name in sorted(METHODS):
        if callable(method := getattr(kind, name, None)):
            found[f"{name}()"] = get_type_hints(method)["return"]
    return found


def missing_meanings() -> list[str]:
    """What the page cannot explain, and what it explains though it is not there."""
    types = list(reachable_types())
    wanted = {f"{kind.__name__}.{name}" for kind in types for name in members(kind)}
    unknown = [
        f"{kind.__name__}.{name}"
        for kind in types
        for name in members(kind)
        if not _meaning(kind, name)
    ]
    unknown += [kind.__name__ for kind in types if kind.__name__ not in TYPES]
    unknown += [kind.__name__ for kind in reachable_enums(types) if kind.__name__ not in ENUMS]
    unknown += [name for name in (*FUNCTIONS, *FILTERS) if name not in CALLS]
    short = {name.partition(".")[2] for name in wanted}
    stale = [name for name in FIELDS if name not in wanted and name not in short]
    return [f"{name} 没有说明" for name in unknown] + [f"{name} 已经没有了" for name in stale]


def _meaning(kind: type, name: str) -> str:
    own = FIELDS.get(f"{kind.__name__}.{name}")
    if own is None and issubclass(kind, BaseModel) and name in kind.model_fields:
        field = kind.model_fields[name]
        return "。".join(filter(None, (field.title, field.description)))
    return own or FIELDS.get(name, "")


def _limits() -> str:
    million = 10_000
    return f"""\
- 时间:{MAX_SECONDS}秒,读模板也算在内;
  一次运行的各份报告(`--all-departments`、`ci weekly`)合计{MAX_SECONDS_IN_ALL}秒。
- 输出:{MAX_CHARACTERS // million}万字;一个模板文件 1 MB。
- 一段文字或一个列表:{LONGEST // million}万;前后拼出来的,合计{IN_ALL // million}万。
- `range`:{MAX_RANGE}。
- 内存:{MAX_MEMORY // 2**30} GB(Windows、macOS 上系统不管,只受上面几条约束)。
"""


def _callables() -> str:
    own = [
        f"- `{name}{_signature(call)}`:{CALLS[name]}" for name, call in sorted(FUNCTIONS.items())
    ]
    filters = [f"- `{name}`:{CALLS[name]}" for name in sorted(FILTERS)]
    environment = build_environment("md", PlanLoader(None))
    jinja = sorted(set(environment.filters) - set(FILTERS))
    globals_ = sorted(set(environment.globals) - set(FUNCTIONS))
    return "\n".join(
        [
            "## 函数和过滤器\n",
            "函数:\n",
            *own,
            f"\nJinja 自带的 {_code(globals_)} 也可以用。\n",
            "过滤器:\n",
            *filters,
            f"\nJinja 自带的 {_code(jinja)} 也可以用;{_code(sorted(UNBOUNDED))} 没有。\n",
            "值可以读的:\n",
            f"- 文本:{_code(sorted(TEXT_METHODS))}",
            f"- 日期和时间:{_code(sorted(DAY_NAMES))}",
            f"- 对照表:{_code(sorted(MAPPING_METHODS))}",
            f"- 列表:{_code(sorted(LIST_METHODS))}\n",
        ]
    )


def _reports() -> str:
    types = _view_types()
    rows = [
        f"| {kind.title} `{kind.name}` | {'、'.join(kind.formats)} | {_link(types[kind.name])} |"
        for kind in REPORT_KINDS.values()
    ]
    rows.append(f"| 目录页(`jimoplan ci weekly` 生成) `index` | html | {_link(types['index'])} |")
    return "\n".join(
        ["## 各种报告的 view\n", "| 报告 | 格式 | view |", "| --- | --- | --- |", *rows, ""]
    )


def _describe(kind: type) -> str:
    rows = [
        f"| `{name}` | {_type(annotation)} | {_meaning(kind, name)} |"
        for name, annotation in members(kind).items()
    ]
    head = [f"### {kind.__name__}\n", f"{TYPES.get(kind.__name__, '')}\n"]
    return "\n".join([*head, "| 名字 | 类型 | 意思 |", "| --- | --- | --- |", *rows, ""])


def _words(kind: type[Enum]) -> str:
    words = "、".join(f"`{word.value}`" for word in kind)
    return f"### {kind.__name__}\n\n{ENUMS.get(kind.__name__, '')}:{words}\n"


def _type(annotation: Any) -> str:  # noqa: ANN401, PLR0911 - a type hint
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(inner[0])
    if origin is Literal:
        return "、".join(f"`{value}`" for value in inner)
    if origin in {Union, UnionType}:
        return " 或 ".join(map(_type, inner))
    if origin is tuple and inner[-1] is Ellipsis:
        return f"{_type(inner[0])}的列表"
    if origin is tuple:
        return f"({'、'.join(map(_type, inner))})"
    if origin is list:
        return f"{_type(inner[0])}的列表"
    if origin in {dict, Mapping}:
        return f"对照表:{_type(inner[0])} → {_type(inner[1])}"
    return _PLAIN.get(annotation) or _link(annotation)


def _link(kind: type) -> str:
    return f"[{kind.__name__}](#{kind.__name__.lower()})"


def _parts(annotation: Any) -> Iterator[type]:  # noqa: ANN401 - a type hint
    inner = get_args(annotation)
    if not inner and isinstance(annotation, type):
        yield annotation
    for part in inner[:1] if get_origin(annotation) is Annotated else inner:
        yield from _parts(part)


def _views_in(annotation: Any) -> Iterator[type]:  # noqa: ANN401 - a type hint
    yield from (kind for kind in _parts(annotation) if field_names(kind) is not None)


def reachable_enums(types: Iterable[type]) -> list[type[Enum]]:
    """The kinds of fixed words among the members of types."""
    found: dict[type[Enum], None] = {}
    for kind in types:
        for annotation in members(kind).values():
            found |= dict.fromkeys(part for part in _parts(annotation) if issubclass(part, Enum))
    return list(found)


def _signature(call: Callable[..., object]) -> str:
    return f"({', '.join(inspect.signature(call).parameters)})"


def _code(names: list[str]) -> str:
    return "、".join(f"`{name}`" for name in names)
