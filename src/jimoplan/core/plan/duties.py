"""Which departments an item is theirs: those that answer for it, and those that support."""

from typing import NamedTuple

from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.items import Owners


class Duties(NamedTuple):
    """The departments that have an item, groups with all they stand for."""

    main: frozenset[str]
    support: frozenset[str]


def duties_of(owners: Owners, departments: Departments) -> Duties:
    """The departments that own an item (主责) and that support it (配合)."""
    main = frozenset((*owners.lead, *owners.responsible))
    support = frozenset(owners.support)
    return Duties(main | departments.stand_for(main), support | departments.stand_for(support))
