"""The rules of ids, of printed numbers and of the form in which a plan was published."""

from collections.abc import Iterator

from jimoplan.core.plan.braces import strange_braces
from jimoplan.core.plan.ids import task_of
from jimoplan.core.plan.items import Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.published_form import FORM_NAMES, Numbering
from jimoplan.core.plan.traverse import each_item, each_section, each_task, name_of
from jimoplan.core.rules.findings import Finding, Rule, rule, wide_rule
from jimoplan.core.text.document import Path
from jimoplan.errors import nearest_names

_DEEPEST = 6
"""How many levels of sections a plan has at most."""


def _check_ids(plan: Plan) -> Iterator[Finding]:
    seen = {section.id for _, section in each_section(plan) if section.id}
    for path, item in each_item(plan):
        if item.id in seen:
            yield Finding(
                "E201",
                (*path, "id"),
                f"编号 {item.id} 已经用过,查询和更新会分不清是哪一项",
                "换一个没有用过的编号;已公布的编号不要动",
            )
        seen.add(item.id)


def _check_prefixes(plan: Plan) -> Iterator[Finding]:
    for path, task in each_task(plan):
        prefixes = {task_of(measure.id) for measure in task.measures}
        if len(task.measures) > 1 and len(prefixes) == 1 and task.id not in prefixes:
            (prefix,) = prefixes
            yield Finding(
                "E202",
                (*path, "id"),
                f"任务编号是 {task.id},它的 {len(task.measures)} 项举措却都以 {prefix}- 开头",
                f"任务编号改成 {prefix},或把举措编号逐个改成 {task.id}-",
            )
        elif prefixes - {task.id}:
            yield from _check_measure_prefixes(path, task)


def _check_measure_prefixes(path: Path, task: Task) -> Iterator[Finding]:
    for index, measure in enumerate(task.measures):
        prefix, _, number = measure.id.rpartition("-")
        if prefix != task.id:
            yield Finding(
                "E202",
                (*path, "measures", index, "id"),
                f"举措 {measure.id} 写在任务 {task.id} 下面",
                f"编号改成 {task.id}-{number}"
                f"{f',或移到任务 {prefix} 下面' if prefix else ',举措编号是任务编号-序号'}",
            )


def _check_sections(plan: Plan) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, section in each_section(plan):
        if section.key in seen:
            key = "id" if section.id else "number" if section.number else "title"
            yield Finding(
                "E203",
                (*path, key),
                f"板块“{section.key}”已经用过,查询和更新会分不清是哪一个",
                "公布的序号本来就重复的,加一行 id: 不重复的编号;否则按公布文本改正序号",
            )
        seen.add(section.key)
        if len(path) > 2 * _DEEPEST:
            yield Finding(
                "E224",
                path,
                f"板块“{section.key}”在第 {len(path) // 2} 级,板块至多 {_DEEPEST} 级",
                "并到上一级,或改成任务",
            )


def _check_gaps(plan: Plan) -> Iterator[Finding]:
    ids = {task.id for task in plan.all_tasks()}
    for index, gap in enumerate(plan.plan.known_gaps):
        if gap in ids:
            yield Finding(
                "E214",
                ("plan", "known_gaps", index),
                f"编号 {gap} 列为已知缺号,计划里却有任务 {gap}",
                "从 known_gaps 里去掉,或改正任务编号",
            )


def _check_retired(plan: Plan) -> Iterator[Finding]:
    retired = frozenset(plan.plan.retired)
    for path, item in each_item(plan) if retired else ():
        if item.id in retired:
            yield Finding(
                "E219",
                (*path, "id"),
                f"编号 {item.id} 已停用,给删去的事项用过,计划里又有{name_of(item)}",
                "新增的事项换一个没有用过的编号;要恢复的是原来那一项,从 retired 里去掉它的编号",
            )


def _check_printed(plan: Plan) -> Iterator[Finding]:
    numbering = plan.plan.published.numbering
    seen: dict[tuple[Path, str], str] = {}
    for path, task in each_task(plan) if numbering else ():
        number = task.number or task.id
        within = () if numbering is Numbering.THROUGHOUT else path[:-2]
        if (within, number) in seen:
            yield Finding(
                "E225",
                (*path, "number" if task.number else "id"),
                f"{name_of(task)} 印出的序号“{number}”,{seen[within, number]}已经用过,"
                f"而 published 写明{numbering}不重复",
                "按公布文本改正 number,或改正 plan.published.numbering",
            )
        seen.setdefault((within, number), name_of(task))


def _check_forms(plan: Plan) -> Iterator[Finding]:
    form = plan.plan.published
    for key, known in FORM_NAMES.items():
        path: Path = ("plan", "published", key)
        yield from _find_unknown_names(path, getattr(form, key) or "", known)
    own: list[tuple[Path, str | None, str]] = [
        *((path, section.form, "heading") for path, section in each_section(plan)),
        *((path, item.form, "task") for path, item in each_item(plan)),
    ]
    for path, text, key in own:
        yield from _find_unknown_names((*path, "form"), text or "", FORM_NAMES[key])


def _find_unknown_names(path: Path, form: str, known: tuple[str, ...]) -> Iterator[Finding]:
    for written, name in dict.fromkeys(strange_braces(form, known)):
        near = [name] if name in known else nearest_names(name, known)
        meant = f"您是否想写 {{{near[0]}}}?" if name and near else ""
        listed = "、".join(f"{{{each}}}" for each in known)
        yield Finding(
            "E226",
            path,
            f"公布格式里的 {written} 不代表任何内容,写回公布文本时会照印出来",
            f"{meant}这里可以写 {listed};要印花括号本身,写 {{{{ 和 }}}}",
        )


NUMBERING_RULES: tuple[Rule, ...] = (
    rule(_check_ids, "id"),
    rule(_check_prefixes, "id"),
    rule(_check_sections, "id", "number", "title", "sections"),
    wide_rule(_check_retired, "id", "retired", "plan"),
    wide_rule(_check_gaps, "id", "known_gaps", "plan", "sections", "tasks"),
    wide_rule(_check_printed, "id", "number", "numbering", "published", "plan", "sections"),
    rule(_check_forms, "published", "form", *FORM_NAMES),
)
