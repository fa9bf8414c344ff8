"""Tables as values: what every text format draws."""

from collections.abc import Iterable

from jimoplan.core.assessment.lights import Light
from jimoplan.core.plan.words import Role, Status
from jimoplan.core.views.answer import Table
from jimoplan.core.views.columns import Column, Holds, find_columns
from jimoplan.core.views.duties import DutyList
from jimoplan.core.views.kind_figures import KindFigures
from jimoplan.core.views.query import Level, Row, list_rows
from jimoplan.core.views.views import Counts, Overview, SectionView

LIGHT_NAMES = {
    Light.RED: "红灯",
    Light.YELLOW: "黄灯",
    Light.GREEN: "绿灯",
    Light.CLOSED: "✓已销号",
    Light.NONE: "不亮灯",
}
_ALWAYS = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.COMPLETED, Status.CLOSED)
_LIT = (Light.RED, Light.YELLOW, Light.GREEN)
_RATE = "办结"
_FIGURES = frozenset({"任务", _RATE})
_OWN = ("id", "title", "role", "status", "progress")
_THROUGH_GROUPS = ("id", "title", "via", "role", "status", "progress")


def tabulate(title: str, columns: Iterable[Column], rows: Iterable[Row]) -> Table:
    """The rows under the columns."""
    shown, listed = tuple(columns), tuple(rows)
    return Table(
        title,
        tuple(column.label for column in shown),
        tuple(tuple(column.text(row) for column in shown) for row in listed),
        frozenset(column.label for column in shown if column.wide),
        plain=tuple(tuple(column.plain(row) for column in shown) for row in listed),
        days=frozenset(column.label for column in shown if column.holds is Holds.DAYS),
        figures=frozenset(column.label for column in shown if column.holds is Holds.FIGURES),
    )


def tabulate_overview(view: Overview, *, lit: bool = True) -> tuple[Table, ...]:
    """Sections, departments and 分管领导, each with counts by status and, `lit`, by light."""
    statuses = [s for s in Status if s in _ALWAYS or view.tasks.by_status[s]]
    shown = _LIT if lit else ()
    counted = (*statuses, *(LIGHT_NAMES[light] for light in shown))

    def counts(found: Counts, figures: KindFigures) -> tuple[str, ...]:
        lights = (str(found.by_light[light]) for light in shown)
        return (*(str(found.by_status[s]) for s in statuses), *lights, _rate(figures))

    sections = Table(
        "各板块",
        ("序号", "板块", "任务", *counted, _RATE),
        tuple(
            (*_name_section(s), str(s.counts.total), *counts(s.counts, s.figures))
            for s in view.sections
        ),
        frozenset({"板块"}),
        frozenset(counted),
        figures=_FIGURES,
    )
    departments = Table(
        f"各部门(状态{'、灯' if lit else ''}和办结率只计直接承担的)",
        ("部门", "直接", "经群组", *counted, _RATE),
        tuple(
            (d.department.name, str(d.own.total), str(d.through_groups), *counts(d.own, d.figures))
            for d in view.departments
        ),
        frozenset({"部门"}),
        frozenset({"直接", "经群组", *counted}),
        figures=_FIGURES,
    )
    leaders = Table(
        "各分管领导",
        ("分管领导", "任务", *counted, _RATE),
        tuple(
            (found.label, str(found.counts.total), *counts(found.counts, found.figures))
            for found in view.leaders
        ),
        frozenset({"分管领导"}),
        frozenset(counted),
        figures=_FIGURES,
    )
    by_section = (sections,) if any(s.section for s in view.sections) else ()
    return (*by_section, departments, *((leaders,) if view.leaders else ()))


def _name_section(view: SectionView) -> tuple[str, str]:
    """Number and title, the title as far indented as the section is deep."""
    if view.section is None:
        return "", view.label
    return view.section.number or "", "　" * view.depth + view.section.title


def _rate(figures: KindFigures) -> str:
    """办结率, '' with nothing due; a spreadsheet would take 9/12 for a date."""
    percent = figures.one_off.percent
    return "" if percent is None else f"{percent}%"


def tabulate_duties(view: DutyList, *, lit: bool = True) -> tuple[Table, ...]:
    """A department's own tasks, and apart from them those that reach it through a group.

    Not `lit`, people's own reasons stand in place of lights.
    """
    last = ("reason",) if lit else ("said",)
    parts = (
        ("直接承担的任务", (*_OWN, *last), list_rows(view.own, Level.TASK)),
        ("经群组承担的任务", (*_THROUGH_GROUPS, *last), list_rows(view.through_groups, Level.TASK)),
    )
    return tuple(tabulate(title, find_columns(keys), rows) for title, keys, rows in parts if rows)


def describe_counts(counts: Counts, *, lit: bool = True) -> str:
    """Counts in words, as in 未启动 21;红灯 0,黄灯 21,绿灯 0; not `lit`, without the lights."""
    statuses = ",".join(f"{s} {n}" for s, n in counts.by_status.items() if n)
    lights = ",".join(
        f"{LIGHT_NAMES[light]} {n}" for light, n in counts.by_light.items() if n or light in _LIT
    )
    return ";".join(filter(None, (statuses, lights if lit else "")))


def main_roles(view: DutyList) -> str:
    """How many of a department's own tasks it has in each role, in words."""
    roles = [row.role for row in list_rows(view.own, Level.TASK)]
    return ",".join(f"{role} {roles.count(role)}" for role in Role if role in roles)
