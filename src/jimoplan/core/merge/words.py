"""What a merge could not decide, and what it renumbered, in the words people use."""

from typing import Any

from jimoplan.core.changes.changes import CHILDREN, ROOT, Ref, Subject
from jimoplan.core.changes.words import (
    OUTSIDE,
    field_title,
    name_ref,
    show_both,
    show_value,
)
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.history.commits import Commit
from jimoplan.core.merge.result import Conflict, Renumbered, Reordered
from jimoplan.core.plan.model import Department
from jimoplan.core.plan.records import Update

_PLACES = {"tasks": "所在板块", "measures": "所在任务"}


def describe_conflict(conflict: Conflict) -> str:
    """A conflict on one line: 8-1 进度:我方 60%(张三 2024-05-01),对方 70%(李四 2024-05-03)."""
    sides = zip(("我方", "对方"), _show_sides(conflict), conflict.setters, strict=True)
    shown = [
        f"{side} {value}{f'({_who_and_when(setter)})' if setter else ''}"
        for side, value, setter in sides
    ]
    return f"{name_conflict(conflict)}:{','.join(shown)}"


def name_setter(setter: Commit) -> str:
    """What a conflict marker says of a commit: 张三 2024-05-01 1a2b3c4d5."""
    return f"{_who_and_when(setter)} {setter.short}"


def name_conflict(conflict: Conflict) -> str:
    """What a conflict is about: 8-1 进度."""
    if conflict.field:
        day = f"{conflict.day} " if conflict.day else ""
        return f"{name_ref(conflict.item)} {day}{title_of(conflict.item, conflict.field)}"
    return f"{name_ref(conflict.item)} 整项{_why(conflict)}"


def _why(conflict: Conflict) -> str:
    """In brackets why a conflict is over the whole item; '' where the two values tell."""
    if conflict.reason:
        return f"(各改各的可以,合在一起:{reveal_line(conflict.reason)})"
    if not conflict.is_over_namesakes:
        return ""
    other = "名称" if conflict.item.subject is Subject.DEPARTMENT else "编号"
    return f"(双方各新增了一项,内容不同,只能留一项,另一项可以换个{other}再添)"


def title_of(item: Ref, field: str) -> str:
    """The Chinese title of a field that can be in conflict, those of an update included."""
    if field in CHILDREN:
        return _PLACES.get(field, field)
    if field in Update.model_fields:
        return Update.model_fields[field].title or field
    return field_title(item, field)


def describe_renumbered(renumbered: Renumbered) -> str:
    """A new number in words: whose measure was given it, and why."""
    side = "我方" if renumbered.ours else "对方"
    title = show_value(renumbered.title)
    why = f"双方都新增了 {renumbered.old},内容不同,两条都保留"
    if renumbered.gone:
        other = "对方" if renumbered.ours else "我方"
        why = f"{renumbered.old} {other}用过又停用了,{side}也新增了一条"
    return f"{why}:{side}的“{title}”改编号为 {renumbered.new}"


def describe_reordered(reordered: Reordered) -> str:
    """In words which elements of a list both sides moved, and that nobody was asked."""
    owner, field, keys = reordered
    subject = CHILDREN[field][0] if field in CHILDREN else None
    names = (
        name_ref(Ref(subject, str(key))) if subject else show_value(getattr(key, "value", key))
        for key in keys
    )
    within = "" if subject else f"{name_ref(owner)} {field_title(owner, field)}:"
    return f"{within}{'、'.join(names)} 双方移到了不同的位置,已按内容定下次序,请看一眼"


def _who_and_when(setter: Commit) -> str:
    return reveal_line(f"{setter.author.name} {setter.day}")


def _show_sides(conflict: Conflict) -> tuple[str, str]:
    if conflict.field == "tasks":
        return _name_section(conflict.ours), _name_section(conflict.theirs)
    if conflict.field and conflict.field != "progress":
        return show_both(conflict.ours, conflict.theirs)
    return _show(conflict, conflict.ours), _show(conflict, conflict.theirs)


def _name_section(key: str) -> str:
    return OUTSIDE if key == ROOT.id else show_value(key)


def _show(conflict: Conflict, value: Any) -> str:  # noqa: ANN401 - whatever a plan holds
    if conflict.field == "progress" and value is not None:
        return f"{value}%"
    if conflict.field:
        return show_value(value)
    if conflict.is_over_namesakes:
        return f"“{show_value(value.kind if isinstance(value, Department) else value.title)}”"
    if value is None:
        return "没有" if conflict.base is None else "已删去"
    return "有改动" if conflict.base is not None else "新增"
