"""Changes as history keeps them."""

from problem_cases import BASE
from reading import miswrite

from jimoplan.core.changes.diff import diff
from jimoplan.core.changes.records import Record, make_records
from jimoplan.core.text.reading.load import load

JUNE, JULY, AUGUST = (
    BASE,
    *(miswrite("due: 2024-06-30", f"due: {d}") for d in ("2024-07-31", "2024-08-31")),
)


def record(before: str, after: str) -> Record:
    old, new = load(before).plan, load(after).plan
    assert old is not None
    assert new is not None
    (found,) = make_records(old, new, diff(old, new))
    return found


def test_a_record_undoes_the_one_that_it_brings_back_exactly() -> None:
    assert record(JULY, JUNE).undoes(record(JUNE, JULY))
    assert not record(AUGUST, JUNE).undoes(record(JUNE, JULY))
    assert not record(JULY, AUGUST).undoes(record(JUNE, JULY))
