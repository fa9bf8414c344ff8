"""What a person told of items, word for word."""

from datetime import date
from typing import NamedTuple


class Told(NamedTuple):
    """What the person wrote, word for word; dates have been read."""

    today: date
    day: date | None = None
    status: str | None = None
    progress: str | None = None
    value: str | None = None
    period: str | None = None
    milestone: date | None = None
    note: str | None = None
    problem: str | None = None
    solved: str | None = None
    next: str | None = None
    by: str | None = None
    dept: str | None = None
    evidence: tuple[str, ...] = ()
    due: date | None = None
    reason: str | None = None
    approved_by: str | None = None
    keep_due: bool = False
    plan_reason: str | None = None
