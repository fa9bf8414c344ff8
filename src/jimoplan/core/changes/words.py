"""Changes in the words that people use of them."""

from typing import cast

from jimoplan.core.changes.changes import (
    CHILDREN,
    ROOT,
    Change,
    Element,
    Insert,
    Key,
    Move,
    Place,
    Ref,
    Remove,
    Rename,
    Set,
    Subject,
)
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.display.short import contrast, cut_short, differ_in_blanks
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Department, Plan, Section
from jimoplan.core.plan.own_fields import FieldDeclaration
from jimoplan.core.plan.person import Person
from jimoplan.core.plan.records import (
    DueChange,
    Milestone,
    Remark,
    Review,
    ReviewedFile,
    Suspension,
    Update,
)

OUTSIDE = "板块之外"
"""Where tasks stand that are in no section."""

_MODELS: dict[Subject, type[PlanPart]] = {
    Subject.PLAN: Plan,
    Subject.DEPARTMENT: Department,
    Subject.SECTION: Section,
    Subject.TASK: Task,
    Subject.MEASURE: Measure,
}


def describe(change: Change) -> str:
    """A change in one line: 8-1 状态 推进中→已完成."""
    return f"{name_ref(change.item)} {phrase(change)}"


def phrase(change: Change) -> str:
    """What happened, without the item it happened to."""
    match change:
        case Set(item, field, old, new):
            return f"{field_title(item, field)} {_from_to(old, new)}"
        case Insert(place, key, value):
            return _phrase_element("新增", place, key, value)
        case Remove(place, key, value):
            return _phrase_element("删去", place, key, value)
        case Move(key, old, new):
            return _phrase_move(key, old, new)
        case Rename(_, new_name):
            return f"改名为 {show_value(new_name)}"


def name_ref(ref: Ref) -> str:
    """How an item is spoken of: 8-1, 任务 8, 部门 复议应诉科."""
    if ref == ROOT:
        return "计划"
    return ref.id if ref.subject is Subject.MEASURE else f"{ref.subject} {ref.id}"


def field_title(item: Ref, field: str) -> str:
    """The Chinese title of a field; that of a part is the title of its last name."""
    model: type[PlanPart] = _MODELS[item.subject]
    *parts, last = field.split(".")
    for part in parts:
        model = cast("type[PlanPart]", model.model_fields[part].annotation)
    known = model.model_fields.get(last)  # one of a body's own has its name
    return (known.title if known else None) or last


def show_value(value: FieldValue | Element) -> str:
    """A value on one line, cut to a readable length."""
    match value:
        case None | ():
            return "(无)"
        case Element(inner):
            return show_value(inner)
        case tuple():
            return cut_short("、".join(map(show_value, value)))
        case Update():
            return show_update(value)
        case PlanPart():
            return _show_entry(value)
    return cut_short(str(value))


def show_both(old: FieldValue, new: FieldValue) -> tuple[str, str]:
    """Two values on a line each, texts so that they can be told apart."""
    if type(old) is str and type(new) is str:
        return contrast(old, new)
    return show_value(old), show_value(new)


def are_blanks_between(old: FieldValue, new: FieldValue) -> bool:
    """Whether two values are texts that differ in white space alone."""
    return isinstance(old, str) and isinstance(new, str) and differ_in_blanks(old, new)


def _show_entry(entry: PlanPart) -> str:
    """An element of a list of records on one line: its facts, and what was said to them."""
    facts, said = str(entry), None
    match entry:
        case Person():
            facts = f"{entry.name} <{entry.email}> {entry.role}"
        case Milestone():
            target = f"目标 {entry.target}" if entry.target is not None else ""
            facts, said = " ".join(filter(None, (str(entry.due), target))), entry.text
        case FieldDeclaration():
            options = f":{'、'.join(entry.options)}" if entry.options else ""
            facts = f"{entry.name}({entry.type}{options})"
        case DueChange():
            facts, said = f"原时限 {entry.due},批准人 {entry.approved_by}", entry.reason
        case Review():
            files = "、".join(map(show_value, entry.files))
            facts = f"{entry.date} {entry.result},审核人 {entry.by}{files and f',依据 {files}'}"
            said = entry.reason
        case ReviewedFile():
            facts = f"{entry.path}({entry.blob[:9]})"
        case Suspension():
            facts = f"{entry.since}{f'至{entry.until}' if entry.until else '起'}"
            facts += f",批准人 {entry.approved_by}" if entry.approved_by else ""
            said = entry.reason
        case Remark():
            facts, said = (
                " ".join(filter(None, (str(entry.date), entry.kind, entry.by))),
                entry.text,
            )
    return f"{reveal_line(facts)}:{cut_short(said)}" if said else cut_short(facts)


def show_update(update: Update) -> str:
    """A report of progress on one line."""
    parts = [
        *show_figures(update),
        show_value(update.note) if update.note else "",
        f"存在问题:{show_value(update.problem)}" if update.problem else "",
        f"问题解决:{show_value(update.solved)}" if update.solved else "",
        f"下一步计划:{show_value(update.next)}" if update.next else "",
    ]
    who = " ".join(filter(None, (update.dept, update.by)))
    entered = f"({update.entered_by} 代录)" if update.entered_by else ""
    by = reveal_line(f" {who}{entered}") if who or entered else ""
    return f"{update.date}{by}:{','.join(filter(None, parts)) or '(空)'}"


def show_figures(update: Update) -> list[str]:
    """The figures of a report of progress, each with what it is."""
    figures = {
        "第 {} 期": update.period,
        "进度 {}%": update.progress,
        "指标值 {}": update.value,
        "完成节点 {}": update.milestone,
    }
    return [words.format(figure) for words, figure in figures.items() if figure is not None]


def _from_to(old: FieldValue, new: FieldValue) -> str:
    if old is None:
        return f"设为 {show_value(new)}"
    if new is None:
        return f"{show_value(old)} 已删去"
    only = "(只差空白)" if are_blanks_between(old, new) else ""
    return "→".join(show_both(old, new)) + only


def _phrase_element(verb: str, place: Place, key: Key, value: FieldValue) -> str:
    if place.find_item(key) is None:
        return f"{verb}{field_title(place.owner, place.field)} {show_value(value)}"
    title = getattr(value, "title", "")
    return " ".join(filter(None, (verb, show_value(title)))) + say_inside(place)


def say_inside(place: Place) -> str:
    """In which item a list stands; '' for one of the plan itself."""
    return "" if place.owner == ROOT else f"(在{name_ref(place.owner)})"


def _phrase_move(key: Key, old: Place, new: Place) -> str:
    what = (
        "" if new.field in CHILDREN else f"{field_title(new.owner, new.field)} {show_value(key)} "
    )
    before = f" {show_value(new.before)} 之前" if new.before is not None else "最后"
    if old.owner == new.owner:
        return f"{what}移到{before}"
    return f"{what}从{_name_place(old)} 移到{_name_place(new)},排在{before}"


def _name_place(place: Place) -> str:
    return OUTSIDE if place.owner == ROOT and place.field == "tasks" else name_ref(place.owner)
