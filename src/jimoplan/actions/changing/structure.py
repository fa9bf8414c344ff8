"""add, remove and move: items and departments as the person names them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from jimoplan.actions.changing.proposal import Proposal, propose
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.core.changes.changes import ROOT, Ref, Subject
from jimoplan.core.changes.items import each_named, items_by_id, names_by_id, refer_to
from jimoplan.core.changes.structure import (
    Spot,
    add_item,
    move_item,
    next_measure_id,
    next_task_id,
    remove_item,
)
from jimoplan.core.plan.departments import names_of
from jimoplan.core.plan.fields import FieldValue, PlanPart
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Department, Plan, Section
from jimoplan.core.plan.own_fields import OwnFields, read_pair
from jimoplan.core.plan.sections import called_section, find_section
from jimoplan.core.plan.traverse import each_branch, name_of
from jimoplan.core.plan.vocabulary import field_titles
from jimoplan.core.plan.words import GROUP
from jimoplan.core.workflow.days import begin_clock
from jimoplan.core.workflow.steps import check_open
from jimoplan.errors import UnknownNameError, UsageError

_Model = TypeVar("_Model", bound=PlanPart)

_Told = Mapping[str, FieldValue]
"""What was said of a new item, by the names of its fields."""


class OwnerNames(NamedTuple):
    """The departments of an item as they were written, by role."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


class NewItem(NamedTuple):
    """What was said of a new task or measure, by the names of its fields, its owners, and when.

    `fields` are those of the body's own, written 优先级=高.
    Without a `since` of its own its clock begins today, if the plan's has begun.
    """

    told: _Told
    owners: OwnerNames
    today: date
    fields: Sequence[str] = ()


class Where(NamedTuple):
    """A section, an item to stand before or after, as it was written, or outside all sections.

    One of the four.
    """

    to: str | None = None
    before: str | None = None
    after: str | None = None
    outside: bool = False


class Removal(NamedTuple):
    """What is to be removed, in words that say what goes with it, and the proposal."""

    what: str
    proposal: Proposal


def propose_section(file: Path | None, start: Path, within: str | None, told: _Told) -> Proposal:
    """A new section at the end of the plan or of another.

    Raises UsageError for what does not fit.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    section = _make(Section, _given(told))
    owner = _section_ref(reading.plan, within) if within else ROOT
    return propose(workplace, reading, add_item(reading.plan, owner, "sections", section))


def propose_task(file: Path | None, start: Path, section: str | None, new: NewItem) -> Proposal:
    """A new task at the end of a section or of a plan without any.

    Raises UsageError for what does not fit.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    plan = reading.plan
    if section is None and plan.sections and not plan.tasks:
        listed = "、".join(branch[-1].key for branch in each_branch(plan))
        raise UsageError("没有说加在哪个板块", f"写 --section 加板块:{listed}")
    owner = _section_ref(plan, section) if section else ROOT
    beside = find_section(plan, owner.id).tasks if section else plan.tasks
    made = _fields(plan, next_task_id(plan, beside), new)
    task = _make(Task, made)
    changes = add_item(plan, owner, "tasks", task)
    return propose(workplace, reading, changes, asked=[Ref(Subject.TASK, task.id)])


def propose_measure(file: Path | None, start: Path, task: str, new: NewItem) -> Proposal:
    """A new measure at the end of a task; raises UsageError for what does not fit."""
    workplace = find_workplace(file, start)
    reading = workplace.read()
    plan = reading.plan
    ((owner, item),) = each_named(plan, [task])
    if item is not owner:
        raise UsageError(f"{item.id} 是举措,新举措要加在任务下面", f"写任务编号 {owner.id}")
    made = _fields(plan, next_measure_id(plan, owner), new)
    measure = _make(Measure, made)
    changes = add_item(plan, Ref(Subject.TASK, owner.id), "measures", measure)
    return propose(workplace, reading, changes, asked=[Ref(Subject.MEASURE, measure.id)])


