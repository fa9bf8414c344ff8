"""Red and yellow from issue to issue: what is new, what lasts, what has cleared."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from jimoplan.core.assessment.lights import Light
from jimoplan.core.reports.snapshot import ALERTS, Snapshot
from jimoplan.core.views.query import Row, TaskView


class Alert(NamedTuple):
    """A red or yellow item; `issues` counts the issues in a row with this light, this one included.

    It is None in a report on a span, which is no issue.

    `was` is its light at the end of the period before, None where it was not red or yellow then.
    `or_more` says that the past does not reach back to the first of these issues.
    """

    row: Row
    issues: int | None
    was: Light | None
    or_more: bool

    @property
    def trend(self) -> str:
        """新增, 持续第N期, or 由黄转红 where it had the other light before."""
        lit = self.row.assessment.light
        if self.was is None:
            return "新增"
        if self.was is not lit:
            return f"由{self.was}转{lit}"
        if self.issues is None:
            return "持续"
        return f"持续{'至少' if self.or_more else '第'}{self.issues}期"

    @property
    def is_new(self) -> bool:
        """Whether it had another light, or none, at the end of the period before."""
        return self.was is not self.row.assessment.light


class TaskAlert(NamedTuple):
    """A red or yellow task with those of its measures that are red or yellow."""

    task: Alert
    measures: tuple[Alert, ...]

    @property
    def red(self) -> tuple[Alert, ...]:
        """The measures that are red."""
        return tuple(m for m in self.measures if m.row.assessment.light is Light.RED)


class Cleared(NamedTuple):
    """An item that has lost the light it was listed for in the issue before: 已解除.

    `is_whole` says that its task has lost it, and not only one of several measures.
    """

    row: Row
    was: Light
    is_whole: bool


def find_alerts(
    views: Iterable[TaskView],
    earlier: Sequence[Snapshot],
    *,
    all_there: bool,
    numbered: bool = True,
) -> Iterator[TaskAlert]:
    """The red tasks, then the yellow ones, in plan order.

    The snapshots end the periods before, oldest first; `all_there` says that none is missing, and
    `numbered` that the periods are counted.
    """

    def follow(row: Row, before: Sequence[Light | None]) -> Alert:
        found = _follow(row, before, all_there=all_there)
        return found if numbered else found._replace(issues=None)

    latest_first = tuple(reversed(earlier))

    lit = [view for view in views if view.row.assessment.light in ALERTS]
    for view in sorted(lit, key=lambda view: view.row.assessment.light is not Light.RED):
        measures = (row for row in view.measures if row.assessment.light in ALERTS)
        yield TaskAlert(
            follow(view.row, [snapshot.light_of(view) for snapshot in latest_first]),
            tuple(
                follow(row, [snapshot.alerts.get(row.item.id) for snapshot in latest_first])
                for row in measures
            ),
        )


def find_cleared(views: Iterable[TaskView], earlier: Sequence[Snapshot]) -> Iterator[Cleared]:
    """The tasks that are red no longer, or neither red nor yellow, and what of red ones is not.

    A task and the only measure that it was red for are one.
    """
    if not earlier:
        return
    before = earlier[-1].alerts
    for view in views:
        lit, was = view.row.assessment.light, earlier[-1].light_of(view)
        reds = [row for row in view.measures if before.get(row.item.id) is Light.RED]
        settled = [row for row in reds if row.assessment.light is not Light.RED]
        if was and lit is not Light.RED and (was is Light.RED or lit not in ALERTS):
            only = settled[0] if len(settled) == 1 else view.row
            yield Cleared(only, was, is_whole=True)
        else:
            yield from (Cleared(row, Light.RED, is_whole=False) for row in settled)


def _follow(row: Row, before: Sequence[Light | None], *, all_there: bool) -> Alert:
    """How long an item has had its light; `before` are those it had, the latest first."""
    lit = row.assessment.light
    same = sum(1 for _ in takewhile(lambda light: light is lit, before))
    or_more = 0 < same == len(before) and not all_there
    return Alert(row, same + 1, before[0] if before else None, or_more)
