"""Many texts of one plan, most of them alike: each task is read once, wherever it comes again.

A text is taken apart at its tasks; what is left, with a stand-in for each, is read as any plan is.
This says nothing but what `load` says: where a text is not written as plans are, with every task
in block style and as far indented as the first, it is read whole.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import ValidationError

from jimoplan.core.changes.items import replace_tasks
from jimoplan.core.plan.items import Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.nodes import Faults, SyntaxFault, Unreadable
from jimoplan.core.text.nodes import Sequence as SequenceNode
from jimoplan.core.text.reading.events import compose
from jimoplan.core.text.reading.load import (
    FAST_LOADER,
    decode,
    garbage_collection_off,
    is_misread,
    load,
)
from jimoplan.core.text.reading.values import build_value

_FIRST_TASK = re.compile(r"^( *)- id:", re.MULTILINE)
_TASKS_BEGIN = re.compile(r"^sections:", re.MULTILINE)
_OTHER_BREAKS = re.compile("[\t\x85\u2028\u2029]|\r(?!\n)")
_STAND_IN = "任务"


class Readable(NamedTuple):
    """As much of a plan as can be read, and the ids of the tasks that cannot, as written."""

    plan: Plan
    lost: tuple[str, ...]


class PieceReader:
    """Reads plans, each task once: a task whose text has been read before is known again."""

    def __init__(self) -> None:
        self._tasks: dict[str, Task | None] = {}
        self._frames: dict[str, Plan | None] = {}

    def know(self, text: str, plan: Plan) -> None:
        """Take note of what a text says that was read elsewhere."""
        pieces = _take_apart(text)
        tasks = tuple(plan.all_tasks())
        if pieces and list(map(_written_id, pieces[1])) == [task.id for task in tasks]:
            self._tasks.update(zip(pieces[1], tasks, strict=True))
            self._frames[pieces[0]] = _fill(plan, [_stand_in(at) for at in range(len(tasks))])

    def read(self, data: bytes) -> Plan | None:
        """The plan in a file's bytes, None where it cannot be read; rules are not asked."""
        try:
            text = decode(data)
        except Unreadable:
            return None
        with garbage_collection_off():
            return self._read_in_pieces(text) or load(text, with_advice=False).plan

    def read_readable(self, data: bytes) -> Readable | None:
        """The plan without the tasks that cannot be read; None where more than tasks is broken."""
        try:
            text = decode(data)
        except Unreadable:
            return None
        pieces = _take_apart(text)
        if pieces is None:
            return None
        with garbage_collection_off():
            tasks = [self._read_task(chunk) for chunk in pieces[1]]
            plan = self._fill_frame(pieces[0], tasks)
        lost = (chunk for chunk, task in zip(pieces[1], tasks, strict=True) if task is None)
        return Readable(plan, tuple(map(_written_id, lost))) if plan else None

    def _read_in_pieces(self, text: str) -> Plan | None:
        """The plan, or None where the text does not come apart or something in it is wrong."""
        pieces = _take_apart(text)
        if pieces is None:
            return None
        frame_text, chunks = pieces
        tasks = [task for chunk in chunks if (task := self._read_task(chunk))]
        if len(tasks) < len(chunks):
            return None
        return self._fill_frame(frame_text, tasks)

    def _fill_frame(self, frame_text: str, tasks: Sequence[Task | None]) -> Plan | None:
        if frame_text not in self._frames:
            self._frames[frame_text] = load(frame_text, with_advice=False).plan
        frame = self._frames[frame_text]
        stand_ins = [_stand_in(number) for number in range(len(tasks))]
        if frame is None or list(frame.all_tasks()) != stand_ins:
            return None
        return _fill(frame, tasks)

    def _read_task(self, chunk: str) -> Task | None:
        if chunk not in self._tasks:
            self._tasks[chunk] = _read_alone(chunk)
        return self._tasks[chunk]


def _take_apart(text: str) -> tuple[str, list[str]] | None:
    """The text with a stand-in for each task, and the tasks' own texts."""
    begin = _TASKS_BEGIN.search(text)
    first = _FIRST_TASK.search(text, begin.start()) if begin else None
    if first is None or _OTHER_BREAKS.search(text):
        return None
    indent = first[1]
    outer = re.compile(rf"^(?= {{0,{len(indent)}}}[^ #\r\n])", re.MULTILINE)
    cuts = [match.start() for match in outer.finditer(text, first.start())]
    frame: list[str] = [text[: first.start()]]
    chunks: list[str] = []
    for start, end in pairwise((*cuts, len(text))):
        if text.startswith(f"{indent}- ", start):
            frame.append(f"{indent}- {{id: '{len(chunks)}', title: {_STAND_IN}}}\n")
            chunks.append(text[start:end])
        else:
            frame.append(text[start:end])
    return "".join(frame), chunks


def _read_alone(chunk: str) -> Task | None:
    """The task in a text of its own; None where there is anything wrong with it."""
    faults = Faults()
    try:
        root = compose(chunk, FAST_LOADER, faults)
        if not isinstance(root, SequenceNode) or len(root.items) != 1:
            return None
        (value,) = _as_list(build_value(root, faults))
        return None if is_misread(faults) else Task.model_validate(value)
    except (SyntaxFault, Unreadable, ValidationError):
        return None


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401 - a sequence's value is a list
    return list(value)


def _stand_in(number: int) -> Task:
    return Task(id=str(number), title=_STAND_IN)


def _written_id(chunk: str) -> str:
    return chunk.partition("id:")[2].partition("\n")[0].split("#")[0].strip(" '\",{}\r")


def _fill(frame: Plan, tasks: Sequence[Task | None]) -> Plan:
    """The frame with the tasks in place of their stand-ins; what is None is left out."""
    ahead = iter(tasks)
    return replace_tasks(frame, lambda _: next(ahead))
