"""Changes in the words that people use of them."""

from collections.abc import Iterable
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
    Set,
    Subject,
)
from jimoplan.core.display.cells import cell_width, clip, reveal_line
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.model import (
    Department,
    DueChange,
    Measure,
    Plan,
    Remark,
    Review,
    ReviewedFile,
    Section,
    Suspension,
    Task,
    Update,
)
from jimoplan.core.plan.person import Person

_MODELS: dict[Subject, type[PlanPart]] = {
    Subject.PLAN: Plan,
    Subject.DEPARTMENT: Department,
    Subject.SECTION: Section,
    Subject.TASK: Task,
    Subject.MEASURE: Measure,
}
_LONGEST = 60


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
    return model.model_fields[last].title or last


def show_value(value: FieldValue | Element) -> str:
    """A value on one line, cut to a readable length."""
    match value:
        case None | ():
            return "(无)"
        case Element(inner):
            return show_value(inner)
        case tuple():
            return _in_short("、".join(map(show_value, value)))
        case Update():
            return show_update(value)
        case PlanPart():
            return _show_entry(value)
    return _in_short(str(value))


def _show_entry(entry: PlanPart) -> str:
    """An element of a list of records on one line: its facts, and what was said to them."""
    facts, said = str(entry), None
    match entry:
        case Person():
            facts = f"{entry.name} <{entry.email}> {entry.role}"
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
    return f"{reveal_line(facts)}:{_in_short(said)}" if said else _in_short(facts)


def _in_short(words: str) -> str:
    text = reveal_line(" ".join(words.split("\n")))
    return text if cell_width(text) <= _LONGEST else clip(text, _LONGEST - 1) + "…"


def show_update(update: Update) -> str:
    """A report of progress on one line."""
    parts = [
        *_figures(update),
        show_value(update.note) if update.note else "",
        f"存在问题:{show_value(update.problem)}" if update.problem else "",
        f"问题解决:{show_value(update.solved)}" if update.solved else "",
        f"下一步计划:{show_value(update.next)}" if update.next else "",
    ]
    who = " ".join(filter(None, (update.dept, update.by)))
    entered = f"({update.entered_by} 代录)" if update.entered_by else ""
    by = reveal_line(f" {who}{entered}") if who or entered else ""
    return f"{update.date}{by}:{','.join(filter(None, parts)) or '(空)'}"


def summarise(changes: Iterable[Change], titles: dict[Ref, str], asked: Iterable[Ref] = ()) -> str:
    """The subject of a commit: 8-1 制发行政应诉工作规则:未启动→推进中,进度 40%.

    What had to change along with what was asked for goes without saying; so does, where nobody
    asked, a task that followed its measures.
    """
    by_item: dict[Ref, list[Change]] = {}
    for change in changes:
        by_item.setdefault(change.item, []).append(change)
    wanted = [ref for ref in asked if ref in by_item] or _without_followers(by_item)
    first = wanted[0]
    title = clip(titles.get(first, ""), 40)
    head = " ".join(filter(None, (name_ref(first), title if first.subject in _TITLED else "")))
    what = ",".join(dict.fromkeys(filter(None, map(_brief, by_item[first]))))
    what = what or phrase(by_item[first][0])
    more = f"(等 {len(wanted)} 项)" if len(wanted) > 1 else ""
    return f"{head}{more}:{clip(what, 80)}"


_TITLED = {Subject.TASK, Subject.MEASURE, Subject.SECTION}


def _without_followers(by_item: dict[Ref, list[Change]]) -> list[Ref]:
    followed = {ref.id.partition("-")[0] for ref in by_item if ref.subject is Subject.MEASURE}
    leading = [ref for ref in by_item if ref.subject is not Subject.TASK or ref.id not in followed]
    return leading or list(by_item)


def _brief(change: Change) -> str:
    """A change in a few words, for a subject line that names the item; '' where it goes unsaid."""
    match change:
        case Set(_, "submitted_by" | "submitted" | "finished" | "approved_by", _, _) | (
            Insert(Place(_, "due_changes" | "suspensions"), _, _)
            | Remove(Place(_, "suspensions"), _, _)
        ):
            return ""
        case Set(_, "status", old, new):
            return f"{old}→{new}"
        case Set(item, field, old, new) if field != "due":
            verb = "填写" if old is None else "删去" if new is None else "修改"
            return verb + field_title(item, field)
        case Insert(place, Element(value), _) | Remove(place, Element(value), _):
            return _brief_entry(place, value, new=isinstance(change, Insert))
        case Insert(place, _, _) | Remove(place, _, _):
            verb = "新增" if isinstance(change, Insert) else "删去"
            return verb + _inside(place)
    return phrase(change)


def _brief_entry(place: Place, value: object, *, new: bool) -> str:
    match value:
        case Update():
            figures = ",".join(_figures(value)) or ("问题已解决" if value.solved else "填报进展")
            return figures if new else f"删去 {value.date} 的填报"
        case Review():
            return f"审核{value.result}" if new else "删去审核记录"
        case Remark():
            return f"{value.kind} {_in_short(value.text)}" if new else f"删去{value.kind}"
    return f"{'增加' if new else '删去'}{field_title(place.owner, place.field)}"


def _figures(update: Update) -> list[str]:
    figures = {
        "第 {} 期": update.period,
        "进度 {}%": update.progress,
        "指标值 {}": update.value,
    }
    return [words.format(figure) for words, figure in figures.items() if figure is not None]


def _from_to(old: FieldValue, new: FieldValue) -> str:
    if old is None:
        return f"设为 {show_value(new)}"
    if new is None:
        return f"{show_value(old)} 已删去"
    return f"{show_value(old)}→{show_value(new)}"


def _phrase_element(verb: str, place: Place, key: Key, value: FieldValue) -> str:
    if place.find_item(key) is None:
        return f"{verb}{field_title(place.owner, place.field)} {show_value(value)}"
    title = getattr(value, "title", "")
    return " ".join(filter(None, (verb, show_value(title)))) + _inside(place)


def _inside(place: Place) -> str:
    return "" if place.owner == ROOT else f"(在{name_ref(place.owner)})"


def _phrase_move(key: Key, old: Place, new: Place) -> str:
    what = (
        "" if new.field in CHILDREN else f"{field_title(new.owner, new.field)} {show_value(key)} "
    )
    before = f" {show_value(new.before)} 之前" if new.before is not None else "最后"
    if old.owner == new.owner:
        return f"{what}移到{before}"
    return f"{what}从{name_ref(old.owner)} 移到{name_ref(new.owner)},排在{before}"
