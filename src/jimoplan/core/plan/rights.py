"""The people of a plan: who an address belongs to, and what may be done from it."""

from typing import NamedTuple

from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.person import Duty, Person


class Rights(NamedTuple):
    """What a plan's list says of an address: its names, and the departments it speaks for.

    Somebody who is listed several times has all the rights together.
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


def rights_of(plan: Plan, address: str) -> Rights:
    """What may be done from an address, compared without regard to case; nothing if unlisted."""
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
    """Everybody listed in any department; where nobody is, permission is not asked about."""
    return tuple(person for department in plan.departments for person in department.people)


def address_of(identity: str) -> str:
    """The part of an identity that tells people apart: the address in lower case."""
    return identity.rpartition("<")[2].removesuffix(">").strip().casefold()
