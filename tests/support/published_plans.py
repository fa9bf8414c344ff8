"""Plans made up at random in the forms in which public bodies publish theirs."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

from hypothesis import strategies as st

from jimoplan.core.plan.items import Task
from jimoplan.core.plan.model import Plan, Section
from jimoplan.core.plan.published import task_body

OFFICES = ("政治处", "办公室", "复议应诉科", "人民参与和促进法治科", "法律援助中心", "各司法所")
_TITLES = (
    *("强化行政应诉工作指导", "推进“三化”建设", "深化普法依法治理", "加强两类人员教育管控"),
    *("提升法律服务惠企便民水平", "抓实法治建设重点任务", "完善公共法律服务体系,优化环境"),
)
_TEXTS = (
    "制发《行政应诉工作规则》,加强全区行政应诉案件备案、审查、指导。",
    "持续推动“谁执法谁普法”责任制落实;分层分类开展精准普法。",
    "每季度开展一次案卷评查,全年评查不少于200件。",
    "推进全国、全省“民主法治示范村(社区)创建。",
    "力争“四率”实现100%。",
    "严格落实调查评估、入矫、监管、请销假等各环节具体措施。",
)
_HAN = "一二三四五六七八九"
_FIRST_HEADINGS = (
    "{number}、{title}",
    "{number}、{title}。",
    "第{number}部分 {title}",
    "{number}. {title}",
)
_SECOND_HEADINGS = ("（{number}）{title}", "({number}){title}", "({number}) {title}。")
_TASKS = (
    "{number}.{title}。{text}{clause}",
    "{number}．{title}。{text}{clause}",
    "{number}、{title}\n{text}{clause}",
    "{number}.{title}\n{text}\n{clause}",
    "\u3000\u3000{number}.{title}：{text}{clause}",
    "★{number}. {title}。{text}{clause}。",
    "{number}.{title}{clause}。{text}",
)
_CLAUSES: tuple[dict[str, str], ...] = (
    {},
    {
        "clause": "（{owners}）",
        "lead_words": "牵头单位：{departments}",
        "responsible_words": "责任单位：{departments}",
        "support_words": "配合单位：{departments}",
        "roles": "；",
    },
    {
        "clause": "【{owners}】",
        "lead_words": "牵头部门:{departments}",
        "responsible_words": "责任部门:{departments}",
        "support_words": "协办部门:{departments}",
        "roles": ",",
    },
    {
        "clause": "({owners})",
        "responsible_words": "{departments}负责",
        "roles": ",",
        "separator": " ",
    },
)


class Form(NamedTuple):
    """How a document is written: its forms, whether numbers run on, how deep headings go."""

    published: dict[str, Any]
    runs_on: bool
    is_deep: bool


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """The form of a document."""
    published = {
        "heading": draw(st.sampled_from(_FIRST_HEADINGS)),
        "heading_2": draw(st.sampled_from(_SECOND_HEADINGS)),
        "task": draw(st.sampled_from(_TASKS)),
        "between": draw(st.sampled_from(["\n", "\r\n", "\n\n"])),
        "back": draw(st.sampled_from(["", "\n", "\n\n某区司法局\n2024年3月1日\n"])),
        "front": draw(st.sampled_from(["", "某区司法局2024年工作要点\n\n", "2024年工作要点\n"])),
        **draw(st.sampled_from(_CLAUSES)),
    }
    return Form(published, draw(st.booleans()), draw(st.booleans()))


@st.composite
def published_plans(draw: st.DrawFn) -> Plan:
    """A plan with sections in a form of its own."""
    form = draw(forms())
    numbers = count(1)
    sections = [_section(draw, form, _HAN[at], numbers) for at in range(draw(st.integers(1, 3)))]
    said = {
        "schema": "1",
        "plan": {
            "unit": "某区司法局",
            "title": "2024年工作要点",
            "period": {"start": "2024-01-01", "end": "2024-12-31"},
            "published": form.published,
        },
        "departments": [{"name": name, "kind": "科室"} for name in OFFICES],
        "sections": sections,
    }
    return Plan.model_validate(said)


def _section(draw: st.DrawFn, form: Form, number: str, numbers: Iterator[int]) -> dict[str, Any]:
    said: dict[str, Any] = {"number": number, "title": draw(st.sampled_from(_TITLES))}
    if not form.is_deep:
        return said | {"tasks": _tasks(draw, form, number, numbers)}
    below = []
    for at in range(draw(st.integers(1, 2))):
        key = f"{number}.{_HAN[at]}"
        title = draw(st.sampled_from(_TITLES))
        tasks = _tasks(draw, form, key, numbers)
        below.append({"id": key, "number": _HAN[at], "title": title, "tasks": tasks})
    return said | {"sections": below}


def _tasks(draw: st.DrawFn, form: Form, above: str, numbers: Iterator[int]) -> list[dict[str, Any]]:
    numbers = numbers if form.runs_on else count(1)
    return [_task(draw, above, next(numbers)) for _ in range(draw(st.integers(1, 3)))]


def _task(draw: st.DrawFn, above: str, number: int) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(OFFICES), min_size=1, max_size=4, unique=True))
    cut = draw(st.integers(0, len(names)))
    owners = {"responsible": names}
    if cut and cut < len(names):
        owners = {"lead": names[:cut], "support": names[cut:]}
    return {
        "id": f"{above}.{number}",
        "number": str(number),
        "title": draw(st.sampled_from(_TITLES)),
        "text": draw(st.sampled_from(_TEXTS)),
        **owners,
    }


class Read(NamedTuple):
    """What a reader of the document would say of an item: its level, title, owners and text."""

    depth: int
    title: str
    owners: tuple[tuple[str, ...], ...] = ()
    text: str = ""


def what_it_says(plan: Plan) -> list[Read]:
    """The sections and tasks of a plan in their order, without ids and measures."""
    return [*map(_told, plan.tasks), *_below(plan.sections, 0)]


def _below(sections: Sequence[Section], depth: int) -> Iterator[Read]:
    for section in sections:
        yield Read(depth, section.title)
        yield from map(_told, section.tasks)
        yield from _below(section.sections, depth + 1)


def _told(task: Task) -> Read:
    return Read(9, task.title, tuple(names for _, names in task.by_role()), task_body(task))
