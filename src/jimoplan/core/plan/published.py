"""The published document written back from the plan, and compared with the published file."""

from collections.abc import Iterator

from jimoplan.core.plan.model import Plan, Task
from jimoplan.core.text.document import Document
from jimoplan.core.text.nodes import Fault
from jimoplan.core.text.problems import Problem


def published_text(plan: Plan) -> str:
    """The document as it was published: preamble, sections and tasks, a paragraph each.

    The form is the 2024 plan's: no title, 三、 before a section, 8. before a task, the owner clause
    in brackets at the task's end and no line end after the last task.
    """
    return "\n".join(text for _, text in _paragraphs(plan))


def owner_clause(task: Task) -> str:
    """The task's owner clause with its brackets: its exact wording, or the standard one."""
    if task.clause is not None:
        return task.clause
    main = [f"{'、'.join(task.lead)}牵头"] if task.lead else []
    main += ["、".join(task.responsible)] if task.responsible else []
    support = [f"{'、'.join(task.support)}配合"] if task.support else []
    owners = ",".join((*main, *support))
    return f"(责任部门:{owners})" if owners else ""


def task_body(task: Task) -> str:
    """The published text of a task between its title and its owner clause."""
    return "".join(measure.text or "" for measure in task.measures)


def first_difference(plan: Plan, published: str) -> Problem | None:
    """The first place where a published text differs from the plan's, None if it does not.

    The problem names the part (任务 8, 板块 三 …) and the character within it, counted from one.
    Its line and column are the published text's.
    """
    written = published_text(plan)
    if written == published:
        return None
    index = _common_length(written, published)
    place, start = _place_at(plan, index)
    message = (
        f"与公布文本不一致,第一处在{place} 第 {index - start + 1} 字:"
        f"公布文本为“{_shown(published, index)}”,计划为“{_shown(written, index)}”"
    )
    remedy = "以公布文本为准,改正 plan.yaml 里对应的 text、title 或 clause"
    return Document(published).place(Fault("E216", index, index + 1, message, remedy))


def _paragraphs(plan: Plan) -> Iterator[tuple[str, str]]:
    """Each paragraph with the name of its place."""
    if plan.plan.preamble is not None:
        yield "总体思路", plan.plan.preamble
    for section in plan.sections:
        yield f"板块 {section.number}", f"{section.number}、{section.title}"
        for task in section.tasks:
            yield (
                f"任务 {task.id}",
                f"{task.id}.{task.title}。{task_body(task)}{owner_clause(task)}",
            )


def _place_at(plan: Plan, index: int) -> tuple[str, int]:
    """The paragraph at a position, and where it starts; a line end belongs to the one before it."""
    place, start, end = "文件开头", 0, -1
    for name, text in _paragraphs(plan):
        if index <= end:
            break
        place, start = name, end + 1
        end = start + len(text)
    return place, start


def _common_length(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _shown(text: str, index: int) -> str:
    """A few characters from a position on, the end of the text and line ends made visible."""
    rest = text[index : index + 12].replace("\r", "␍").replace("\n", "␊")
    return rest or "(文件到此结束)"
