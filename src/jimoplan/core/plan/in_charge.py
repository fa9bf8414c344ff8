"""Who answers for an item by name: its 分管领导 and its 责任人."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.items import Measure, Owners, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Duty
from jimoplan.core.plan.rights import people_of
from jimoplan.core.plan.traverse import each_item
from jimoplan.errors import AmbiguousNameError, UnknownNameError


class InCharge(NamedTuple):
    """The people that an item is known by: its 分管领导 and its 责任人."""

    leaders: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()


def in_charge(item: Task | Measure, task: Task, departments: Departments) -> InCharge:
    """An item's own people, else its task's, else those of the departments that answer for it."""
    main = [
        departments.by_name[name]
        for name in _main(effective_owners(item, task))
        if name in departments.by_name  # an unknown one is an error, and reported
    ]
    return InCharge(
        _names(item.leader or task.leader) or _each(d.leader for d in main),
        _names(item.contact or task.contact) or _each(d.contact for d in main),
    )


def leaders_of(plan: Plan) -> tuple[str, ...]:
    """Everybody who is named as 分管领导 of a department or an item, each once, as they stand."""
    return _each(leader for _, leader in named_leaders(plan))


def contacts_of(plan: Plan) -> tuple[str, ...]:
    """The same of those who are named as 责任人."""
    departments = (department.contact for department in plan.departments)
    return _each((*departments, *(item.contact for _, item in each_item(plan))))


def named_leaders(plan: Plan) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where somebody is named as 分管领导, and what is written there."""
    for number, department in enumerate(plan.departments):
        if department.leader:
            yield ("departments", number, "leader"), department.leader
    for path, item in each_item(plan):
        if item.leader:
            yield (*path, "leader"), item.leader


def listed_leaders(plan: Plan) -> tuple[str, ...]:
    """Who is on the lists of people as 分管领导, each once; nobody where no list names one."""
    return _each(person.name for person in people_of(plan) if person.role is Duty.LEADER)


def find_leader(plan: Plan, written: str) -> str:
    """The 分管领导 meant by a name or a part of one that fits nobody else.

    Raises UnknownNameError with the nearest names, AmbiguousNameError where several are meant.
    """
    names = leaders_of(plan)
    wanted = written.strip()
    if wanted in names:
        return wanted
    found = [name for name in names if wanted and wanted in name]
    if len(found) > 1:
        raise AmbiguousNameError("分管领导", written, found)
    if not found:
        raise UnknownNameError("分管领导", written, names)
    return found[0]


def split_names(written: str) -> tuple[str, ...]:
    """The names in a line, which 、 or a comma stands between."""
    return tuple(name for part in re.split("[、,，;；]", written) if (name := part.strip()))


def _names(written: str | None) -> tuple[str, ...]:
    return split_names(written) if written else ()


def _each(written: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for line in written for name in _names(line)))


def _main(owners: Owners) -> tuple[str, ...]:
    return (*owners.lead, *owners.responsible)
