"""What people said of items in a period: problems, returns, remarks, and whose a report is."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date

from jimoplan.core.assessment.reporting import answering, updates_until
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.items import Item
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.records import Remark, Review, Update
from jimoplan.core.plan.words import DONE, Status, Verdict
from jimoplan.core.reports.period_view import Finished, RaisedProblem, Remarked, Returned
from jimoplan.core.views.query import Row

FindCommit = Callable[[Item, Update | Review | Remark], Commit | None]
"""The commit in the period that gave an item a report, a review or a remark, if one did."""

_OVER = DONE | {Status.CANCELLED}


def find_problems(
    row: Row, told: Collection[Update], finished: Finished | None, as_of: date
) -> Iterator[RaisedProblem]:
    """The problems of an item that are open, and those that were settled in the period.

    `told` are the reports of the period, `finished` says that it was finished in it. The
    same words said again are one problem, open since they were said first.
    """
    if row.task.status in _OVER and row.measure:
        return
    item = row.item
    last_open, settled = _fold(item, as_of)
    yield from _once(row, open_problems(item, as_of))
    for problems, by in settled:
        if by in told:
            yield from _once(row, problems, settled=by.date, solved=by.solved)
    if finished and item.status in DONE:
        yield from _once(row, last_open, settled=finished.day)


def _fold(item: Item, as_of: date) -> tuple[list[Update], list[tuple[list[Update], Update]]]:
    """The problems that no report settled, and those that each one did."""
    last_open: list[Update] = []
    settled: list[tuple[list[Update], Update]] = []
    for update in updates_until(item, as_of):
        if update.solved and last_open:
            settled.append((last_open, update))
            last_open = []
        if update.problem:
            last_open = [*last_open, update]
    return last_open, settled


def _once(
    row: Row,
    problems: Iterable[Update],
    settled: date | None = None,
    solved: str | None = None,
) -> Iterator[RaisedProblem]:
    said: set[str | None] = set()
    for update in problems:
        if update.problem not in said:
            said.add(update.problem)
            yield RaisedProblem(row, update, settled, solved)


def find_returned(rows: Iterable[Row]) -> Iterator[Returned]:
    """The items that stand as returned: 退回 was the last word, and they are open again."""
    for row in rows:
        if row.assessment.returned:
            yield Returned(row, row.assessment.returned)


def find_remarks(
    rows: Iterable[Row], start: date, as_of: date, commit_of: FindCommit
) -> Iterator[Remarked]:
    """What others said in the period, or what was filed in it although dated before."""
    for row in rows:
        for remark in row.item.remarks:
            known = remark.date <= as_of
            if known and (remark.date >= start or commit_of(row.item, remark)):
                yield Remarked(row, remark)


def returned_after(item: Item, update: Update, as_of: date, commit_of: FindCommit) -> Review | None:
    """The first return of an item that came after a report, None where none did.

    Of one day the commits say which was first, and where they do not, it was the report.
    """
    reviews = (r for r in item.reviews if r.result is Verdict.RETURNED and r.date <= as_of)
    for review in reviews:
        same_day = update.date == review.date
        if update.date < review.date or (same_day and not _later(item, update, review, commit_of)):
            return review
    return None


def _later(item: Item, update: Update, review: Review, commit_of: FindCommit) -> bool:
    ours, theirs = commit_of(item, update), commit_of(item, review)
    return bool(ours and theirs and ours.committed > theirs.committed)


def whose_report(row: Row, update: Update, departments: Departments) -> str:
    """Whose a report is where it is not an owner's: 配合:乙科; '' where it is."""
    if update.dept is None or update.dept in answering(row.owners, departments):
        return ""
    supporting = frozenset(row.owners.support)
    supports = update.dept in supporting | departments.stand_for(supporting)
    return f"配合:{update.dept}" if supports else update.dept
