"""A department's duties, with what it owes and what is asked of it."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.plan.model import Department, Plan
from jimoplan.core.views.asked import Demand, Pressing, Unanswered, find_pressing, find_unanswered
from jimoplan.core.views.headline import FigureCounter
from jimoplan.core.views.kind_figures import KindFigures
from jimoplan.core.views.lately import PlanRecord, find_records
from jimoplan.core.views.leaders import view_led
from jimoplan.core.views.query import Level, TaskView, list_rows, view_duties
from jimoplan.core.views.views import Counts, Heading, count_rows, make_heading, views_within


class DutyList(NamedTuple):
    """What a department has to do: its own tasks and, apart, those that come through a group.

    `pressing` and `asked` are of its own tasks that it answers for, `recorded` of all of its own.
    """

    heading: Heading
    department: Department
    own: tuple[TaskView, ...]
    through_groups: tuple[TaskView, ...]
    tasks: Counts
    measures: Counts
    figures: KindFigures
    pressing: tuple[Pressing, ...]
    asked: tuple[Unanswered, ...]
    recorded: tuple[PlanRecord, ...]

    @property
    def only_through_groups(self) -> int:
        """How many tasks are none of its own and reach it through a group."""
        own = {view.row.task.id for view in self.own}
        return len({view.row.task.id for view in self.through_groups} - own)

    @property
    def demands(self) -> Mapping[Demand, int]:
        """How many items call for what; an item can call for several things."""
        called = Counter(demand for each in self.pressing for demand in each.demands)
        return {demand: called[demand] for demand in Demand}


def report_duties(
    plan: Plan,
    assessment: Assessment,
    department: Department,
    sections: frozenset[str] = frozenset(),
    leader: str | None = None,
) -> DutyList:
    """A department's duties, its own and apart from them those that come through a group.

    A 分管领导 restricts them to what he is in charge of.
    """
    within = view_led(views_within(plan, assessment, sections), assessment, leader)
    views = view_duties(within, assessment, department.name)
    own = tuple(view for view in views if view.row.via is None)
    return DutyList(
        heading=make_heading(plan, assessment),
        department=department,
        own=own,
        through_groups=tuple(view for view in views if view.row.via is not None),
        tasks=count_rows(list_rows(own, Level.TASK)),
        measures=count_rows(row for view in own for row in view.measures),
        figures=FigureCounter(assessment).count(own),
        pressing=find_pressing(own),
        asked=find_unanswered(own, assessment.as_of),
        recorded=find_records(own, assessment.as_of, plan.plan.period),
    )
