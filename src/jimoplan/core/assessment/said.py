"""What people said why an item stands as it does: 退回 and 存在问题, beside what is computed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment import wording
from jimoplan.core.plan.items import Item, Measure, Task
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.records import Review
from jimoplan.core.plan.reviews import standing_review
from jimoplan.core.plan.words import DONE, OPEN, Status

_SORTS = (wording.RETURNED, wording.PROBLEM)
_OVER = DONE | {Status.CANCELLED}


class Said(NamedTuple):
    """A reason that somebody gave: what it is, of what and when (`head`), and their own words.

    A task's tells of its measures: of a single one, or of the latest of several.
    """

    head: str
    text: str

    @property
    def words(self) -> str:
        """Both in one line: 存在问题(2024-05-02):等省厅批复."""
        return f"{self.head}:{self.text}" if self.text else self.head


def say_return(review: Review) -> Said:
    """Why something was returned, and when."""
    return _Mention(wording.RETURNED, review.date, review.reason or "").told(wording.RETURNED)


class _Mention(NamedTuple):
    """What was said of one item on a day; `more` counts problems that are open besides."""

    sort: str
    day: date
    text: str
    more: int = 0

    def told(self, of: str) -> Said:
        head = wording.say_head(of, self.day, self.more)
        return Said(head, " ".join(self.text.split()))


def returned_by(item: Item, as_of: date) -> Review | None:
    """The review that returned an open item last; None once it has been reported as done again."""
    return standing_review(item, as_of) if item.status in OPEN else None


def said_of_leaf(item: Item, task: Task, as_of: date) -> tuple[Said, ...]:
    """Why a measure was returned, and the latest of its open problems; nothing once it is over."""
    if task.status in _OVER:
        return ()
    return tuple(mention.told(mention.sort) for mention in _mentions(item, as_of))


def said_of_task(
    task: Task, measures: Iterable[Measure], as_of: date, *, whole: bool
) -> tuple[Said, ...]:
    """Why a task was returned, where it is asked about as a `whole`, and what was said of measures.

    That is a reason of each sort, with their ids: a single measure is quoted, of several the one of
    which something was said last.
    """
    if task.status in _OVER:
        return ()
    own = [mention.told(mention.sort) for mention in _mentions(task, as_of)] if whole else []
    found = [(measure.id, m) for measure in measures for m in _mentions(measure, as_of)]
    by_sort = ([(id_, m) for id_, m in found if m.sort == sort] for sort in _SORTS)
    return (*own, *(_sum_up(same) for same in by_sort if same))


def _sum_up(same: Sequence[tuple[str, _Mention]]) -> Said:
    id_, latest = max(same, key=lambda found: found[1].day)
    return latest.told(wording.say_of_measures(latest.sort, id_, len(same)))


def _mentions(item: Item, as_of: date) -> Iterator[_Mention]:
    if review := returned_by(item, as_of):
        yield _Mention(wording.RETURNED, review.date, review.reason or "")
    problems = open_problems(item, as_of) if item.is_leaf else ()
    if problems:
        last = problems[-1]
        others = {update.problem for update in problems} - {last.problem}
        yield _Mention(wording.PROBLEM, last.date, last.problem or "", len(others))
