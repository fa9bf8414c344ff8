"""The people listed in a plan: whom an e-mail address belongs to, and what it may do."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Duty, Person

FormerNames = Mapping[str, frozenset[str]]
"""By address, in lower case, the names under which it was listed and is not any more."""

_NONE: FormerNames = MappingProxyType({})


class Rights(NamedTuple):
    """What the lists of people allow an e-mail address: names, departments, duties.

    An address that is listed several times has the rights of all its entries.
    """

    people: tuple[Person, ...]
    reports_for: frozenset[str]
    approves_for: frozenset[str]
    supervises: bool
    duties: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names under which the address is listed."""
        return frozenset(person.name for person in self.people)

    def name_of(self, known_as: str | None) -> str | None:
        """The listed name of somebody whom git knows under this one, which may not be listed."""
        return known_as if known_as in self.names else min(self.names, default=known_as)


def rights_of(plan: Plan, address: str) -> Rights:
    """The rights of an e-mail address, in whatever case it is written; none if it is not listed."""
    found = [
        (department.name, person)
        for department in plan.departments
        for person in department.people
        if person.email.casefold() == address.casefold()
    ]

    def departments(duty: Duty) -> frozenset[str]:
        return frozenset(name for name, person in found if person.role is duty)

    return Rights(
        tuple(person for _, person in found),
        departments(Duty.LIAISON),
        departments(Duty.LEADER),
        any(person.role is Duty.SUPERVISOR for _, person in found),
        tuple(f"{name}{person.role}" for name, person in found),
    )


def people_of(plan: Plan) -> tuple[Person, ...]:
    """Everybody listed in any department; without anybody, no permission is checked."""
    return tuple(person for department in plan.departments for person in department.people)


def marks_of(plan: Plan, address: str, former: FormerNames = _NONE) -> frozenset[str]:
    """What tells whoever has an address, in lower case: it, and the names on the lists.

    Of one name on the lists is one person. An address that is not listed has its former names.
    """
    names = rights_of(plan, address).names or former.get(address.casefold(), frozenset())
    return names | {address.casefold()}


def address_of(identity: str) -> str:
    """The e-mail address, in lower case, of an identity such as 张三 <zhang@example.cn>."""
    return identity.rpartition("<")[2].removesuffix(">").strip().casefold()


def approvers_of(plan: Plan) -> tuple[str, ...]:
    """The names of those listed who may approve: 分管领导 and 督查, each once, as they stand."""
    approving = (person.name for person in people_of(plan) if person.role is not Duty.LIAISON)
    return tuple(dict.fromkeys(approving))
