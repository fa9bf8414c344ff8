"""Views: the data that tables, templates and JSON draw from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.assessment.calendar import elapsed_percent
from jimoplan.core.assessment.lights import Light
from jimoplan.core.history.commits import Commit
from jimoplan.core.plan.departments import Departments
from jimoplan.core.plan.header import Header
from jimoplan.core.plan.model import Department, Plan, Section
from jimoplan.core.plan.traverse import each_branch
from jimoplan.core.plan.words import Status
from jimoplan.core.views.answer import About
from jimoplan.core.views.headline import FigureCounter
from jimoplan.core.views.kind_figures import KindFigures
from jimoplan.core.views.leaders import by_leader, view_led
from jimoplan.core.views.matters import find_red
from jimoplan.core.views.query import (
    Level,
    Row,
    TaskView,
    list_rows,
    own_view,
    reach_departments,
    view_tasks,
)
from jimoplan.core.views.upcoming import Upcoming, find_upcoming

Branch = tuple[Section, ...]
"""A section behind those that it stands in, the outermost first; nothing is outside of all."""


class Counts(NamedTuple):
    """How many items there are by status and light, and their mean progress in whole percent.

    The mean tells mostly how lately people filed; it is no headline, see KindFigures.
    """

    total: int
    by_status: Mapping[Status, int]
    by_light: Mapping[Light, int]
    progress: int


class Origin(NamedTuple):
    """What a report was made from: how many tasks could be read, and which commit said so last.

    `commit` is None outside of git; `uncommitted` are changes that only the file has.
    """

    readable: int
    tasks: int
    commit: Commit | None = None
    uncommitted: int = 0


class Heading(NamedTuple):
    """Whose plan it is, as of when; `elapsed` is the share of the period gone, in percent.

    `is_begun` says whether anybody has reported on anything; `contents` is the page that links a
    folder's reports, '' where there is none.
    """

    plan: Header
    as_of: date
    elapsed: int
    notes: tuple[str, ...]
    origin: Origin | None = None
    is_begun: bool = True
    contents: str = ""

    @property
    def is_judged(self) -> bool:
        """Whether anything of the plan could be read; without that nothing can be said of it."""
        return not (self.origin and self.origin.tasks and not self.origin.readable)

    @property
    def line(self) -> str:
        """All of it but the notes in one line."""
        return about_of(self).line


def about_of(heading: Heading) -> About:
    """What of a heading an answer says."""
    plan, period = heading.plan, heading.plan.period
    whose = (plan.unit, plan.title, period.start, period.end)
    return About(*whose, heading.as_of, heading.notes, heading.is_begun)


class SectionView(NamedTuple):
    """A section with its own tasks, all that is below it counted.

    `depth` is 0 for one that stands in no other. Without a section these are the tasks that stand
    in none.
    """

    section: Section | None
    depth: int
    tasks: tuple[TaskView, ...]
    counts: Counts
    figures: KindFigures

    @property
    def key(self) -> str:
        """What the section is known by, '' for none."""
        return self.section.key if self.section else ""

    @property
    def label(self) -> str:
        """Number and title, as tables name it."""
        return self.section.heading if self.section else "不在板块里"


class DepartmentCounts(NamedTuple):
    """A department's own tasks counted, and how many others reach it through groups.

    `items` are what of those tasks is carried out: its measures, and tasks without any.
    """

    department: Department
    own: Counts
    items: Counts
    through_groups: int
    figures: KindFigures


class LeaderCounts(NamedTuple):
    """The tasks of a 分管领导 counted, or those without any (name '')."""

    name: str
    counts: Counts
    figures: KindFigures

    @property
    def label(self) -> str:
        """The name, as tables have it."""
        return self.name or "待明确"


class Overview(NamedTuple):
    """The whole plan, or one section of it, by section, by department and by 分管领导.

    `red` are the red matters, the longest overdue first. `leader` restricts it to what somebody is
    in charge of; without one `leaders` are all there are.
    """

    heading: Heading
    tasks: Counts
    measures: Counts
    sections: tuple[SectionView, ...]
    departments: tuple[DepartmentCounts, ...]
    figures: KindFigures
    red: tuple[Row, ...]
    upcoming: Upcoming
    leaders: tuple[LeaderCounts, ...] = ()
    leader: str = ""


class Extent(NamedTuple):
    """The sections, each behind those that it stands in, and departments that an overview lists."""

    branches: tuple[Branch, ...]
    departments: tuple[Department, ...]


class ItemView(NamedTuple):
    """A task with its measures, or a measure, and the members of the groups among its owners."""

    heading: Heading
    row: Row
    measures: tuple[Row, ...]
    members: tuple[tuple[str, tuple[str, ...]], ...]


def report_overview(
    plan: Plan,
    assessment: Assessment,
    sections: frozenset[str] = frozenset(),
    leader: str | None = None,
) -> Overview:
    """The plan at a glance, restricted to the sections of those keys if there are any.

    For a 分管领导 it lists the sections and departments that have something of his.
    """
    views = view_led(views_within(plan, assessment, sections), assessment, leader)
    extent = Extent(branches_of(plan, sections), plan.departments)
    if leader:
        extent = extent_of(plan, views)
    found = overview_of(make_heading(plan, assessment), extent, views, assessment)
    return found._replace(leaders=(), leader=leader) if leader else found


def extent_of(plan: Plan, views: Iterable[TaskView]) -> Extent:
    """The sections that tasks stand in, those that these stand in, and who the tasks concern."""
    known = list(views)
    departments = Departments(plan.departments)
    reached = [reach_departments(view, departments) for view in known]
    concerned = frozenset().union(*(reach.own | reach.through_groups for reach in reached))
    listed = tuple(each for each in plan.departments if each.name in concerned)
    there = [[section.key for section in view.row.sections] or [""] for view in known]
    keys = frozenset(key for branch in there for key in branch)
    branches = (b for b in branches_of(plan) if (b[-1].key if b else "") in keys)
    return Extent(tuple(branches), listed)


def overview_of(
    heading: Heading,
    extent: Extent,
    views: Sequence[TaskView],
    assessment: Assessment,
    since: date | None = None,
) -> Overview:
    """Some tasks at a glance, by section and by department.

    `since` restricts the periods owed to those that have ended from that day on.
    """
    below: defaultdict[str, list[TaskView]] = defaultdict(list)
    for view in views:
        for key in [section.key for section in view.row.sections] or [""]:
            below[key].append(view)
    figures = FigureCounter(assessment, since)
    return Overview(
        heading=heading,
        tasks=count_rows(list_rows(views, Level.TASK)),
        measures=count_rows(row for view in views for row in view.measures),
        sections=tuple(
            _view_section(each, below[each[-1].key if each else ""], figures)
            for each in extent.branches
        ),
        departments=tuple(_count_departments(extent.departments, views, assessment, figures)),
        figures=figures.count(views),
        red=find_red(views),
        upcoming=find_upcoming(views, assessment.as_of),
        leaders=tuple(
            LeaderCounts(name, count_rows(v.row for v in led), figures.count(led))
            for name, led in by_leader(views, assessment)
        ),
    )


def make_heading(plan: Plan, assessment: Assessment) -> Heading:
    """The heading of what was assessed, with the assessment's notes."""
    return head_answer(plan, assessment.as_of, assessment.notes)