def propose_department(
    file: Path | None, start: Path, members: Iterable[str], told: _Told
) -> Proposal:
    """A new department at the end of the list; raises UsageError for what does not fit."""
    workplace = find_workplace(file, start)
    reading = workplace.read()
    given = _given({**told, "members": _names(reading.plan, members)})
    changes = add_item(reading.plan, ROOT, "departments", _make(Department, given))
    return propose(workplace, reading, changes)


def propose_group(file: Path | None, start: Path, members: Iterable[str], told: _Told) -> Proposal:
    """A new group at the end of the list, its members written one by one or several in one."""
    plan = find_workplace(file, start).read().plan
    names = [name for written in members for name in _split_names(plan, written)]
    return propose_department(file, start, dict.fromkeys(names), {**told, "kind": GROUP})


def _split_names(plan: Plan, written: str) -> list[str]:
    """The names in a list of departments; one name where a department is called all of that."""
    if any(written.strip() in names_of(department) for department in plan.departments):
        return [written]
    return [name for name in re.split("[,，、;；]", written) if name.strip()]


def propose_removal(file: Path | None, start: Path, name: str) -> Removal:
    """Removing an item, an empty section or a department.

    Raises UnknownNameError with what is nearest, UsageError for what has to stay.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    ref = find_ref(reading.plan, name)
    if ref.subject is Subject.DEPARTMENT:
        _check_unused(reading.plan, ref.id)
    elif ref.subject is Subject.SECTION:
        _check_empty(find_section(reading.plan, ref.id))
    else:
        _check_unreviewed(reading.plan, ref.id)
    proposal = propose(workplace, reading, remove_item(reading.plan, ref), asked=[ref])
    return Removal(_describe_loss(reading.plan, ref), proposal)


def propose_move(file: Path | None, start: Path, name: str, where: Where) -> Proposal:
    """Moving an item, a section or a department.

    Raises UsageError for a place where it cannot stand.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    plan = reading.plan
    to, before, after, outside = where
    if sum(place not in {None, False} for place in where) != 1:
        raise UsageError(
            "要说清移到哪里", "--to 板块、--outside、--before 编号、--after 编号写且只写一个"
        )
    spot = Spot(
        before=find_ref(plan, before) if before else None,
        after=find_ref(plan, after) if after else None,
        end_of=ROOT if outside else _section_ref(plan, to) if to else None,
    )
    ref = find_ref(plan, name)
    return propose(workplace, reading, move_item(plan, ref, spot), asked=[ref])


def _section_ref(plan: Plan, written: str) -> Ref:
    return Ref(Subject.SECTION, find_section(plan, written).key)


def find_ref(plan: Plan, name: str) -> Ref:
    """The item, the section or the department called that.

    Raises UnknownNameError or AmbiguousNameError.
    """
    if any(name in names_of(department) for department in plan.departments):
        return Ref(Subject.DEPARTMENT, find_department(plan, name).name)
    if section := called_section(plan, name, names_by_id(plan)):
        return Ref(Subject.SECTION, section.key)
    try:
        ((_, item),) = each_named(plan, [name])
    except UnknownNameError as unknown:
        if any(character.isdecimal() for character in name):
            raise unknown from None
        return Ref(Subject.DEPARTMENT, find_department(plan, name).name)
    return refer_to(item)


def _check_unreviewed(plan: Plan, number: str) -> None:
    """Raises UsageError for an item with a review on record, or a task that has such a measure."""
    ((task, item),) = each_named(plan, [number])
    for each in (item, *(task.measures if item is task else ())):
        check_open(each)
        if each.reviews:
            raise UsageError(
                f"{name_of(each)} 有审核记录,不能删去",
                f"不再办的,改成已取消:jimoplan update {each.id} --status 已取消 --reason 原因",
            )


