"""The subject of a commit: what its changes come to, in one line."""

from collections.abc import Iterable, Sequence

from jimoplan.core.changes.changes import (
    RETIRED,
    ROOT,
    Change,
    Element,
    Insert,
    Move,
    Place,
    Ref,
    Remove,
    Set,
    Subject,
)
from jimoplan.core.changes.renaming import find_former_names
from jimoplan.core.changes.told import find_corrected, tell_corrected
from jimoplan.core.changes.words import (
    field_title,
    name_ref,
    phrase,
    say_inside,
    show_figures,
)
from jimoplan.core.display.cells import clip
from jimoplan.core.display.short import cut_short
from jimoplan.core.plan.ids import task_of
from jimoplan.core.plan.records import Remark, Review, Update


def summarise(changes: Iterable[Change], titles: dict[Ref, str], asked: Iterable[Ref] = ()) -> str:
    """The subject of a commit: 8-1 制发行政应诉工作规则:未启动→推进中,进度 40%.

    What had to change along with what was asked for goes without saying; so does, where nobody
    asked, a task that followed its measures.
    """
    changes = tuple(changes)
    corrected, former = find_corrected(changes), find_former_names(changes)
    changes = tuple(each for each in changes if each not in former)
    by_item: dict[Ref, list[Change]] = {}
    for change in changes:
        by_item.setdefault(change.item, []).append(change)
    wanted = [ref for ref in asked if ref in by_item] or _without_followers(by_item)
    if _are_other_reports([by_item[ref] for ref in wanted]):
        named = "、".join(ref.id for ref in wanted[:_NAMED])
        return f"填报 {named}{f' 等{len(wanted)}项' if len(wanted) > _NAMED else ''}"
    first = wanted[0]
    title = clip(titles.get(first, ""), 40)
    head = " ".join(filter(None, (name_ref(first), title if first.subject in _TITLED else "")))
    gone = set(corrected.values())
    said = (
        _brief_correction(corrected[change], change) if change in corrected else _brief(change)
        for change in by_item[first]
        if change not in gone
    )
    what = ",".join(dict.fromkeys(filter(None, said)))
    what = what or phrase(by_item[first][0])
    more = f"(等 {len(wanted)} 项)" if len(wanted) > 1 else ""
    return f"{head}{more}:{clip(what, 80)}"


_NAMED = 3
"""How many items are named that were reported on together."""


def _are_other_reports(by_item: Iterable[Sequence[Change]]) -> bool:
    """Whether several items were reported on, and not on all of them the same."""
    first, *others = [list(filter(None, map(_report_in, changes))) for changes in by_item]
    return bool(first) and all(others) and any(each != first for each in others)


def _report_in(change: Change) -> Update | None:
    """The report that is new by a change, if any, as far as it was told and not found out."""
    match change:
        case Insert(_, Element(Update() as report), _):
            return report.model_copy(update={"period": None, "dept": None})
    return None


_TITLED = {Subject.TASK, Subject.MEASURE, Subject.SECTION}


def _without_followers(by_item: dict[Ref, list[Change]]) -> list[Ref]:
    """The items of which what happened to the others follows; a number goes with its item."""
    measured = {task_of(ref.id) for ref in by_item if ref.subject is Subject.MEASURE}
    leading = [
        ref
        for ref, changes in by_item.items()
        if not (ref.subject is Subject.TASK and ref.id in measured and _only_set(changes))
        and not (ref == ROOT and all(change.touched[1] == RETIRED for change in changes))
    ]
    return leading or list(by_item)


def _only_set(changes: Iterable[Change]) -> bool:
    """Whether an item was there before and still is."""
    return not any(change.touched[1] == "" and not isinstance(change, Move) for change in changes)


_MOST_OF_A_TEXT = 30
"""So many cells of each text that was corrected stand in a subject line."""


def _brief_correction(gone: Change, come: Change) -> str:
    told = ",".join(tell_corrected(gone, come, _MOST_OF_A_TEXT))
    match come:
        case Insert(_, Element(Update(date=day)), _):
            return f"更正 {day} 的填报 {told}"
        case Insert(_, Element(Remark(kind=kind)), _):
            return f"更正{kind} {told}"
    return ""


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
            return verb + say_inside(place)
    return phrase(change)


def _brief_entry(place: Place, value: object, *, new: bool) -> str:
    match value:
        case Update():
            said = ",".join(show_figures(value))
            said = said or ("问题已解决" if value.solved else "填报进展")
            return said if new else f"删去 {value.date} 的填报"
        case Review():
            return f"审核{value.result}" if new else "删去审核记录"
        case Remark():
            return f"{value.kind} {cut_short(value.text)}" if new else f"删去{value.kind}"
    return f"{'增加' if new else '删去'}{field_title(place.owner, place.field)}"