def head_answer(plan: Plan, as_of: date, notes: Iterable[str]) -> Heading:
    """Whose plan an answer is about, as of when, and what qualifies it."""
    period = plan.plan.period
    elapsed = elapsed_percent(period.start, period.end, as_of)
    items = (item for task in plan.all_tasks() for item in (task, *task.measures))
    is_begun = any(item.updates for item in items)
    return Heading(plan.plan, as_of, elapsed, tuple(notes), is_begun=is_begun)


def count_rows(rows: Iterable[Row]) -> Counts:
    """The rows counted; cancelled ones are left out of the mean progress."""
    known = list(rows)
    percents = [
        percent
        for row in known
        if row.item.status != Status.CANCELLED
        and (percent := row.assessment.progress.percent) is not None
    ]
    statuses = Counter(row.item.status for row in known)
    lights = Counter(row.assessment.light for row in known)
    return Counts(
        total=len(known),
        by_status={status: statuses[status] for status in Status},
        by_light={light: lights[light] for light in Light},
        progress=sum(percents) // len(percents) if percents else 0,
    )


def views_within(plan: Plan, assessment: Assessment, sections: frozenset[str]) -> list[TaskView]:
    """The tasks of a plan, or those in the sections of the keys and in what is in them."""
    views = view_tasks(plan, assessment)
    return [view for view in views if not sections or _is_within(view.row.sections, sections)]


def _is_within(branch: Branch, keys: frozenset[str]) -> bool:
    return any(section.key in keys for section in branch)


def branches_of(plan: Plan, keys: frozenset[str] = frozenset()) -> tuple[Branch, ...]:
    """The sections of a plan, or those of the keys with what is in them; first what is in none."""
    if keys:
        return tuple(branch for branch in each_branch(plan) if _is_within(branch, keys))
    return (*([()] if plan.tasks else []), *each_branch(plan))


def _view_section(branch: Branch, views: list[TaskView], figures: FigureCounter) -> SectionView:
    section = branch[-1] if branch else None
    own = tuple(view for view in views if view.row.section is section)
    counts = count_rows(view.row for view in views)
    return SectionView(section, max(len(branch) - 1, 0), own, counts, figures.count(views))


def _count_departments(
    listed: tuple[Department, ...],
    views: Sequence[TaskView],
    assessment: Assessment,
    figures: FigureCounter,
) -> Iterator[DepartmentCounts]:
    departments = Departments(listed)
    own: defaultdict[str, list[TaskView]] = defaultdict(list)
    through: Counter[str] = Counter()
    for view in views:
        reach = reach_departments(view, departments)
        through.update(reach.through_groups - reach.own)
        for name in reach.own:
            own[name].append(own_view(view, assessment, name))
    for department in listed:
        found = own[department.name]
        counts = count_rows(view.row for view in found)
        reached = through[department.name]
        items = count_rows(list_rows(found, Level.MEASURE))
        yield DepartmentCounts(department, counts, items, reached, figures.count(found))
