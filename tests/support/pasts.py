"""What led to a commit, told by the plans between which it went, for whoever takes it back."""

from collections.abc import Sequence

from jimoplan.core.audit.taking_back import Deed, Past, Unit
from jimoplan.core.changes.diff import diff
from jimoplan.core.plan.model import Plan

Who = tuple[str, str]


def past_of(*made: tuple[Who, Plan, Plan], breaches: Sequence[int] = ()) -> Past:
    """A line of commits, the oldest first: by whom, from which plan to which.

    `breaches` are the numbers, from 0, of those that were a breach.
    """
    deeds = [
        Deed(f"{number}", frozenset({who[1]}), before, diff(before, after))
        for number, (who, before, after) in enumerate(made)
    ]

    def on(unit: Unit) -> list[Deed]:
        return [deed for deed in reversed(deeds) if unit in deed.units]

    return Past(on, lambda deed, _: int(deed.commit) in breaches)
