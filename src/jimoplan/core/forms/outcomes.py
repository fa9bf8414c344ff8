"""What a form comes to: what its rows change, what stands against that, what cannot be read."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jimoplan.core.desk.figures import Frame
from jimoplan.core.desk.report import Report
from jimoplan.core.forms.form import figure_of
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.words import Status
from jimoplan.core.views.query import Row


class SentItem(NamedTuple):
    """An item as the form may have had it: its statuses, and its figures without a unit.

    There is one of each where it is known how it was; where only the day is known on which the form
    was sent, what the item had at the end of the day before is there as well. The last is the one
    to tell; '' is an item without a figure.
    """

    statuses: tuple[str, ...]
    figures: tuple[str, ...]


class FormChange(NamedTuple):
    """What a row reports on an item, and the status that it gives it, None for no other.

    The row is told by the cell of its id, its evidence by that cell.
    """

    place: str
    evidence_place: str
    item: Task | Measure
    status: Status | None
    report: Report


class FormConflict(NamedTuple):
    """A cell that was filled in and has been changed in the plan meanwhile: its row is left out.

    Each of the three is in words.
    """

    place: str
    item: Task | Measure
    what: str
    sent: str
    now: str
    returned: str


class Unreadable(NamedTuple):
    """A cell that cannot be read, or a row that cannot be recorded, why, and what to do."""

    place: str
    words: str
    remedy: str


class FormDifference(NamedTuple):
    """What a form comes to; `notes` say how cells were read, and what of it says nothing."""

    changes: tuple[FormChange, ...]
    conflicts: tuple[FormConflict, ...]
    unreadable: tuple[Unreadable, ...]
    notes: tuple[str, ...]


class Base(NamedTuple):
    """What a form is read against: the plan's items now by id, how they were sent, and since when.

    `sent` lacks what was not in the form; it is taken as it is now. A report from `since` on that
    says the same is the same, received before.
    """

    rows: Mapping[str, Row]
    sent: Mapping[str, SentItem]
    since: date
    frame: Frame


def sent_item(item: Task | Measure, as_of: date) -> SentItem:
    """An item as a form of that day has it."""
    return SentItem((item.status.value,), (figure_of(item, as_of),))


def join_sent(earlier: SentItem, later: SentItem) -> SentItem:
    """An item that was either as it was before or as it was after."""
    return SentItem(earlier.statuses + later.statuses, earlier.figures + later.figures)
