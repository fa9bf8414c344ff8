"""Questions to a plan: rows of tasks or measures, whose they are, and which are wanted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment, ItemAssessment
from jimoplan.core.assessment.lights import Light
from jimoplan.core.input.words import has_words, split_words
from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.in_charge import in_charge
from jimoplan.core.plan.items import Item, Measure, Owners, Task
from jimoplan.core.plan.model import Plan, Section
from jimoplan.core.plan.own_fields import NO_FIELDS, FieldDeclaration, OwnValue, typed_values
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
    measures where the duty is in some of a task's measures only. `leaders` and `contacts` are who
    answers for it by name: 分管领导, 责任人; `fields` what it says in its body's own fields.
    """

    sections: tuple[Section, ...]
    task: Task
    measure: Measure | None
    assessment: ItemAssessment
    owners: Owners
    role: Role | None = None
    via: str | None = None
    part: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    fields: Mapping[str, OwnValue] = NO_FIELDS

    @property
    def section(self) -> Section | None:
        """The section that the task stands in; None for one that stands in none."""
        return self.sections[-1] if self.sections else None

    @property
    def item(self) -> Task | Measure:
        """The measure, or the task where the row is a task's."""
        return self.measure or self.task

    @property
    def leaf(self) -> Task | Measure | None:
        """The item where it is carried out and reported itself; None for a task with measures."""
        return self.item if self.item.is_leaf else None

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

    @property
    def is_part(self) -> bool:
        """Whether it shows some of the task's measures only."""
        return len(self.measures) < len(self.row.task.measures)

    @property
    def leaves(self) -> tuple[Row, ...]:
        """The rows of the measures, or the task's own where the task has none."""
        return (self.row,) if self.row.task.is_leaf else self.measures


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
    fields: frozenset[tuple[str, OwnValue]] = frozenset()

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
            words = split_words([text])
            yield lambda row: has_words(words, _words(row))
        for name in {name for name, _ in self.fields}:
            yield _says(name, frozenset(value for each, value in self.fields if each == name))


def _says(name: str, wanted: frozenset[OwnValue]) -> Callable[[Row], bool]:
    """Whether a row has one of some values in a field of its body's own."""
    return lambda row: row.fields.get(name) in wanted


def view_tasks(plan: Plan, assessment: Assessment) -> tuple[TaskView, ...]:
    """Every task with its measures, in plan order."""
    branches = chain([()], each_branch(plan))
    return tuple(
        _view_task(branch, task, assessment, plan.plan.fields)
        for branch in branches
        for task in (branch[-1] if branch else plan).tasks
    )


def _view_task(
    sections: tuple[Section, ...],
    task: Task,
    assessment: Assessment,
    declared: tuple[FieldDeclaration, ...],
) -> TaskView:
    departments = assessment.frame.departments

    def row(measure: Measure | None) -> Row:
        item = measure or task
        owners = effective_owners(item, task)
        leaders, contacts = in_charge(item, task, departments)
        known = assessment.items[item.id]
        fields = typed_values(declared, item.fields)
        row = Row(sections, task, measure, known, owners, fields=fields)
        return row._replace(leaders=leaders, contacts=contacts)

    return TaskView(row(None), tuple(map(row, task.measures)))


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
    """The rows of the tasks, each task once, or of their measures.

    A task without measures is listed among them, as what is carried out and reported.
    """
    if level is Level.MEASURE:
        return tuple(row for view in views for row in view.leaves)
    once: dict[str, Row] = {}
    for view in views:
        once.setdefault(view.row.task.id, view.row)
    return tuple(once.values())


def _roles(row: Row) -> set[Role]:
    return {row.role} if row.role else {role for role, owners in row.owners.by_role() if owners}


def _kinds(row: Row) -> set[Kind]:
    return {leaf.kind for leaf in _leaves(row)}


def _leaves(row: Row) -> tuple[Task | Measure, ...]:
    """What of an item is carried out: a measure, or what its task has."""
    return (row.measure,) if row.measure else row.task.leaves


def _words(row: Row) -> str:
    """All that a search by text looks through."""
    own = map(_leaf_words, _leaves(row))
    remarks = () if row.measure else (remark.text for remark in row.item.remarks)
    return "\n".join((row.item.title, *own, *remarks))


def _leaf_words(item: Item) -> str:
    words = (w for u in item.updates for w in (u.note, u.problem, u.solved, u.next) if w)
    remarks = (remark.text for remark in item.remarks)
    own = (item.title, item.text or "", *item.deliverables)
    return "\n".join((*own, *words, *remarks))
