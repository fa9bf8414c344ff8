"""New measures whose id means, or meant, another one to the other side."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jimoplan.core.changes.items import items_by_id, replace_items
from jimoplan.core.merge.namesakes import differ
from jimoplan.core.merge.result import Renumbered
from jimoplan.core.plan.ids import task_of
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.model import Plan

_HIGHEST = 999_999
_Items = dict[str, Task | Measure]


class Apart(NamedTuple):
    """The two sides with ids that mean one measure each, and what was renumbered."""

    ours: Plan
    theirs: Plan
    renumbered: tuple[Renumbered, ...]


def tell_apart(base: Plan, ours: Plan, theirs: Plan) -> Apart:
    """Give one of two different new measures with the same id the task's next number never used.

    Which one that is their content decides, not the side. Those of two new tasks that share their
    id keep theirs. A new measure whose id the other side
    has given and retired since is renumbered as well.
    """
    was, mine, others = (items_by_id(plan) for plan in (base, ours, theirs))
    used = _highest_used((base, ours, theirs))
    renumbered: list[Renumbered] = []
    changed: tuple[_Items, _Items] = ({}, {})
    twice = _given_twice(mine, others, was.keys())
    for old, moved, is_ours, is_gone in (*twice, *_given_to_gone(base, ours, theirs)):
        task = task_of(old)
        if used[task] >= _HIGHEST:
            continue
        used[task] += 1
        new = f"{task}-{used[task]}"
        changed[not is_ours][old] = moved.model_copy(update={"id": new})
        renumbered.append(Renumbered(old, new, moved.title, is_ours, is_gone))
    return Apart(
        replace_items(ours, changed[0]), replace_items(theirs, changed[1]), tuple(renumbered)
    )


def taken_and_retired(base: Plan, side: Plan, other: Plan) -> Iterator[Measure]:
    """The new measures of a side whose ids the other side has given and retired since."""
    retired = set(other.plan.retired).difference(base.plan.retired)
    if retired:
        known = items_by_id(base)
        for task in side.all_tasks():
            yield from (m for m in task.measures if m.id in retired and m.id not in known)


def _given_twice(
    mine: _Items, others: _Items, known: Iterable[str]
) -> Iterator[tuple[str, Measure, bool, bool]]:
    """Of each two different new measures with one id, the one to renumber and whether it is ours.

    The last value says that its namesake is gone, which these are not.
    """
    new = mine.keys() & others.keys() - set(known)
    twice = {old for old in new if differ(mine[old], others[old])}
    for old in sorted(twice, key=_numbers):
        one, other = mine[old], others[old]
        if not isinstance(one, Measure) or not isinstance(other, Measure):
            continue
        if task_of(old) not in twice:  # or else the tasks are two, and there is a conflict
            is_ours = repr(one) > repr(other)
            yield old, one if is_ours else other, is_ours, False


def _given_to_gone(
    base: Plan, ours: Plan, theirs: Plan
) -> Iterator[tuple[str, Measure, bool, bool]]:
    """The same for new measures whose ids belonged to what the other side has removed."""
    found = [
        (measure.id, measure, is_ours, True)
        for is_ours, side, other in ((True, ours, theirs), (False, theirs, ours))
        for measure in taken_and_retired(base, side, other)
    ]
    yield from sorted(found, key=lambda each: _numbers(each[0]))


def _highest_used(plans: Iterable[Plan]) -> dict[str, int]:
    """For each task the highest number that a measure of it has or had; 0 for none."""
    used: dict[str, int] = {}
    for plan in plans:
        for number in (*items_by_id(plan), *plan.plan.retired):
            task, _, last = number.rpartition("-")
            used[task] = max(used.get(task, 0), int(last) if last.isdecimal() else 0)
    return used


def _numbers(number: str) -> list[int]:
    return [int(part) for part in re.findall("[0-9]+", number)]
