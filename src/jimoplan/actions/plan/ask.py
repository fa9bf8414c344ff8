"""status, list and show: answers from a plan as of a day."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar

from jimoplan.core.assessment.assess import Assessment, assess
from jimoplan.core.assessment.lights import Light
from jimoplan.core.changes.items import each_named, names_by_id
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.in_charge import find_leader
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.own_fields import OwnValue, read_pair
from jimoplan.core.plan.sections import called_section, find_section
from jimoplan.core.plan.vocabulary import find_word
from jimoplan.core.plan.words import MAIN_ROLES, Kind, Role, Status
from jimoplan.core.views.columns import (
    ALARM_COLUMNS,
    MEASURE_COLUMNS,
    TASK_COLUMNS,
    Column,
    find_columns,
)
from jimoplan.core.views.duties import DutyList, report_duties
from jimoplan.core.views.leaders import leader_note, view_led
from jimoplan.core.views.query import (
    Filter,
    Level,
    Row,
    TaskView,
    list_rows,
    view_duties,
    view_tasks,
)
from jimoplan.core.views.sorting import sort_rows
from jimoplan.core.views.tables import LIGHT_NAMES
from jimoplan.core.views.views import Heading, ItemView, Overview, make_heading, report_overview
from jimoplan.errors import UnknownNameError
from jimoplan.system.pinyin import initials

_Word = TypeVar("_Word", bound=StrEnum)


class ItemQuery(NamedTuple):
    """What a list is asked for, in the words that were typed."""

    department: str | None = None
    leader: str | None = None
    roles: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    lights: tuple[str, ...] = ()
    overdue: bool = False
    due_before: date | None = None
    text: str | None = None
    fields: tuple[str, ...] = ()
    level: Level = Level.TASK
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


class Listing(NamedTuple):
    """The rows found and the columns to show of them."""

    heading: Heading
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def find_department(plan: Plan, written: str) -> Department:
    """The department meant; raises UnknownNameError or AmbiguousNameError."""
    try:
        return Departments(plan.departments).resolve(written, initials)
    except UnknownNameError as unknown:
        if written.isascii() and not initials("部"):
            unknown.remedy += ";按拼音首字母查要先装 pypinyin:pip install pypinyin"
        raise


def give_overview(
    plan: Plan, as_of: date, sections: Iterable[str] = (), leader: str | None = None
) -> Overview:
    """The plan by section and by department, or what a 分管领导 has of it.

    Raises UnknownNameError or AmbiguousNameError for a section or a leader.
    """
    who = _leader(plan, leader)
    view = report_overview(plan, assess(plan, as_of), _section_numbers(plan, sections), who)
    return view._replace(heading=say_leader(view.heading, who))


def list_duties(
    plan: Plan,
    as_of: date,
    department: str,
    sections: Iterable[str] = (),
    leader: str | None = None,
) -> DutyList:
    """A department's duties, or those that a 分管领导 is in charge of.

    Raises UnknownNameError or AmbiguousNameError.
    """
    found, who = find_department(plan, department), _leader(plan, leader)
    assessment, keys = assess(plan, as_of), _section_numbers(plan, sections)
    view = report_duties(plan, assessment, found, keys, who)
    return view._replace(heading=say_leader(view.heading, who))


def list_items(plan: Plan, as_of: date, wanted: ItemQuery) -> Listing:
    """The tasks or measures wanted; raises UsageError for a word that means nothing.

    Whoever asks for lights sees the most overdue first, unless told otherwise. A department's own
    come before those that reach it through a group.
    """
    columns = find_columns(wanted.columns or _usual_columns(wanted), plan.plan.fields)
    conditions = _read_conditions(plan, wanted)
    assessment = assess(plan, as_of)
    who = _leader(plan, wanted.leader)
    rows = list_rows(choose_views(plan, assessment, wanted.department, who), wanted.level)
    found = sort_rows(filter(conditions.wants, rows), wanted.sort or _usual_order(wanted))
    own_first = sorted(found, key=lambda row: row.via is not None)
    heading = say_leader(make_heading(plan, assessment), who)
    return Listing(heading, columns, tuple(own_first))


def show_item(plan: Plan, as_of: date, written: str) -> ItemView:
    """Everything known of a task or measure; raises UnknownNameError with the nearest ids.

    Raises UsageError for a number that the published plan skips.
    """
    ((task, item),) = each_named(plan, [written])
    assessment = assess(plan, as_of)
    view = next(view for view in view_tasks(plan, assessment) if view.row.task is task)
    row = next(row for row in (view.row, *view.measures) if row.item is item)
    return ItemView(
        heading=make_heading(plan, assessment),
        row=row,
        measures=() if row.measure else view.measures,
        members=tuple(_expand_groups(plan, row)),
    )


def show(plan: Plan, as_of: date, written: str) -> ItemView | Listing:
    """Everything known of a task or measure, or the tasks of a section; raises as show_item."""
    section = called_section(plan, written, names_by_id(plan))
    if section is None:
        return show_item(plan, as_of, written)
    listing = list_items(plan, as_of, ItemQuery(sections=(section.key,)))
    own = (f"板块 {section.heading}", *filter(None, [section.text]))
    heading = listing.heading
    return listing._replace(heading=heading._replace(notes=(*own, *heading.notes)))


def _expand_groups(plan: Plan, row: Row) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The groups among an item's owners with their members, its own lead left out."""
    departments = Departments(plan.departments)
    for _, owners in row.owners.by_role():
        for name in owners:
            members = departments.members(name)
            if members:
                own = set(row.owners.lead)
                yield name, tuple(d.name for d in plan.departments if d.name in members - own)


