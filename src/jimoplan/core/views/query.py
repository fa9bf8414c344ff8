"""Questions to a plan: rows of tasks or measures, whose they are, and which are wanted."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment, ItemAssessment, Light
from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.items import Measure, Owners, Task
from jimoplan.core.plan.model import Plan, Section
from jimoplan.core.plan.traverse import each_branch
from jimoplan.core.plan.words import OPEN, Kind, Role, Status


class Level(StrEnum):
    """Whether tasks or their measures are asked about."""

    TASK = "任务"
    MEASURE = "举措"


class Row(NamedTuple):
    """An item with all that is known of it; `role` and `via` belong to the department asked about.

    `sections` are those that the task stands in, the outermost first. `via` is the group
    through which a duty reaches that department, None where it is its own; `part` names the
    measures where the duty is in some of a task's measures only.
    """

    sections: tuple[Section, ...]
    task: Task
    measure: Measure | None
    assessment: ItemAssessment
    owners: Owners
    role: Role | None = None
    via: str | None = None
    part: tuple[str, ...] = ()

    @property
    def section(self) -> Section | None:
        """The section that the task stands in; None for one that stands in none."""
        return self.sections[-1] if self.sections else None

    @property
    def item(self) -> Task | Measure:
        """The measure, or the task where the row is a task's."""
        return self.measure or self.task

    @property
    def status_words(self) -> str:
        """The status, and whether it stands although the target is not met: 已完成(未达标)."""
        return f"{self.item.status}{'(未达标)' if self.assessment.unmet else ''}"

    def has_stopped(self, status: Status) -> bool:
        """Whether an item is 暂缓 or 已取消, by itself or, where it is not done, with its task."""
        own = self.item.status
        return own is status or (self.task.status is status and own in OPEN)


class TaskView(NamedTuple):
    """A task's row with the rows of its measures."""

    row: Row
    measures: tuple[Row, ...]


class Filter(NamedTuple):
    """Which rows are wanted; values of one field are alternatives, fields restrict each other."""

    roles: frozenset[Role] = frozenset()
    sections: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    lights: frozenset[Light] = frozenset()
    overdue: bool = False
    due_before: date | None = None
    text: str | None = None

    def wants(self, row: Row) -> bool:
        """Whether a row meets every condition."""
        return all(condition(row) for condition in self._conditions())

    def _conditions(self) -> Iterator[Callable[[Row], bool]]:
        if self.roles:
            yield lambda row: bool(self.roles & _roles(row))
        if self.sections:
            yield lambda row: any(section.key in self.sections for section in row.sections)
        if self.statuses:
            yield lambda row: row.item.status in self.statuses
        if self.kinds:
            yield lambda row: bool(self.kinds & _kinds(row))
        if self.lights:
            yield lambda row: row.assessment.light in self.lights
        if self.overdue:
            yield lambda row: row.assessment.light is Light.RED
        if (limit := self.due_before) is not None:
            yield lambda row: row.assessment.due < limit
        if (text := self.text) is not None:
            yield lambda row: text in _words(row)


def view_tasks(plan: Plan, assessment: Assessment) -> tuple[TaskView, ...]:
    """Every task with its measures, in plan order."""
    branches = chain([()], each_branch(plan))
    return tuple(
        _view_task(branch, task, assessment)
        for branch in branches
        for task in (branch[-1] if branch else plan).tasks
    )


def _view_task(sections: tuple[Section, ...], task: Task, assessment: Assessment) -> TaskView:
    def row(measure: Measure) -> Row:
        owners = effective_owners(measure, task)
        return Row(sections, task, measure, assessment.items[measure.id], owners)

    own = Row(sections, task, None, assessment.items[task.id], task)
    return TaskView(own, tuple(map(row, task.measures)))


