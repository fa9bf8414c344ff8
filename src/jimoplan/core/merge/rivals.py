"""Records in which sides told the same step otherwise, so that one of them had to be chosen."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from jimoplan.core.plan.records import DueChange, Suspension


def gave_way(
    record: object, was: Sequence[Any], sides: Sequence[Sequence[Any]], now: Sequence[Any]
) -> bool:
    """Whether a record is not there any more because another side's of the same step is.

    That is how a deadline came off the same day, or the same pause with another end.
    """
    step = step_of(record)
    if step is None:
        return False
    rivals = (r for side in sides if record not in side for r in side if r not in was)
    return any(step_of(rival) == step and rival in now for rival in rivals)


def step_of(record: object) -> date | None:
    """The deadline that a record says was given up, or the day on which its pause began."""
    match record:
        case DueChange(due=day) | Suspension(since=day):
            return day
    return None