def _check_empty(section: Section) -> None:
    """Raises UsageError for a section in which something stands."""
    parts = (("任务", section.tasks, "id"), ("下级板块", section.sections, "key"))
    held = [
        f"{what} {'、'.join(getattr(each, key) for each in there)}"
        for what, there, key in parts
        if there
    ]
    if held:
        raise UsageError(
            f"板块 {section.heading} 里还有{'、'.join(held)},不能删去",
            "先把它们移走(jimoplan move 编号 --to 板块)或删去",
        )


def _check_unused(plan: Plan, name: str) -> None:
    """Raises UsageError for a department that items, reports or groups still name."""
    items = items_by_id(plan).values()
    owned = [item.id for item in items if any(name in names for _, names in item.by_role())]
    groups = [f"群组 {group.name}" for group in plan.departments if name in group.members]
    reported = [
        f"{item.id} 的填报记录"
        for item in items
        if any(update.dept == name for update in item.updates)
    ]
    where = "、".join([*owned, *groups, *reported])
    if where:
        raise UsageError(
            f"部门 {name} 还不能删去,这些地方写着它:{where}",
            "先用 jimoplan edit(写编号或群组名)把它们改成别的部门",
        )


def _describe_loss(plan: Plan, ref: Ref) -> str:
    if ref.subject is Subject.DEPARTMENT:
        return f"部门 {ref.id}"
    if ref.subject is Subject.SECTION:
        return f"板块 {find_section(plan, ref.id).heading}"
    ((_, item),) = each_named(plan, [ref.id])
    measures = item.measures if isinstance(item, Task) else ()
    updates = sum(len(each.updates) for each in (item, *measures))
    published = any(each.text for each in (item, *measures))
    parts = [
        f"{len(measures)} 项举措" if measures else "",
        f"{updates} 条填报记录" if updates else "",
        "公布原文(删去后与公布文本不再一致)" if published else "",
    ]
    held = "、".join(filter(None, parts))
    return f"{ref.subject} {ref.id} {item.title}" + (f",连同 {held}" if held else "")


def _fields(plan: Plan, number: str, new: NewItem) -> dict[str, FieldValue]:
    """The fields of a new item; its clock begins at the day written, or else today."""
    day = new.told.get("since")
    since = begin_clock(plan, day if isinstance(day, date) else None, new.today)
    said = {**new.told, "since": since}
    pairs = (read_pair(plan.plan.fields, written) for written in new.fields)
    own: dict[str, str] = {}
    for field, value in pairs:
        if own.setdefault(field.name, value) != value:
            raise UsageError(f"--field {field.name} 写了两次,值不一样", "只留一个")
    fields = {"fields": OwnFields.model_validate(own)} if own else {}
    return {"id": number, **_owners(plan, new.owners), **_given(said), **fields}


def _owners(plan: Plan, owners: OwnerNames) -> dict[str, tuple[str, ...]]:
    return {role: _names(plan, names) for role, names in owners._asdict().items() if names}


def _names(plan: Plan, written: Iterable[str]) -> tuple[str, ...]:
    return tuple(find_department(plan, name).name for name in written)


def _given(told: _Told) -> dict[str, FieldValue]:
    return {key: value for key, value in told.items() if value not in (None, (), [])}


def _checked(title: str, value: FieldValue) -> FieldValue:
    """Texts without blanks around them; raises UsageError for one that nobody could read."""
    if isinstance(value, tuple):
        return tuple(check_line(title, str(text)) for text in value)
    return check_line(title, value) if type(value) is str else value


def _make(model: type[_Model], values: dict[str, FieldValue]) -> _Model:
    """The item of those values; raises UsageError naming each that is not as it should be."""
    titles = field_titles(model)
    for key, value in values.items():
        values[key] = _checked(titles.get(key, key), value)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        wrong = dict.fromkeys(str(one["loc"][0]) for one in error.errors(include_url=False))
        told = "、".join(f"{titles.get(key, key)}“{values.get(key, '')}”" for key in wrong)
        raise UsageError(f"写法不对:{told}", "用 --help 看各项怎么写") from None
