"""What changes put on record, or take back."""

from datetime import date

import pytest

from jimoplan.core.audit.on_record import takes_back_deadline
from jimoplan.core.changes.changes import Element, Place, Ref, Remove, Set, Subject
from jimoplan.core.plan.model import DueChange

ITEM = Ref(Subject.MEASURE, "1-1")
OLD, NEW = date(2024, 6, 30), date(2024, 9, 30)
RECORD = DueChange(due=OLD, changed=date(2024, 5, 6), reason="延期", approved_by="王局")
BACK = Set(ITEM, "due", NEW, OLD)
GONE = Remove(Place(ITEM, "due_changes"), Element(RECORD), RECORD)


@pytest.mark.parametrize(
    ("due", "expected"),
    [(OLD, True), (None, True), (NEW, False)],
    ids=["to the one on record", "to none", "to another one"],
)
def test_a_deadline_is_taken_back_with_its_record(due: date | None, *, expected: bool) -> None:
    assert takes_back_deadline((BACK, GONE), ITEM, due) is expected


def test_a_deadline_or_a_record_alone_takes_nothing_back() -> None:
    assert not takes_back_deadline((BACK,), ITEM, None)
    assert not takes_back_deadline((GONE,), ITEM, None)
