"""add person: somebody put on the list of people of a department."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from jimoplan.actions.changing.proposal import Proposal, propose
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.core.changes.changes import Ref, Subject
from jimoplan.core.changes.structure import add_person
from jimoplan.core.history.commits import Identity
from jimoplan.core.plan.fields import Email
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.person import Duty, Person
from jimoplan.core.plan.rights import people_of
from jimoplan.core.plan.vocabulary import find_word
from jimoplan.errors import UsageError


class Listing(NamedTuple):
    """Putting somebody on a list: the change, and what there is to mind, a line each."""

    proposal: Proposal
    notes: tuple[str, ...]


class NewPerson(NamedTuple):
    """Somebody as they were written."""

    name: str
    email: str
    department: str
    role: str


def propose_person(file: Path | None, start: Path, new: NewPerson) -> Listing:
    """Somebody put on a department's list.

    Raises UnknownNameError for a department or duty that is not there, UsageError for an address
    that is listed there with that duty already, or that nobody could have, and for the first on any
    list who is no 督查.
    """
    workplace = find_workplace(file, start)
    reading = workplace.read()
    plan = reading.plan
    department = find_department(plan, new.department)
    duty = find_word(new.role, Duty, "职责")
    person = _read_person(new, duty)
    _check_unlisted(department, person)
    _check_supervised(plan, person)
    changes = add_person(plan, Ref(Subject.DEPARTMENT, department.name), person)
    return Listing(
        propose(workplace, reading, changes), tuple(_notes(plan, person, workplace.identity))
    )


def check_address(written: str) -> str:
    """The address as it was typed; raises UsageError for one that nobody could have."""
    email = check_line("邮箱", written)
    try:
        return _ADDRESS.validate_python(email)
    except ValidationError:
        raise UsageError(
            f"邮箱写法不对:“{email}”", "写 git 提交用的工作邮箱,如 zhang@example.cn"
        ) from None


_ADDRESS = TypeAdapter[str](Email)


def _read_person(new: NewPerson, duty: Duty) -> Person:
    name, email = check_line("姓名", new.name), check_address(new.email)
    return Person.model_validate({"name": name, "email": email, "role": duty})


def _check_unlisted(department: Department, person: Person) -> None:
    for other in department.people:
        if (other.email.casefold(), other.role) == (person.email.casefold(), person.role):
            raise UsageError(
                f"{person.email} 已经是 {department.name} 的{person.role}({other.name})",
                "邮箱不分大小写;换了人的,用 jimoplan edit 部门名 改这一条",
            )


def _check_supervised(plan: Plan, person: Person) -> None:
    """Raises UsageError where nobody could change the list again, as only a 督查 may."""
    duties = {person.role, *(listed.role for listed in people_of(plan))}
    if Duty.SUPERVISOR not in duties:
        raise UsageError(
            "名单上还没有督查:列了人员就审权限,公布内容、部门表、人员只有督查能改,"
            "这样写入以后谁也改不了",
            "先把督查加进来,一般是您自己:jimoplan add person 姓名 邮箱 --dept 部门 --role 督查",
        )


def _notes(plan: Plan, person: Person, me: Identity | None) -> Iterator[str]:
    """Where else the address is listed, and whether the one who lists them may go on."""
    listed = [(d.name, other) for d in plan.departments for other in d.people]
    for name, other in listed:
        if other.email.casefold() == person.email.casefold():
            doubt = "" if other.name == person.name else ",姓名不同,请核对"
            yield f"注意:{person.email} 还是{name}的{other.role}({other.name}){doubt}"
    if me and not listed and person.email.casefold() != me.email.casefold():
        yield f"注意:您({me})不在名单上,以后由督查 {person.name} 改公布内容、部门表和人员"
