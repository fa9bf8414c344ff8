"""What a commit is judged by: the plan before it, and all that it did, by whom, when and why."""

from datetime import date
from typing import NamedTuple

from jimoplan.core.audit.actors import Actor
from jimoplan.core.changes.changes import Changes
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import Rights, rights_of


class Commission(NamedTuple):
    """The plan before a commit, all that the commit changed, by whom, on which day, with a basis.

    `day` is None where it is not known; a basis is a Plan-Reason.
    """

    before: Plan
    along: Changes
    actor: Actor
    day: date | None
    with_basis: bool

    @property
    def rights(self) -> Rights:
        """What the plan's lists allow the author."""
        return rights_of(self.before, self.actor.address)
