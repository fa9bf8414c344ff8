"""What is wrong, one matter at a time: a task that is red for a measure is told by that measure."""

from collections.abc import Iterable, Iterator

from jimoplan.core.assessment.lights import Light
from jimoplan.core.views.query import Row, TaskView


def each_matter(view: TaskView) -> Iterator[Row]:
    """What of a task can be late: what is carried out, and the task itself where it alone is."""
    if not view.row.leaf and is_late_by_itself(view):
        yield view.row
    yield from view.leaves


def is_late_by_itself(view: TaskView) -> bool:
    """Whether a task is red without any of its measures being red."""
    lights = {row.assessment.light for row in view.measures}
    return view.row.assessment.light is Light.RED and Light.RED not in lights


def find_red(views: Iterable[TaskView]) -> tuple[Row, ...]:
    """The red matters, the longest overdue first, else in plan order."""
    rows = (row for view in views for row in each_matter(view))
    red = [row for row in rows if row.assessment.light is Light.RED]
    return tuple(sorted(red, key=lambda row: -row.assessment.overdue_days))
