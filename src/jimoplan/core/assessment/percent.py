"""A percentage, and how it came about."""

from typing import NamedTuple

from jimoplan.core.plan.words import Status

FULL = 100
ALMOST = 99
"""What is not quite there is at most this, so that 100 means really there."""


class Progress(NamedTuple):
    """A percentage, 0 to 100, and in Chinese how it came about.

    None where no percentage is claimed, because the target is no number.
    """

    percent: int | None
    how: str

    @property
    def words(self) -> str:
        """The percentage with its sign, — where none is claimed."""
        return "—" if self.percent is None else f"{self.percent}%"


def done_progress(status: Status) -> Progress:
    """All of it, because a status says so."""
    return Progress(FULL, f"状态为{status},计100%")
