"""What sides of a merge have in common: the plan at which they parted, or what several come to."""

from collections.abc import Callable, Sequence

from jimoplan.core.history.revisions import Partings
from jimoplan.core.merge.merge import merge
from jimoplan.core.plan.model import Plan


class CommonPlans:
    """The plans that merges are compared with.

    Where lines of work crossed, they parted at several plans. What they have in common is then what
    merging these comes to, compared with where they parted in turn, as it is for git.
    """

    def __init__(self, read: Callable[[str], Plan | None]) -> None:
        """Take who reads a text by its id."""
        self._read = read
        self._known: dict[Partings, tuple[Plan, ...]] = {}

    def at(self, partings: Partings) -> tuple[Plan, ...]:
        """One plan; several where it is open which it is; none where nothing is in common.

        Raises ValueError for a plan in which two items share an identity.
        """
        found: tuple[Plan, ...] = ()
        for at in reversed(range(len(partings))):
            key = partings[at:]
            if key not in self._known:
                texts = partings[at]
                plans = [plan for plan in map(self._read, texts) if plan]
                made = unite(found, plans)
                if len(partings) == 1:
                    return made
                self._known[key] = made
            found = self._known[key]
        return found


def unite(common: Sequence[Plan], plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """What plans come to that have these in common: what is open as either has it."""
    if len(plans) < 2 or not common:  # noqa: PLR2004 - two are merged
        return tuple(plans)
    first, last = plans[0], plans[0]
    for plan in plans[1:]:
        first = merge(common[0], first, plan).plan
        last = merge(common[-1], last, plan).other
    return (first,) if first == last else (first, last)
