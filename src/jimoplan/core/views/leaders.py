"""A plan by 分管领导: what somebody is in charge of, and how everybody's stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.views.query import TaskView


class LedTasks(NamedTuple):
    """The tasks of a 分管领导, or those without any (''): each as far as it is theirs."""

    name: str
    views: tuple[TaskView, ...]


def view_led(
    views: Iterable[TaskView], assessment: Assessment, name: str | None
) -> tuple[TaskView, ...]:
    """The tasks and measures that somebody is 分管领导 of; all of them where nobody is named.

    A measure brings its task along, which then stands as those measures do.
    """
    if name is None:
        return tuple(views)
    return tuple(led for view in views if (led := _led(view, assessment, name)))


def by_leader(views: Sequence[TaskView], assessment: Assessment) -> tuple[LedTasks, ...]:
    """The tasks of each 分管领导, in the order in which the plan names them, then those without.

    Nothing where nobody is named.
    """
    names = dict.fromkeys(name for view in views for name in _leaders(view))
    if not names:
        return ()
    led: defaultdict[str, list[TaskView]] = defaultdict(list)
    for view in views:
        for name in _leaders(view) or ("",):
            led[name].append((name and _led(view, assessment, name)) or view)
    return tuple(LedTasks(name, tuple(led[name])) for name in (*names, "") if name in led)


def leader_note(name: str) -> str:
    """What has to be known of an answer that is about one 分管领导's items only."""
    return f"只列 {name} 分管的事项"


def _led(view: TaskView, assessment: Assessment, name: str) -> TaskView | None:
    """A task as it stands for a 分管领导; None where neither it nor any of its measures is his."""
    whole = name in view.row.leaders
    own = tuple(row for row in view.measures if name in row.leaders)
    if not whole and not own:
        return None
    if whole and len(own) == len(view.measures):
        return view
    ids = tuple(row.item.id for row in own)
    part = assessment.of_part(view.row.task, ids, whole=whole)
    row = view.row._replace(assessment=part, part=() if whole else ids)
    return TaskView(row, own)


def _leaders(view: TaskView) -> tuple[str, ...]:
    found = (name for row in (view.row, *view.measures) for name in row.leaders)
    return tuple(dict.fromkeys(found))