def view_duties(
    views: Iterable[TaskView], assessment: Assessment, name: str
) -> tuple[TaskView, ...]:
    """The tasks and measures a department has a duty in, with its role.

    What comes through a group stands in a view of its own. Whoever an owner clause names itself,
    its lead above all, is not counted in a group there. A measure that names the department brings
    its task along. Where measures have owners of their own, the task stands as those do that the
    department has a duty in.
    """
    groups = assessment.frame.departments.groups_of(name)
    return tuple(found for view in views for found in _duty_views(view, assessment, name, groups))


def _duty_views(
    view: TaskView, assessment: Assessment, name: str, groups: tuple[str, ...]
) -> Iterator[TaskView]:
    task = _duty(view.row, name, groups)
    measures = [duty for row in view.measures if (duty := _duty(row, name, groups))]
    for through_group in (False, True):
        own = tuple(row for row in measures if (row.via is not None) is through_group)
        whole = task if task and (task.via is not None) is through_group else None
        if not whole and not own:
            continue
        ids = tuple(row.item.id for row in own)
        found = whole or view.row._replace(role=own[0].role, via=own[0].via, part=ids)
        if len(own) < len(view.measures):
            part = assessment.of_part(view.row.task, ids, whole=whole is not None)
            found = found._replace(assessment=part)
        yield TaskView(found, own)


def _duty(row: Row, name: str, groups: tuple[str, ...]) -> Row | None:
    for role, owners in row.owners.by_role():
        if name in owners:
            return row._replace(role=role)
    for role, owners in row.owners.by_role():
        for group in groups:
            if group in owners:
                return row._replace(role=role, via=group)
    return None


def named_owners(view: TaskView) -> tuple[str, ...]:
    """The departments and groups that a task's or a measure's owner clause names, each once."""
    clauses = {id(row.owners): row.owners for row in (view.row, *view.measures)}.values()
    names = (name for owners in clauses for _, named in owners.by_role() for name in named)
    return tuple(dict.fromkeys(names))


def own_view(view: TaskView, assessment: Assessment, name: str) -> TaskView:
    """A task as it stands for a department that it or one of its measures names."""
    if all(row.owners is view.row.owners for row in view.measures):
        return view
    return next(_duty_views(view, assessment, name, ()), view)


class Reach(NamedTuple):
    """The names of everybody a task or one of its measures concerns: by name, and by group."""

    own: frozenset[str]
    through_groups: frozenset[str]


def reach_departments(view: TaskView, departments: Departments) -> Reach:
    """Everybody who would find this task among view_duties, without asking one after the other."""
    clauses = {_names(row.owners) for row in (view.row, *view.measures)}
    through = (departments.stand_for(names) - names for names in clauses)
    return Reach(frozenset().union(*clauses), frozenset().union(*through))


def _names(owners: Owners) -> frozenset[str]:
    return frozenset((*owners.lead, *owners.responsible, *owners.support))


def list_rows(views: Iterable[TaskView], level: Level) -> tuple[Row, ...]:
    """The rows of the tasks, each task once, or of their measures."""
    if level is Level.MEASURE:
        return tuple(row for view in views for row in view.measures)
    once: dict[str, Row] = {}
    for view in views:
        once.setdefault(view.row.task.id, view.row)
    return tuple(once.values())


def _roles(row: Row) -> set[Role]:
    return {row.role} if row.role else {role for role, owners in row.owners.by_role() if owners}


def _kinds(row: Row) -> set[Kind]:
    return {row.measure.kind} if row.measure else {measure.kind for measure in row.task.measures}


def _words(row: Row) -> str:
    """All that a search by text looks through."""
    own = [_measure_words(row.measure)] if row.measure else map(_measure_words, row.task.measures)
    remarks = () if row.measure else (remark.text for remark in row.item.remarks)
    return "\n".join((row.item.title, *own, *remarks))


def _measure_words(measure: Measure) -> str:
    words = (w for u in measure.updates for w in (u.note, u.problem, u.solved, u.next) if w)
    remarks = (remark.text for remark in measure.remarks)
    own = (measure.title, measure.text or "", *measure.deliverables)
    return "\n".join((*own, *words, *remarks))
