"""The form of a department: its items as they are, the most pressing first, with cells to fill."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from jimoplan.core.assessment.assess import Assessment
from jimoplan.core.assessment.lights import Light
from jimoplan.core.changes.words import show_figures
from jimoplan.core.desk.owed import Owed, Urgency, find_owed
from jimoplan.core.desk.questions import offered_period
from jimoplan.core.display.short import cut_short
from jimoplan.core.forms.columns import COLUMNS, FIGURE, STATUS, TITLE, FormColumn
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.problems import open_problems
from jimoplan.core.plan.words import STOPPED, Kind, Status
from jimoplan.core.views.query import Row, view_tasks
from jimoplan.core.views.tables import LIGHT_NAMES
from jimoplan.core.workflow.steps import STEPS

KIND_OF_FORM = "进展情况填报表"
"""What stands in the heading of a form behind the title of its plan."""
_MOST_SAID = 120


class FormRow(NamedTuple):
    """An item in a form: its cells by field, its light, and what its cells to fill may hold.

    `choices` are the statuses that it may have next, its own first; `hint` says what the figure is,
    '' for an item without one; `is_percent` that it is one from 0 to 100.
    """

    id: str
    cells: Mapping[str, str]
    light: Light
    choices: tuple[Status, ...]
    hint: str
    is_percent: bool


class Form(NamedTuple):
    """A form as it is sent to a department.

    `period` is what it is on, in words, '' for nothing said; `sent` the day, `commit` the version
    of the plan that it was made from, '' where git has none.
    """

    department: str
    unit: str
    title: str
    period: str
    sent: date
    commit: str
    columns: tuple[FormColumn, ...]
    rows: tuple[FormRow, ...]

    @property
    def heading(self) -> str:
        """What stands above it: 复议应诉科 2024年工作要点进展情况填报表(2024年11月)."""
        period = f"({self.period})" if self.period else ""
        return f"{self.department} {self.title}{KIND_OF_FORM}{period}"


def make_form(  # noqa: PLR0913 - what a form says of itself
    plan: Plan, assessment: Assessment, department: str, *, period: str, sent: date, commit: str
) -> Form:
    """The form of a department of that full name; without rows where it owes nothing."""
    owed = find_owed(view_tasks(plan, assessment), assessment, (department,))
    rows = tuple(_make_row(each, department, sent) for each in owed)
    has_problems = any(open_problems(each.row.item, sent) for each in owed)
    columns = tuple(c for c in COLUMNS if c.field != "solved" or has_problems)
    unit, title = plan.plan.unit or "", plan.plan.title
    return Form(department, unit, title, period, sent, commit, columns, rows)


def name_plan(plan: Plan) -> str:
    """A plan by its unit and its title, as forms of it say."""
    return f"{plan.plan.unit or ''}{plan.plan.title}"


def figure_of(item: Item, as_of: date) -> str:
    """The figure that an item's form begins with: the last progress or value, without its unit.

    '' for an item that has none, and for one whose reports each have a figure of their own.
    """
    field = {Kind.ONE_OFF: "progress", Kind.INDICATOR: "value"}.get(item.kind) if item.kind else ""
    if not field or item.total:
        return ""
    said = [update for update in item.updates if update.date <= as_of]
    dated = sorted(said, key=lambda update: update.date)
    figures = [getattr(update, field) for update in dated]
    return str(next((each for each in reversed(figures) if each is not None), ""))


def _make_row(owed: Owed, department: str, sent: date) -> FormRow:
    row, item = owed.row, owed.row.item
    light = row.assessment.light
    cells = {
        "id": item.id,
        TITLE: _say_title(row),
        "duty": _say_duty(owed, department),
        "due": row.assessment.due_words,
        "light": _say_light(owed),
        "last": "\n".join(_say_last(owed, sent)),
        STATUS: item.status.value,
        FIGURE: figure_of(item, sent),
    }
    is_percent = item.kind is Kind.ONE_OFF
    return FormRow(item.id, cells, light, choices_of(item), _say_figure(row, sent), is_percent)


def choices_of(item: Item) -> tuple[Status, ...]:
    """The statuses that a form may give an item: its own, and on from it without a reason."""
    following = [each for each in STEPS[item.status] if each not in STOPPED]
    onward = [then for each in following for then in STEPS[each] if then not in STOPPED]
    return (item.status, *following, *onward)


def _say_title(row: Row) -> str:
    item = row.item
    of = f"\n(任务{row.task.id} {row.task.title})" if not isinstance(item, Task) else ""
    return f"{item.title}{of}"


def _say_light(owed: Owed) -> str:
    """The light, with its reasons where something presses."""
    name = LIGHT_NAMES[owed.row.assessment.light]
    return name if owed.urgency is Urgency.OTHER and name == _GREEN else f"{name}:{owed.why}"


_GREEN = LIGHT_NAMES[Light.GREEN]


def _say_duty(owed: Owed, department: str) -> str:
    whose = owed.row.via or department
    role = next((role for role, names in owed.row.owners.by_role() if whose in names), "")
    return f"{role}(经{owed.row.via})" if owed.row.via else str(role)


def _say_last(owed: Owed, as_of: date) -> Iterator[str]:
    last = owed.last
    if last is None:
        yield "未填报"
    else:
        said = (*show_figures(last), last.note or "", f"下一步:{last.next}" if last.next else "")
        yield f"{last.date} {cut_short(','.join(filter(None, said)), _MOST_SAID)}"
    for update in open_problems(owed.row.item, as_of):
        yield f"未解决的问题({update.date}):{cut_short(update.problem or '', _MOST_SAID)}"


def _say_figure(row: Row, as_of: date) -> str:
    item = row.item
    match item.kind:
        case Kind.ONE_OFF:
            return "完成百分之几,写 0 到 100 的整数"
        case Kind.INDICATOR:
            target = f",目标 {item.target}{item.unit or ''}" if item.target is not None else ""
            each = "这一次的数" if item.total else "累计数"
            unit = f",单位{item.unit}" if item.unit else ""
            return f"{each}{unit}{target},只写数字"
        case Kind.PERIODIC if row.assessment.rhythm:
            return f"填报的是第几期,如 {offered_period(row, as_of) or '第1期'}"
    return ""
