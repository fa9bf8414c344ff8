"""The answer to `import`: what was found, what is in doubt, what was left out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from jimoplan.core.importing.documents import Imported
from jimoplan.core.importing.doubts import Choice, Doubt
from jimoplan.core.plan.traverse import each_leaf, each_section
from jimoplan.core.views.answer import Answer, Table
from jimoplan.core.views.views import Heading, about_of

_LONGEST = 60


def answer_import(imported: Imported, day: date) -> Answer:
    """What an import found and left in doubt, for people and programs."""
    plan = imported.plan
    heading = Heading(plan.plan, day, 0, imported.notes)
    found = _found(imported)
    counts = "、".join(f"{label} {found[key]}" for key, label in _LABELS)
    doubts = f"疑点 {len(imported.doubts)} 处" if imported.doubts else "没有疑点"
    left_out = f"没有写进计划的 {len(imported.left_out)} 处,其余" if imported.left_out else "原文"
    return Answer(
        "import",
        about_of(heading),
        (f"读出 {counts}", f"{doubts};{left_out}一字不少,写得回来"),
        tuple(_tables(imported)),
        {
            "found": found,
            "doubts": [doubt_data(doubt) for doubt in imported.doubts],
            "left_out": [each._asdict() for each in imported.left_out],
        },
    )


_LABELS = (
    ("sections", "板块"),
    ("tasks", "任务"),
    ("measures", "举措"),
    ("proposals", "建议待确认"),
    ("departments", "部门"),
)


def _found(imported: Imported) -> dict[str, int]:
    plan = imported.plan
    tasks = plan.all_tasks()
    return {
        "characters": len(imported.published),
        "sections": sum(1 for _ in each_section(plan)),
        "tasks": len(tasks),
        "measures": sum(len(task.measures) for task in tasks),
        "proposals": sum(item.proposal is not None for _, _, item in each_leaf(plan)),
        "departments": len(plan.departments),
    }


def _tables(imported: Imported) -> Iterator[Table]:
    if imported.doubts:
        rows = tuple(
            (d.place, _cut(d.words), d.question, _told(d.choices[0]), _others(d))
            for d in imported.doubts
        )
        labels = ("位置", "原文", "疑问", "暂按", "也可以是")
        yield Table("疑点清单", labels, rows, frozenset(labels[1:]))
    if imported.left_out:
        left = tuple((each.place, _cut(each.words), each.why) for each in imported.left_out)
        yield Table("没有写进计划的", ("位置", "原文", "原因"), left, frozenset({"原文"}))


def _others(doubt: Doubt) -> str:
    """The other answers, each with what follows from it."""
    told = map(_told, doubt.choices[1:])
    return ";".join([*told, *(["(可以直接写)"] if doubt.is_open else [])])


def _told(choice: Choice) -> str:
    return f"{choice.answer}({choice.follows})"


def doubt_data(doubt: Doubt) -> dict[str, Any]:
    """A doubt for programs."""
    return {
        "code": doubt.code,
        "place": doubt.place,
        "words": doubt.words,
        "question": doubt.question,
        "assumed": doubt.assumed,
        "choices": [choice._asdict() for choice in doubt.choices],
        "open": doubt.is_open,
    }


def _cut(words: str) -> str:
    shown = " ".join(words.split())
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}……"
