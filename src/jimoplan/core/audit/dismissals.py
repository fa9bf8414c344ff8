"""Who was taken off the lists on one side of a merge: an older list does not put them back."""

from typing import NamedTuple

from jimoplan.core.changes.changes import Change, Element, Insert, Place, Remove
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.plan.person import Person
from jimoplan.core.plan.rights import people_of


class Dismissals(NamedTuple):
    """Who is not on a side's lists any more, as they were where the sides of a merge parted.

    `common` are the plans at which these may have parted; see core.merge.common.
    """

    common: tuple[Plan, ...]
    side: Plan

    def lists_again(self, change: Change) -> bool:
        """Whether a change puts somebody back, alone or with a department under another name."""
        return self.without(change) != change

    def takes_off(self, change: Change) -> bool:
        """Whether a change takes somebody off whom this side has taken off, too."""
        match change:
            case Remove(Place(owner, "people"), Element(Person() as person), _):
                return self._covers(owner.id, person)
        return False

    def without(self, change: Change) -> Change | None:
        """A change without the people whom it puts back; None where nothing is left of it."""
        match change:
            case Insert(Place(owner, "people"), Element(Person() as person), _):
                return None if self._covers(owner.id, person) else change
            case Insert(place, key, Department() as department):
                left = tuple(p for p in department.people if not self._covers(department.name, p))
                return Insert(place, key, department.model_copy(update={"people": left}))
        return change

    def _covers(self, department: str, person: Person) -> bool:
        """Whether somebody was listed so, and is not any more."""
        there = any(person in _listed_in(plan, department) for plan in self.common)
        if there and any(each.name == department for each in self.side.departments):
            return person not in _listed_in(self.side, department)
        known = any(person in people_of(plan) for plan in self.common)
        return known and person not in people_of(self.side)


def _listed_in(plan: Plan, department: str) -> tuple[Person, ...]:
    return next((each.people for each in plan.departments if each.name == department), ())
