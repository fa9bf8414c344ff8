"""The words of the file and how people miswrite them."""

from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TypeVar
from unicodedata import normalize

from pydantic import BaseModel

from jimoplan.core.plan import (
    header,
    items,
    model,
    own_fields,
    person,
    published_form,
    records,
)
from jimoplan.errors import UnknownNameError, nearest_names

_Word = TypeVar("_Word", bound=StrEnum)

MODELS: MappingProxyType[str, type[BaseModel]] = MappingProxyType(
    {
        "plan": header.Header,
        "period": header.Period,
        "fields": own_fields.FieldDeclaration,
        "policy": header.Policy,
        "published": published_form.Published,
        "departments": model.Department,
        "people": person.Person,
        "sections": model.Section,
        "tasks": items.Task,
        "measures": items.Measure,
        "carried_from": records.CarriedFrom,
        "updates": records.Update,
        "due_changes": records.DueChange,
        "milestones": records.Milestone,
        "reviews": records.Review,
        "files": records.ReviewedFile,
        "suspensions": records.Suspension,
        "remarks": records.Remark,
    }
)

SYNONYMS = MappingProxyType(
    {
        "进行中": "推进中",
        "在办": "推进中",
        "办理中": "推进中",
        "正在推进": "推进中",
        "进展中": "推进中",
        "未开始": "未启动",
        "待启动": "未启动",
        "完成": "已完成",
        "办结": "已完成",
        "已办结": "已完成",
        "销号": "已销号",
        "关闭": "已销号",
        "归档": "已销号",
        "暂停": "暂缓",
        "推迟": "暂缓",
        "取消": "已取消",
        "作废": "已取消",
        "长期": "常态化",
        "长期坚持": "常态化",
        "持续": "常态化",
        "定期": "周期性",
        "单次": "一次性",
        "每两月": "双月",
        "每两个月": "双月",
        "两个月": "双月",
        "每双月": "双月",
        "季度": "每季",
        "半年": "每半年",
        "年": "每年",
        "周": "每周",
        "每季度": "每季",
        "月": "每月",
        "以上": "不低于",
        "以下": "不高于",
        "红灯": "红",
        "黄灯": "黄",
        "绿灯": "绿",
        "已销号灯": "✓",
        "主办": "牵头",
        "协办": "配合",
        "小组": "群组",
        "督查员": "督查",
        "联系人": "联络员",
        "领导": "分管领导",
    }
)


_MEANT_KEYS: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "编号": ("id", "number"),
        "序号": ("number", "id"),
        "标题": ("title",),
        "名称": ("name", "title"),
        "类别": ("kind",),
        "类型": ("kind",),
        "原文": ("text", "clause"),
        "内容": ("text", "note"),
        "期限": ("due",),
        "时限": ("due",),
        "截止日期": ("due",),
        "完成日期": ("due",),
        "时限表述": ("due_text",),
        "节点": ("milestones", "milestone"),
        "里程碑": ("milestones", "milestone"),
        "立项时间": ("since",),
        "办结时间": ("finished",),
        "恢复时间": ("until",),
        "审批人": ("approved_by",),
        "节假日": ("holidays",),
        "调休上班": ("workdays",),
        "责任单位": ("responsible",),
        "责任科室": ("responsible",),
        "主办单位": ("lead",),
        "牵头单位": ("lead",),
        "牵头科室": ("lead",),
        "协办单位": ("support",),
        "配合单位": ("support",),
        "配合科室": ("support",),
        "日期": ("date",),
        "进展": ("note",),
        "备注": ("note",),
        "问题": ("problem",),
        "责任人": ("contact", "by"),
        "负责人": ("contact",),
        "联系人": ("contact",),
        "领导": ("leader",),
        "填报科室": ("dept",),
        "代录": ("entered_by",),
        "deadline": ("due",),
        "邮件": ("email",),
        "电子邮箱": ("email",),
        "mail": ("email",),
        "角色": ("role",),
        "owner": ("responsible",),
        "type": ("kind",),
        "state": ("status",),
    }
)

POSITION, POSITION_TITLE = "position", "次序"
"""The name under which history tells that an item was moved, as if its place were a field."""

_LONGEST_WORD = 40
"""How many characters of a miswritten word are compared; a misspelled key is no longer."""


def model_at(path: tuple[str | int, ...]) -> type[BaseModel]:
    """The model that a mapping at this path is validated by."""
    names = [part for part in path if isinstance(part, str) and part in MODELS]
    if names[-1:] == ["fields"] and names[0] != "plan":
        return own_fields.OwnFields
    return MODELS[names[-1]] if names else model.Plan


def field_titles(kind: type[BaseModel]) -> dict[str, str]:
    """A model's keys as the file writes them, with their Chinese titles."""
    return {f.alias or name: f.title or name for name, f in kind.model_fields.items()}


def required_keys(kind: type[BaseModel]) -> tuple[str, ...]:
    """The keys a mapping validated by a model must have."""
    return tuple(f.alias or name for name, f in kind.model_fields.items() if f.is_required())


@cache
def known_keys() -> frozenset[str]:
    """Every key that may stand in a plan."""
    models: tuple[type[BaseModel], ...] = (model.Plan, *MODELS.values())
    return frozenset(key for kind in models for key in field_titles(kind))


def find_field(written: str) -> frozenset[str]:
    """The keys of that name or Chinese title, whichever part of a plan they belong to.

    Raises UnknownNameError with the nearest titles.
    """
    models: tuple[type[BaseModel], ...] = (model.Plan, *MODELS.values())
    titles = [pair for kind in models for pair in field_titles(kind).items()]
    found = {key for key, title in titles if written in {key, title}}
    found = found or set(_MEANT_KEYS.get(written, ()))
    found |= {POSITION} & {written, *({POSITION} if written == POSITION_TITLE else ())}
    if not found:
        names = dict.fromkeys([title for _, title in titles] + [key for key, _ in titles])
        raise UnknownNameError("字段", written, names)
    return frozenset(found)


@lru_cache(maxsize=1024)
def nearest_key(written: str, kind: type[BaseModel]) -> str | None:
    """The key a person most likely meant, by spelling or by its Chinese title."""
    titles = field_titles(kind)
    written = normalize("NFKC", written).strip().lower()
    if written in titles:
        return written
    for key in _MEANT_KEYS.get(written, ()):
        if key in titles:
            return key
    by_title = {title: key for key, title in titles.items()}
    for found in nearest_names(written[:_LONGEST_WORD], (*by_title, *titles))[:1]:
        return by_title.get(found, found)
    return None


def nearest_word(written: str, words: type[StrEnum]) -> str | None:
    """The allowed word a person most likely meant."""
    allowed: list[str] = [word.value for word in words]
    meant = SYNONYMS.get(written.strip(), written[:_LONGEST_WORD])
    return next(iter(nearest_names(meant, allowed)), None)


def find_word(written: str, words: type[_Word], what: str) -> _Word:
    """The allowed word that was typed; raises UnknownNameError with the nearest one."""
    allowed = [word.value for word in words]
    if written in allowed:
        return words(written)
    meant = nearest_word(written, words)
    raise UnknownNameError(what, written, allowed, near=(meant,) if meant else ())
