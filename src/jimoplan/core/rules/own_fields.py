"""The rules over fields of a body's own: declared once and well, and used as they are declared."""

from collections.abc import Iterator

from jimoplan.core.input.days import guess_date
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.own_fields import COLUMN_NAMES, FieldDeclaration, FieldType
from jimoplan.core.plan.traverse import each_item, name_of
from jimoplan.core.plan.vocabulary import field_titles
from jimoplan.core.rules.findings import Finding, Rule, rule
from jimoplan.core.text.document import Path
from jimoplan.errors import nearest_names


def taken_names() -> frozenset[str]:
    """The names that no field of a body's own may have: those of keys and of columns."""
    titles = {title for kind in (Task, Measure) for title in field_titles(kind).values()}
    return COLUMN_NAMES | titles


def _check_declarations(plan: Plan) -> Iterator[Finding]:
    seen: set[str] = set()
    taken = taken_names()
    for number, field in enumerate(plan.plan.fields):
        path: Path = ("plan", "fields", number)
        if field.name in seen:
            message, remedy = f"自有字段 {field.name} 写了两次", "只留一个"
            yield Finding("E233", (*path, "name"), message, remedy)
        elif field.name in taken:
            message = f"{field.name} 已经是任务、举措的键或列名,不能再用作自有字段"
            yield Finding("E233", (*path, "name"), message, "换一个名称,或改用已有的键")
        seen.add(field.name)
        if field.type is FieldType.OPTION and not field.options:
            message = f"自有字段 {field.name} 是选项,没有写可选的值"
            yield Finding("E233", (*path, "type"), message, "加上 options: [高, 低]")
        elif field.options and field.type is not FieldType.OPTION:
            message = f"自有字段 {field.name} 是{field.type},不用写可选的值"
            yield Finding("E233", (*path, "options"), message, "写 type: 选项,或删去 options")


def _check_fields(plan: Plan) -> Iterator[Finding]:
    declared = {field.name: field for field in plan.plan.fields}
    for path, item in each_item(plan):
        for name, written in item.fields.said.items():
            place: Path = (*path, "fields", name)
            field = declared.get(name)
            if field is None:
                yield Finding("E230", place, *_undeclared(name_of(item), name, declared))
            elif field.read(written) is None:
                yield Finding(_code(field), place, *_misfit(name_of(item), field, written))


def _undeclared(item: str, name: str, declared: dict[str, FieldDeclaration]) -> tuple[str, str]:
    near = nearest_names(name, declared)
    ask = f"您是否想写 {'、'.join(near)}?" if near else ""
    return (
        f"{item} 的自有字段 {name} 没有声明",
        f"{ask}确要加的,先在 plan.fields 里写上它的名称和类型",
    )


def _code(field: FieldDeclaration) -> str:
    return "E232" if field.type is FieldType.OPTION else "E231"


def _misfit(item: str, field: FieldDeclaration, written: str) -> tuple[str, str]:
    if field.type is FieldType.OPTION:
        near = nearest_names(written, field.options)[:1]
        ask = f"您是否想写 {near[0]}?" if near else ""
        message = f"{item} 的{field.name} 不能写“{written}”"
        return message, f"{ask}可选的有:{'、'.join(field.options)}"
    message = f"{item} 的{field.name} 应当是{field.type},写的是“{written}”"
    if field.type is FieldType.NUMBER:
        return message, "只写阿拉伯数字,不带单位和其他符号"
    meant = guess_date(written)
    return message, f"写成 {meant or '2024-03-15 的样子'}"


OWN_FIELD_RULES: tuple[Rule, ...] = (
    rule(_check_declarations, "fields", "name", "type", "options"),
    rule(_check_fields, "fields", "name", "type", "options"),
)
