"""Fields of a body's own: declared in the head of its plan, written on tasks and measures."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from jimoplan.core.plan.fields import Line, PlanPart
from jimoplan.errors import UnknownNameError, UsageError

OwnValue = str | Decimal | date
"""What a field of one's own holds, by the type declared for it."""

NO_FIELDS: Mapping[str, OwnValue] = MappingProxyType({})

_NO_NAME = r"[\s.,;:=#|\"'\[\]{}\uff0c\uff1b\uff1a\uff1d、。“”‘’]|^[^0-9A-Za-z\u3400-\u9fff]"
_NUMBER = r"[-+]?[0-9]{1,15}(\.[0-9]{1,12})?"
_DATE = r"\d{4}-\d{2}-\d{2}"
_HAN = "[\u3400-\u9fff]"
_PLAIN = r"0|-?(?:[1-9][0-9]{0,11}|0(?=\.))(?:\.[0-9]{0,3}[1-9])?"


def _plain_name(value: object) -> object:
    """Refuse a name that could not be asked for, or that might be a word of the program's own."""
    if isinstance(value, str) and (re.search(_NO_NAME, value) or not re.search(_HAN, value)):
        raise PydanticCustomError("field_name_form", "自有字段的名称写法不对", {"name": value})
    return value


class FieldType(StrEnum):
    """What may be written in a field of one's own."""

    TEXT = "文字"
    NUMBER = "数字"
    DATE = "日期"
    OPTION = "选项"


class FieldDeclaration(PlanPart):
    """A field that tasks and measures may have besides those of the program."""

    name: Annotated[
        Line,
        BeforeValidator(_plain_name),
        Field(title="字段名称", description="含汉字,不含空格、标点,如 优先级"),
    ]
    type: Annotated[FieldType, Field(title="字段类型", description="文字、数字、日期、选项")] = (
        FieldType.TEXT
    )
    options: Annotated[tuple[Line, ...], Field(title="可选的值", description="选项才有")] = ()

    def read(self, written: str) -> OwnValue | None:
        """The value that was written; None for what does not fit the type or is no option."""
        match self.type:
            case FieldType.NUMBER:
                return Decimal(written) if re.fullmatch(_NUMBER, written, re.ASCII) else None
            case FieldType.DATE:
                return _day(written)
            case FieldType.OPTION:
                return written if written in self.options else None
        return written


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if re.fullmatch(_DATE, written, re.ASCII) else None
    except ValueError:
        return None


def _without_odd_names(fields: "OwnFields") -> "OwnFields":
    for name in fields.said:
        _plain_name(name)
    return fields


_Written = Annotated[Line, WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number"}]})]


class OwnFields(PlanPart):
    """What an item says in the fields of its body's own, as it is written; types come later.

    A field that it does not say is None.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, _Written] = Field(init=False)

    @property
    def said(self) -> Mapping[str, str]:
        """What is said, by the names of the fields, in the order of the text."""
        return MappingProxyType(self.__pydantic_extra__ or {})

    def saying(self, name: str, value: Any) -> "OwnFields":  # noqa: ANN401 - a text or None
        """The same with another value of a field, or (None) without it."""
        said = {**self.said, name: value}
        return OwnFields.model_validate({n: v for n, v in said.items() if v is not None})

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as pydantic has it
        """What a field says; None where it says nothing."""
        if name.startswith("_"):
            return super().__getattr__(name)  # type: ignore[misc]
        return self.said.get(name)


WrittenFields = Annotated[OwnFields, AfterValidator(_without_odd_names)]


def as_written(text: str) -> OwnValue:
    """A value of a field of one's own as YAML writes it: a figure or a day without quotes."""
    return Decimal(text) if re.fullmatch(_PLAIN, text) else _day(text) or text


def typed_values(declared: Iterable[FieldDeclaration], fields: OwnFields) -> Mapping[str, OwnValue]:
    """What an item's fields say by their types, in the order in which they are declared."""
    said = fields.said
    if not said:
        return NO_FIELDS
    read = ((each.name, each.read(said[each.name])) for each in declared if each.name in said)
    return MappingProxyType({name: value for name, value in read if value is not None})


def find_declared(declared: Iterable[FieldDeclaration], name: str) -> FieldDeclaration:
    """The field of that name; raises UnknownNameError with the nearest."""
    known = {each.name: each for each in declared}
    if name not in known:
        raise UnknownNameError("自有字段", name, known)
    return known[name]


COLUMN_NAMES = frozenset(
    {"编号", "印出的序号", "板块", "所属任务", "名称", "类别", "角色", "经由", "责任部门", "牵头"}
    | {"责任", "配合", "分管领导", "责任人", "自有字段", "状态", "未达标", "进度", "序时进度"}
    | {"灯", "灯与原因", "退回和存在问题", "完成时限", "默认时限", "逾期工作日", "最近填报"}
    | {"成果", "上年结转", "原文"}
)
"""What the program's own columns are called, which no other field may be."""


def read_pair(declared: Iterable[FieldDeclaration], written: str) -> tuple[FieldDeclaration, str]:
    """A field and its value, written 优先级=高; raises UsageError for what does not fit."""
    name, sign, value = (part.strip() for part in written.replace("\uff1d", "=").partition("="))
    if not sign or not value:
        raise UsageError(f"“{written}”看不出是哪个字段的什么值", "写成 字段=值,如 优先级=高")
    field = find_declared(declared, name)
    if field.read(value) is None:
        if field.type is FieldType.OPTION:
            raise UnknownNameError(name, value, field.options)
        raise UsageError(f"{name} 应当是{field.type},写的是“{value}”", _FORMS[field.type])
    return field, value


_FORMS = {
    FieldType.NUMBER: "只写数字,不带单位,如 120",
    FieldType.DATE: "写成 2024-06-30 的样子",
}
