"""docs/figures.md, written from what the code really says of small plans."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from assessed import measure, plan_of
from figures_prose import (
    CLOCK,
    FINISHED,
    HEAD,
    HEADLINE,
    LIGHTS,
    OUTCOMES,
    OWED,
    PROGRESS,
    TASKS,
    UNREPORTED,
    WHOSE,
)

from jimoplan.core.assessment.alarms import AlarmSort
from jimoplan.core.assessment.assess import ItemAssessment, assess
from jimoplan.core.assessment.calendar import WorkCalendar
from jimoplan.core.assessment.rhythm import OwedPeriod
from jimoplan.core.plan.header import Policy
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.periods import period_of
from jimoplan.core.plan.words import Cadence
from jimoplan.core.reports.outcomes import GOING_ON, Outcome, count_outcomes
from jimoplan.core.views.headline import FigureCounter
from jimoplan.core.views.query import Level, list_rows, view_tasks

_THRESHOLDS = {
    "due_soon": "个工作日",
    "behind": "个百分点",
    "stale": "天",
    "grace": "天",
    "review": "个工作日",
}
"""The thresholds of the policy with their units."""

_LEFT_OUT = ("id", "title")


class Example(NamedTuple):
    """Measures of a task as they stand in a plan, a day, and what that comes to."""

    day: str
    measures: tuple[dict[str, Any], ...]
    task: Mapping[str, Any]

    @property
    def item(self) -> ItemAssessment:
        """How the measure stands, or the task where there are several."""
        items = assess(self.plan, date.fromisoformat(self.day)).items
        return items["8-1" if len(self.measures) == 1 and not self.task else "8"]

    @property
    def plan(self) -> Plan:
        """The plan of the measures."""
        return plan_of(*self.measures, **self.task)


def one(day: str, /, **fields: Any) -> Example:  # noqa: ANN401
    """A measure on a day."""
    return Example(day, (measure(**fields),), {})


def several(day: str, *measures: dict[str, Any], **task: Any) -> Example:  # noqa: ANN401
    """A task of these measures on a day."""
    numbered = (measure(number, **fields) for number, fields in enumerate(measures, 1))
    return Example(day, tuple(numbered), {"status": "推进中", **task})


def told(*dates: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """Updates on the days, each with the same fields."""
    return {"updates": [{"date": f"2024-{day}", **fields} for day in dates]}


LIMIT = {"kind": "指标", "target": 5, "direction": "不高于", "unit": "起"}
EXTENSION = {"due": "2024-05-31", "changed": "2024-06-07", "reason": "等", "approved_by": "局长"}
DONE = {"status": "已完成"}
CLOSED = {"status": "已销号"}
HELD = {"status": "暂缓", "reason": "等上级文件"}

PROGRESS_EXAMPLES = (
    one("2024-06-28", **told("03-15", progress=40)),
    one("2024-06-28", kind="常态化", **told("06-14")),
    one("2024-06-28", kind="周期性", cadence="每季", **told("03-29")),
    one("2024-06-28", kind="指标", target=100, unit="件", **told("06-14", value=80)),
    one(
        "2024-06-28", kind="指标", target=10, base=20, direction="不高于", **told("06-14", value=15)
    ),
    one("2024-06-28", kind="指标", target=120, total="累计", **told("01-31", "02-29", value=15)),
    one("2024-06-28", **LIMIT, **told("06-14", value=3)),
    one("2024-06-28", kind="指标", target_text="与经济增长同步", **told("06-14", value=5.8)),
)
TASK_EXAMPLE = several("2024-06-28", CLOSED, told("06-14", progress=40), {"status": "已取消"})

TIME_EXAMPLES = (
    one("2024-06-28", due="2024-07-31"),
    one("2024-09-02", since="2024-09-02"),
    one("2024-06-28", suspensions=[{"since": "2024-03-01", "until": "2024-06-03", "reason": "等"}]),
)

STEPS = [{"due": "2024-06-14", "text": "初稿送审"}]
LIGHT_EXAMPLES = (
    one("2024-06-05", due="2024-05-31", **told("05-24", progress=90)),
    one("2024-06-05", due="2024-06-05", **told("06-03", progress=90)),
    one("2024-06-05", due="2024-06-14", **told("06-03", progress=90)),
    one("2024-06-05", due="2024-11", milestones=STEPS, **told("06-03", progress=20)),
    one("2024-07-03", due="2024-11", milestones=STEPS, **told("06-27", progress=20)),
    one("2024-06-05", **told("06-03", progress=20)),
    one("2024-06-05", **told("04-30", progress=40)),
    one("2024-06-05", kind="常态化", **told("04-30")),
    one("2024-06-05", kind="常态化", stale=60, **told("04-30")),
    one("2024-06-05", **LIMIT, **told("06-03", value=7)),
    one("2024-06-05", kind="周期性", cadence="每月", **told("01-31", "02-29", "04-30")),
    one("2024-06-12", kind="周期性", cadence="每月", **told("01-31", "02-29", "03-29", "04-30")),
    one("2024-06-26", kind="周期性", cadence="每季", **told("03-29")),
    one("2024-06-05", kind="周期性", cadence="每季", due="2024-05-31", **told("03-29")),
    one("2024-06-12", kind="周期性", cadence="每季", due="2024-05-31", **told("03-29")),
    one("2024-06-05", **HELD, suspensions=[{"since": "2024-03-01", "reason": "等上级文件"}]),
    one("2024-06-05", **DONE, finished="2024-05-31"),
    one("2024-06-21", **DONE, finished="2024-05-31"),
    one("2024-06-21", **CLOSED, finished="2024-05-31"),
)

FINISHED_EXAMPLES = (
    one("2024-06-28", **CLOSED, due="2024-06-14", finished="2024-06-14"),
    one("2024-06-28", **CLOSED, due="2024-06-14", finished="2024-06-18"),
    one("2024-06-28", **CLOSED, due="2024-06-14", **told("06-18")),
    one("2024-06-28", **CLOSED, due="2024-06-21", finished="2024-06-18", due_changes=[EXTENSION]),
    one(
        "2024-06-28",
        **DONE,
        kind="指标",
        target=100,
        finished="2024-06-28",
        **told("06-28", value=80),
    ),
)

TASK_EXAMPLES = (
    several(
        "2024-06-05",
        {"due": "2024-05-31", **told("05-24", progress=90)},
        told("06-03", progress=60),
    ),
    several("2024-06-05", {**CLOSED, "finished": "2024-05-31"}, {**DONE, "finished": "2024-06-03"}),
    several("2024-06-05", HELD, {"status": "已取消", "reason": "并入8-1"}),
    several("2024-06-05", told("06-03", progress=60), due="2024-06-03"),
)

WHOSE_EXAMPLES = (
    several("2024-06-05", told("06-03", progress=60, dept="甲科"), support=["乙科"]),
    several("2024-06-05", told("06-03", progress=60, dept="乙科"), support=["乙科"]),
)

HEADLINE_EXAMPLE = several(
    "2024-06-28",
    {**CLOSED, "due": "2024-06-14", "finished": "2024-06-14"},
    {**CLOSED, "due": "2024-06-14", "finished": "2024-06-18"},
    {**CLOSED, "due": "2024-06-21", "finished": "2024-06-18", "due_changes": [EXTENSION]},
    {"due": "2024-06-14", **told("06-27", progress=95)},
    {"due": "2024-09-30"},
    {**DONE, "due": "2024-09-30", "finished": "2024-06-03"},
    {"due": "2024-06-03", **HELD},
    {"kind": "周期性", "cadence": "每月", **told("01-31", "02-29", "04-30", "05-31")},
    {"kind": "常态化", **told("06-14")},
    {"kind": "常态化", **told("04-30")},
    {"kind": "指标", "target": 100, **told("06-14", value=80)},
    {**LIMIT, **told("06-14", value=3)},
    {"kind": "指标", "target_text": "与经济增长同步"},
)


def build_page() -> str:
    """The page, from progress to the tables of a report."""
    parts = [
        HEAD,
        PROGRESS.format(mean=_progress(TASK_EXAMPLE.item)),
        _table(("举措", "截至", "进度"), PROGRESS_EXAMPLES, _progress),
        CLOCK,
        _table(("举措", "截至", "本项序时进度"), TIME_EXAMPLES, lambda item: f"{item.elapsed}%"),
        LIGHTS.format(red=_words(red=True), yellow=_words(red=False)),
        _policy(),
        _table(("举措", "截至", "灯"), LIGHT_EXAMPLES, lambda item: item.words),
        OWED,
        _cadences(),
        FINISHED,
        _table(("举措", "截至", "灯"), FINISHED_EXAMPLES, lambda item: item.words),
        TASKS,
        _table(("任务的举措", "截至", "任务的灯"), TASK_EXAMPLES, lambda item: item.words),
        WHOSE,
        _table(("任务的举措", "截至", "任务的进度"), WHOSE_EXAMPLES, _progress),
        HEADLINE,
        _headline(),
        OUTCOMES.format(going_on="、".join(GOING_ON)),
        _outcomes(),
        UNREPORTED,
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _progress(item: ItemAssessment) -> str:
    return f"{item.progress.words}({item.progress.how})"


def _words(*, red: bool) -> str:
    return "、".join(sort for sort in AlarmSort if sort.is_red is red)


def _policy() -> str:
    fields = {name: Policy.model_fields[name] for name in _THRESHOLDS}
    rows = (
        (
            f"`{name}`",
            field.title or "",
            f"{field.default}{_THRESHOLDS[name]}",
            field.description or "",
        )
        for name, field in fields.items()
    )
    return _rows(("`policy` 的键", "叫什么", "不写时", "意思"), rows)


def _cadences() -> str:
    policy, calendar = Policy(), WorkCalendar(Policy())
    rows = []
    for cadence in Cadence:
        period = period_of(cadence, date(2024, 5, 15))
        owed = OwedPeriod(1, period, period.start, period.end)
        grace, soon = owed.grace(policy), owed.due_soon(policy, calendar)
        rows.append((str(cadence), period.days, f"{grace}天", f"{soon}个工作日"))
    return _rows(("周期", "例如", "期末以后的宽限", "期末以前提醒"), rows)


def _headline() -> str:
    plan, day = HEADLINE_EXAMPLE.plan, date.fromisoformat(HEADLINE_EXAMPLE.day)
    assessment = assess(plan, day)
    figures = FigureCounter(assessment).count(view_tasks(plan, assessment))
    said = "\n".join(f"{kind}  {words}" for kind, words in figures.by_kind)
    written = "\n".join(f"- `{_flow(fields)}`" for fields in HEADLINE_EXAMPLE.measures)
    return f"{written}\n\n到 {day}:\n\n```text\n{said}\n```"


def _outcomes() -> str:
    plan, day = HEADLINE_EXAMPLE.plan, date.fromisoformat(HEADLINE_EXAMPLE.day)
    rows = list_rows(view_tasks(plan, assess(plan, day)), Level.MEASURE)
    found = count_outcomes(plan.departments, rows)
    cells = ((one.department, *(str(n) for n in one.by_outcome.values())) for one in found)
    return _rows(("部门", *Outcome), cells)


def _table(
    labels: tuple[str, ...], examples: Iterable[Example], show: Callable[[ItemAssessment], str]
) -> str:
    rows = ((_written(example), example.day, show(example.item)) for example in examples)
    return _rows(labels, rows)


def _rows(labels: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(labels)
    lines = [head, ["---"] * len(head), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _written(example: Example) -> str:
    task = {name: value for name, value in example.task.items() if name != "status"}
    own = f"任务 `{_flow(task)}`;" if task else ""
    return own + "<br>".join(f"`{_flow(fields)}`" for fields in example.measures)


def _flow(value: object) -> str:
    """The value as YAML's flow style writes it, without what every item has."""
    if isinstance(value, Mapping):
        kept = {key: inner for key, inner in value.items() if key not in _LEFT_OUT}
        return f"{{{', '.join(f'{key}: {_flow(inner)}' for key, inner in kept.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return str(value)