def say_leader(heading: Heading, leader: str | None) -> Heading:
    """The heading with a note of whose items an answer is about, where it is one's only."""
    return heading._replace(notes=(*heading.notes, leader_note(leader))) if leader else heading


def _leader(plan: Plan, written: str | None) -> str | None:
    return None if written is None else find_leader(plan, written)


def choose_views(
    plan: Plan, assessment: Assessment, department: str | None, leader: str | None
) -> tuple[TaskView, ...]:
    """The tasks of a department, as far as a 分管领导 is in charge of them; of all by default.

    The leader is named in full. Raises UnknownNameError or AmbiguousNameError for a department.
    """
    views = view_led(view_tasks(plan, assessment), assessment, leader)
    if department is None:
        return views
    found = find_department(plan, department)
    return view_duties(views, assessment, found.name)


def _read_conditions(plan: Plan, wanted: ItemQuery) -> Filter:
    return Filter(
        roles=_roles(wanted.roles),
        sections=_section_numbers(plan, wanted.sections),
        statuses=_words(wanted.statuses, Status, "状态"),
        kinds=_words(wanted.kinds, Kind, "举措类别"),
        lights=_words(map(_light_word, wanted.lights), Light, "灯"),
        overdue=wanted.overdue,
        due_before=wanted.due_before,
        text=wanted.text,
        fields=frozenset(_own_value(plan, written) for written in wanted.fields),
    )


def _own_value(plan: Plan, written: str) -> tuple[str, OwnValue]:
    field, value = read_pair(plan.plan.fields, written)
    return field.name, field.read(value) or value


def _roles(written: Iterable[str]) -> frozenset[Role]:
    """Roles by word; 主责 stands for lead and responsible."""
    words = [word for w in written for word in (MAIN_ROLES if w == "主责" else (w,))]
    return _words(words, Role, "角色")


def _light_word(written: str) -> str:
    """A light's own word, or the one meant by its name: 红灯, ✓已销号."""
    names = {name: light.value for light, name in LIGHT_NAMES.items()}
    return {**names, "已销号": Light.CLOSED.value}.get(written, written)


def _words(written: Iterable[str], words: type[_Word], what: str) -> frozenset[_Word]:
    return frozenset(find_word(word, words, what) for word in written)


def _section_numbers(plan: Plan, written: Iterable[str]) -> frozenset[str]:
    return frozenset(find_section(plan, section).key for section in written)


def _usual_columns(wanted: ItemQuery) -> tuple[str, ...]:
    usual: tuple[str, ...] = MEASURE_COLUMNS if wanted.level is Level.MEASURE else TASK_COLUMNS
    if _asks_for_alarms(wanted):
        usual = ALARM_COLUMNS
    if wanted.department is None:
        return usual
    return (*usual[:2], "role", "via", *usual[3:])


def _usual_order(wanted: ItemQuery) -> tuple[str, ...]:
    return ("-overdue_days",) if _asks_for_alarms(wanted) else ()


def _asks_for_alarms(wanted: ItemQuery) -> bool:
    return bool(wanted.lights or wanted.overdue)
